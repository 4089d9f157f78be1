"""The official paper: a table of cells and lines, as printed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from pydantic import Field

from kiosk.catalogue.part import Cel, Id, Named, Part


class Cell(Part):
    """One cell of an official table: a printed label, an answer, or text with fill-ins.

    `line` is written as in a `Line`; a line break in `label` or `line` is one on paper. `span`
    counts columns, `rows` the rows it reaches down: the rows below leave its columns out. The
    `field` of a photo is drawn as the picture.
    """

    label: str | None = None
    field: Id | None = None
    line: str | None = None
    span: int = Field(default=1, ge=1)
    rows: int = Field(default=1, ge=1)


class TableRow(Part):
    """A row of cells; `height` in mm is the least it has, for a photo or a stamp."""

    cells: tuple[Cell, ...]
    height: float | None = Field(default=None, gt=0, le=150)


class Line(Part):
    """A line of running text with fill-ins.

    `{field}` underlined answer · `{field|boxes}` every option with its box, `boxes_after` behind
    it · `{field|plain}` the answer without a line · `{items|boxes}` every item with its box, those
    applied for ticked · `{sign:role}` a signature, `{sign:field}` that
    of the person chosen there · `{field|year}` `{field|month}` `{field|day}` parts of a date.
    Inside `each:` the names are those of the repeating group's fields; an empty group
    prints the line once with empty fill-ins. `indent` moves every line of it by so many times
    two characters; to indent only the first, begin with two wide blanks.
    """

    line: str
    each: Id | None = None  # a repeating group: the line stands once for every row
    indent: int = 0  # times two characters
    align: Literal["left", "center", "right"] = "left"


class PaperSection(Part):
    """A block of an official table beside or below its label; without one, a letter's text."""

    label: str = ""
    page: Id  # where 改 leads from the review
    rows: tuple[TableRow | Line, ...]


class Paper(Named):
    """An official paper: the table as printed, always in Chinese."""

    title: str
    columns: tuple[float, ...] = (1,)  # shares of the width right of the section labels
    heads: Literal["side", "above"] = "side"  # where the sections' labels stand
    label_share: float = 0.13  # share of the width for labels at the side
    frame: bool = True  # a letter (承诺书, 委托书) has none
    sections: tuple[PaperSection, ...]
    when: Cel | None = None  # an annex: printed only where this holds


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a cell stands, from row and column to row and column; ends are not included."""

    cell: Cell
    row: int
    row_end: int
    column: int
    column_end: int


def standing(rows: Sequence[TableRow]) -> Iterator[Standing]:
    """Find each cell's place: in a row they fill from the left what no cell above reaches into."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for cell in row.cells:
            while (number, column) in taken:
                column += 1
            one = Standing(cell, number, number + cell.rows, column, column + cell.span)
            taken |= set(product(range(one.row, one.row_end), range(column, one.column_end)))
            yield one
            column = one.column_end
