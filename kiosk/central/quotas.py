"""How many can come at a time: quotas of an office, adjustable at any time (预约量动态调整)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from sqlalchemy import Connection, delete, insert, select

from kiosk.central.tables import quotas

ALWAYS = date.min
EVERY_SLOT = ""


@dataclass(frozen=True, slots=True)
class Quota:
    """So many places at an office: at one time of day or at all (None), and when.

    With `day` on that day alone, with `since` from that day on, with neither always.
    """

    service: str
    office: str
    places: int
    slot: str | None = None
    day: date | None = None
    since: date | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        if self.places < 0 or (self.day is not None and self.since is not None):
            raise ValueError("a quota is for one day or from a day on, and not below nothing")


@dataclass(frozen=True, slots=True)
class Quotas:
    """What was set for an office; `otherwise` is what the form gives every slot.

    One day alone goes before a day to count from, the later of these before the earlier, and
    then one time of day before all.
    """

    rows: tuple[Quota, ...]
    otherwise: int

    @classmethod
    def read(cls, connection: Connection, service: str, office: str, otherwise: int) -> Self:
        """Read what counts for an office now."""
        found = connection.execute(
            select(quotas).where(quotas.c.service == service, quotas.c.office == office)
        )
        rows = (
            Quota(
                service,
                office,
                row.places,
                row.slot or None,
                row.since if row.one_day else None,
                None if row.one_day else row.since,
            )
            for row in found
        )
        return cls(tuple(rows), otherwise)

    def places(self, day: date, slot: str) -> int:
        """Return how many can come then."""
        counting = [
            one
            for one in self.rows
            if one.slot in (None, slot)
            and (one.day == day if one.day else (one.since or ALWAYS) <= day)
        ]
        nearest = max(counting, key=_nearness, default=None)
        return self.otherwise if nearest is None else nearest.places


def set_quota(connection: Connection, quota: Quota, now: datetime) -> None:
    """Set a quota in place of what was set for the same; who has a place keeps it."""
    key = {
        "service": quota.service,
        "office": quota.office,
        "slot": quota.slot or EVERY_SLOT,
        "since": quota.day or quota.since or ALWAYS,
        "one_day": quota.day is not None,
    }
    connection.execute(delete(quotas).where(*(quotas.c[name] == one for name, one in key.items())))
    connection.execute(insert(quotas).values(**key, places=quota.places, set_at=now))


def _nearness(quota: Quota) -> tuple[bool, date, bool]:
    return quota.day is not None, quota.since or ALWAYS, quota.slot is not None
