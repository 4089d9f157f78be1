"""The official paper: a table of cells and lines, as printed."""

from pydantic import Field

from kiosk.catalogue.part import Cel, Id, Part


class Cell(Part):
    """One cell of an official table: a printed label or an answer."""

    label: str | None = None
    field: Id | None = None
    span: int = Field(default=1, ge=1)


class TableRow(Part):
    """A row of cells."""

    cells: tuple[Cell, ...]


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
    label_share: float = 0.13  # share of the width for the section labels
    sections: tuple[PaperSection, ...]
    when: Cel | None = None
