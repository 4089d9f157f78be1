"""Where a kiosk stands, and what it takes from the world: time, chance, the calendar."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.catalogue.workdays import Calendars
from kiosk.texts import Text


@dataclass(frozen=True, slots=True)
class Place:
    """The hall and the machine; `kiosk` are its digits in case numbers."""

    district: str
    kiosk: str
    hall: Text
    machine: Text
    window: Text
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Outside:
    """The clock, `random` bytes, and the working days of every region."""

    clock: Callable[[], datetime]
    random: Callable[[int], bytes]
    calendar: Calendars
