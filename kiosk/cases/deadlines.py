"""Days that count from an event: to apply by, to hand in by, to collect by (期限)."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kiosk.cases.case import Case
from kiosk.cases.schedule import end_of
from kiosk.catalogue.days import read_day
from kiosk.catalogue.kinds.date import write_day
from kiosk.catalogue.remarks import Remark
from kiosk.catalogue.schema import Deadline, JointService, Severity
from kiosk.catalogue.workdays import WorkingDays
from kiosk.texts import Language, Text

_ESTIMATE = Text("{day}（预计）", "{day} (an estimate)")


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last day of one deadline; an estimate as long as a year's calendar is not published."""

    deadline: Deadline
    day: date
    estimated: bool

    @property
    def words(self) -> Text:
        """The day as people read it."""
        day = Text(write_day(self.day, Language.ZH), write_day(self.day, Language.EN))
        return _with_day(_ESTIMATE, day) if self.estimated else day

    @property
    def say(self) -> Text:
        """What to do, and until when."""
        return _with_day(self.deadline.say, self.words)

    def remark(self, today: date) -> Remark | None:
        """Say that it is too late to apply, if it is; while it is an estimate only as a warning."""
        if self.deadline.kind != "apply" or today <= self.day:
            return None
        severity = Severity.WARNING if self.estimated else Severity.ERROR
        late = _with_day(self.deadline.late or self.deadline.say, self.words)
        on = (self.deadline.event,) if self.deadline.event else ()
        return Remark(severity, f"deadline.{self.deadline.id}", late, on)


def last_days(
    service: JointService,
    items: Collection[str],
    answers: Mapping[str, object],
    applied: date,
    calendar: WorkingDays,
) -> Iterator[LastDay]:
    """Return the deadlines of these items whose day is known, in the form's order.

    `applied` is the day of application: deadlines without an event count from there.
    """
    for one in service.deadlines:
        start = applied if one.event is None else read_day(answers.get(one.event))
        if start is None or not (not one.items or set(one.items) & set(items)):
            continue
        try:
            day, estimated = end_of(one.limit, start, calendar)
        except OverflowError:
            continue  # a slip of the key in the year 9999
        yield LastDay(one, day, estimated)


def last_days_of(case: Case, service: JointService, calendar: WorkingDays) -> tuple[LastDay, ...]:
    """Return the same for an application that was handed in."""
    day = case.service.day
    return tuple(last_days(service, case.items, case.answers, day, calendar))


def _with_day(say: Text, day: Text) -> Text:
    """Put the day in; no blank stands beside a full-width bracket."""
    return Text(say.zh.format(day=day.zh).replace("） ", "）"), say.en.format(day=day.en))
