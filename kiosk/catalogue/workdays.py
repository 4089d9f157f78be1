"""Working days after the yearly notice of the State Council, and deadlines counted in them.

The day itself is not counted. A year whose notice has not come is reckoned Monday to Friday
without the holidays that have a fixed date; such a result is an estimate and says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Protocol, Self

import msgspec
from msgspec import Meta, Struct

from kiosk.catalogue.covers import holds
from kiosk.catalogue.days import read_day

RESOURCES = Path(__file__).parents[2] / "resources"
NATION = "CN"
SATURDAY = 5
FARTHEST = 9999
FIXED = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
"""Statutory days that are the same every year (全国年节及纪念日放假办法, 2025)."""

_DAY = timedelta(days=1)


class WorkingDays(Protocol):
    """The calendar of working days."""

    def add(self, day: date, n: int, /) -> tuple[date, bool]:
        """Return the n-th working day after `day`, and whether it is an estimate."""


class Calendars(Protocol):
    """The calendars of all regions, as far as they are known now."""

    def at(self, region: str, /) -> WorkingDays:
        """Return what is known now of a region (GB/T 2260), as a value that stays as it is."""


class Year(Struct, frozen=True, forbid_unknown_fields=True):
    """One year as a notice announced it, for the whole country or one region more.

    `version` says when it was written down, as the digits of a time: of two the greater counts.
    `off` are days of rest on weekdays, `work` weekends that are worked.
    """

    year: Annotated[int, Meta(ge=1949, le=FARTHEST)]
    off: tuple[date, ...]
    work: tuple[date, ...]
    region: Annotated[str, Meta(pattern=r"^(CN|\d{6})$")] = NATION
    version: Annotated[int, Meta(ge=0, lt=2**53)] = 0
    notice: str = ""

    @property
    def key(self) -> tuple[str, int]:
        """What it is the year of."""
        return self.region, self.year


@dataclass(frozen=True)
class Calendar:
    """The days of rest and the moved working days of every year that is known.

    `local` and `local_work` are those of single regions, by their code; `version` is that of
    the youngest notice.
    """

    years: frozenset[int]
    off: frozenset[date]
    work: frozenset[date]
    local: frozenset[tuple[str, date]] = frozenset()
    local_work: frozenset[tuple[str, date]] = frozenset()
    version: int = 0

    @classmethod
    def load(cls, resources: Path = RESOURCES) -> Self:
        """Read every year that ships."""
        return cls.of(shipped_years(resources))

    @classmethod
    def of(cls, years: Iterable[Year]) -> Self:
        """Put years together; none twice."""
        kept = tuple(years)
        nation = [one for one in kept if one.region == NATION]
        regions = [one for one in kept if one.region != NATION]
        return cls(
            years=frozenset(one.year for one in nation),
            off=frozenset(day for one in nation for day in one.off),
            work=frozenset(day for one in nation for day in one.work),
            local=frozenset((one.region, day) for one in regions for day in one.off),
            local_work=frozenset((one.region, day) for one in regions for day in one.work),
            version=max((one.version for one in kept), default=0),
        )

    def at(self, region: str) -> "Calendar":
        """Return the calendar of a region: its own days of rest beside the country's."""
        return _of_region(self, region)

    def is_workday(self, day: date) -> bool:
        """Tell whether offices work that day, as far as is known."""
        if day in self.work:
            return True
        if day.weekday() >= SATURDAY or day in self.off:
            return False
        return day.year in self.years or (day.month, day.day) not in FIXED

    def add(self, day: date, n: int) -> tuple[date, bool]:
        """Return the n-th working day after a day, and whether it is an estimate."""
        estimated = day.year not in self.years
        left = n
        while left > 0:
            day += _DAY
            left -= self.is_workday(day)
            estimated = estimated or day.year not in self.years
        return day, estimated


@lru_cache(maxsize=64)
def _of_region(calendar: Calendar, region: str) -> Calendar:
    """Work out once what every case of a region is counted by."""
    off = frozenset(day for code, day in calendar.local if holds(code, region))
    work = frozenset(day for code, day in calendar.local_work if holds(code, region))
    if not off and not work:
        return calendar
    return Calendar(
        calendar.years,
        (calendar.off | off) - work,
        (calendar.work - off) | work,
        version=calendar.version,
    )


def shipped_years(resources: Path = RESOURCES) -> tuple[Year, ...]:
    """Read every year that ships, the country's and those of regions."""
    files = sorted((resources / "calendars").glob("*-*.json"))
    return tuple(msgspec.json.decode(file.read_bytes(), type=Year) for file in files)


def newest(*lists: Iterable[Year]) -> tuple[Year, ...]:
    """Put lists of years together; of each the one that was written down last."""
    found: dict[tuple[str, int], Year] = {}
    for one in (year for years in lists for year in years):
        known = found.get(one.key)
        if known is None or known.version < one.version:
            found[one.key] = one
    return tuple(found[key] for key in sorted(found))


def is_workday(calendar: WorkingDays, day: date) -> bool:
    """Tell whether offices work that day, as far as is known."""
    return calendar.add(day - _DAY, 1)[0] == day


UNANNOUNCED = Calendar(frozenset(), frozenset(), frozenset())
"""As long as no year's notice is known: every day it gives is an estimate."""


def working_days_after(calendar: WorkingDays, day: object, n: object) -> str | None:
    """Return the n-th working day after an ISO date, as one; None for more than `FARTHEST`."""
    start = read_day(day)
    if start is None or not isinstance(n, int) or n > FARTHEST:
        return None
    try:
        return calendar.add(start, n)[0].isoformat()
    except OverflowError:
        return None
