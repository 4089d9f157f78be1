"""Invented answers, so that an author sees a form filled in before anybody fills it in."""

from datetime import date, timedelta

from kiosk.cases.filling import Filling
from kiosk.cases.visible import VisibleField
from kiosk.catalogue.kinds import Json
from kiosk.catalogue.schema import FormField, JointService, KindName, Person

ROUNDS = 200
"""More questions than any form asks: an answer may bring another one."""

HE, SHE = "150602200411219993", "15060220061121998X"
_WORDS: dict[KindName, Json] = {
    KindName.PERSON_NAME: "张晓明",
    KindName.PHONE: "13804770001",
    KindName.SEX: "female",
    KindName.ETHNIC_GROUP: "01",
    KindName.DIVISION: "150602",
    KindName.ADDRESS: {"division": "150602", "detail": "富兴街道 1 号"},
    KindName.CERTIFICATE_NO: "J150602-2026-000123",
    KindName.BIRTH_CERTIFICATE_NO: "X150000123",
    KindName.POLICE_STATION: "富兴派出所",
    KindName.NUMBER: 2,
    KindName.MONEY: "1000.00",
    KindName.BANK_ACCOUNT: "6222020602000000000",
    KindName.COUNTRY: "CHN",
    KindName.CONFIRM: True,
    KindName.YES_NO: True,
    KindName.PHOTO: "window",
    KindName.FINGERPRINT: "window",
}


def invented(service: JointService, day: date) -> Filling:
    """Fill a form in with invented answers, as far as its kinds of field can be guessed.

    Every item is tried; rules of the form may still find something wrong, as they would at
    the kiosk.
    """
    filling = Filling.start(service, day).choose(item.id for item in service.items)
    people = {person.id_number: person for person in service.people}
    for _ in range(ROUNDS):
        before = filling
        for page in filling.pages:
            for one in page.fields:
                filling = _answered(filling, one, people, day)
        if filling == before:
            break
    return filling


def _answered(filling: Filling, one: VisibleField, people: dict[str, Person], day: date) -> Filling:
    if one.rows:
        for inner in (inner for row in one.rows for inner in row if inner.value is None):
            filling = filling.answer(inner.path, _value(inner.field, None, filling, day))
        return filling
    if one.value not in (None, []) or one.field.item is not None:
        return filling
    if one.field.kind is KindName.REPEAT:
        return filling.add_row(one.field.id) if one.required else filling
    value = _value(one.field, people.get(one.field.id), filling, day)
    return filling if value is None else filling.answer(one.path, value)


def _value(field: FormField, person: Person | None, filling: Filling, day: date) -> Json:
    """Guess an answer; None for a kind of which nothing can be guessed."""
    if field.couple:
        return filling.service.people[0].id
    if field.options:
        first = field.options[0].value
        return [first] if field.kind is KindName.CHOICES else first
    guesses: dict[KindName, Json] = {
        KindName.RESIDENT_ID: SHE if person and person.sex == "female" else HE,
        KindName.DATE: (day - timedelta(days=3)).isoformat(),
        KindName.MONTH: day.isoformat()[:7],
        KindName.DIGITS: "1" * (field.max_length or max(field.min_length, 6)),
        KindName.TEXT: _example(field),
        KindName.APPOINTMENT: _appointment(filling.service, day),
    }
    return (guesses | _WORDS).get(field.kind)


def _example(field: FormField) -> str:
    example = field.guide.example.zh if field.guide and field.guide.example else "示例"
    return example[: field.max_length]


def _appointment(service: JointService, day: date) -> Json:
    if service.appointment is None:
        return None
    office, slot = service.appointment.offices[0], service.appointment.slots[0]
    return {"office": office.id, "day": (day + timedelta(days=7)).isoformat(), "slot": slot.id}
