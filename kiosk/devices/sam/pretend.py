"""A pretend reader: answers as a security module does, and fails as they do, on request.

In one process it is a line of its own (`PretendLine`); as a program it serves a pseudo-terminal,
so that the real driver talks to it over a real serial line:

    python -m kiosk.devices.sam.pretend      prints the terminal's name; then, line by line on
                                             standard input: `lay`, `lift`, a fault, or `well`
"""

import os
import selectors
import sys
import time
import tty
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kiosk.devices.card_reader import Card, CardType
from kiosk.devices.sam.chip import chip_text
from kiosk.devices.sam.frames import HEAD_BYTES, PREAMBLE, reply
from kiosk.devices.sam.reader import FOUND, NO_CARD, OK, SELECT_FAILED, SamReader

PHOTO_BYTES = 1024
BYTES_PER_SECOND = 11_520
"""Of a line with 115,200 baud, 8N1: ten bits a byte."""

SAMPLE = Card(
    type=CardType.RESIDENT,
    name="巴特尔",
    sex="male",
    number="150602200411219993",
    ethnic_group="02",
    born=date(2004, 11, 21),
    address="内蒙古自治区鄂尔多斯市东胜区富兴街道1号",
    authority="鄂尔多斯市公安局东胜分局",
    valid_from=date(2020, 1, 1),
    valid_until=date(2040, 1, 1),
    photo=bytes(PHOTO_BYTES),
)
"""An invented man."""


class Ill(StrEnum):
    """What can be wrong with a reader or its line."""

    SILENT = "silent"
    GARBAGE = "garbage"  # noise before every answer
    SPLIT = "split"  # every answer in single bytes
    WRONG_SUM = "wrong_sum"
    WRONG_LENGTH = "wrong_length"
    CUT = "cut"  # half an answer, then nothing
    SELECT_FAILS = "select_fails"
    UNREADABLE = "unreadable"
    UNKNOWN_CARD = "unknown_card"
    NO_LICENCE = "no_licence"
    SELF_TEST = "self_test"
    GONE = "gone"  # the line itself is lost


_STATUS = {
    Ill.UNREADABLE: 0x41,
    Ill.UNKNOWN_CARD: 0x40,
    Ill.NO_LICENCE: 0x66,
    Ill.SELF_TEST: 0x60,
}


@dataclass
class PretendModule:
    """A security module with perhaps a card on it; `ills` are what is wrong now."""

    card: Card | None = None
    ills: set[Ill] = field(default_factory=set)
    seen: bool = False
    _held: bytearray = field(default_factory=bytearray)

    def lay(self, card: Card = SAMPLE) -> None:
        """Lay a card down."""
        self.card, self.seen = card, False

    def lift(self) -> None:
        """Lift the card."""
        self.card, self.seen = None, False

    def answers(self, received: bytes) -> Iterator[bytes]:
        """Take what came in; yields what goes back, piece by piece."""
        self._held += received
        while (start := self._held.find(PREAMBLE)) >= 0:
            length = int.from_bytes(self._held[start + len(PREAMBLE) : start + HEAD_BYTES], "big")
            if len(self._held) < start + HEAD_BYTES + length:
                return
            words = tuple(self._held[start + HEAD_BYTES : start + HEAD_BYTES + 2])
            del self._held[: start + HEAD_BYTES + length]
            yield from self._ailing(self._answer(words))

    def _answer(self, words: tuple[int, ...]) -> bytes:
        if words == (0x12, 0xFF):
            return reply(OK, bytes.fromhex("05000100" + "01010000" + "02000000" + "03000000"))
        if words == (0x20, 0x01):
            there = self.card is not None and not self.seen
            return reply(FOUND, bytes(4)) if there else reply(NO_CARD)
        if words == (0x20, 0x02):
            there = self.card is not None and Ill.SELECT_FAILS not in self.ills
            return reply(OK, bytes(8)) if there else reply(SELECT_FAILED)
        if words == (0x30, 0x01):
            return self._content()
        return reply(OK if words[0] in (0x10, 0x11, 0x60, 0x61) else 0x21)

    def _content(self) -> bytes:
        status = next((_STATUS[ill] for ill in _STATUS if ill in self.ills), None)
        if status is not None or self.card is None:
            return reply(status or 0x41)
        self.seen = True
        text, photo = chip_text(self.card), self.card.photo.ljust(PHOTO_BYTES, b"\0")
        lengths = len(text).to_bytes(2, "big") + len(photo).to_bytes(2, "big")
        return reply(OK, lengths + text + photo)

    def _ailing(self, answer: bytes) -> Iterator[bytes]:
        ills = self.ills
        if Ill.SILENT in ills:
            return
        if Ill.GARBAGE in ills:
            answer = bytes.fromhex("00aaaaff96aaaa") + answer
        if Ill.WRONG_SUM in ills:
            answer = answer[:-1] + bytes((answer[-1] ^ 0x55,))
        if Ill.WRONG_LENGTH in ills:
            answer = PREAMBLE + b"\xff\xff" + answer[HEAD_BYTES:]
        if Ill.CUT in ills:
            answer = answer[: len(answer) // 2]
        if Ill.SPLIT in ills:
            yield from (bytes((one,)) for one in answer)
        else:
            yield answer


class PretendLine:
    """A line with a pretend module at its other end."""

    def __init__(self, module: PretendModule) -> None:
        """Open it; raises OSError while the module is gone."""
        self._module = module
        self._coming: list[bytes] = []
        self._alive()

    def write(self, data: bytes) -> None:
        """Ask the module."""
        self._alive()
        self._coming += self._module.answers(data)

    def read(self, seconds: float) -> bytes:
        """Return the next piece of an answer; what is not here never comes, but takes its time."""
        self._alive()
        if not self._coming:
            time.sleep(seconds)
            return b""
        return self._coming.pop(0)

    def close(self) -> None:
        """Let it go."""
        self._coming.clear()

    def _alive(self) -> None:
        if Ill.GONE in self._module.ills:
            raise OSError("the reader is gone")


class PretendReader(SamReader):
    """The real driver with a pretend module at the other end of its line."""

    def __init__(self, module: PretendModule | None = None) -> None:
        self.desk = module or PretendModule()
        super().__init__(lambda: PretendLine(self.desk), time.monotonic)


def serve(module: PretendModule, paced: bool = True) -> None:
    """Serve a pseudo-terminal until standard input ends; `paced` as slow as a serial line."""
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    sys.stdout.write(f"{os.ttyname(theirs)}\n")
    sys.stdout.flush()
    watched = selectors.DefaultSelector()
    watched.register(ours, selectors.EVENT_READ)
    watched.register(sys.stdin, selectors.EVENT_READ)
    while True:
        for key, _ in watched.select():
            if key.fd == ours:
                for piece in module.answers(os.read(ours, 4096)):
                    time.sleep(len(piece) / BYTES_PER_SECOND if paced else 0)
                    os.write(ours, piece)
            elif words := os.read(sys.stdin.fileno(), 4096):
                for word in words.decode().split():
                    _obey(module, word)
            else:
                return


def _obey(module: PretendModule, word: str) -> None:
    if word == "lay":
        module.lay()
    elif word == "lift":
        module.lift()
    elif word == "well":
        module.ills.clear()
    elif word in set(Ill):
        module.ills.add(Ill(word))


if __name__ == "__main__":
    serve(PretendModule())
