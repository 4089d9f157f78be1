"""By when what is expected: the dates of an application, item by item."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Protocol

from kiosk.cases.case import Due
from kiosk.catalogue.schema import Item, JointService, TimeLimit
from kiosk.catalogue.workdays import WorkingDays


class Applied(Protocol):
    """A filling or a case: what matters here are its items."""

    @property
    def items(self) -> tuple[str, ...]:
        """The items applied for."""


def end_of(limit: TimeLimit, start: date, calendar: WorkingDays) -> tuple[date, bool]:
    """Return the last day of a limit, and whether it is an estimate.

    The first day is not counted (Civil Code, article 201); months end on the same day of the
    month, or on its last one (article 202). Raises OverflowError after the year 9999.
    """
    if limit.calendar_days is not None:
        return start + timedelta(days=limit.calendar_days), False
    if limit.months is not None:
        return _months_after(start, limit.months), False
    if not limit.working_days:
        return start, False
    return calendar.add(start, limit.working_days)


def schedule(
    applied: Applied, service: JointService, calendar: WorkingDays, from_day: date
) -> tuple[Due, ...]:
    """Return when each item is due, and last the whole case.

    The day of receipt, `from_day`, is not counted (Civil Code, article 201). An item that waits
    for another starts when that one is due. An item without a time limit of its own, or whose
    chain would be longer, is due with the whole case: that is what the hall promised.
    """
    return _Plan(applied, service, calendar, from_day).dues()


class _Plan:
    def __init__(
        self, applied: Applied, service: JointService, calendar: WorkingDays, from_day: date
    ) -> None:
        self.items = {item.id: item for item in service.items if item.id in applied.items}
        self.calendar = calendar
        self.from_day = from_day
        self.promised = _first(service.time_limit)

    def dues(self) -> tuple[Due, ...]:
        chains = {name: self.chain(item, ()) for name, item in self.items.items()}
        ends = [end for end in chains.values() if end is not None]
        if self.promised is not None:
            whole, estimated = end_of(self.promised, self.from_day, self.calendar)
        else:
            whole, estimated = max(ends, default=(self.from_day, False))
        dues = []
        for name, item in self.items.items():
            day, guessed = min(chains[name] or (whole, estimated), (whole, estimated))
            dues.append(Due(name, item.department, self.waits_for(item), day, guessed))
        return (*dues, Due(None, None, (), whole, estimated))

    def waits_for(self, item: Item) -> tuple[str, ...]:
        return tuple(name for name in item.waits_for if name in self.items)

    def chain(self, item: Item, behind: tuple[str, ...]) -> tuple[date, bool] | None:
        """Return when an item is due by its own limit and all it waits for; None without."""
        if item.time_limit is None or item.id in behind:
            return None
        before = [self.chain(self.items[name], (*behind, item.id)) for name in self.waits_for(item)]
        starts = [one for one in before if one is not None]
        if len(starts) < len(before):
            return None
        start, guessed = max(starts, default=(self.from_day, False))
        day, estimated = end_of(item.time_limit, start, self.calendar)
        return day, estimated or guessed


def _months_after(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > date.max.year:
        raise OverflowError("no calendar has that year")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _first(limits: tuple[TimeLimit, ...]) -> TimeLimit | None:
    return limits[0] if limits else None
