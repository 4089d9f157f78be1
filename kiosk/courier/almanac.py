"""The calendar of working days this kiosk goes by: what ships, and what central signed since."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from kiosk.catalogue.workdays import Calendar, Year, newest, shipped_years
from kiosk.courier.notices import Notices
from kiosk.wire.notices import WorkdayNotices

FILE = "calendar.json"


class Almanac:
    """Reads what is kept in the data folder, anew whenever the courier put something else there.

    What `at` returns stays as it is: a visit under way ends by the calendar it began with.
    Without `central_key`, for a kiosk that stands alone, only what ships counts.
    """

    def __init__(
        self, folder: Path, central_key: bytes | None, shipped: Iterable[Year] | None = None
    ) -> None:
        self._notices = Notices(folder / FILE, WorkdayNotices, central_key)
        self._shipped = tuple(shipped_years() if shipped is None else shipped)
        self._told: WorkdayNotices | None = None
        self._calendar = Calendar.of(self._shipped)

    @property
    def version(self) -> int:
        """The version of what is known now."""
        return self._now().version

    def at(self, region: str) -> Calendar:
        """Return what is known now of a region (GB/T 2260)."""
        return self._now().at(region)

    def add(self, day: date, n: int) -> tuple[date, bool]:
        """Return the n-th working day after a day as the whole country counts now."""
        return self._now().add(day, n)

    def take(self, signed: bytes) -> bool:
        """Keep what central sent, as `Notices.take`, if it is younger than what ships, too."""
        return self._notices.take(signed, self.version)

    def _now(self) -> Calendar:
        told = self._notices.now()
        if told is not self._told:
            years = told.years if told is not None else ()
            self._calendar, self._told = Calendar.of(newest(self._shipped, years)), told
        return self._calendar
