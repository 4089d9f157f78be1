"""Appointments at central: a wish is confirmed or moved, a place given back, the kiosk told.

Whoever changes a booking holds first its kiosk's row and then its office's, as all that changes
a case holds its kiosk's: none waits for the other in a ring.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from kiosk.cases.wishes import Wish
from kiosk.catalogue.schema import JointService
from kiosk.central.reading import Reader
from kiosk.central.tables import bookings, cases, entries, kiosks
from kiosk.central.tasks import CaseRef, step, tell
from kiosk.central.timetable import Hours, Place, Timetable
from kiosk.wire.messages import Booking, BookingState, CaseState


@dataclass(frozen=True, slots=True)
class Asked:
    """One wish of one case that has just come."""

    case_id: str
    service: JointService
    wish: Wish


def give(
    connection: Connection, reader: Reader, asked: Iterable[Asked], now: datetime
) -> dict[str, tuple[Booking, ...]]:
    """Give every wish the nearest free place, in the order they came; by case."""
    asked = tuple(asked)
    tables: dict[tuple[str, str], Timetable] = {}
    for one in sorted(asked, key=_office):
        if _office(one) not in tables:
            tables[_office(one)] = Timetable(
                connection, _hours(reader, one.service, now), one.wish.office
            )
    found: dict[str, tuple[Booking, ...]] = {}
    rows = []
    for one in asked:
        wish = one.wish
        place, state = tables[_office(one)].give(Place(wish.day, wish.slot))
        booking = Booking(wish.field, wish.office, place.day, place.slot, state)
        found[one.case_id] = (*found.get(one.case_id, ()), booking)
        rows.append(_row(one, booking, now))
    if rows:
        connection.execute(insert(bookings), rows)
    for timetable in tables.values():
        timetable.changed()
    return found


def cancel(
    connection: Connection, reader: Reader, case_id: str, now: datetime
) -> tuple[Booking, ...]:
    """Give a case's places back; cancelled twice changes nothing.

    Whoever waits is seated in a transaction of its own: other kiosks' rows come first.
    """
    kiosk = connection.execute(select(cases.c.kiosk).where(cases.c.id == case_id)).scalar_one()
    _hold(connection, [kiosk])
    rows = connection.execute(
        select(bookings)
        .where(bookings.c.case_id == case_id, bookings.c.state != BookingState.CANCELLED)
        .order_by(bookings.c.office, bookings.c.field)
    ).all()
    given_back = []
    for row in rows:
        service = _service(connection, reader, row.case_id)
        timetable = Timetable(connection, _hours(reader, service, now), row.office)
        booking = replace(_booking(row), state=BookingState.CANCELLED)
        _change(connection, row, booking, now)
        timetable.changed()
        given_back.append(booking)
    return tuple(given_back)


def seat(
    connection: Connection, reader: Reader, service: JointService, office: str, now: datetime
) -> int:
    """Give those who wait at an office what has become free, first come first; returns how many."""
    waits = (
        bookings.c.service == service.key,
        bookings.c.office == office,
        bookings.c.state == BookingState.WAITING,
    )
    queue = select(bookings, cases.c.kiosk).join(cases, cases.c.id == bookings.c.case_id)
    queue = queue.join(entries, entries.c.hash == cases.c.entry).where(*waits)
    queue = queue.order_by(bookings.c.asked_at, entries.c.sequence, bookings.c.field)
    # Whose rows these are is only known after looking, and locked before the office.
    _hold(connection, {row.kiosk for row in connection.execute(queue)})
    timetable = Timetable(connection, _hours(reader, service, now), office)
    seated = 0
    for row in connection.execute(queue).all():
        place, state = timetable.give(Place(row.wished_day, row.wished_slot))
        if state is BookingState.WAITING:
            continue
        _change(connection, row, Booking(row.field, office, *place, state), now)
        seated += 1
    timetable.changed()
    return seated


def bookings_of(connection: Connection, case_id: str) -> tuple[Booking, ...]:
    """Return the appointments of a case as they stand."""
    rows = select(bookings).where(bookings.c.case_id == case_id).order_by(bookings.c.field)
    return tuple(_booking(row) for row in connection.execute(rows))


def _hold(connection: Connection, names: Iterable[str]) -> None:
    for name in sorted(names):
        connection.execute(select(kiosks.c.id).where(kiosks.c.id == name).with_for_update())


def _change(connection: Connection, row: Row[Any], booking: Booking, now: datetime) -> None:
    connection.execute(
        update(bookings)
        .where(bookings.c.case_id == row.case_id, bookings.c.field == row.field)
        .values(day=booking.day, slot=booking.slot, state=booking.state, changed_at=now)
    )
    case = connection.execute(select(cases).where(cases.c.id == row.case_id)).one()
    ref = CaseRef(case.id, case.number, case.kiosk)
    told = replace(step(ref, CaseState(case.state), now), booking=booking)
    tell(connection, case.kiosk, [told])


def _service(connection: Connection, reader: Reader, case_id: str) -> JointService:
    row = connection.execute(select(cases).where(cases.c.id == case_id)).one()
    return reader.catalogue.exact(row.service, row.version, row.day)


def _hours(reader: Reader, service: JointService, now: datetime) -> Hours:
    return Hours(service, reader.calendar.at(service.region), now)


def _office(asked: Asked) -> tuple[str, str]:
    return asked.service.key, asked.wish.office


def _booking(row: Row[Any]) -> Booking:
    return Booking(row.field, row.office, row.day, row.slot, BookingState(row.state))


def _row(asked: Asked, booking: Booking, now: datetime) -> dict[str, object]:
    wish = asked.wish
    return {
        "case_id": asked.case_id,
        "field": wish.field,
        "service": asked.service.key,
        "office": wish.office,
        "day": booking.day,
        "slot": booking.slot,
        "wished_day": wish.day,
        "wished_slot": wish.slot,
        "state": booking.state,
        "asked_at": now,
        "changed_at": now,
    }
