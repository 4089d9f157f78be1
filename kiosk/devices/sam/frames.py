"""Frames on the line to the security module.

Request and reply: `AA AA AA 96 69 | length, 2 bytes | content | XOR`. The length counts content and
XOR; the XOR covers length and content. A reply's content begins with three status bytes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import xor

PREAMBLE = bytes.fromhex("aaaaaa9669")
HEAD_BYTES = len(PREAMBLE) + 2
LONGEST = 4096
"""Bytes of content: the longest reply, text with photo and fingerprints, has 2,321."""

_SHORTEST = 4
"""Of a reply: three status bytes and the XOR."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the module answered: the last status byte, and the data after it."""

    status: int
    data: bytes = field(default=b"", repr=False)


class BadFrame(Exception):  # not a Trouble: one bad frame is asked for again
    """A frame whose checksum is wrong or that cannot be one."""


def request(command: int, parameter: int, data: bytes = b"") -> bytes:
    """Return a request as it goes over the line."""
    return framed(bytes((command, parameter)) + data)


def reply(status: int, data: bytes = b"") -> bytes:
    """Return a reply as a module sends it: what the pretend reader answers with."""
    return framed(bytes((0, 0, status)) + data)


def framed(content: bytes) -> bytes:
    """Put preamble, length and XOR around some content."""
    body = (len(content) + 1).to_bytes(2, "big") + content
    return PREAMBLE + body + bytes((_checksum(body),))


class Frames:
    """Finds replies in what comes in, however it is split and whatever stands between them."""

    def __init__(self) -> None:
        self._held = bytearray()

    def feed(self, received: bytes) -> Iterator[Reply]:
        """Take what came in; yields whole replies. Raises BadFrame for a broken one, once."""
        self._held += received
        while (content := self._next()) is not None:
            yield Reply(content[2], content[3:-1])

    def clear(self) -> None:
        """Forget what came in."""
        self._held.clear()

    def _next(self) -> bytes | None:
        """Take the next frame's content with its XOR out of what is held; None: not all here."""
        held = self._held
        start = held.find(PREAMBLE)
        if start < 0:
            del held[: max(len(held) - len(PREAMBLE) + 1, 0)]
            return None
        del held[:start]
        head = HEAD_BYTES
        if len(held) < head:
            return None
        length = int.from_bytes(held[len(PREAMBLE) : head], "big")
        if not _SHORTEST <= length <= LONGEST:
            del held[: len(PREAMBLE)]
            raise BadFrame("length")
        if len(held) < head + length:
            return None
        body = bytes(held[len(PREAMBLE) : head + length])
        if _checksum(body):
            del held[: len(PREAMBLE)]  # what follows may hold the next whole frame
            raise BadFrame("checksum")
        del held[: head + length]
        return body[2:]


def _checksum(body: bytes) -> int:
    return reduce(xor, body, 0)
