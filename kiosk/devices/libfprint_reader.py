"""A fingerprint reader that libfprint knows: asked through a program that ends with each question.

Whether there is one is asked again only when something was plugged in or pulled out.
"""

import os
import subprocess
import sys
from pathlib import Path

from kiosk.devices.fingerprint import Reason, trouble
from kiosk.devices.fprint import SILENCE, End

BUS = Path("/sys/bus/usb/devices")
"""Where Linux lists what hangs on USB."""

QUICK, LONGEST = 10, 120
"""Seconds after which a look, and a reading with all its touches, cannot come to an end."""

_REASONS: dict[int, Reason] = {End.NO_FINGER: Reason.NO_FINGER, End.POOR: Reason.POOR}


class LibfprintReader:
    """Reads the same finger some times over; `silence` is how long nobody may touch it."""

    def __init__(self, bus: Path = BUS, silence: float = SILENCE) -> None:
        self._bus, self._silence = bus, silence
        self._plugged: frozenset[str] | None = None
        self._there = False

    def available(self) -> bool:
        """Tell whether libfprint finds a reader."""
        plugged = frozenset(os.listdir(self._bus)) if self._bus.is_dir() else frozenset[str]()
        if plugged != self._plugged:
            self._plugged, self._there = plugged, _asked("look", patience=QUICK)[0] == End.DONE
        return self._there

    def enrol(self) -> bytes:
        """Return the finger's template, as libfprint writes it (FP3)."""
        end, template = _asked("enrol", f"{self._silence:g}", patience=LONGEST)
        if end != End.DONE:
            raise trouble(_REASONS.get(end, Reason.UNPLUGGED))
        return template


def _asked(*words: str, patience: float) -> tuple[int, bytes]:
    """Ask the program; one that hangs or crashes is a reader that does not answer."""
    try:
        done = subprocess.run(  # noqa: S603  # this Python, and words of this module
            [sys.executable, "-m", "kiosk.devices.fprint", *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=False,
            timeout=patience,
        )
    except (OSError, subprocess.TimeoutExpired):
        return End.UNPLUGGED, b""
    return done.returncode, done.stdout
