"""The product on another day: `python -m tests.journeys.at DAY …` does what `kiosk …` does.

Only what a program reads as the time of day is moved; how long it waits is not. (Debian's faketime
moves the steady clock too, on which Python's threads then wait for ever.)
"""

import sys
from datetime import UTC, date, datetime, time, timedelta, tzinfo

import kiosk.app

MORNING = time(2, 0)
"""Ten o'clock in the halls."""


def move_to(day: date) -> None:
    """Have the kiosk's clock begin at ten o'clock on a day, now."""
    ahead = datetime.combine(day, MORNING, UTC) - datetime.now(UTC)
    kiosk.app.datetime = _moved(ahead)  # type: ignore[misc]  # where the product asks for the time


def _moved(ahead: timedelta) -> type[datetime]:
    class Moved(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]  # plain, as all others
            return datetime.now(tz) + ahead

    return Moved


if __name__ == "__main__":
    move_to(date.fromisoformat(sys.argv.pop(1)))
    from kiosk.__main__ import main

    main()
