"""What a schema cannot see: names that lead nowhere, circles, expressions that do not parse."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from kiosk.catalogue.artwork import icons
from kiosk.catalogue.bounds_review import review_bounds
from kiosk.catalogue.conditions import OWN, STANDARD, VARIABLES, BadExpression, expression
from kiosk.catalogue.field_review import every_field, review_fields
from kiosk.catalogue.findings import Finding, Names, Where, unknown
from kiosk.catalogue.literal_review import review_literals
from kiosk.catalogue.paper_review import review_papers
from kiosk.catalogue.part import Named, boundaries
from kiosk.catalogue.schema import (
    Condition,
    JointService,
    KindName,
    MaterialSource,
    Part,
    Person,
)

_EXPRESSIONS = (
    ("rules", "check"),
    ("rules", "when"),
    ("materials", "when"),
    ("pages", "when"),
    ("papers", "when"),
    ("exclusions", "when"),
)
_GROUPS = (
    *("departments", "people", "items", "materials", "pages", "rules", "papers"),
    *("exclusions", "deadlines"),
)
SPOKEN = VARIABLES | STANDARD | OWN
CEL = "write it as: answers.field == 'value' && !('item' in items), with || for or, null for none"
_OUTER = len(("pages", 0, "fields", 0))


def review(service: JointService) -> Iterator[Finding]:
    """Return every mistake between the parts of one service, whole and on the days it changes."""
    found = [*_review(service), *review_literals(service, every_expression(service))]
    yield from found
    if not found:
        for day in sorted(set(boundaries(service))):
            if service.in_force(day):
                for one in _review(service.on(day)):
                    yield replace(one, path=(), what=f"from {day} on, {one.what}")


def _review(service: JointService) -> Iterator[Finding]:
    known = Names(service)
    yield from _doubles(service)
    yield from _items(service, known)
    yield from _materials(service, known)
    yield from _people(service, known)
    yield from review_fields(service, known)
    yield from review_bounds(service, known)
    yield from _expressions(service, known)
    yield from review_papers(service, known)


def _doubles(service: JointService) -> Iterator[Finding]:
    groups: dict[str, Sequence[tuple[Where, Named]]] = {
        name: [((name, place), one) for place, one in enumerate(getattr(service, name))]
        for name in _GROUPS
    }
    if service.appointment is not None:
        for name in ("offices", "slots"):
            offered = enumerate(getattr(service.appointment, name))
            groups[name] = [(("appointment", name, place), one) for place, one in offered]
    every = list(every_field(service))
    groups["fields"] = [one for one in every if len(one[0]) == _OUTER]
    for path, field in every:
        groups[f"fields of {field.id!r}"] = [
            ((*path, "fields", place), one) for place, one in enumerate(field.fields)
        ]
    for name, parts in groups.items():
        seen: dict[str, list[Named]] = defaultdict(list)
        for path, part in parts:
            if any(_overlap(part, other) for other in seen[part.id]):
                yield Finding(
                    path,
                    f"{part.id!r} stands twice among the {name} with overlapping dates",
                    "give one another id, or dates that do not overlap (from:, until:)",
                )
            seen[part.id].append(part)


def _overlap(one: Part, other: Part) -> bool:
    start = max(one.from_ or date.min, other.from_ or date.min)
    return start <= min(one.until or date.max, other.until or date.max)


def _items(service: JointService, known: Names) -> Iterator[Finding]:
    needs = {item.id: list(item.waits_for) for item in service.items}
    for place, item in enumerate(service.items):
        path: Where = ("items", place)
        if item.department not in known.departments:
            yield unknown((*path, "department"), "department", item.department, known.departments)
        for number, need in enumerate(item.needs):
            if need.item not in known.items:
                yield unknown((*path, "needs", number), "item", need.item, known.items)
            if need.unless is not None and need.unless not in known.fields:
                yield unknown((*path, "needs", number), "field", need.unless, known.fields)
        for key in ("after", "must_with"):
            for name in getattr(item, key):
                if name not in known.items:
                    yield unknown((*path, key), "item", name, known.items)
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


def _materials(service: JointService, known: Names) -> Iterator[Finding]:
    for place, material in enumerate(service.materials):
        for name in (*material.items, *([material.made_by] if material.made_by else [])):
            if name not in known.items:
                yield unknown(("materials", place), "item", name, known.items)
        if (material.source is MaterialSource.PRODUCED) != (material.made_by is not None):
            what = f"{material.id!r} is produced by no item, or made by one without being produced"
            yield Finding(("materials", place), what, "give both source: produced and made_by:")
        if material.icon not in icons():
            yield unknown(("materials", place, "icon"), "icon", material.icon, icons())
    if service.icon not in icons():
        yield unknown(("icon",), "icon", service.icon, icons())


def _people(service: JointService, known: Names) -> Iterator[Finding]:
    for place, person in enumerate(service.people):
        for part in ("name", "id_number", "phone", "ethnic_group", "address", "signature"):
            name = getattr(person, part)
            if name is not None and name not in known.fields:
                yield unknown(("people", place, part), "field", name, known.fields)
        yield from _signature(place, person, known)
    signing = {person.signature for person in service.people}
    if not signing - {None}:
        yield Finding(("people",), "nobody signs this", "give a person a signature: field")
    for path, field in every_field(service):
        if field.kind is KindName.SIGNATURE and field.id not in signing:
            yield Finding(path, f"nobody signs at {field.id!r}", "name it as a person's signature:")


def _signature(place: int, person: Person, known: Names) -> Iterator[Finding]:
    field = known.fields.get(person.signature or "")
    if field is not None and field.kind is not KindName.SIGNATURE:
        yield Finding(
            ("people", place, "signature"),
            f"{field.id!r} is no signature",
            "name a field of kind signature",
        )


def _expressions(service: JointService, known: Names) -> Iterator[Finding]:
    for path, source, row in every_expression(service):
        try:
            found = expression(source)
        except BadExpression as error:
            yield Finding(path, f"this is no CEL: {error}", CEL)
            continue
        for name in found.strange:
            yield unknown(path, "variable or function", name, SPOKEN)
        for name in sorted(found.answers - set(known.fields)):
            yield unknown(path, "field", name, known.fields)
        yield from (_of_no_row(path, name, row) for name in sorted(found.row - row))
        for name in sorted(found.items - known.items):
            yield unknown(path, "item", name, known.items)
    spoken: list[tuple[Where, tuple[str, ...]]] = [
        (("rules", place, "on"), rule.on) for place, rule in enumerate(service.rules)
    ]
    spoken += [((*path, "on"), one.on) for path, one in every_condition(service)]
    for path, names in spoken:
        for name in names:
            if name not in known.fields:
                yield unknown(path, "field", name, known.fields)


def _of_no_row(path: Where, name: str, row: set[str]) -> Finding:
    if row:
        return unknown(path, "field of the row", name, row)
    what = f"'row.{name}' stands in no row"
    return Finding(path, what, "over the rows of a group: answers.group.all(one, …)")


def every_expression(service: JointService) -> Iterator[tuple[Where, str, set[str]]]:
    """Return every expression with its path, and the fields of the row it stands in."""
    found: list[tuple[Where, str | None]] = []
    for group, key in _EXPRESSIONS:
        parts = enumerate(getattr(service, group))
        found += [((group, place, key), getattr(part, key)) for place, part in parts]
    found += [((*path, "rule"), one.rule) for path, one in every_condition(service)]
    yield from ((path, source, set()) for path, source in found if source)
    for path, field in every_field(service):
        row = {inner.id for inner in field.fields} or _row_of(service, path)
        for key in ("when", "default", "required"):
            source = getattr(field, key)
            if isinstance(source, str):
                yield (*path, key), source, row


def every_condition(service: JointService) -> Iterator[tuple[Where, Condition]]:
    """Return every condition with its path."""
    for number, item in enumerate(service.items):
        for place, one in enumerate(item.conditions):
            yield ("items", number, "conditions", place), one
    for place, one in enumerate(service.guide.who):
        yield ("guide", "who", place), one


def _row_of(service: JointService, path: Where) -> set[str]:
    if len(path) == _OUTER:
        return set()
    group = service.pages[int(path[1])].fields[int(path[3])]
    return {inner.id for inner in group.fields}
