"""Who comes to an office on a day: for the people who work there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from sqlalchemy import Connection, Row, select

from kiosk.catalogue.kinds import Json, kind_of
from kiosk.catalogue.schema import JointService
from kiosk.central.reading import Reader
from kiosk.central.results import case_kept
from kiosk.central.tables import bookings, cases
from kiosk.wire.messages import BookingState


@dataclass(frozen=True, slots=True)
class Visitors:
    """Those who come with one case; `people` are masked names, `wished` what they asked for."""

    number: str
    service: str
    office: str
    day: date
    slot: str
    begins: str
    state: BookingState
    people: tuple[str, ...]
    wished: tuple[date, str] | None = None


def visitors(
    connection: Connection, reader: Reader, office: str, day: date
) -> tuple[Visitors, ...]:
    """Return who is expected or waits for that day, by time; who cancelled is left out."""
    rows = connection.execute(
        select(bookings, cases.c.number)
        .join(cases, cases.c.id == bookings.c.case_id)
        .where(
            bookings.c.office == office,
            bookings.c.day == day,
            bookings.c.state != BookingState.CANCELLED,
        )
    )
    found = [_visitors(connection, reader, row) for row in rows]
    return tuple(sorted(found, key=lambda one: (one.begins, one.state, one.number)))


def _visitors(connection: Connection, reader: Reader, row: Row[Any]) -> Visitors:
    case = case_kept(connection, row.case_id)
    service = reader.service_of(case)
    times = service.appointment.slots if service.appointment else ()
    wished = (row.wished_day, row.wished_slot)
    return Visitors(
        number=row.number,
        service=row.service,
        office=row.office,
        day=row.day,
        slot=row.slot,
        begins=next((one.start for one in times if one.id == row.slot), row.slot),
        state=BookingState(row.state),
        people=tuple(_names(service, cast("Mapping[str, Json]", case.answers))),
        wished=None if wished == (row.day, row.slot) else wished,
    )


def _names(service: JointService, answers: Mapping[str, Json]) -> Iterator[str]:
    fields = {field.id: field for field in service.fields}
    for person in service.people:
        value = answers.get(person.name)
        if value is not None:
            yield kind_of(fields[person.name]).mask(value, fields[person.name])
