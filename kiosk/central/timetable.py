"""The timetable of one office: which places are free, and the nearest to a wish."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from kiosk.catalogue.schema import Appointment, JointService
from kiosk.catalogue.workdays import WorkingDays, is_workday
from kiosk.central.quotas import Quotas
from kiosk.central.reading import HALLS
from kiosk.central.tables import bookings, timetables
from kiosk.errors import Fault
from kiosk.wire.messages import BookingState

_DAY = timedelta(days=1)
HELD = [state for state in BookingState if state.held]


class Place(NamedTuple):
    """A time at an office."""

    day: date
    slot: str


@dataclass(frozen=True, slots=True)
class Hours:
    """When an office of a service can be come to: its times of day, working days, and now."""

    service: JointService
    calendar: WorkingDays
    now: datetime

    @property
    def offered(self) -> Appointment:
        """What the form says of appointments."""
        if self.service.appointment is None:
            raise Fault("a service without appointments has no timetable")
        return self.service.appointment

    @property
    def today(self) -> date:
        """The day it is in the halls."""
        return self.now.astimezone(HALLS).date()

    def days(self) -> tuple[date, ...]:
        """Return the working days one can ask for, from tomorrow on."""
        ahead = (self.today + _DAY * n for n in range(1, self.offered.days_ahead + 1))
        return tuple(day for day in ahead if is_workday(self.calendar, day))

    def near(self, wish: Place) -> Iterator[Place]:
        """Give the place wished for, the same day's by nearness, then the next working days'.

        What has begun is left out; it ends where nobody could ask for more.
        """
        offered, today = self.offered, self.today
        last = max(wish.day, today) + _DAY * offered.days_ahead
        names = [one.id for one in offered.slots]
        # A newer version of the form may have other times of day.
        middle = names.index(wish.slot) if wish.slot in names else 0
        order = sorted(range(len(names)), key=lambda n: (abs(n - middle), -n))
        day = max(wish.day, today)
        while day <= last:
            if is_workday(self.calendar, day):
                for number in order:
                    begins = time.fromisoformat(offered.slots[number].start)
                    if datetime.combine(day, begins, HALLS) > self.now:
                        yield Place(day, names[number])
            day += _DAY


class Timetable:
    """One office, locked for the transaction at hand: nobody else gives its places meanwhile."""

    def __init__(self, connection: Connection, hours: Hours, office: str) -> None:
        self.hours, self.office = hours, office
        self._connection = connection
        self._is_it = (timetables.c.service == hours.service.key, timetables.c.office == office)
        _lock(connection, hours.service.key, office, self._is_it)
        self._quotas = Quotas.read(connection, hours.service.key, office, hours.offered.quota)
        self._taken = taken(connection, hours.service.key, hours.today, office)[office]

    def give(self, wish: Place) -> tuple[Place, BookingState]:
        """Take the nearest free place; nothing free leaves the wish waiting."""
        for place in self.hours.near(wish):
            if self._quotas.places(*place) > self._taken[place]:
                self._taken[place] += 1
                moved = place != wish
                return place, BookingState.MOVED if moved else BookingState.CONFIRMED
        return wish, BookingState.WAITING

    def changed(self) -> None:
        """Note that what is free is no longer what it was: kiosks are told."""
        version = {"version": timetables.c.version + 1}
        self._connection.execute(update(timetables).where(*self._is_it).values(version))


def taken(
    connection: Connection, service: str, since: date, office: str | None = None
) -> "dict[str, Counter[Place]]":
    """Count the places taken from a day on, by office; one without any has an empty count."""
    rows = select(bookings.c.office, bookings.c.day, bookings.c.slot, func.count().label("many"))
    rows = rows.where(
        bookings.c.service == service, bookings.c.day >= since, bookings.c.state.in_(HELD)
    ).group_by(bookings.c.office, bookings.c.day, bookings.c.slot)
    if office is not None:
        rows = rows.where(bookings.c.office == office)
    found: dict[str, Counter[Place]] = defaultdict(Counter)
    for row in connection.execute(rows):
        found[row.office][Place(row.day, row.slot)] = row.many
    return found


def _lock(connection: Connection, service: str, office: str, is_it: tuple[Any, Any]) -> None:
    # The row may not be there yet, and two may want to make it.
    insert: Any = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    row = {"service": service, "office": office, "version": 0}
    connection.execute(insert(timetables).values(row).on_conflict_do_nothing())
    connection.execute(select(timetables.c.version).where(*is_it).with_for_update())
