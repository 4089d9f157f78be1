"""What photos and fingerprints are taken with at one kiosk."""

from dataclasses import dataclass, field
from typing import Literal

from kiosk.devices import camera, fingerprint
from kiosk.devices.camera import Camera, PretendCamera
from kiosk.devices.fingerprint import FingerprintReader, PretendFingerprintReader

Driver = Literal["none", "pretended"]


@dataclass(frozen=True)
class Taking:
    """The camera and the fingerprint reader; as it stands, there is neither."""

    camera: Camera = field(default_factory=lambda: PretendCamera(camera.Reason.UNPLUGGED))
    fingerprints: FingerprintReader = field(
        default_factory=lambda: PretendFingerprintReader(fingerprint.Reason.UNPLUGGED)
    )


def taking_of(camera_driver: Driver, reader_driver: Driver) -> Taking:
    """Return the devices a kiosk is set to."""
    nothing = Taking()
    return Taking(
        PretendCamera() if camera_driver == "pretended" else nothing.camera,
        PretendFingerprintReader() if reader_driver == "pretended" else nothing.fingerprints,
    )
