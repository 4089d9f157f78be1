"""What a guide says, passage by passage: the pages show it, and the search looks through it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from kiosk.catalogue.schema import (
    NOT_PUBLISHED,
    OUR_FORM,
    Deadline,
    Item,
    JointService,
    TimeLimit,
    Unpublished,
)
from kiosk.texts import Text


class Section(StrEnum):
    """Where in the guide a passage stands, in its order."""

    TITLE = "title"
    ITEM = "item"
    MATERIAL = "material"
    WHO = "who"
    NOT_WHO = "not_who"
    STEPS = "steps"
    TIME = "time"
    DEADLINE = "deadline"
    RESULT = "result"
    DELIVERY = "delivery"
    WHERE = "where"
    FEE = "fee"
    NOTES = "notes"
    BASIS = "basis"


@dataclass(frozen=True, slots=True)
class Passage:
    """A line of a guide; `part` is the item or material it is about, `leads` its name.

    What leads is found before what only tells more.
    """

    service: str
    section: Section
    text: Text
    part: str = ""
    leads: bool = False


AND_THEN = Text("{first}：{then}", "{first}: {then}")
INSTEAD = Text("{say}。{instead}", "{say}. {instead}")
WORKING_DAYS = Text("{count} 个工作日", "{count} working days")
CALENDAR_DAYS = Text("{count} 日", "{count} days")
MONTHS = Text("{count} 个月", "{count} months")
ONE_MONTH = Text("1 个月", "a month")
WITHIN = Text("{title}：{event}起 {limit}内", "{title}: within {limit} of {event}")
APPLICATION = Text("申请之日", "the application")


def passages_of(service: JointService) -> tuple[Passage, ...]:
    """Return what the guide of a service says, each section's lines in their order."""
    key = service.key
    lines = (*_names(service), *_told(service))
    return tuple(Passage(key, section, text, part, leads) for section, text, part, leads in lines)


_Line = tuple[Section, Text, str, bool]


def _names(service: JointService) -> Iterator[_Line]:
    yield Section.TITLE, service.title, "", True
    yield Section.TITLE, service.full_title, "", True
    for item in service.items:
        yield Section.ITEM, item.short or item.title, item.id, True
        if item.short is not None:
            yield Section.ITEM, item.title, item.id, True
    for material in service.materials:
        yield Section.MATERIAL, material.title, material.id, True
    yield Section.TITLE, service.summary, "", False
    for item in service.items:
        yield Section.ITEM, item.summary, item.id, False
    for material in service.materials:
        if material.note is not None:
            yield Section.MATERIAL, material.note, material.id, False


def _told(service: JointService) -> Iterator[_Line]:
    guide = service.guide
    conditions = [*guide.who, *(one for item in service.items for one in item.conditions)]
    sections: tuple[tuple[Section, Iterable[Text]], ...] = (
        (Section.WHO, [one.text for one in conditions]),
        (Section.NOT_WHO, _not_who(service)),
        (Section.STEPS, [_both(AND_THEN, first=one.title, then=one.text) for one in guide.steps]),
        (Section.TIME, map(limit_line, service.time_limit)),
        (Section.DEADLINE, [deadline_line(one, service) for one in service.deadlines]),
        (Section.RESULT, map(_result, service.items)),
        (Section.DELIVERY, [guide.delivery] if guide.delivery else []),
        (Section.WHERE, guide.where),
        (Section.FEE, [guide.fee] if guide.fee else []),
        (Section.NOTES, [*_our_form(service), *guide.notes]),
        (Section.BASIS, [_numbered(one.name, one.number) for one in service.basis]),
    )
    for section, lines in sections:
        for text in dict.fromkeys(lines) or _unpublished(section, service):
            yield section, text, "", False


_UNPUBLISHED = {
    Section.TIME: Unpublished.TIME_LIMIT,
    Section.FEE: Unpublished.FEE,
    Section.DELIVERY: Unpublished.DELIVERY,
}


def _unpublished(section: Section, service: JointService) -> tuple[Text, ...]:
    """Return what stands in a section of which the documents say nothing."""
    return (NOT_PUBLISHED,) if _UNPUBLISHED.get(section) in service.unpublished else ()


def _our_form(service: JointService) -> tuple[Text, ...]:
    return (OUR_FORM,) if Unpublished.FORM in service.unpublished else ()


def deadline_line(deadline: Deadline, service: JointService) -> Text:
    """Return how long there is, before anybody knows from which day."""
    event = next((one.label for one in service.fields if one.id == deadline.event), APPLICATION)
    return _both(WITHIN, title=deadline.title, event=event, limit=limit_line(deadline.limit))


def limit_line(limit: TimeLimit) -> Text:
    """Return a length of time in words."""
    if limit.working_days is not None:
        return WORKING_DAYS.fill(count=limit.working_days)
    if limit.months is not None:
        return MONTHS.fill(count=limit.months) if limit.months > 1 else ONE_MONTH
    return CALENDAR_DAYS.fill(count=limit.calendar_days or 0)


def _not_who(service: JointService) -> list[Text]:
    """Return who cannot apply, and where they go instead."""
    conditions = [*service.guide.who, *(one for item in service.items for one in item.conditions)]
    refused = [one.otherwise for one in conditions if one.otherwise is not None]
    excluded = [_both(INSTEAD, say=one.say, instead=one.instead) for one in service.exclusions]
    return list(dict.fromkeys((*refused, *excluded)))


def _result(item: Item) -> Text:
    return _both(AND_THEN, first=item.short or item.title, then=item.result)


def _numbered(name: Text, number: str | None) -> Text:
    return Text(f"{name.zh} {number or ''}".strip(), f"{name.en} {number or ''}".strip())


def _both(pattern: Text, **parts: Text) -> Text:
    zh = {name: part.zh.rstrip("。") for name, part in parts.items()}
    en = {name: part.en.rstrip(".") for name, part in parts.items()}
    return Text(pattern.zh.format(**zh), pattern.en.format(**en))
