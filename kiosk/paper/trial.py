"""A trial page: what a printer must get right, to be checked with a ruler and a scanner.

Rulers in millimetres along two edges, a frame ten millimetres from every edge, both symbols of a
case number, and ten characters of names that printers and fonts often lack.
"""

from dataclasses import dataclass

from kiosk.cases.number import grouped
from kiosk.paper.composition import Composition
from kiosk.paper.document import MM, Document
from kiosk.paper.sheet import Sheet
from kiosk.paper.symbols import draw_bars, draw_qr
from kiosk.paper.typecase import Face, Typecase

NUMBER = "1506020126112399000162"
"""The case number of no case: 99 is given to no kiosk."""

HARD_NAMES = "㛃䶮𬱖𫍯𠅤𬎆𬘫龘喆堃"
TITLE = "打印测试 Trial page"


@dataclass(frozen=True, slots=True)
class Shape:
    """A sheet in millimetres, the room from its edges, and the symbols' modules."""

    width: float
    height: float
    margin: float
    left: float
    down_from: float
    bar: float
    dot: float


DOT = 25.4 / 203
SHEET = Shape(210, 297, 10, 24, 0, 0.45, 0.9)
ROLL = Shape(72, 150, 2, 36 * DOT, 90, 3 * DOT, 6 * DOT)
"""The roll's symbols stand on whole dots; down its side the ruler begins below them."""

LONG, MIDDLE, SHORT = 6.0, 4.0, 2.5
"""Millimetres of the rulers' strokes: at every ten, five and one."""

THIN = 0.3


def trial(shape: Shape, typecase: Typecase) -> Document:
    """Draw the page; a ruler laid on the print shows the same millimetres."""
    composition = Composition(typecase, {})
    sheet = composition.sheet(shape.width * MM, shape.height * MM)
    inner = shape.margin * MM
    sheet.frame((inner, inner, sheet.width - 2 * inner, sheet.height - 2 * inner), THIN)
    _rulers(sheet, shape)
    left, top = shape.left * MM, inner + 16 * MM
    size = 18.0 if shape is SHEET else 11.0
    with sheet.part("H1"):
        sheet.text(left, top, TITLE, Face.BOLD, size)
    draw_bars(sheet, NUMBER, left, top + 6 * MM, shape.bar * MM, 10 * MM)
    draw_qr(sheet, NUMBER, left, top + 20 * MM, shape.dot * MM)
    below = top + 52 * MM
    lines = (
        (grouped(NUMBER), Face.SANS),
        (HARD_NAMES, Face.SERIF),
        (f"{shape.width:g} × {shape.height:g} mm, 1 : 1", Face.SANS),
    )
    for number, (text, face) in enumerate(lines):
        with sheet.part("P"):
            sheet.text(left, below + number * 9 * MM, text, face, size * 0.75)
    return composition.finish("trial", TITLE)


def _rulers(sheet: Sheet, shape: Shape) -> None:
    """Draw millimetres from the frame's corner, across the top and down the left."""
    inner = shape.margin * MM
    for millimetre in range(int(shape.width - 2 * shape.margin) + 1):
        x, length = inner + millimetre * MM, _length(millimetre) * MM
        sheet.rule((x, inner), (x, inner + length), THIN)
    down = range(int(shape.down_from), int(shape.height - 2 * shape.margin) + 1)
    for millimetre in down:
        y, length = inner + millimetre * MM, _length(millimetre) * MM
        sheet.rule((inner, y), (inner + length, y), THIN)
    with sheet.aside():
        for ten in range(10, int(shape.width - 2 * shape.margin), 10):
            sheet.text(inner + (ten - 1.5) * MM, inner + 9 * MM, str(ten), Face.SANS, 6)
        for ten in range(max(20, down.start), down.stop, 10):
            sheet.text(inner + 7 * MM, inner + (ten + 0.8) * MM, str(ten), Face.SANS, 6)


def _length(millimetre: int) -> float:
    return LONG if millimetre % 10 == 0 else MIDDLE if millimetre % 5 == 0 else SHORT
