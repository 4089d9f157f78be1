"""The rows of an official paper, filled in: cells and lines of text become bands.

Nothing is ever cut off: an answer that is too long for its cell is set smaller, then wrapped,
and its row grows.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby, pairwise

from kiosk.cases.case import Strokes
from kiosk.catalogue.schema import Cell, Line, PaperSection, TableRow
from kiosk.paper.document import MM
from kiosk.paper.lines import Placed, Span, broken
from kiosk.paper.sheet import Rectangle, Sheet
from kiosk.paper.table import Band
from kiosk.paper.template import FillIn, Piece, SignHere, pieces
from kiosk.paper.typecase import Face, Typecase
from kiosk.paper.values import Values

SIZE = 10.5  # 五号, the size of official tables
SMALLER = (10.5, 9.5, 8.5)
LEADING = 1.35
MOST_LINES = 30  # of a row; what is longer goes on in a row below
BASELINE = 0.36  # from the middle of a line of text down to its baseline, of the size
PADDING = 2 * MM
RULE = 0.5
PENDING, PENDING_GREY = "登记后填入", 0.45
ROW_HEIGHT, ROW_LEAST = 22.0, 17.0
LINE_HEIGHT, LINE_LEAST = 18.0, 14.5
SIGN_HEIGHT, SIGN_LEAST, SIGN_LENGTH = 36.0, 30.0, 40 * MM
FILL_LENGTH, PART_LENGTH = 17 * MM, 9 * MM
BLOCK_MARGIN = 5.0  # above and below the text of a section
UNDERLINE = 2.4  # below the baseline
PEN = 1.1
GAP = "\u3000"


@dataclass(frozen=True, slots=True)
class _Set:
    """The lines of a cell at the size they fit, and whether they stand in its middle."""

    lines: list[list[Placed]]
    size: float
    centred: bool

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * LEADING


class Rows:
    """Turns the sections of one paper into bands; `width` is right of the section labels."""

    def __init__(
        self,
        typecase: Typecase,
        values: Values,
        signatures: Mapping[str, Strokes],
        width: float,
        columns: Sequence[float],
    ) -> None:
        self._typecase = typecase
        self._values = values
        self._signatures = signatures
        self._width = width
        ends = [sum(columns[:count]) / sum(columns) for count in range(len(columns) + 1)]
        self._edges = [width * end for end in ends]

    def bands(self, number: int, section: PaperSection) -> list[Band]:
        """Return the section's bands from top to bottom."""
        bands: list[Band] = []
        page = section.page
        for row in section.rows:
            if not row.in_force(self._values.day):
                continue
            page = self._values.page_of(_fields(row)) or page
            if isinstance(row, TableRow):
                bands += self._cells(number, page, row)
            else:
                bands += self._text(number, page, row)
        return _kept_together(_spaced(bands))

    def _cells(self, number: int, page: str, row: TableRow) -> Iterator[Band]:
        edges, column = [0.0], 0
        for cell in row.cells:
            column = min(column + cell.span, len(self._edges) - 1)
            edges.append(self._edges[column])
        edges[-1] = self._width
        cells = [
            self._fitted(cell, right - left - 2 * PADDING)
            for cell, (left, right) in zip(row.cells, pairwise(edges), strict=True)
        ]
        for start in range(0, max(len(cell.lines) for cell in cells), MOST_LINES):
            end = start + MOST_LINES
            part = [replace(cell, lines=cell.lines[start:end]) for cell in cells]
            needed = max(cell.height for cell in part)
            height, least = max(ROW_HEIGHT, needed + 8), max(ROW_LEAST, needed + 4)
            yield Band(number, page, height, least, True, partial(_draw_cells, edges, part))

    def _fitted(self, cell: Cell, measure: float) -> _Set:
        span = self._cell(cell)
        for size in SMALLER:
            lines = broken([span], measure, size, self._typecase)
            if len(lines) == 1:
                return _Set(lines, size, cell.field is None)
        lines = broken([span], measure, SMALLER[1], self._typecase)
        return _Set(lines, SMALLER[1], cell.field is None)

    def _cell(self, cell: Cell) -> Span:
        if cell.field is None:
            return Span(cell.label or "", Face.SERIF)
        text = self._values.text(cell.field)
        if not text and self._values.pending(cell.field):
            return Span(PENDING, Face.SERIF, grey=PENDING_GREY)
        return Span(text, Face.SANS)

    def _text(self, number: int, page: str, line: Line) -> Iterator[Band]:
        indent = PADDING + line.indent * 2 * SIZE
        parts = pieces(line.line)
        for values in self._values.group(line.each) if line.each else (self._values,):
            spans = [span for piece in parts for span in self._spans(values, piece)]
            if spans and spans[-1].filled and isinstance(parts[-1], FillIn):
                spans[-1] = replace(spans[-1], open=True)
            measure = self._width - indent - PADDING
            for placed in broken(spans, measure, SIZE, self._typecase):
                signed = any(one.span.sign for one in placed)
                height, least = (SIGN_HEIGHT, SIGN_LEAST) if signed else (LINE_HEIGHT, LINE_LEAST)
                draw = partial(_draw_line, placed, indent, self._signatures)
                yield Band(number, page, height, least, False, draw, signed=signed)

    def _spans(self, values: Values, piece: Piece) -> Iterator[Span]:
        if isinstance(piece, str):
            yield Span(piece, Face.SERIF)
        elif isinstance(piece, SignHere):
            yield Span("", Face.SERIF, filled=True, least=SIGN_LENGTH, whole=True, sign=piece.role)
        elif piece.how == "boxes":
            for count, (title, chosen) in enumerate(values.boxes(piece.field)):
                if count:
                    yield Span(GAP, Face.SERIF)
                box, face = ("☑", Face.SANS) if chosen else ("☐", Face.SERIF)
                yield Span(box + title, face, whole=True)
        else:
            yield _answer(values, piece)


def _spaced(bands: list[Band]) -> list[Band]:
    """Give every stretch of text some room above and below."""
    spaced: list[Band] = []
    for ruled, group in groupby(bands, key=lambda band: band.ruled):
        stretch = list(group)
        if not ruled:
            stretch[0] = _inset(stretch[0], BLOCK_MARGIN, 0)
            stretch[-1] = _inset(stretch[-1], 0, BLOCK_MARGIN)
        spaced += stretch
    return spaced


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


def _answer(values: Values, piece: FillIn) -> Span:
    if piece.how in {"year", "month", "day"}:
        part = values.part(piece.field, piece.how)
        return Span(part, Face.SANS, filled=True, least=PART_LENGTH, whole=True)
    text = values.text(piece.field)
    if not text and values.pending(piece.field):
        return Span(PENDING, Face.SERIF, grey=PENDING_GREY)
    filled = piece.how == "line"
    return Span(text, Face.SANS, filled=filled, least=FILL_LENGTH if filled else 0)


def _fields(row: TableRow | Line) -> list[str]:
    if isinstance(row, TableRow):
        return [cell.field for cell in row.cells if cell.field]
    if row.each:
        return [row.each]
    return [piece.field for piece in pieces(row.line) if isinstance(piece, FillIn)]


def _draw_cells(
    edges: Sequence[float], cells: Sequence[_Set], sheet: Sheet, box: Rectangle
) -> None:
    x, y, _, height = box
    for (left, right), cell in zip(pairwise(edges), cells, strict=True):
        if left:
            sheet.rule((x + left, y), (x + left, y + height), RULE)
        middle = y + (height - cell.height) / 2 + cell.size * LEADING / 2
        for count, line in enumerate(cell.lines):
            length = sum(one.width for one in line)
            start = (right - left - length) / 2 if cell.centred else PADDING
            baseline = middle + count * cell.size * LEADING + cell.size * BASELINE
            draw_placed(sheet, line, x + left + start, baseline, cell.size)


def _draw_line(
    line: Sequence[Placed],
    indent: float,
    signatures: Mapping[str, Strokes],
    sheet: Sheet,
    box: Rectangle,
) -> None:
    x, y, _, height = box
    signed = any(one.span.sign for one in line)
    baseline = y + height - 9 if signed else y + height / 2 + SIZE * BASELINE
    draw_placed(sheet, line, x + indent, baseline, SIZE)
    for one in line:
        strokes = signatures.get(one.span.sign) if one.span.sign else None
        if strokes is not None:
            frame = (x + indent + one.x, y + 2, one.width, baseline - y - 2)
            sheet.strokes(fitted_strokes(strokes, frame), PEN)


def draw_placed(
    sheet: Sheet, line: Sequence[Placed], x: float, baseline: float, size: float
) -> None:
    """Set one broken line from `x` on, with the lines under its fill-ins."""
    for one in line:
        if one.text:
            sheet.text(x + one.x, baseline, one.text, one.span.face, size, grey=one.span.grey)
        if one.span.filled and one.width:
            y = baseline + UNDERLINE
            sheet.rule((x + one.x, y), (x + one.x + one.width, y), RULE)


def fitted_strokes(strokes: Strokes, frame: Rectangle) -> list[list[tuple[float, float]]]:
    """Scale what was written into a frame, as large as it goes, in the frame's middle."""
    points = [point for line in strokes.lines for point in line]
    if not points:
        return []
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    north, south = min(y for _, y in points), max(y for _, y in points)
    x, y, width, height = frame
    scale = min(width / max(east - west, 1), height / max(south - north, 1))
    left = x + (width - (east - west) * scale) / 2 - west * scale
    top = y + (height - (south - north) * scale) / 2 - north * scale
    return [[(left + px * scale, top + py * scale) for px, py in line] for line in strokes.lines]
