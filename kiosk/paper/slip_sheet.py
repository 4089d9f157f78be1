"""A slip on cut sheets, A4 or A5: symbols and number on top of every sheet."""

from contextlib import nullcontext
from dataclasses import dataclass

from kiosk.paper.about import about
from kiosk.paper.composition import Composition
from kiosk.paper.document import MM, Document
from kiosk.paper.flow import Flow, Look, Strip
from kiosk.paper.sheet import Sheet
from kiosk.paper.slip import Slip
from kiosk.paper.structure import ENGLISH
from kiosk.paper.symbols import draw_bars, draw_qr, qr
from kiosk.paper.typecase import Face, Typecase
from kiosk.texts import Language, Text


@dataclass(frozen=True, slots=True)
class Format:
    """A sheet's size, margin and type, in points."""

    width: float
    height: float
    margin: float
    size: float


A4 = Format(210 * MM, 297 * MM, 20 * MM, 10.5)
A5 = Format(148 * MM, 210 * MM, 14 * MM, 9.0)

BAR, BAR_HEIGHT = 0.45 * MM, 10 * MM
DOT, SQUARE = 0.9 * MM, 22.5 * MM
"""A module of the QR code, smaller if the whole would be wider than this square."""

HEAD_TOP = 11 * MM
HEAD_HEIGHT = 21 * MM
FOOT = 9 * MM
NUMBER_WIDTH, NUMBER_SIZE = 70 * MM, 22.0
SIZES = (1, 0.93, 0.86)
"""Shares of the size that are tried before a second sheet is taken."""

SMALL, SMALL_GREY = 8.0, 0.3
TITLE_FOOT = 0.7
"""Room below the title, of the size of type."""

PAGES = Text("第 {page} 页 共 {pages} 页", "第 {page} 页 共 {pages} 页 · page {page} of {pages}")


def on_sheets(slip: Slip, format: Format, language: Language, typecase: Typecase) -> Document:
    """Set a slip on as many sheets as it needs."""
    composition = Composition(typecase, {})
    below = about(slip, language, format.width - 2 * format.margin, format.size, typecase)
    top = _top(slip, format, language)
    title, top = top, top + below.height
    # later sheets are told by their number; without one they repeat the title
    later = HEAD_TOP + HEAD_HEIGHT + format.size if slip.code else top
    end = format.height - FOOT - 10
    tries = [
        _shared(
            _strips(slip, format, share * format.size, language, typecase), end - top, end - later
        )
        for share in SIZES
    ]
    shares = min(tries, key=len)
    for count, share in enumerate(shares, start=1):
        sheet = composition.sheet(format.width, format.height)
        with sheet.aside() if count > 1 else nullcontext():
            _symbols(sheet, slip, format, typecase)
            if count == 1 or not slip.code:
                _title(sheet, slip, format, language, typecase)
                below.draw(sheet, title - TITLE_FOOT * format.size)
        y = top if count == 1 else later
        for strip in share:
            strip.draw(sheet, y)
            y += strip.height
        if len(shares) > 1:
            with sheet.aside():
                _foot(sheet, format, PAGES.fill(page=count, pages=len(shares))[language], typecase)
    return composition.finish(slip.kind, slip.title.zh, at=slip.at)


def _strips(
    slip: Slip, format: Format, size: float, language: Language, typecase: Typecase
) -> list[Strip]:
    measure = format.width - 2 * format.margin
    names = measure * (0.28 if language is Language.EN else 0.21)
    look = Look(format.margin, measure, size, names, language)
    return list(Flow(look, typecase).strips(slip.parts))


def _top(slip: Slip, format: Format, language: Language) -> float:
    """Where the parts begin, below symbols and title."""
    titles = format.size * (5.0 if language is Language.EN else 3.4)
    return HEAD_TOP + (HEAD_HEIGHT if slip.code else 0) + titles


def _shared(strips: list[Strip], first: float, later: float) -> list[list[Strip]]:
    """Share out what stands on each sheet, by the room there is on the first and on later ones."""
    shares: list[list[Strip]] = [[]]
    used = 0.0
    for strip in strips:
        if shares[-1] and used + strip.height > (first if len(shares) == 1 else later):
            moved = shares[-1][-1:] if shares[-1][-1].heading and len(shares[-1]) > 1 else []
            del shares[-1][len(shares[-1]) - len(moved) :]
            shares.append(moved)
            used = sum(one.height for one in moved)
        shares[-1].append(strip)
        used += strip.height
    return shares


def _symbols(sheet: Sheet, slip: Slip, format: Format, typecase: Typecase) -> None:
    """Draw the number: as bars, as a QR code and in digits."""
    if not slip.code:
        return
    draw_bars(sheet, slip.code, format.margin, HEAD_TOP, BAR, BAR_HEIGHT)
    width = qr(slip.square).width
    dot = min(DOT, SQUARE / width)
    right = format.width - format.margin - width * dot
    draw_qr(sheet, slip.square, right, HEAD_TOP, dot, slip.code)
    spoken = slip.spoken or slip.code
    size = typecase.fitting(spoken, Face.BOLD, NUMBER_WIDTH, NUMBER_SIZE)
    with sheet.part("P"):
        sheet.text(format.margin, HEAD_TOP + BAR_HEIGHT + size * 1.1, spoken, Face.BOLD, size)


def _title(
    sheet: Sheet, slip: Slip, format: Format, language: Language, typecase: Typecase
) -> None:
    y = HEAD_TOP + (HEAD_HEIGHT if slip.code else 0)
    size = format.size * 1.6
    title = f"{slip.title.zh}（{slip.mark.zh}）" if slip.mark else slip.title.zh
    y += size * 1.3
    with sheet.part("H1"):
        _centred(sheet, typecase, title, y, size)
        if language is Language.EN:
            english = f"{slip.title.en} ({slip.mark.en})" if slip.mark else slip.title.en
            with sheet.part("Span", None, ENGLISH):
                _centred(sheet, typecase, english, y + format.size * 1.5, format.size)


def _centred(sheet: Sheet, typecase: Typecase, text: str, baseline: float, size: float) -> None:
    x = (sheet.width - typecase.width(text, Face.BOLD, size)) / 2
    sheet.text(x, baseline, text, Face.BOLD, size)


def _foot(sheet: Sheet, format: Format, text: str, typecase: Typecase) -> None:
    x = format.width - format.margin - typecase.width(text, Face.SERIF, SMALL)
    sheet.text(x, format.height - FOOT, text, Face.SERIF, SMALL, grey=SMALL_GREY)
