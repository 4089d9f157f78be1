"""An answer as people read it: with the options and the names that it had there."""

from collections.abc import Mapping
from typing import cast

from kiosk.cases.given import is_given
from kiosk.catalogue.kinds import Json, kind_of
from kiosk.catalogue.kinds.appointment import times_and_places
from kiosk.catalogue.schema import FormField, JointService, KindName, Option
from kiosk.texts import Language, Text


def resolved(field: FormField, service: JointService, answers: Mapping[str, object]) -> FormField:
    """Return a field with what can be chosen there.

    A couple's choice are the people, by name as soon as one is given; an appointment's the
    offices and times of the service.
    """
    if field.kind is KindName.APPOINTMENT and service.appointment is not None:
        return field.model_copy(update={"options": times_and_places(service.appointment)})
    if not field.couple and field.other_of is None:
        return field
    return field.model_copy(update={"options": the_people(service, answers)})


def the_people(service: JointService, answers: Mapping[str, object]) -> tuple[Option, ...]:
    """Return those whom a form is about as options, by name as soon as one is given."""
    return tuple(
        Option(value=person.id, title=_named(answers.get(person.name), person.title))
        for person in service.people
    )


def shown(
    field: FormField, service: JointService, answers: Mapping[str, object], language: Language
) -> str:
    """Return a top-level field's answer for screen or paper; empty when it is not given."""
    value = cast("Json", answers.get(field.id))
    if not is_given(value):
        return ""
    return kind_of(field).show(value, resolved(field, service, answers), language)


def shown_text(field: FormField, service: JointService, answers: Mapping[str, object]) -> Text:
    """Return the same in every language."""
    return Text(
        zh=shown(field, service, answers, Language.ZH),
        en=shown(field, service, answers, Language.EN),
    )


def _named(name: object, title: Text) -> Text:
    return Text(zh=name, en=name) if isinstance(name, str) and name else title
