"""Rows of cells as bands: rows that one cell reaches down through stay together as one band."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, pairwise

from kiosk.catalogue.schema import TableRow
from kiosk.catalogue.table import Standing, standing
from kiosk.paper.cells import PADDING, Fitted, Hand
from kiosk.paper.document import MM
from kiosk.paper.sheet import Rectangle, Sheet
from kiosk.paper.structure import cell as cell_entries
from kiosk.paper.table import Band
from kiosk.paper.written import RULE, is_signed

ROW_HEIGHT, ROW_LEAST = 22.0, 17.0
ROOM, CLOSE = 8.0, 4.0  # above and below a cell's text together: as it looks right, and at least
MOST_LINES = 30  # of a row; what is longer goes on in a row below
MOST_HEIGHT = 420.0  # of rows that one cell holds together; higher ones are let go


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of a group with what it holds; rows count from the group's first."""

    row: int
    row_end: int
    columns: int
    left: float
    right: float
    fitted: Fitted


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows on end: how wide their columns are (`edges`, points) and what fills them."""

    hand: Hand
    edges: Sequence[float]

    def bands(self, section: int, rows: Sequence[TableRow], pages: Sequence[str]) -> Iterator[Band]:
        """Give the rows in force as bands; `pages` tells for each row who asks for its answers."""
        stands = list(standing(rows))
        kept = [n for n, row in enumerate(rows) if row.in_force(self.hand.values.day)]
        for first, end in _groups(stands, kept):
            members = [kept[n] for n in range(first, end)]
            cells = [self._cell(one, members) for one in stands if one.row in members]
            least = [(rows[n].height or 0) * MM for n in members]
            yield from self._group(section, pages[members[0]], cells, least)

    def _cell(self, one: Standing, members: Sequence[int]) -> _Cell:
        last = len(self.edges) - 1
        begin, stop = min(one.column, last), min(one.column_end, last)
        left, right = self.edges[begin], self.edges[stop]
        fitted = self.hand.fitted(one.cell, right - left - 2 * PADDING)
        end = sum(n < one.row_end for n in members)
        return _Cell(members.index(one.row), end, stop - begin, left, right, fitted)

    def _group(
        self, section: int, page: str, cells: Sequence[_Cell], asked: Sequence[float]
    ) -> Iterator[Band]:
        natural, least = _heights(cells, asked, ROW_HEIGHT, ROOM), _heights(cells, asked)
        if len(asked) > 1 and sum(least) <= MOST_HEIGHT:
            yield self._band(section, page, cells, natural, least)
            return
        for row, height in enumerate(asked):
            own = [replace(one, row=0, row_end=1) for one in cells if one.row == row]
            most = max((len(one.fitted.lines) for one in own), default=1)
            for start in range(0, max(most, 1), MOST_LINES):
                part = [_part(one, start) for one in own]
                high = _heights(part, [height], ROW_HEIGHT, ROOM)
                yield self._band(section, page, part, high, _heights(part, [height]))

    def _band(
        self,
        section: int,
        page: str,
        cells: Sequence[_Cell],
        natural: Sequence[float],
        least: Sequence[float],
    ) -> Band:
        draw = partial(self._draw, cells, natural, least)
        signed = any(is_signed(line) for one in cells for line in one.fitted.lines)
        return Band(section, page, sum(natural), sum(least), True, draw, signed=signed)

    def _draw(
        self,
        cells: Sequence[_Cell],
        natural: Sequence[float],
        least: Sequence[float],
        sheet: Sheet,
        box: Rectangle,
    ) -> None:
        x, y, _, height = box
        tops = list(accumulate(_shared(height, natural, least), initial=y))
        for row in range(len(natural)):
            own = [one for one in cells if one.row == row]
            heads = "Column" if all(one.fitted.is_label for one in own) else "Row"
            with sheet.part("TR"):
                for one in own:
                    top, bottom = tops[one.row], tops[one.row_end]
                    box = x + one.left, top, one.right - one.left, bottom - top
                    self._draw_cell(one, heads, sheet, box)

    def _draw_cell(self, one: _Cell, heads: str, sheet: Sheet, box: Rectangle) -> None:
        left, top, width, height = box
        if one.left:
            sheet.rule((left, top), (left, top + height), RULE)
        if one.row:
            sheet.rule((left, top), (left + width, top), RULE)
        kind, scope = ("TH", heads) if one.fitted.is_label else ("TD", "")
        with sheet.part(kind, None, cell_entries(one.columns, one.row_end - one.row, scope)):
            self.hand.draw(sheet, one.fitted, box)


def _groups(stands: Sequence[Standing], kept: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give the runs of rows in force that cells hold together, as positions in `kept`."""
    open_to, cuts = 0, [0]
    for position, row in enumerate(kept):
        if position and row >= open_to:
            cuts.append(position)
        open_to = max([open_to, *(one.row_end for one in stands if one.row == row)])
    if kept:
        yield from pairwise([*cuts, len(kept)])


def _heights(
    cells: Sequence[_Cell], asked: Sequence[float], row: float = ROW_LEAST, room: float = CLOSE
) -> list[float]:
    """Return how high each row of a group is, so that every cell has what it needs."""
    heights = [max(row, height) for height in asked]
    for one in sorted(cells, key=lambda one: one.row_end - one.row):
        lack = one.fitted.height + room - sum(heights[one.row : one.row_end])
        for n in range(one.row, one.row_end) if lack > 0 else ():
            heights[n] += lack / (one.row_end - one.row)
    return heights


def _shared(height: float, natural: Sequence[float], least: Sequence[float]) -> list[float]:
    """Share a band's height among its rows: stretched alike, or set closer alike."""
    whole, close = sum(natural), sum(least)
    if height >= whole:
        return [one * height / whole for one in natural]
    slack = (height - close) / max(whole - close, 1e-6)
    return [low + (high - low) * slack for high, low in zip(natural, least, strict=True)]


def _part(cell: _Cell, start: int) -> _Cell:
    lines = cell.fitted.lines[start : start + MOST_LINES]
    pictured = cell.fitted.pictured and start == 0
    return replace(cell, fitted=replace(cell.fitted, lines=lines, pictured=pictured))
