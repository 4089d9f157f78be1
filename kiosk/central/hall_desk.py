"""What an operator does for the halls: places, appointments, and the calendar of working days."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import msgspec
from sqlalchemy import Connection, select

from kiosk.catalogue.catalogue import FORMS, Catalogue
from kiosk.catalogue.schema import JointService
from kiosk.catalogue.workdays import Year, shipped_years
from kiosk.central.almanac import Almanac, publish
from kiosk.central.appointments import Visitors, visitors
from kiosk.central.assembly import opened
from kiosk.central.audit import note, operator
from kiosk.central.bookings import cancel, seat
from kiosk.central.database import Database
from kiosk.central.heads import lacking
from kiosk.central.machines import troubled
from kiosk.central.opening import late
from kiosk.central.overview import attention, strangers
from kiosk.central.quotas import Quota, set_quota
from kiosk.central.reading import Reader
from kiosk.central.recounting import recount
from kiosk.central.release import release
from kiosk.central.renewal import ending
from kiosk.central.tables import cases
from kiosk.central.twins import numbers_given_twice, twins
from kiosk.errors import Trouble
from kiosk.texts import Text
from kiosk.wire.messages import BookingState

YEAR_LIMIT = 64 * 1024
"""Bytes of the largest file a year of working days is read from."""


@dataclass(frozen=True, slots=True)
class Where:
    """Central as its programs are told of it: database, folder, and the forms it has."""

    database_url: str
    folder: Path
    forms: Path | None = None


@contextmanager
def desk(where: Where) -> Iterator[tuple[Database, Reader]]:
    """Open central for an operator."""
    catalogue = Catalogue.load(where.forms or FORMS)
    almanac = Almanac(shipped_years())
    with opened(where.database_url, where.folder) as database:
        reader = Reader(catalogue, almanac)
        with database.read() as connection:
            reader.refresh(connection)
        yield database, reader


def set_places(where: Where, quota: Quota, now: datetime) -> int:
    """Set how many can come to an office; returns how many who waited have a place now.

    Raises Trouble `central.no_office` for a service, office or time of day that no form has.
    """
    with desk(where) as (database, reader):
        service = _with_office(reader, quota)
        with database.write() as connection:
            set_quota(connection, quota, now)
            return seat(connection, reader, service, quota.office, now)


def expected(where: Where, office: str, day: date, now: datetime) -> tuple[Visitors, ...]:
    """Return who comes to an office on a day, by time."""
    with desk(where) as (database, reader), database.write() as connection:
        found = visitors(connection, reader, office, day)
        note(connection, operator(), "appointments", (one.number for one in found), now)
    return found


def cancel_appointment(where: Where, number: str, now: datetime) -> int:
    """Give the places of a case back, and to those who wait; returns how many were given back.

    Raises Trouble `central.no_case`.
    """
    with desk(where) as (database, reader):
        with database.write() as connection:
            freed = cancel(connection, reader, _case(connection, number), now)
            note(connection, operator(), "cancel", [_plain(number)], now)
        for booking in freed:
            with database.write() as connection:
                service = _service(connection, reader, number)
                seat(connection, reader, service, booking.office, now)
        return len(freed)


def release_case(where: Where, number: str, now: datetime) -> int:
    """Let a quarantined case go its way; returns its tasks. Raises Trouble `central.no_case`."""
    with desk(where) as (database, reader), database.write() as connection:
        name = _case(connection, number, set_aside=True)
        note(connection, operator(), "release", [_plain(number)], now)
        return len(release(connection, reader, name, now))


def publish_calendar(where: Where, files: tuple[Path, ...], now: datetime) -> tuple[int, int]:
    """Publish years of working days; returns how many were new, and how many dates moved.

    Every open case's dates that the years may move are counted anew, and the kiosks told.
    Raises Trouble `central.calendar`.
    """
    years = [_read_year(file) for file in files]
    almanac = Almanac(shipped_years())
    with desk(where) as (database, reader):
        with database.write() as connection:
            changed = publish(connection, almanac, years, now)
        return len(changed), recount(database, reader, years, now)


def attention_lines(where: Where, now: datetime) -> tuple[str, ...]:
    """Say what waits for a person: cases and entries, forms, copies, gaps, a certificate.

    Of a case on an unknown form it says which one is missing, of what is no case where it fails.
    """
    with desk(where) as (database, reader), database.write() as connection:
        waiting = attention(connection)
        note(connection, operator(), "attention", (one.subject for one in waiting), now)
        cases_ = [
            f"{one.received_at:%Y-%m-%d %H:%M}  {one.kiosk}  {one.subject}  {one.reason}"
            + (f"  (put {one.lacking} among the forms)" if one.lacking else "")
            + (f"  (see {one.member} of its body)" if one.member else "")
            for one in waiting
        ]
        found = strangers(connection, reader.catalogue.hash)
        others = (f"{one.kiosk} has other forms: {one.forms}" for one in found)
        copies = (f"{one.kiosk} may have a copied disk: see {one.of}" for one in twins(connection))
        same = numbers_given_twice(connection)
        note(connection, operator(), "attention", same, now)
        shared = (f"{one} is the number of several cases: see `show`" for one in same)
        missing = (str(one) for one in lacking(connection, now))
        until = ending(connection, now)
        behind = late(connection, now)
        shut = (_SHUT.format(*behind),) if behind else ()
        ends = (f"central's certificate ends on {until:%Y-%m-%d}: renew it",) if until else ()
        return (
            *shut,
            *cases_,
            *others,
            *copies,
            *shared,
            *missing,
            *ends,
            *troubled(connection, now),
        )


def spelled(found: tuple[Visitors, ...]) -> str:
    """Spell a list of visitors, a line each."""
    return "\n".join(
        f"{one.day} {one.begins}  {one.number}  {_STATES[one.state]}  {'  '.join(one.people)}"
        for one in found
    )


_SHUT = "{0} cases are not open, the oldest since {1:%Y-%m-%d %H:%M}: see whether central runs"
_STATES = {
    BookingState.CONFIRMED: "confirmed",
    BookingState.MOVED: "moved here",
    BookingState.WAITING: "waits for a place",
    BookingState.CANCELLED: "cancelled",
}


def _with_office(reader: Reader, quota: Quota) -> JointService:
    offices: set[str] = set()
    slots: set[str] = set()
    for service in reader.catalogue.versions(quota.service):
        offered = service.appointment
        here = {one.id for one in offered.offices} if offered else set()
        then = {one.id for one in offered.slots} if offered else set()
        if quota.office in here and (quota.slot is None or quota.slot in then):
            return service
        offices, slots = offices | here, slots | then
    raise _no_office(", ".join(sorted(offices)), ", ".join(sorted(slots)))


def _case(connection: Connection, number: str, *, set_aside: bool = False) -> str:
    # Two cases have one number where a disk was copied; the one that is meant comes first.
    last = cases.c.quarantine.is_(None) if set_aside else cases.c.quarantine.is_not(None)
    found = connection.execute(
        select(cases.c.id)
        .where(cases.c.number == _plain(number))
        .order_by(last, cases.c.received_at)
    ).scalars()
    name: str | None = next(iter(found), None)
    if name is None:
        raise Trouble(
            "central.no_case",
            Text("没有收到这个办件。", "No case of this number has arrived."),
            Text("请核对号码。", "Check the number."),
        )
    return name


def _plain(number: str) -> str:
    return number.replace(" ", "")


def _service(connection: Connection, reader: Reader, number: str) -> JointService:
    name = _case(connection, number)
    row = connection.execute(select(cases).where(cases.c.id == name)).one()
    return reader.catalogue.exact(row.service, row.version, row.day)


def _read_year(file: Path) -> Year:
    try:
        if file.stat().st_size > YEAR_LIMIT:
            raise _wrong_calendar(file, "too large")
        return msgspec.json.decode(file.read_bytes(), type=Year)
    except (OSError, msgspec.DecodeError) as error:
        raise _wrong_calendar(file, str(error)) from error


def _wrong_calendar(file: Path, what: str) -> Trouble:
    return Trouble(
        "central.calendar",
        Text(f"日历文件 {file.name} 有误。", f"{file.name} is no year of working days: {what}."),
        Text(
            "格式见 resources/calendars/CN-2026.json。",
            "Compare with resources/calendars/CN-2026.json.",
        ),
    )


def _no_office(offices: str, slots: str) -> Trouble:
    known = f"offices: {offices}; times: {slots}" if offices else "no form of this service has any"
    return Trouble(
        "central.no_office",
        Text("没有这个服务、地点或时段。", "There is no such service, office or time of day."),
        Text(f"请核对编号（{known}）。", f"Check the names ({known})."),
    )
