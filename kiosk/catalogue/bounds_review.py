"""What is wrong with the bounds of a service, its appointments, and what is not published."""

from collections.abc import Collection, Iterable, Iterator
from itertools import chain

from kiosk.catalogue.bounds import Deadline, TimeLimit
from kiosk.catalogue.findings import Finding, Names, Where, unknown
from kiosk.catalogue.schema import (
    Item,
    JointService,
    KindName,
    MaterialSource,
    Unpublished,
)
from kiosk.texts import Text


def review_bounds(service: JointService, known: Names) -> Iterator[Finding]:
    """Return every mistake of these parts of one service."""
    yield from _exclusions(service, known)
    yield from _deadlines(service, known)
    yield from _limits(service)
    yield from _rivals(service, known)
    yield from _appointment(service)
    yield from _unpublished(service)


def _exclusions(service: JointService, known: Names) -> Iterator[Finding]:
    for place, one in enumerate(service.exclusions):
        path: Where = ("exclusions", place)
        yield from _names((*path, "on"), "field", one.on, known.fields)
        yield from _names((*path, "items"), "item", one.items, known.items)


def _deadlines(service: JointService, known: Names) -> Iterator[Finding]:
    for place, one in enumerate(service.deadlines):
        path: Where = ("deadlines", place)
        yield from _names((*path, "items"), "item", one.items, known.items)
        yield from _event(one, path, known)
        yield from _limit(one.limit, (*path, "limit"))
        for name, say in (("say", one.say), ("late", one.late)):
            if say is not None and not _has_only_the_day(say):
                what = f"{one.id!r} has words with other places than {{day}}"
                yield Finding((*path, name), what, "write {day} where the day stands")


def _event(one: Deadline, path: Where, known: Names) -> Iterator[Finding]:
    if one.event is None:
        if one.kind == "apply":
            what = f"{one.id!r} counts from the application itself, so nobody is ever late"
            yield Finding(path, what, "name the date it counts from, as event:")
    elif one.event not in known.fields:
        yield unknown((*path, "event"), "field", one.event, known.fields)
    elif known.fields[one.event].kind is not KindName.DATE:
        what = f"{one.event!r} is no date to count from"
        yield Finding((*path, "event"), what, "name a field of kind date")


def _limits(service: JointService) -> Iterator[Finding]:
    for place, one in enumerate(service.time_limit):
        yield from _limit(one, ("time_limit", place))
    for place, item in enumerate(service.items):
        if item.time_limit is not None:
            yield from _limit(item.time_limit, ("items", place, "time_limit"))


def _limit(limit: TimeLimit, path: Where) -> Iterator[Finding]:
    units = (limit.working_days, limit.calendar_days, limit.months)
    if sum(unit is not None for unit in units) != 1:
        what = "a limit is so many working days, calendar days or months"
        yield Finding(path, what, "give one of working_days:, calendar_days:, months:")


def _rivals(service: JointService, known: Names) -> Iterator[Finding]:
    items = {item.id: item for item in service.items}
    pairs = {frozenset((one.id, other)) for one in service.items for other in one.excludes}
    for place, item in enumerate(service.items):
        path: Where = ("items", place, "excludes")
        yield from _names(path, "item", item.excludes, known.items)
        brings = _brought(item, items)
        for pair in sorted(map(sorted, pairs)):
            if brings.issuperset(pair):
                what = f"{item.id!r} comes with {' and '.join(pair)}, which exclude each other"
                yield Finding(path, what, "remove that need, or the exclusion")


def _brought(item: Item, items: dict[str, Item]) -> set[str]:
    """Return an item with all that it can bring along."""
    found, waiting = {item.id}, [item]
    while waiting:
        one = waiting.pop()
        for name in chain((need.item for need in one.needs), one.must_with):
            if name not in found and name in items:
                found.add(name)
                waiting.append(items[name])
    return found


def _appointment(service: JointService) -> Iterator[Finding]:
    asked = [one for one in service.fields if one.kind is KindName.APPOINTMENT]
    offered = service.appointment
    if offered is None:
        if asked:
            what = f"{asked[0].id!r} asks for an appointment, and there is none"
            remedy = "give appointment: its offices and slots, or take the field out"
            yield Finding(("pages",), what, remedy)
        return
    path: Where = ("appointment",)
    if not asked:
        yield Finding(path, "no field asks for the appointment", "add one of kind appointment")
    for name, parts in (("offices", offered.offices), ("slots", offered.slots)):
        if not parts:
            yield Finding((*path, name), f"an appointment without {name}", f"give it {name}:")
    for place, slot in enumerate(offered.slots):
        if slot.end <= slot.start:
            what = f"{slot.id!r} ends before it begins"
            yield Finding((*path, "slots", place), what, "mend start: and end:")


def _unpublished(service: JointService) -> Iterator[Finding]:
    """Return what is neither given nor said not to be published, and what is both."""
    guide = service.guide
    brought = (one for one in service.materials if one.source is not MaterialSource.KIOSK)
    given = {
        Unpublished.MATERIALS: any(True for _ in brought),
        Unpublished.TIME_LIMIT: bool(service.time_limit),
        Unpublished.FEE: guide.fee is not None,
        Unpublished.DELIVERY: guide.delivery is not None,
    }
    for name, there in given.items():
        listed = name in service.unpublished
        if there and listed:
            what = f"{name.value} is given, and said not to be published"
            yield Finding(("unpublished",), what, f"take {name.value} out of unpublished:")
        if not there and not listed:
            what = f"{name.value} is neither given nor said not to be published"
            remedy = f"give it, or add {name.value} to unpublished: if the document has none"
            yield Finding(("unpublished",), what, remedy)


def _names(
    path: Where, kind: str, names: Iterable[str], known: Collection[str]
) -> Iterator[Finding]:
    yield from (unknown(path, kind, name, known) for name in names if name not in known)


def _has_only_the_day(say: Text) -> bool:
    try:
        say.fill(day="")
    except (KeyError, IndexError, ValueError):
        return False
    return True
