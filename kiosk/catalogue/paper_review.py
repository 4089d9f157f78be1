"""What is wrong with an official paper: cells for no field, rows that do not fill the table."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, product

from kiosk.catalogue.findings import Finding, Names, Where, unknown
from kiosk.catalogue.schema import (
    Cell,
    FormField,
    JointService,
    KindName,
    Line,
    Paper,
    PaperSection,
    TableRow,
)
from kiosk.catalogue.table import standing

PLACE = re.compile(r"\{([^{}]*)\}")
WAYS = frozenset({"", "boxes", "boxes_after", "plain", "year", "month", "day"})
"""How an answer can stand in a line, after the `|`; see schema.Line."""


def review_papers(service: JointService, known: Names) -> Iterator[Finding]:
    """Return every mistake of the papers of one service."""
    seen: set[str] = set()
    for number, paper in enumerate(service.papers):
        if paper.id in seen and paper.from_ is None and paper.until is None:
            what = f"two papers are called {paper.id!r}"
            yield Finding(("papers", number, "id"), what, "give each paper its own id")
        seen.add(paper.id)
        for place, section in enumerate(paper.sections):
            yield from _section(paper, section, ("papers", number, "sections", place), known)


def _section(paper: Paper, section: PaperSection, path: Where, known: Names) -> Iterator[Finding]:
    if section.page not in known.pages:
        yield unknown((*path, "page"), "page", section.page, known.pages)
    first = 0
    for table, group in groupby(section.rows, key=lambda row: isinstance(row, TableRow)):
        rows = list(group)
        if table:
            cells = [row for row in rows if isinstance(row, TableRow)]
            yield from _table(len(paper.columns), cells, (*path, "rows"), first)
        first += len(rows)
    for place, row in enumerate(section.rows):
        where: Where = (*path, "rows", place)
        if isinstance(row, Line):
            yield from _line(row, where, known)
        else:
            yield from _cells(row, where, known)


def _table(columns: int, rows: list[TableRow], path: Where, first: int) -> Iterator[Finding]:
    """Check that the cells of rows on end cover every column of every row, each once."""
    stands = list(standing(rows))
    squares = Counter(
        square
        for one in stands
        for square in product(range(one.row, one.row_end), range(one.column, one.column_end))
    )
    for number in range(len(rows)):
        covered = sum(count for (row, _), count in squares.items() if row == number)
        row_path: Where = (*path, first + number, "cells")
        if covered != columns:
            what = f"the cells cover {covered} of {columns} columns"
            yield Finding(row_path, what, "mend span:, or add or remove a cell")
        elif any(squares[number, column] != 1 for column in range(columns)):
            what = "a cell covers what a cell of a row above reaches into"
            yield Finding(row_path, what, "mend span: and rows:")
    for one in stands:
        if one.row_end > len(rows):
            what = f"a cell reaches {one.row_end - len(rows)} rows below the last"
            path_of: Where = (*path, first + one.row, "cells")
            yield Finding(path_of, what, "mend rows:, or put the lines of text below the table")


def _cells(row: TableRow, where: Where, known: Names) -> Iterator[Finding]:
    for place, cell in enumerate(row.cells):
        path: Where = (*where, "cells", place)
        if cell.field is not None and cell.field not in known.fields:
            yield unknown(path, "field", cell.field, known.fields)
        if cell.line is not None:
            yield from _places(cell.line, path, known, known.fields)
        if len(_said(cell)) > 1:
            what = f"a cell has {' and '.join(_said(cell))}"
            yield Finding(path, what, "keep one of label:, field:, line:")


def _said(cell: Cell) -> list[str]:
    said = {"label": cell.label, "field": cell.field, "line": cell.line}
    return [name for name, value in said.items() if value is not None]


def _line(line: Line, where: Where, known: Names) -> Iterator[Finding]:
    inside: dict[str, FormField] = known.fields
    if line.each is not None:
        group = known.fields.get(line.each)
        if group is None or group.kind is not KindName.REPEAT:
            yield unknown(where, "repeating group", line.each, known.fields)
            return
        inside = {field.id: field for field in group.fields}
    yield from _places(line.line, where, known, inside)


def _places(
    line: str, where: Where, known: Names, inside: dict[str, FormField]
) -> Iterator[Finding]:
    for place in PLACE.findall(line):
        name, _, way = place.partition("|")
        if name.startswith("sign:"):
            who = name.removeprefix("sign:")
            known_people = known.roles | {
                one.id for one in known.fields.values() if _names_a_person(one, known)
            }
            if who not in known_people:
                yield unknown(where, "person", who, known_people)
        elif name == "items" and name not in inside:
            if not way.startswith("boxes"):
                yield Finding(where, "items stand in a line with their boxes", "{items|boxes}")
        elif name not in inside:
            yield unknown(where, "field", name, inside)
        if way not in WAYS:
            yield unknown(where, "way to write an answer", way, WAYS - {""})


def _names_a_person(field: FormField, known: Names) -> bool:
    values = {one.value for one in field.options}
    chooses = field.kind is KindName.CHOICE and bool(values) and values <= known.roles
    return chooses or field.couple or field.other_of is not None
