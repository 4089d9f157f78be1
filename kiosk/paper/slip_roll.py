"""A slip on the 80 mm roll: 72 mm of it are printed, 576 dots at 203 dots per inch.

Everything with an edge stands on whole dots, so that a raster at 203 dpi is exact.
"""

from kiosk.paper.about import about
from kiosk.paper.composition import Composition
from kiosk.paper.document import Document
from kiosk.paper.flow import Flow, Look
from kiosk.paper.sheet import Sheet
from kiosk.paper.slip import Slip
from kiosk.paper.structure import ENGLISH
from kiosk.paper.symbols import QUIET_QR, bars, draw_bars, draw_qr, qr
from kiosk.paper.typecase import Face, Typecase
from kiosk.texts import Language

DPI = 203
DOT = 72 / DPI
"""Points in a dot."""
WIDTH = 576
"""Dots that the roll prints across."""

BAR = 3
"""Dots in a module of Code 128: 22 digits take 528 of the 576 dots, quiet zones included."""
BAR_HEIGHT = 80
SQUARE, SQUARE_WIDTH = 8, 320
"""Dots in a module of the QR code, fewer if the whole would be wider than this; never below 3."""

MARGIN = 12
SIZE = 9.5
TITLE_SIZE, CODE_SIZE = 14.0, 22.0
LINE = 1.5
END = 24
"""Dots of blank paper before the cut."""


def on_roll(slip: Slip, language: Language, typecase: Typecase) -> Document:
    """Set a slip on one strip of the roll, as long as it needs to be."""
    look = Look(MARGIN * DOT, (WIDTH - 2 * MARGIN) * DOT, SIZE, SIZE * 4.6, language)
    strips = list(Flow(look, typecase).strips(slip.parts))
    below = about(slip, language, (WIDTH - 2 * MARGIN) * DOT, SIZE, typecase)
    room = _dots(below.height) + MARGIN if slip.about else 0
    head = _head_height(slip, language) + room
    height = head + END + -(-sum(strip.height for strip in strips) // DOT)
    composition = Composition(typecase, {})
    sheet = composition.sheet(WIDTH * DOT, height * DOT)
    _head(sheet, slip, language, typecase)
    below.draw(sheet, _head_height(slip, language) * DOT)
    y = head * DOT
    for strip in strips:
        strip.draw(sheet, y)
        y += strip.height
    return composition.finish(slip.kind, slip.title.zh, at=slip.at)


def _head_height(slip: Slip, language: Language) -> int:
    titles = 2 * _dots(TITLE_SIZE * LINE) if slip.mark else _dots(TITLE_SIZE * LINE)
    if language is Language.EN:
        titles += _dots(SIZE * LINE)
    if slip.code is None:
        return titles
    symbols = BAR_HEIGHT + _square(slip) * (qr(slip.square).width + 2 * QUIET_QR)
    return titles + symbols + 2 * MARGIN + _dots(CODE_SIZE * LINE)


def _head(sheet: Sheet, slip: Slip, language: Language, typecase: Typecase) -> None:
    y = 0.0
    lines = [(slip.title.zh, TITLE_SIZE, "")]
    if slip.mark:
        lines.append((slip.mark.zh, TITLE_SIZE, ""))
    if language is Language.EN:
        mark = f" ({slip.mark.en})" if slip.mark else ""
        lines.append((slip.title.en + mark, SIZE, ENGLISH))
    for text, size, entries in lines:
        y += _dots(size * LINE) * DOT
        with sheet.part("H1", slip), sheet.part("Span", None, entries):
            _centred(sheet, typecase, text, y - size * 0.4, size)
    if slip.code is None:
        return
    y += MARGIN * DOT
    left = (WIDTH - bars(slip.code).width * BAR) // 2
    draw_bars(sheet, slip.code, left * DOT, y, BAR * DOT, BAR_HEIGHT * DOT)
    y += BAR_HEIGHT * DOT + _dots(CODE_SIZE * LINE) * DOT
    spoken = slip.spoken or slip.code
    size = typecase.fitting(spoken, Face.BOLD, (WIDTH - 2 * MARGIN) * DOT, CODE_SIZE)
    with sheet.part("P"):
        _centred(sheet, typecase, spoken, y - size * 0.35, size)
    dots = _square(slip)
    left = (WIDTH - qr(slip.square).width * dots) // 2
    top = y + QUIET_QR * dots * DOT
    draw_qr(sheet, slip.square, left * DOT, top, dots * DOT, slip.code)


def _square(slip: Slip) -> int:
    """Return the dots in a module of its QR code."""
    return max(3, min(SQUARE, SQUARE_WIDTH // (qr(slip.square).width + 2 * QUIET_QR)))


def _dots(points: float) -> int:
    return int(-(-points // DOT))


def _centred(sheet: Sheet, typecase: Typecase, text: str, baseline: float, size: float) -> None:
    x = (sheet.width - typecase.width(text, Face.BOLD, size)) / 2
    sheet.text(x, baseline, text, Face.BOLD, size)
