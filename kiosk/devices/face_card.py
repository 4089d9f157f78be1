"""A test card: a drawn face that nobody has, as PNG, for a camera that is only pretended.

The checks along its upper edge and the mark that wanders along its lower one say that no person
was photographed.
"""

import struct
import zlib
from collections.abc import Iterator
from functools import lru_cache
from math import sqrt

Colour = tuple[int, int, int]
Span = tuple[int, int, Colour]

WALL, SKIN, HAIR, COAT, LINE = (
    (214, 226, 238),
    (233, 196, 168),
    (62, 52, 46),
    (74, 96, 128),
    (40, 40, 48),
)
BLACK, WHITE = (0, 0, 0), (255, 255, 255)
CHECKS, MARKS = 16, 24

_HAIR, _HEAD, _COAT = (0.5, 0.38, 0.21, 0.24), (0.5, 0.43, 0.18, 0.22), (0.5, 1.02, 0.36, 0.34)
_EYES = ((0.43, 0.41, 0.022, 0.018), (0.57, 0.41, 0.022, 0.018))
_MOUTH = (0.5, 0.54, 0.06, 0.014)
"""Middle, and half width and height, as parts of the card's width and height."""


@lru_cache(2 * MARKS)
def face_card(width: int, height: int, frame: int = 0, *, covered: bool = False) -> bytes:
    """Return a card of so many pixels as PNG; `covered` is what a covered lens sees."""
    rows = (
        bytes(BLACK) * width if covered else _row(y, width, height, frame) for y in range(height)
    )
    return _png(width, height, b"".join(b"\0" + row for row in rows))


def _row(y: int, width: int, height: int, frame: int) -> bytes:
    row = bytearray(bytes(WALL) * width)
    for start, end, colour in _spans(y, width, height, frame):
        row[3 * start : 3 * end] = bytes(colour) * (end - start)
    return bytes(row)


def _spans(y: int, width: int, height: int, frame: int) -> Iterator[Span]:
    """Give what lies on the wall in a row, the hindmost first."""
    for part, colour in ((_COAT, COAT), (_HAIR, HAIR), (_HEAD, SKIN)):
        yield from _ellipse(part, colour, y, width, height)
    for part in (*_EYES, _MOUTH):
        yield from _ellipse(part, LINE, y, width, height)
    side = max(1, width // CHECKS)
    if y < 2 * side:
        for number in range(CHECKS):
            dark = (number + y // side) % 2
            yield number * side, (number + 1) * side, BLACK if dark else WHITE
    if y >= height - side:
        start = (frame % MARKS) * (width - side) // MARKS
        yield start, start + side, LINE


def _ellipse(
    part: tuple[float, float, float, float], colour: Colour, y: int, width: int, height: int
) -> Iterator[Span]:
    middle, centre, wide, high = part
    away = (y / height - centre) / high
    if abs(away) < 1:
        half = wide * sqrt(1 - away * away)
        yield max(0, int((middle - half) * width)), min(width, int((middle + half) * width)), colour


def _png(width: int, height: int, rows: bytes) -> bytes:
    """Write rows of 8-bit RGB, each after its filter byte (PNG, third edition, clause 11.2)."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in parts)


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)
