"""The calendar of working days this kiosk goes by: what ships, and what central signed since."""

import logging
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from kiosk.catalogue.workdays import Calendar, Year, newest, shipped_years
from kiosk.journal.files import make_folder, place
from kiosk.journal.troubles import world
from kiosk.wire.messages import WorkdayNotices
from kiosk.wire.signed import UntrueMessage, read_signed

FILE = "calendar.json"

log = logging.getLogger(__name__)


class Almanac:
    """Reads what is kept in the data folder, anew whenever the courier put something else there.

    What `at` returns stays as it is: a visit under way ends by the calendar it began with.
    Without `central_key`, for a kiosk that stands alone, only what ships counts.
    """

    def __init__(
        self, folder: Path, central_key: bytes | None, shipped: Iterable[Year] | None = None
    ) -> None:
        self._file, self._key = folder / FILE, central_key
        self._shipped = tuple(shipped_years() if shipped is None else shipped)
        self._seen: tuple[int, int] | None = None
        self._shipped_calendar = self._calendar = Calendar.of(self._shipped)

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
        """Keep what central sent, durably, if it is younger than what is known.

        Tells whether it was. Raises UntrueMessage for what central did not sign, and Trouble
        when the disk would not take it.
        """
        if self._key is None:
            return False
        told = read_signed(signed, WorkdayNotices, self._key)
        if told.version <= self.version:
            if told.version < self.version:
                log.warning("an older calendar was offered and refused: %d", told.version)
            return False
        with world():
            make_folder(self._file.parent)
            place(self._file, signed)
        log.info("calendar of working days: version %d", told.version)
        return True

    def _now(self) -> Calendar:
        try:
            found = self._file.stat()
        except OSError:
            return self._calendar
        seen = found.st_mtime_ns, found.st_ino
        if seen != self._seen:
            self._calendar, self._seen = self._read(), seen
        return self._calendar

    def _read(self) -> Calendar:
        if self._key is None:
            return self._shipped_calendar
        try:
            kept = read_signed(self._file.read_bytes(), WorkdayNotices, self._key)
        except (OSError, UntrueMessage):
            # Damaged, or of a central this kiosk no longer belongs to: what ships still counts.
            log.warning("the kept calendar cannot be used")
            return self._shipped_calendar
        return Calendar.of(newest(self._shipped, kept.years))
