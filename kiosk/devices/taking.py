"""What cards are read, photos and fingerprints taken with at one kiosk."""

import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from kiosk.devices import camera, fingerprint
from kiosk.devices.camera import Camera, PretendCamera
from kiosk.devices.card_reader import CardReader
from kiosk.devices.ffmpeg_camera import FfmpegCamera, video_device
from kiosk.devices.fingerprint import FingerprintReader, PretendFingerprintReader
from kiosk.devices.libfprint_reader import LibfprintReader
from kiosk.devices.sam.lines import SerialLine, UsbLine
from kiosk.devices.sam.pretend import PretendReader
from kiosk.devices.sam.reader import SamReader
from kiosk.devices.scanner import LineScanner, PretendScanner, Scanner
from kiosk.settings import Devices

NONE, PRETENDED, USB, LIBFPRINT = "none", "pretended", "usb:", "libfprint"
SCANNER_BAUD = 9600
"""What scanners are delivered with; one on USB does not mind."""


@dataclass(frozen=True)
class Taking:
    """Camera, fingerprint and card reader, code scanner; as it stands, there is none of them.

    No device is opened before it is first needed.
    """

    camera: Camera = field(default_factory=lambda: PretendCamera(camera.Reason.UNPLUGGED))
    fingerprints: FingerprintReader = field(
        default_factory=lambda: PretendFingerprintReader(fingerprint.Reason.UNPLUGGED)
    )
    cards: CardReader | None = None
    scanner: Scanner | None = None


def taking_of(devices: Devices) -> Taking:
    """Return what a kiosk is set to."""
    nothing = Taking()
    readers: dict[str, FingerprintReader] = {
        NONE: nothing.fingerprints,
        PRETENDED: PretendFingerprintReader(),
        LIBFPRINT: LibfprintReader(),
    }
    camera = _camera(devices.camera) or nothing.camera
    cards, scanner = _card_reader(devices.card_reader), _scanner(devices.scanner)
    return Taking(camera, readers[devices.fingerprints], cards, scanner)


def _camera(name: str) -> Camera | None:
    if name == PRETENDED:
        return PretendCamera()
    device = Path(name)
    return None if name == NONE else FfmpegCamera(video_device(device), device)


def _card_reader(name: str) -> CardReader | None:
    if name == PRETENDED:
        return PretendReader()
    if name.startswith(USB):
        return SamReader(partial(_over_usb, name.removeprefix(USB)), time.monotonic)
    return None if name == NONE else SamReader(lambda: SerialLine(name), time.monotonic)


def _over_usb(address: str) -> UsbLine:
    from kiosk.devices.usb_device import (  # noqa: PLC0415  # only who has one waits for libusb
        UsbAddress,
        UsbDevice,
    )

    return UsbLine(UsbDevice(UsbAddress.of(address)))


def _scanner(name: str) -> Scanner | None:
    if name == PRETENDED:
        return PretendScanner()
    device, _, baud = name.partition("@")
    line = partial(SerialLine, device, int(baud or SCANNER_BAUD))
    return None if name == NONE else LineScanner(line, time.monotonic)
