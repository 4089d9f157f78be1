"""The sections of an official paper, filled in: rows of cells and lines of text become bands."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from kiosk.catalogue.schema import Cell, Line, PaperSection, TableRow
from kiosk.paper.cells import PADDING, SIZE, Hand
from kiosk.paper.fill_ins import filled_in
from kiosk.paper.grid import ROW_LEAST, Grid
from kiosk.paper.lines import Placed, Span, broken
from kiosk.paper.sheet import Rectangle, Sheet
from kiosk.paper.structure import cell as cell_entries
from kiosk.paper.table import Band
from kiosk.paper.template import FillIn, pieces
from kiosk.paper.typecase import Face
from kiosk.paper.written import draw_line, is_signed, length

HEAD_HEIGHT = 21.0
HEAD_GREY = 0.9
SIGN_HEIGHT, SIGN_LEAST = 36.0, 30.0


@dataclass(frozen=True, slots=True)
class Setting:
    """How running text is set: size, height of a line as it looks right and at least, margins."""

    size: float
    height: float
    least: float
    margin: float  # above and below a stretch of text
    padding: float  # left and right of it


IN_TABLE = Setting(SIZE, 18.0, 14.5, 5.0, PADDING)
LETTERS = (Setting(14.0, 26.0, 21.0, 0, 0), Setting(12.0, 22.0, 18.0, 0, 0))
"""四号, and 小四 for a letter that is longer than a sheet otherwise."""


class Rows:
    """Turns the sections of one paper into bands.

    `width` is what the rows have, right of labels at the side; `heads` puts each section's
    label above its rows.
    """

    def __init__(
        self, hand: Hand, width: float, columns: Sequence[float], *, setting: Setting, heads: bool
    ) -> None:
        self._hand, self._width, self._setting, self._heads = hand, width, setting, heads
        ends = [sum(columns[:count]) / sum(columns) for count in range(len(columns) + 1)]
        self._grid = Grid(hand, [width * end for end in ends])
        self._across = cell_entries(len(columns))

    def bands(self, number: int, section: PaperSection) -> list[Band]:
        """Return the section's bands from top to bottom."""
        bands: list[Band] = []
        page = section.page
        for table, group in groupby(section.rows, key=lambda row: isinstance(row, TableRow)):
            rows = list(group)
            pages = []
            for row in rows:
                page = self._hand.values.page_of(_fields(row)) or page
                pages.append(page)
            if table:
                cells = [row for row in rows if isinstance(row, TableRow)]
                bands += self._grid.bands(number, cells, pages)
            else:
                lines = [row for row in rows if isinstance(row, Line)]
                bands += self._text(number, lines, pages)
        bands = _kept_together(bands)
        if self._heads and section.label and bands:
            bands = [self._head(number, section), replace(bands[0], kept=True), *bands[1:]]
        return bands

    def _text(self, number: int, lines: Sequence[Line], pages: Sequence[str]) -> list[Band]:
        day = self._hand.values.day
        bands = [
            band
            for line, page in zip(lines, pages, strict=True)
            if line.in_force(day)
            for band in self._line(number, page, line, lines)
        ]
        return _spaced(bands, self._setting.margin)

    def _line(self, number: int, page: str, line: Line, stretch: Sequence[Line]) -> Iterator[Band]:
        hand, setting = self._hand, self._setting
        indent = setting.padding + line.indent * 2 * setting.size
        measure = self._width - indent - setting.padding
        left = line.align == "left"
        for values in hand.values.group(line.each) if line.each else (hand.values,):
            spans = filled_in(line.line, values, to_the_end=left)
            for placed in broken(spans, measure, setting.size, hand.typecase):
                signed = is_signed(placed)
                height, least = (
                    (SIGN_HEIGHT, SIGN_LEAST) if signed else (setting.height, setting.least)
                )
                room = measure - length(placed)
                start = indent + {"left": 0.0, "center": room / 2, "right": room}[line.align]
                draw = partial(self._draw, placed, start, stretch, spans)
                yield Band(number, page, height, least, False, draw, signed=signed)

    def _draw(
        self,
        line: Sequence[Placed],
        start: float,
        stretch: object,
        paragraph: object,
        sheet: Sheet,
        box: Rectangle,
    ) -> None:
        x, y, width, height = box
        frame = x + start, y, width - start, height
        with self._cell(sheet, stretch), sheet.part("P", paragraph):
            draw_line(sheet, line, frame, self._setting.size, self._hand.signatures)

    @contextmanager
    def _cell(self, sheet: Sheet, stretch: object) -> Iterator[None]:
        """Draw running text: inside a table it is one cell across."""
        if self._setting is not IN_TABLE:
            yield
            return
        with sheet.part("TR", stretch), sheet.part("TD", stretch, self._across):
            yield

    def _head(self, number: int, section: PaperSection) -> Band:
        """Draw a section's label across the table."""
        label = section.label.replace("\n", "")
        lines = broken([Span(label, Face.BOLD)], self._width, SIZE, self._hand.typecase)
        more = (len(lines) - 1) * SIZE * 1.35

        def draw(sheet: Sheet, box: Rectangle) -> None:
            x, y, width, height = box
            sheet.shade(box, HEAD_GREY)
            high = (height - 4) / len(lines)
            with sheet.part("TR"), sheet.part("TH", None, self._across):
                for count, line in enumerate(lines):
                    frame = x + (width - length(line)) / 2, y + 2 + count * high, width, high
                    draw_line(sheet, line, frame, SIZE, {})

        height, least = HEAD_HEIGHT + more, ROW_LEAST + more
        return Band(number, section.page, height, least, True, draw, head=True)


def _spaced(bands: list[Band], margin: float) -> list[Band]:
    """Give a stretch of text some room above and below."""
    if bands and margin:
        bands[0] = _inset(bands[0], margin, 0)
        bands[-1] = _inset(bands[-1], 0, margin)
    return bands


def _inset(band: Band, above: float, below: float) -> Band:
    def draw(sheet: Sheet, box: Rectangle) -> None:
        x, y, width, height = box
        band.draw(sheet, (x, y + above, width, height - above - below))

    more = above + below
    return replace(band, height=band.height + more, least=band.least + more, draw=draw)


def _kept_together(bands: list[Band]) -> list[Band]:
    """Let nobody sign on a sheet that does not say what they sign."""
    if not any(band.signed for band in bands):
        return bands
    return [bands[0], *(replace(band, kept=True) for band in bands[1:])]


def _fields(row: TableRow | Line) -> list[str]:
    if isinstance(row, TableRow):
        return [name for cell in row.cells for name in _fields_of(cell)]
    return [row.each] if row.each else _named(row.line)


def _fields_of(cell: Cell) -> list[str]:
    return [cell.field] if cell.field else _named(cell.line or "")


def _named(line: str) -> list[str]:
    return [piece.field for piece in pieces(line) if isinstance(piece, FillIn)]
