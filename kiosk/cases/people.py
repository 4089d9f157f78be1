"""Those whom a form is about, as their answers describe them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.catalogue.schema import JointService
from kiosk.texts import Text


@dataclass(frozen=True, slots=True)
class PersonView:
    """One of them: `role` is the person's id in the form; None is not given."""

    role: str
    title: Text
    name: str | None = field(repr=False)
    id_number: str | None = field(repr=False)
    phone: str | None = field(repr=False)


def people(service: JointService, answers: Mapping[str, object]) -> tuple[PersonView, ...]:
    """Return everybody whom the service names, in its order."""
    return tuple(
        PersonView(
            role=person.id,
            title=person.title,
            name=_text(answers, person.name),
            id_number=_text(answers, person.id_number),
            phone=_text(answers, person.phone),
        )
        for person in service.people
    )


def _text(answers: Mapping[str, object], field: str | None) -> str | None:
    value = None if field is None else answers.get(field)
    return value if isinstance(value, str) else None
