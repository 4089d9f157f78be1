"""When and where an application wishes to come: central gives the place, or another one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kiosk.catalogue.days import read_day
from kiosk.catalogue.schema import JointService, KindName


@dataclass(frozen=True, slots=True)
class Wish:
    """One answer that asks for an appointment; `office` and `slot` are ids of the form."""

    field: str
    office: str
    day: date
    slot: str


def wishes(service: JointService, answers: Mapping[str, object]) -> tuple[Wish, ...]:
    """Return what is asked for and can be had by the form, in its order."""
    offered = service.appointment
    if offered is None:
        return ()
    offices = {one.id for one in offered.offices}
    slots = {one.id for one in offered.slots}
    found = []
    for field in service.fields:
        answer = answers.get(field.id)
        if field.kind is not KindName.APPOINTMENT or not isinstance(answer, dict):
            continue
        day = read_day(answer.get("day"))
        office, slot = answer.get("office"), answer.get("slot")
        if day is not None and office in offices and slot in slots:
            found.append(Wish(field.id, str(office), day, str(slot)))
    return tuple(found)
