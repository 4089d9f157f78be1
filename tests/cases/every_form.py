"""Every form that ships, on every day that changes it, and answers as people might give them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from kiosk.cases.filling import Filling
from kiosk.cases.visible import VisibleField, is_asked
from kiosk.catalogue.catalogue import FORMS, read_service
from kiosk.catalogue.kinds.relation import RELATIONS
from kiosk.catalogue.part import boundaries
from kiosk.catalogue.reading import read_yaml
from kiosk.catalogue.schema import FormField, JointService, KindName
from kiosk.catalogue.workdays import Calendar
from tests.cases.wedding import HER_ID, HIS_ID, HOME

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"
FILES = sorted(FORMS.glob("*.yaml"))
CALENDAR = Calendar.load()
TODAY = date(2026, 11, 23)

_DAY = timedelta(days=1)
_PLAIN: dict[KindName, tuple[object, ...]] = {
    KindName.TEXT: ("东胜区民政局婚姻登记处", "甲"),
    KindName.PERSON_NAME: ("巴特尔", "李婉清"),
    KindName.RESIDENT_ID: (HIS_ID, HER_ID, "152701197001011234"),
    KindName.PHONE: ("13804770001", "13804770002"),
    KindName.SEX: ("male", "female"),
    KindName.ETHNIC_GROUP: ("01", "05"),
    KindName.DIVISION: ("150602", "130529", "15"),
    KindName.ADDRESS: (HOME, {"division": "130529", "detail": "建设街 1 号"}),
    KindName.DATE: ("2026-11-02", "2026-09-07", "2004-11-21", "9999-12-31", "1900-01-01", "长期"),
    KindName.MONTH: ("2024-05", "2026-12"),
    KindName.NUMBER: ("1", "0", "12", "999999999999"),
    KindName.CERTIFICATE_NO: ("J150602-2026-000123", "BJ150602-2026-000123"),
    KindName.BIRTH_CERTIFICATE_NO: ("M130000123", "Z999999999"),
    KindName.MONEY: ("1234.50", "0"),
    KindName.BANK_ACCOUNT: ("6222020200112233445",),
    KindName.COUNTRY: ("CHN", "MNG"),
    KindName.PHOTO: ("window", "0" * 64),
    KindName.FINGERPRINT: ("window",),
    KindName.POLICE_STATION: ("富兴派出所",),
    KindName.YES_NO: (True, False),
    KindName.CONFIRM: (True,),
}
RUBBISH = (
    st.none() | st.booleans() | st.integers() | st.text(max_size=30)
    | st.lists(st.text(max_size=3)) | st.dictionaries(st.text(max_size=9), st.text(max_size=9))
)  # fmt: skip


@dataclass(frozen=True)
class Occasion:
    """A form on a day that it is in force."""

    service: JointService
    day: date

    def empty(self) -> Filling:
        """Open it."""
        return Filling.start(self.service, self.day, CALENDAR)


@cache
def occasions(file: Path) -> tuple[Occasion, ...]:
    """Return a form on each side of all its changes, and today."""
    service, mistakes = read_service(file)
    assert service is not None, mistakes
    days = {TODAY, service.until or TODAY}
    days |= {day for start in boundaries(service) for day in (start - _DAY, start)}
    found = (Occasion(service.on(day), day) for day in sorted(days) if service.in_force(day))
    return tuple(found)


def asked(service: JointService) -> Iterator[tuple[str, FormField]]:
    """Return every question by its path, those of the first row of groups too."""
    for field in service.fields:
        if is_asked(field):
            yield field.id, field
            yield from ((f"{field.id}.0.{inner.id}", inner) for inner in field.fields)


def likely(service: JointService, field: FormField) -> tuple[object, ...]:
    """Return answers that people give to a question; nearly all are good ones."""
    if field.couple:
        return tuple(person.id for person in service.people)
    values = _PLAIN.get(field.kind) or tuple(one.value for one in field.options)
    match field.kind:
        case KindName.RELATION:
            values = values or tuple(one.value for one in RELATIONS)
        case KindName.CHOICES:
            values = tuple([one] for one in values)
        case KindName.DIGITS:
            values = ("1" * (field.min_length or field.max_length or 1),)
        case KindName.APPOINTMENT if service.appointment:
            office, slot = service.appointment.offices[0], service.appointment.slots[0]
            values = ({"office": office.id, "day": "9999-12-31", "slot": slot.id},)
        case KindName.REPEAT:
            row = {one.id: likely(service, one)[0] for one in field.fields}
            values = ([row] * max(1, field.min_count), [])
    return values or ("1",)


def ways(service: JointService) -> st.SearchStrategy[list[tuple[str, Any, Any]]]:
    """Return what somebody may do with a form, in any order."""
    items = st.sampled_from([item.id for item in service.items])
    questions = list(asked(service))
    good = [(path, value) for path, field in questions for value in likely(service, field)]
    groups = [field.id for field in service.fields if field.kind is KindName.REPEAT]
    answered = st.sampled_from(good).map(lambda one: ("answer", *one))
    rubbish = st.tuples(
        st.just("answer"), st.sampled_from([path for path, _ in questions]), RUBBISH
    )
    rest = st.tuples(st.sampled_from(["toggle", "waive", "leave_out"]), items, st.none())
    steps = answered | answered | rubbish | rest
    if groups:
        steps |= st.tuples(st.sampled_from(["add", "drop"]), st.sampled_from(groups), st.none())
    return st.lists(steps, max_size=40)


def walk(filling: Filling, way: list[tuple[str, Any, Any]]) -> Filling:
    """Go that way, as far as the screen would let somebody."""
    for what, name, value in way:
        rows = filling.answers.get(name.partition(".")[0])
        there = isinstance(rows, list) and bool(rows)
        match what:
            case "answer" if "." not in name or there:
                filling = filling.answer(name, value)
            case "toggle":
                filling = filling.toggle(name)
            case "waive":
                filling = filling.waive(name)
            case "leave_out":
                for one in filling.exclusions[:1]:
                    filling = filling.leave_out(one.id) if one.items else filling
            case "add":
                filling = filling.add_row(name)
            case "drop" if there:
                filling = filling.remove_row(name, 0)
    return filling


def sample(service: JointService) -> tuple[list[str], dict[str, Any]]:
    """Return what the invented family of a service applies for, and answers."""
    file = SAMPLES / f"{service.key}.yaml"
    content = read_yaml(file)[0] if file.exists() else {}
    every = [item.id for item in service.items]
    answers = content.get("answers") or {}
    return list(content.get("items") or every), {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in answers.items()
    }


def all_asked(filling: Filling) -> Iterator[VisibleField]:
    """Return every question that can be seen."""
    for page in filling.pages:
        for field in page.fields:
            yield field
            yield from (inner for row in field.rows for inner in row)
