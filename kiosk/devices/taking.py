"""What photos and fingerprints are taken with at one kiosk."""

from dataclasses import dataclass, field
from pathlib import Path

from kiosk.devices import camera, fingerprint
from kiosk.devices.camera import Camera, PretendCamera
from kiosk.devices.ffmpeg_camera import FfmpegCamera, video_device
from kiosk.devices.fingerprint import FingerprintReader, PretendFingerprintReader
from kiosk.settings import Devices

NONE, PRETENDED = "none", "pretended"


@dataclass(frozen=True)
class Taking:
    """The camera and the fingerprint reader; as it stands, there is neither."""

    camera: Camera = field(default_factory=lambda: PretendCamera(camera.Reason.UNPLUGGED))
    fingerprints: FingerprintReader = field(
        default_factory=lambda: PretendFingerprintReader(fingerprint.Reason.UNPLUGGED)
    )


def taking_of(devices: Devices) -> Taking:
    """Return what a kiosk is set to."""
    nothing = Taking()
    readers = {NONE: nothing.fingerprints, PRETENDED: PretendFingerprintReader()}
    return Taking(_camera(devices.camera) or nothing.camera, readers[devices.fingerprints])


def _camera(name: str) -> Camera | None:
    if name == PRETENDED:
        return PretendCamera()
    device = Path(name)
    return None if name == NONE else FfmpegCamera(video_device(device), device)
