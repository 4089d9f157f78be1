"""Working days after the yearly notice of the State Council, and deadlines counted in them.

The day itself is not counted. A year whose notice has not come is reckoned Monday to Friday
without the holidays that have a fixed date; such a result is an estimate and says so.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Protocol, Self

from kiosk.catalogue.days import read_day

RESOURCES = Path(__file__).parents[2] / "resources"
SATURDAY = 5
FARTHEST = 9999
FIXED = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
"""Statutory days that are the same every year (全国年节及纪念日放假办法, 2025)."""

_DAY = timedelta(days=1)


class WorkingDays(Protocol):
    """The calendar of working days."""

    def add(self, day: date, n: int, /) -> tuple[date, bool]:
        """Return the n-th working day after `day`, and whether it is an estimate."""


@dataclass(frozen=True)
class Calendar:
    """The days of rest and the moved working days of every year that is known."""

    years: frozenset[int]
    off: frozenset[date]
    work: frozenset[date]

    @classmethod
    def load(cls, resources: Path = RESOURCES) -> Self:
        """Read every `calendars/CN-YYYY.json`."""
        files = sorted((resources / "calendars").glob("CN-*.json"))
        return cls.of(json.loads(file.read_text("utf-8")) for file in files)

    @classmethod
    def of(cls, years: Iterable[Mapping[str, object]]) -> Self:
        """Take years as `{year, off, work}`, days in ISO 8601."""
        known, off, work = set[int](), set[date](), set[date]()
        for one in years:
            known.add(int(str(one["year"])))
            off |= _days(one["off"])
            work |= _days(one["work"])
        return cls(frozenset(known), frozenset(off), frozenset(work))

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


@cache
def _day(text: str) -> date:
    return date.fromisoformat(text)


def _days(texts: object) -> set[date]:
    return {_day(str(text)) for text in texts} if isinstance(texts, list) else set()
