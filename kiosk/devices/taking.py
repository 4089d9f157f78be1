"""What cards are read, photos and fingerprints taken with at one kiosk."""

import time
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.devices import camera, fingerprint
from kiosk.devices.camera import Camera, PretendCamera
from kiosk.devices.card_reader import CardReader
from kiosk.devices.ffmpeg_camera import FfmpegCamera, video_device
from kiosk.devices.fingerprint import FingerprintReader, PretendFingerprintReader
from kiosk.devices.sam.lines import SerialLine
from kiosk.devices.sam.pretend import PretendReader
from kiosk.devices.sam.reader import SamReader
from kiosk.settings import Devices

NONE, PRETENDED = "none", "pretended"


@dataclass(frozen=True)
class Taking:
    """The camera, the fingerprint and the card reader; as it stands, there is none of them.

    No device is opened before it is first needed.
    """

    camera: Camera = field(default_factory=lambda: PretendCamera(camera.Reason.UNPLUGGED))
    fingerprints: FingerprintReader = field(
        default_factory=lambda: PretendFingerprintReader(fingerprint.Reason.UNPLUGGED)
    )
    cards: CardReader | None = None


def taking_of(devices: Devices) -> Taking:
    """Return what a kiosk is set to."""
    nothing = Taking()
    readers = {NONE: nothing.fingerprints, PRETENDED: PretendFingerprintReader()}
    camera = _camera(devices.camera) or nothing.camera
    return Taking(camera, readers[devices.fingerprints], _card_reader(devices.card_reader))


def _camera(name: str) -> Camera | None:
    if name == PRETENDED:
        return PretendCamera()
    device = Path(name)
    return None if name == NONE else FfmpegCamera(video_device(device), device)


def _card_reader(name: str) -> CardReader | None:
    if name == PRETENDED:
        return PretendReader()
    return None if name == NONE else SamReader(lambda: SerialLine(name), time.monotonic)
