"""What watching every device costs while nobody does anything, beside one percent of a core.

The card reader and the receipt printer are programs at the other end of a real line and a real
socket, the code scanner hangs on a pseudo-terminal and is listened to all the time; sheets go to
a folder, camera, fingerprint reader, voice and second screen are pretended. All of the time that
the process takes counts: the looks, their lanes and the loop they come back to.
"""

import os
import pty
import subprocess
import sys
import tempfile
import time
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from kiosk.app import opened
from kiosk.background.watching import EVERY
from kiosk.devices.health import CAMERA, CARD_READER, FINGERPRINTS, SCANNER, SECOND_SCREEN, VOICE
from kiosk.devices.voice import PretendVoice
from kiosk.front import front_of
from kiosk.printers import ROLL, SHEETS
from kiosk.screens.citizen.porch import Porch
from kiosk.screens.look.look import Look
from kiosk.settings import Devices, Places, Printers, Settings
from tests.benchmarks.figure import Figure

SECONDS = 60
ONE_PERCENT = 1.0
EVERYTHING = {
    SHEETS, ROLL, CARD_READER, CAMERA, FINGERPRINTS, SCANNER, VOICE, SECOND_SCREEN,
}  # fmt: skip
MORNING = datetime(2026, 11, 23, 2, 24, tzinfo=UTC)


def measure() -> list[Figure]:
    """Watch for a minute; processor time as a percentage of one core."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as folder, _programs(Path(folder)) as settings:
        taken = _watched(settings)
    return [
        Figure(
            "watching all devices",
            taken / SECONDS * 100,
            ONE_PERCENT,
            1.0,
            "% of a core",
            "one percent",
        )
    ]


def _watched(settings: Settings) -> float:
    with (
        opened(settings, lambda: MORNING) as kiosk,
        front_of(kiosk, Porch(Look()), PretendVoice()) as front,
    ):
        front.watching.begin()
        _wait(2 * EVERY)  # what is put together once, and told once
        assert set(kiosk.watch.names) == EVERYTHING
        assert {kiosk.watch.known(name).codes for name in kiosk.watch.names} == {()}  # type: ignore[union-attr]  # looked at
        before = time.process_time()
        _wait(SECONDS * 1000)
        return time.process_time() - before


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


@contextmanager
def _programs(folder: Path) -> Iterator[Settings]:
    printer = "kiosk.devices.receipts.pretend", str(folder)
    with (
        _program("kiosk.devices.sam.pretend") as reader,
        _program(*printer) as port,
        _scanner() as scanner,
    ):
        yield msgspec.structs.replace(
            Settings(),
            places=Places(data=folder / "data", spool=folder / "printed"),
            devices=Devices(
                camera="pretended",
                fingerprints="pretended",
                card_reader=reader,
                scanner=scanner,
                second_screen="pretended",
            ),
            printers=Printers(receipt=f"tcp://127.0.0.1:{port}"),
        )


@contextmanager
def _scanner() -> Iterator[str]:
    """Give the name of a terminal at whose other end nobody scans anything."""
    ours, theirs = pty.openpty()
    tty.setraw(theirs)
    yield os.ttyname(theirs)
    os.close(theirs)
    os.close(ours)


@contextmanager
def _program(*words: str) -> Iterator[str]:
    """Run a pretend device; gives the first line that it says."""
    command, pipe = [sys.executable, "-m", *words], subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.stdin.close()
