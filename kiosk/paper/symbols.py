"""The two symbols that stand for a number on paper, as rectangles: Code 128 and a QR code.

Both are printed always: bars are lost when the paper lies askew or the ink spreads, the QR
code never was. Neither holds anything but the number, and on receipts its proof.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import segno
from barcode import Code128  # type: ignore[import-untyped]  # has no types

from kiosk.paper.sheet import Rectangle, Sheet

QUIET_BARS = 10
"""Modules of blank paper left and right of a Code 128 symbol (ISO/IEC 15417, 4.4)."""

QUIET_QR = 4
"""Modules of blank paper around a QR code (ISO/IEC 18004, 6.3.8)."""

SHORT = 60
"""Letters; what is longer would need modules too small at level Q."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A grid of dark modules in rows; a bar code has one row."""

    rows: tuple[str, ...]

    @property
    def width(self) -> int:
        """How many modules it is wide, without the blank paper around it."""
        return len(self.rows[0])

    def boxes(self, x: float, y: float, module: float, height: float) -> Iterator[Rectangle]:
        """Give the dark runs with the upper left corner at x, y; `height` is that of one row."""
        for number, row in enumerate(self.rows):
            position = 0
            for dark, run in groupby(row):
                length = len(list(run))
                if dark == "1":
                    yield x + position * module, y + number * height, length * module, height
                position += length


def draw_bars(sheet: Sheet, content: str, x: float, y: float, module: float, height: float) -> None:
    """Draw Code 128 with the upper left corner at x, y."""
    symbol = bars(content)
    with sheet.figure(f"条形码 {content}", (x, y, symbol.width * module, height)):
        sheet.bars(symbol.boxes(x, y, module, height))


def draw_qr(
    sheet: Sheet, content: str, x: float, y: float, module: float, said: str | None = None
) -> None:
    """Draw a QR code with the upper left corner at x, y; `said` is read aloud in its place."""
    symbol = qr(content)
    side = symbol.width * module
    with sheet.figure(f"二维码 {said or content}", (x, y, side, side)):
        sheet.bars(symbol.boxes(x, y, module, module))


@lru_cache(maxsize=8)
def bars(content: str) -> Symbol:
    """Return Code 128 of the content; an even number of digits packs two in a symbol."""
    return Symbol(tuple(Code128(content).build()))


@lru_cache(maxsize=8)
def qr(content: str) -> Symbol:
    """Return a QR code that a quarter of its area may be lost from (level Q), 15 % if long (M)."""
    level = "q" if len(content) <= SHORT else "m"
    code = segno.make_qr(content, error=level, boost_error=False)
    return Symbol(tuple("".join("1" if module else "0" for module in row) for row in code.matrix))
