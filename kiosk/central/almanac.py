"""The working days central reckons by: what ships, and what was published since."""

import threading
from collections.abc import Iterable
from datetime import datetime

import msgspec
from sqlalchemy import Connection, delete, func, insert, select

from kiosk.catalogue.workdays import Calendar, Year, newest
from kiosk.central.tables import calendars
from kiosk.wire.notices import WorkdayNotices
from kiosk.wire.signed import plain


class Almanac:
    """All years known; whoever is about to reckon refreshes it, so that every program agrees."""

    def __init__(self, shipped: Iterable[Year]) -> None:
        self._shipped = tuple(shipped)
        self._turn = threading.Lock()
        self._published = 0
        self._known = newest(self._shipped)
        self._calendar = Calendar.of(self._known)

    @property
    def version(self) -> int:
        """The version of what is known now."""
        return self._calendar.version

    def at(self, region: str) -> Calendar:
        """Return what is known now of a region."""
        return self._calendar.at(region)

    def notices(self) -> WorkdayNotices:
        """Return all of it, as kiosks are told."""
        return WorkdayNotices(self.version, self._known)

    def refresh(self, connection: Connection) -> None:
        """Take over what was published since, by whatever program."""
        published = connection.execute(select(func.max(calendars.c.version))).scalar_one() or 0
        with self._turn:
            if published == self._published:
                return
            rows = connection.execute(select(calendars.c.content)).scalars()
            years = [msgspec.json.decode(bytes(content), type=Year) for content in rows]
            self._known = newest(self._shipped, years)
            self._calendar = Calendar.of(self._known)
            self._published = published


def publish(
    connection: Connection, almanac: Almanac, years: Iterable[Year], now: datetime
) -> tuple[Year, ...]:
    """Keep years for every program and kiosk; returns those that were not known like this.

    The version is the time of publishing, and always greater than the one before: neither a
    restored database nor a clock that was set back makes a calendar that kiosks would refuse.
    """
    almanac.refresh(connection)
    known = {one.key: one for one in almanac.notices().years}
    version = max(almanac.version + 1, int(f"{now:%Y%m%d%H%M%S}"))
    changed = tuple(
        msgspec.structs.replace(one, version=version)
        for one in years
        if one.key not in known or not _same(one, known[one.key])
    )
    for one in changed:
        key = calendars.c.region == one.region, calendars.c.year == one.year
        connection.execute(delete(calendars).where(*key))
        row = {"region": one.region, "year": one.year, "version": version}
        connection.execute(insert(calendars).values(**row, content=plain(one)))
    almanac.refresh(connection)
    return changed


def _same(one: Year, other: Year) -> bool:
    return msgspec.structs.replace(one, version=other.version) == other
