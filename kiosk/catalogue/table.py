"""The official paper: a table of cells and lines, as printed."""

from typing import Literal

from pydantic import Field

from kiosk.catalogue.part import Cel, Id, Part


class Cell(Part):
    """One cell of an official table: a printed label, an answer, or text with fill-ins.

    `line` is written as in a `Line`. `span` counts columns, `rows` the rows it reaches down:
    the rows below leave its columns out.
    """

    label: str | None = None
    field: Id | None = None
    line: str | None = None
    span: int = Field(default=1, ge=1)
    rows: int = Field(default=1, ge=1)


class TableRow(Part):
    """A row of cells; `height` in mm is the least it has, for a photo or a stamp."""

    cells: tuple[Cell, ...]
    height: float | None = None


class Line(Part):
    """A line of running text with fill-ins.

    `{field}` underlined answer · `{field|boxes}` every option with its box ·
    `{field|plain}` the answer without a line · `{sign:role}` a signature ·
    `{field|year}` `{field|month}` `{field|day}` parts of a date.
    Inside `each:` the names are those of the repeating group's fields; an empty group
    prints the line once with empty fill-ins.
    """

    line: str
    each: Id | None = None
    indent: int = 0
    align: Literal["left", "center", "right"] = "left"


class PaperSection(Part):
    """A block of an official table beside its label; `page` is where 改 leads."""

    label: str
    page: Id
    rows: tuple[TableRow | Line, ...]


class Paper(Part):
    """An official paper: the table as printed, always in Chinese."""

    id: Id
    title: str
    columns: tuple[float, ...]  # shares of the width right of the section labels
    heads: Literal["side", "above"] = "side"  # where the sections' labels stand
    label_share: float = 0.13  # share of the width for labels at the side
    frame: bool = True  # a letter (承诺书, 委托书) has none
    sections: tuple[PaperSection, ...]
    when: Cel | None = None
