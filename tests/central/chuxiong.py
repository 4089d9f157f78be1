"""A central of Chuxiong in March 2025, with its real forms and calendar, and couples who wish."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from kiosk.cases.filling import Filling
from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.workdays import Calendar, shipped_years
from kiosk.central.almanac import Almanac
from kiosk.central.enrolment import invite
from kiosk.central.hall_desk import Where
from kiosk.central.quotas import Quota
from kiosk.script import read_script
from kiosk.wire.messages import Booking, News
from tests.central.hall import Central, Kiosk, central_at

KEY = "532300-marriage-cross-region"
MORNING = datetime(2025, 3, 12, 1, 30, tzinfo=UTC)
DAY = date(2025, 3, 12)
THURSDAY = date(2025, 3, 20)
FRIDAY = date(2025, 3, 21)
MONDAY = date(2025, 3, 24)
HERE = "532301"


@dataclass
class Clock:
    """The time as a test sets it."""

    now: datetime = MORNING

    def __call__(self) -> datetime:
        return self.now


@cache
def forms() -> Catalogue:
    return Catalogue.load()


@contextmanager
def chuxiong(database_url: str, folder: Path, clock: Callable[[], datetime]) -> Iterator[Central]:
    almanac = Almanac(shipped_years())
    more = {"clock": clock, "catalogue": forms(), "calendar": almanac}
    with central_at(database_url, folder / "central", **more) as running:
        yield running


def kiosk_of(central: Central, folder: Path, name: str = "hall-1", district: str = HERE) -> Kiosk:
    with central.database.write() as connection:
        code = invite(connection, name, district, central.clock())
    return Kiosk.welcomed(central.url, code, folder / name, central.clock)


def wish(day: date = THURSDAY, slot: str = "nine", office: str = "chuxiong") -> Filling:
    """The invented couple's application, with this wish."""
    script = read_script(None, KEY)
    service = forms().service(KEY, DAY)
    filling = Filling.start(service, DAY, Calendar.load().at(service.region))
    filling = script.chosen(filling)
    for path, value in script.answers.items():
        filling = filling.answer(path, value)
    return filling.answer("visit", {"office": office, "day": day.isoformat(), "slot": slot})


def deliver(central: Central, kiosk: Kiosk) -> News:
    """Take what waits to central and hear what it says."""
    with kiosk.line(central.url) as line:
        word = line.send(kiosk.journal.outbox.waiting())
        kiosk.journal.outbox.confirm(word)
        return hear(central, kiosk)


def hear(central: Central, kiosk: Kiosk) -> News:
    reading = kiosk.journal.reading
    with kiosk.line(central.url) as line:
        told = line.news(reading.cursor(), reading.hearsay.version())
    reading.apply_news(told)
    return told


def bookings(told: News) -> list[Booking]:
    return [step.booking for step in told.progress if step.booking is not None]


def where(central: Central) -> Where:
    return Where(central.database_url, central.folder)


def places(many: int, office: str = "chuxiong", **when: object) -> Quota:
    return Quota(KEY, office, many, **when)  # type: ignore[arg-type]  # its own fields
