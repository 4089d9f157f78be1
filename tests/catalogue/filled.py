"""A form filled in from its sample, with some answers changed; and what its papers say."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from kiosk.cases.filling import Filling
from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.schema import FormField, JointService, KindName, Line, Paper, TableRow
from kiosk.catalogue.workdays import Calendar
from kiosk.paper.template import FillIn, SignHere, pieces
from kiosk.script import ROUNDS, Script, read_script

TODAY = date(2026, 11, 23)
CALENDAR = Calendar.load()
COUPLE = (
    ("男方姓名", "m_name"),
    ("公民身份号码", "m_id"),
    ("联系电话", "m_phone"),
    ("民族", "m_nation"),
    ("户籍地址", "m_hukou_addr"),
    ("女方姓名", "f_name"),
    ("公民身份号码", "f_id"),
    ("联系电话", "f_phone"),
    ("民族", "f_nation"),
    ("户籍地址", "f_hukou_addr"),
)
"""What an application for two says of both: labels and fields, in their order."""


@cache
def catalogue() -> Catalogue:
    return Catalogue.load()


@cache
def sample(key: str) -> Script:
    return read_script(None, key)


def filled(
    key: str,
    changes: Mapping[str, object] | None = None,
    *,
    items: tuple[str, ...] | None = None,
    day: date = TODAY,
) -> Filling:
    """Answer all that is asked as the sample does; a change to None leaves an answer out."""
    service, script = catalogue().service(key, day), sample(key)
    answers = {**script.answers, **(changes or {})}
    filling = Filling.start(service, day, CALENDAR).choose(items or script.items or ())
    for _ in range(ROUNDS):
        for one in [one for page in filling.pages for one in page.fields]:
            if answers.get(one.path) is not None:
                filling = filling.answer(one.path, answers[one.path])
    return filling


def codes(filling: Filling) -> set[str]:
    """Return what is said about a filling, and what is missing in it."""
    return {one.code for one in filling.remarks()} | {one.path for one in filling.missing()}


def asked(service: JointService) -> list[FormField]:
    """Return the fields that people are asked."""
    return [
        one
        for one in service.fields
        if not one.system and one.other_of is None and one.kind is not KindName.SIGNATURE
    ]


def answers_on(paper: Paper) -> list[str]:
    """Return the fields of a paper as one reads it, a signature as `sign:role`."""
    return list(_answers(paper))


def _answers(paper: Paper) -> Iterator[str]:
    for row in _rows(paper):
        if isinstance(row, Line):
            yield from _fill_ins(row.line)
            continue
        for cell in row.cells:
            if cell.field is not None:
                yield cell.field
            yield from _fill_ins(cell.line or "")


def printed_on(paper: Paper) -> list[str]:
    """Return the labels of a paper as one reads it, heads first, without line breaks."""
    found: list[str] = []
    for section in paper.sections:
        found.append(section.label)
        for row in section.rows:
            cells = row.cells if isinstance(row, TableRow) else ()
            found += [cell.label.replace("\n", "") for cell in cells if cell.label]
    return found


def _rows(paper: Paper) -> list[TableRow | Line]:
    return [row for section in paper.sections for row in section.rows]


def _fill_ins(line: str) -> Iterator[str]:
    for piece in pieces(line):
        if isinstance(piece, FillIn):
            yield piece.field
        elif isinstance(piece, SignHere):
            yield f"sign:{piece.role}"
