"""Where and when people can come, as a view: days from tomorrow on, days of rest closed."""

from collections.abc import Mapping
from datetime import date, timedelta

from kiosk.cases.reading import Reading
from kiosk.catalogue.schema import Appointment
from kiosk.catalogue.workdays import WorkingDays, is_workday
from kiosk.screens.fields.view import AppointmentView, OptionView
from kiosk.screens.telling.days import today_of
from kiosk.texts import Language, Text

Free = Mapping[tuple[str, str], Mapping[str, int]]
"""Of an (office, ISO day) the places left by time of day; what is not in it is not known."""

CLOSED = Text("休息", "Closed")
_DAY = timedelta(days=1)


def appointment_view(filling: Reading, free: Free, language: Language) -> AppointmentView | None:
    """Return what a service offers; None if nobody comes to it by appointment."""
    offered = filling.service.appointment
    if offered is None:
        return None
    return AppointmentView(
        offices=tuple(OptionView(one.id, one.title[language]) for one in offered.offices),
        days=tuple(
            _day(day, filling.calendar, language) for day in days_offered(offered, filling.day)
        ),
        slots=tuple(OptionView(one.id, f"{one.start}–{one.end}") for one in offered.slots),
        free=free,
    )


def days_offered(offered: Appointment, today: date) -> tuple[date, ...]:
    """Return the days one can ask for, those of rest included; today is too late."""
    return tuple(today + _DAY * number for number in range(1, offered.days_ahead + 1))


def _day(day: date, calendar: WorkingDays, language: Language) -> OptionView:
    closed = not is_workday(calendar, day)
    note = CLOSED[language] if closed else ""
    return OptionView(day.isoformat(), today_of(day, language), note, closed)
