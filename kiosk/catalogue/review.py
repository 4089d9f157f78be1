"""What a schema cannot see: names that lead nowhere, circles, expressions that do not parse."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kiosk.catalogue.conditions import BadExpression, expression
from kiosk.catalogue.schema import FormField, JointService, KindName, Line, Part, Person

_EXPRESSIONS = (
    ("rules", "check"),
    ("rules", "when"),
    ("materials", "when"),
    ("pages", "when"),
    ("papers", "when"),
)
PLACE = re.compile(r"\{([^{}]*)\}")
Where = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A mistake, and the path to where it stands."""

    path: Where
    what: str
    remedy: str


def review(service: JointService) -> Iterator[Finding]:
    """Return every mistake between the parts of one service."""
    known = _Names(service)
    yield from _doubles(service)
    yield from _items(service, known)
    yield from _materials(service, known)
    yield from _people(service, known)
    yield from _fields(service, known)
    yield from _expressions(service, known)
    yield from _papers(service, known)


class _Names:
    def __init__(self, service: JointService) -> None:
        self.items = {item.id for item in service.items}
        self.departments = {one.id for one in service.departments}
        self.fields = {field.id: field for field in service.fields}
        self.pages = {page.id for page in service.pages}
        self.roles = {person.id for person in service.people}


def _unknown(path: Where, kind: str, name: str, known: Iterable[str]) -> Finding:
    listed = ", ".join(sorted(known))
    return Finding(path, f"no {kind} is called {name!r}", f"use one of: {listed}")


def _doubles(service: JointService) -> Iterator[Finding]:
    groups: dict[str, Sequence[tuple[Where, Part]]] = {
        name: [((name, place), one) for place, one in enumerate(getattr(service, name))]
        for name in ("departments", "people", "items", "materials", "pages", "rules", "papers")
    }
    groups["fields"] = [
        (("pages", page_no, "fields", place), field)
        for page_no, page in enumerate(service.pages)
        for place, field in enumerate(page.fields)
    ]
    for name, parts in groups.items():
        seen: dict[str, list[Part]] = defaultdict(list)
        for path, part in parts:
            own = str(getattr(part, "id"))  # noqa: B009  # every part of these groups has one
            if any(_overlap(part, other) for other in seen[own]):
                yield Finding(
                    path,
                    f"{own!r} stands twice among the {name} with overlapping dates",
                    "give one another id, or dates that do not overlap (from:, until:)",
                )
            seen[own].append(part)


def _overlap(one: Part, other: Part) -> bool:
    start = max(one.from_ or date.min, other.from_ or date.min)
    return start <= min(one.until or date.max, other.until or date.max)


def _items(service: JointService, known: _Names) -> Iterator[Finding]:
    needs = {item.id: [need.item for need in item.needs] for item in service.items}
    for place, item in enumerate(service.items):
        path: Where = ("items", place)
        if item.department not in known.departments:
            yield _unknown((*path, "department"), "department", item.department, known.departments)
        for number, need in enumerate(item.needs):
            if need.item not in known.items:
                yield _unknown((*path, "needs", number), "item", need.item, known.items)
            if need.unless is not None and need.unless not in known.fields:
                yield _unknown((*path, "needs", number), "field", need.unless, known.fields)
        for name in item.must_with:
            if name not in known.items:
                yield _unknown((*path, "must_with"), "item", name, known.items)
        if _reaches(needs, item.id, item.id):
            yield Finding(
                (*path, "needs"), f"{item.id!r} waits for itself in a circle", "remove one need"
            )


def _reaches(needs: dict[str, list[str]], start: str, goal: str) -> bool:
    waiting, seen = list(needs[start]), set[str]()
    while waiting:
        name = waiting.pop()
        if name == goal:
            return True
        if name not in seen:
            seen.add(name)
            waiting += needs.get(name, [])
    return False


def _materials(service: JointService, known: _Names) -> Iterator[Finding]:
    for place, material in enumerate(service.materials):
        for name in (*material.items, *([material.made_by] if material.made_by else [])):
            if name not in known.items:
                yield _unknown(("materials", place), "item", name, known.items)


def _people(service: JointService, known: _Names) -> Iterator[Finding]:
    for place, person in enumerate(service.people):
        for part in ("name", "id_number", "phone", "ethnic_group", "address", "signature"):
            name = getattr(person, part)
            if name is not None and name not in known.fields:
                yield _unknown(("people", place, part), "field", name, known.fields)
        yield from _signature(place, person, known)


def _signature(place: int, person: Person, known: _Names) -> Iterator[Finding]:
    field = known.fields.get(person.signature or "")
    if field is not None and field.kind is not KindName.SIGNATURE:
        yield Finding(
            ("people", place, "signature"),
            f"{field.id!r} is no signature",
            "name a field of kind signature",
        )


def _fields(service: JointService, known: _Names) -> Iterator[Finding]:
    for path, field in _every_field(service):
        if field.item is not None and field.item not in known.items:
            yield _unknown((*path, "item"), "item", field.item, known.items)
        if field.other_of is not None and field.other_of not in known.fields:
            yield _unknown((*path, "other_of"), "field", field.other_of, known.fields)
        needs_options = field.kind in (KindName.CHOICE, KindName.CHOICES)
        if needs_options and not (field.options or field.couple or field.other_of):
            yield Finding(path, f"{field.id!r} has nothing to choose from", "give it options:")
        if field.kind is KindName.REPEAT and not field.fields:
            yield Finding(path, f"{field.id!r} repeats nothing", "give it fields:")


def _every_field(service: JointService) -> Iterator[tuple[Where, FormField]]:
    for page_no, page in enumerate(service.pages):
        for place, field in enumerate(page.fields):
            path: Where = ("pages", page_no, "fields", place)
            yield path, field
            for number, inner in enumerate(field.fields):
                yield (*path, "fields", number), inner


def _expressions(service: JointService, known: _Names) -> Iterator[Finding]:
    for path, source, row in _every_expression(service):
        try:
            found = expression(source)
        except BadExpression as error:
            yield Finding(path, f"this is no CEL: {error}", "compare with the other conditions")
            continue
        for name in sorted(found.answers - set(known.fields)):
            yield _unknown(path, "field", name, known.fields)
        for name in sorted(found.row - row):
            yield _unknown(path, "field of the row", name, row)
    for place, rule in enumerate(service.rules):
        for name in rule.on:
            if name not in known.fields:
                yield _unknown(("rules", place, "on"), "field", name, known.fields)


def _every_expression(service: JointService) -> Iterator[tuple[Where, str, set[str]]]:
    found: list[tuple[Where, str | None]] = []
    for group, key in _EXPRESSIONS:
        parts = enumerate(getattr(service, group))
        found += [((group, place, key), getattr(part, key)) for place, part in parts]
    for number, item in enumerate(service.items):
        path: Where = ("items", number, "conditions")
        found += [((*path, place, "rule"), one.rule) for place, one in enumerate(item.conditions)]
    for place, one in enumerate(service.guide.who):
        found.append((("guide", "who", place, "rule"), one.rule))
    yield from ((path, source, set()) for path, source in found if source)
    for path, field in _every_field(service):
        row = {inner.id for inner in field.fields} or _row_of(service, path)
        for key in ("when", "default", "required"):
            source = getattr(field, key)
            if isinstance(source, str):
                yield (*path, key), source, row


def _row_of(service: JointService, path: Where) -> set[str]:
    if len(path) < len(("pages", 0, "fields", 0, "fields", 0)):
        return set()
    group = service.pages[int(path[1])].fields[int(path[3])]
    return {inner.id for inner in group.fields}


def _papers(service: JointService, known: _Names) -> Iterator[Finding]:
    for paper_no, paper in enumerate(service.papers):
        for section_no, section in enumerate(paper.sections):
            path: Where = ("papers", paper_no, "sections", section_no)
            if section.page not in known.pages:
                yield _unknown((*path, "page"), "page", section.page, known.pages)
            for row_no, row in enumerate(section.rows):
                where: Where = (*path, "rows", row_no)
                if isinstance(row, Line):
                    yield from _line(row, where, known)
                else:
                    for cell_no, cell in enumerate(row.cells):
                        if cell.field is not None and cell.field not in known.fields:
                            at = (*where, "cells", cell_no)
                            yield _unknown(at, "field", cell.field, known.fields)


def _line(line: Line, where: Where, known: _Names) -> Iterator[Finding]:
    inside = known.fields
    if line.each is not None:
        group = known.fields.get(line.each)
        if group is None or group.kind is not KindName.REPEAT:
            yield _unknown(where, "repeating group", line.each, known.fields)
            return
        inside = {field.id: field for field in group.fields}
    for place in PLACE.findall(line.line):
        name = place.partition("|")[0]
        if name.startswith("sign:"):
            if name.removeprefix("sign:") not in known.roles:
                yield _unknown(where, "person", name.removeprefix("sign:"), known.roles)
        elif name not in inside:
            yield _unknown(where, "field", name, inside)
