"""The fingerprint reader: what the kiosk asks of it, and what may be wrong with it.

Nobody's finger is read without having agreed: whoever asks a reader answers for that. What it
gives is a template in its own format, which the kiosk only carries. Every reader is held to the
same contract test.
"""

import hashlib
from enum import StrEnum
from typing import Protocol

from kiosk.errors import Trouble
from kiosk.texts import Text


class Reason(StrEnum):
    """Why there is no usable fingerprint."""

    UNPLUGGED = "unplugged"
    NO_FINGER = "no-finger"
    POOR = "poor"


class FingerprintReader(Protocol):
    """Something that reads a finger laid on it."""

    def available(self) -> bool:
        """Tell whether there is a reader; if not, nothing on screen may offer it."""

    def enrol(self) -> bytes:
        """Wait some seconds for a finger and return its template; raises Trouble.

        `fingerprint.unplugged`, `fingerprint.no-finger` when none came, `fingerprint.poor` when
        it could not be read well enough.
        """


class PretendFingerprintReader:
    """Reads a finger that nobody has; `fault` is what is wrong with it."""

    def __init__(self, fault: Reason | None = None) -> None:
        self.fault = fault
        self._read = 0

    def available(self) -> bool:
        """Tell whether it is plugged in."""
        return self.fault is not Reason.UNPLUGGED

    def enrol(self) -> bytes:
        """Return another invented template each time, as a real reader does."""
        if self.fault is not None:
            raise trouble(self.fault)
        self._read += 1
        lines = (hashlib.sha256(f"{self._read} {line}".encode()).digest() for line in range(16))
        return b"PRETENDED" + b"".join(lines)


_SAY: dict[Reason, tuple[Text, Text]] = {
    Reason.UNPLUGGED: (
        Text("指纹采集器没有回应。", "The fingerprint reader does not answer."),
        Text("请检查指纹采集器的连线。", "Check the reader's cable."),
    ),
    Reason.NO_FINGER: (
        Text("没有读到手指，请再试一次。", "No finger was felt. Please try again."),
        Text("请办事人把手指平放在采集器上。", "Have the finger laid flat on the reader."),
    ),
    Reason.POOR: (
        Text(
            "指纹不够清楚，请擦干手指再试一次。",
            "The fingerprint is not clear enough. Please dry the finger and try again.",
        ),
        Text("请擦净采集器的表面。", "Clean the reader's surface."),
    ),
}


def trouble(reason: Reason) -> Trouble:
    """Return the Trouble for a reason; its code is `fingerprint.` and the reason."""
    say, remedy = _SAY[reason]
    return Trouble(f"fingerprint.{reason}", say, remedy)
