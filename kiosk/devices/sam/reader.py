"""A reader with a security module, on a serial line (115200 8N1) or over USB.

Find, select, read: `20 01`, `20 02`, `30 01`. After a card was read it has to be lifted and laid
down again before the module finds it once more, so each card comes once.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from kiosk.devices.card_reader import Card, Reason, nothing, trouble
from kiosk.devices.sam.chip import TEXT_BYTES, card
from kiosk.devices.sam.frames import BadFrame, Frames, Reply, request

RESET, STATUS, SAM_ID = request(0x10, 0xFF), request(0x11, 0xFF), request(0x12, 0xFF)
FIND, SELECT, READ = request(0x20, 0x01), request(0x20, 0x02), request(0x30, 0x01)

OK, FOUND, NO_CARD, SELECT_FAILED = 0x90, 0x9F, 0x80, 0x81
REASONS = {
    0x31: Reason.UNREAD,  # card does not accept the module
    0x32: Reason.UNREAD,  # module does not accept the card
    0x33: Reason.UNREAD,  # what was read is not what was signed
    0x40: Reason.UNKNOWN_TYPE,
    0x41: Reason.UNREAD,
    0x47: Reason.UNREAD,  # no random number
    0x60: Reason.BROKEN,  # self-test failed
    0x66: Reason.BROKEN,  # no licence
    0x91: Reason.UNREAD,  # no such content
}
GARBLING = frozenset({0x10, 0x11, 0x21, 0x24})
"""The module says that what it got was no request: asked again."""

TRIES = 3
FIND_SECONDS, READ_SECONDS = 0.6, 2.5
"""How long a module takes at most to look, and to read (seen: 1 s and 2 s)."""


class Wire(Protocol):
    """The line to the module: bytes there and back."""

    def write(self, data: bytes) -> None:
        """Send; raises OSError when nobody is at the other end."""

    def read(self, seconds: float) -> bytes:
        """Return what is there, or comes in within some seconds; empty: nothing did."""

    def close(self) -> None:
        """Let the line go."""


class SamReader:
    """An ID-card reader; `opened` opens the line, again when it was lost."""

    def __init__(self, opened: Callable[[], Wire], clock: Callable[[], float]) -> None:
        """`clock` counts seconds and is never set back."""
        self._opened = opened
        self._clock = clock
        self._wire: Wire | None = None
        self._frames = Frames()

    def poll(self, found: Callable[[], None] = nothing) -> Card | None:
        """Look for a card once and read it."""
        try:
            return self._read(found)
        except OSError as error:
            self.close()
            raise trouble(Reason.OFFLINE) from error

    def module(self) -> str:
        """Return the module's number, `05.01-20260101-0000000001-…`; raises Trouble `reader.*`."""
        try:
            reply = self._ask(SAM_ID, FIND_SECONDS)
        except OSError as error:
            self.close()
            raise trouble(Reason.OFFLINE) from error
        data = reply.data.ljust(16, b"\0")
        first, second = data[0], int.from_bytes(data[2:4], "little")
        rest = [int.from_bytes(data[at : at + 4], "little") for at in (4, 8, 12)]
        return f"{first:02d}.{second:02d}-{rest[0]}-{rest[1]:010d}-{rest[2]:010d}"

    def close(self) -> None:
        """Let the line go; the next look opens it again."""
        if self._wire is not None:
            with suppress(OSError):
                self._wire.close()
            self._wire = None

    def _read(self, found: Callable[[], None]) -> Card | None:
        if not self._found():
            return None
        if self._ask(SELECT, FIND_SECONDS).status != OK:
            return None  # lifted too soon: the next look finds it again, or not
        # Whoever says so on a screen does it while the answer comes in, not before it is asked for.
        reply = self._ask(READ, READ_SECONDS, found)
        if reply.status != OK:
            raise trouble(REASONS.get(reply.status, Reason.UNREAD))
        return _card(reply.data)

    def _found(self) -> bool:
        status = self._ask(FIND, FIND_SECONDS).status
        if status in (FOUND, OK):
            return True
        if status in (NO_CARD, SELECT_FAILED):
            return False
        raise trouble(REASONS.get(status, Reason.GARBLED))

    def _ask(self, words: bytes, seconds: float, asked: Callable[[], None] = nothing) -> Reply:
        """Ask until a whole answer comes; raises Trouble `reader.*` when none does."""
        reason = Reason.OFFLINE
        for _ in range(TRIES):
            wire = self._line()
            self._hush(wire)
            wire.write(words)
            asked()
            try:
                reply = self._answer(wire, seconds)
            except BadFrame:
                reason = Reason.GARBLED
                continue
            if reply is None:
                break
            if reply.status not in GARBLING:
                return reply
            reason = Reason.GARBLED
        self.close()
        raise trouble(reason)

    def _answer(self, wire: Wire, seconds: float) -> Reply | None:
        until = self._clock() + seconds
        while (left := until - self._clock()) > 0:
            for reply in self._frames.feed(wire.read(left)):
                return reply
        return None

    def _hush(self, wire: Wire) -> None:
        """Drop what is still there from an answer that came too late."""
        self._frames.clear()
        for _ in range(TRIES):
            if not wire.read(0):
                break

    def _line(self) -> Wire:
        if self._wire is None:
            self._wire = self._opened()
        return self._wire


def _card(data: bytes) -> Card:
    """Take text and photo out of `text length, photo length, text, photo`."""
    text_bytes, photo_bytes = int.from_bytes(data[:2], "big"), int.from_bytes(data[2:4], "big")
    text = data[4 : 4 + text_bytes]
    if len(text) != TEXT_BYTES:
        raise trouble(Reason.UNREAD)
    return card(text, data[4 + text_bytes : 4 + text_bytes + photo_bytes])
