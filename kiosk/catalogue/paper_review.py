"""What is wrong with an official paper: cells for no field, rows that do not fill the table."""

import re
from collections.abc import Iterator

from kiosk.catalogue.findings import Finding, Names, Where, unknown
from kiosk.catalogue.schema import JointService, KindName, Line, Paper, PaperSection, TableRow

PLACE = re.compile(r"\{([^{}]*)\}")
WAYS = frozenset({"", "boxes", "plain", "year", "month", "day"})
"""How an answer can stand in a line, after the `|`; see schema.Line."""


def review_papers(service: JointService, known: Names) -> Iterator[Finding]:
    """Return every mistake of the papers of one service."""
    for number, paper in enumerate(service.papers):
        for place, section in enumerate(paper.sections):
            yield from _section(paper, section, ("papers", number, "sections", place), known)


def _section(paper: Paper, section: PaperSection, path: Where, known: Names) -> Iterator[Finding]:
    if section.page not in known.pages:
        yield unknown((*path, "page"), "page", section.page, known.pages)
    for place, row in enumerate(section.rows):
        where: Where = (*path, "rows", place)
        if isinstance(row, Line):
            yield from _line(row, where, known)
        else:
            yield from _cells(paper, row, where, known)


def _cells(paper: Paper, row: TableRow, where: Where, known: Names) -> Iterator[Finding]:
    for place, cell in enumerate(row.cells):
        if cell.field is not None and cell.field not in known.fields:
            yield unknown((*where, "cells", place), "field", cell.field, known.fields)
    covered, columns = sum(cell.span for cell in row.cells), len(paper.columns)
    if covered != columns:
        what = f"the cells cover {covered} of {columns} columns"
        yield Finding((*where, "cells"), what, "mend span:, or add or remove a cell")


def _line(line: Line, where: Where, known: Names) -> Iterator[Finding]:
    inside = known.fields
    if line.each is not None:
        group = known.fields.get(line.each)
        if group is None or group.kind is not KindName.REPEAT:
            yield unknown(where, "repeating group", line.each, known.fields)
            return
        inside = {field.id: field for field in group.fields}
    for place in PLACE.findall(line.line):
        name, _, way = place.partition("|")
        if name.startswith("sign:"):
            if name.removeprefix("sign:") not in known.roles:
                yield unknown(where, "person", name.removeprefix("sign:"), known.roles)
        elif name not in inside:
            yield unknown(where, "field", name, inside)
        if way not in WAYS:
            yield unknown(where, "way to write an answer", way, WAYS - {""})
