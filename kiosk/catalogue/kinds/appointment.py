"""预约: at which office, on which day, at what time — `{office, day, slot}`.

The choice is what somebody wishes for: central gives the place, or another one.
"""

from kiosk.catalogue.days import read_day
from kiosk.catalogue.kinds.date import Day
from kiosk.catalogue.kinds.kind import Json, Occasion
from kiosk.catalogue.kinds.words import cleaned
from kiosk.catalogue.remarks import Remark, error
from kiosk.catalogue.schema import Appointment, FormField, Option
from kiosk.texts import Language, Text

PARTS = ("office", "day", "slot")


def times_and_places(offered: Appointment) -> tuple[Option, ...]:
    """Return offices and times of day as the options of an appointment's field."""
    offices = tuple(Option(value=one.id, title=one.title) for one in offered.offices)
    times = {one.id: f"{one.start}–{one.end}" for one in offered.slots}
    return offices + tuple(Option(value=id, title=Text(t, t)) for id, t in times.items())


class AppointmentKind:
    """An office, a day and a time of day."""

    def parse(self, typed: object, field: FormField) -> Json:
        """Take the three parts; what is empty is left out."""
        if not isinstance(typed, dict):
            return None
        kept: dict[str, Json] = {}
        for part in PARTS:
            given = typed.get(part)
            value = Day().parse(given, field) if part == "day" else cleaned(given)
            if value:
                kept[part] = value
        return kept or None

    def check(self, value: Json, field: FormField, on: Occasion) -> tuple[Remark, ...]:
        """Ask for all three; refuse a day that is over and what is not offered."""
        parts = value if isinstance(value, dict) else {}
        day = read_day(parts.get("day"))
        office, slot = parts.get("office"), parts.get("slot")
        if day is None or not (isinstance(office, str) and isinstance(slot, str)):
            return error(
                "appointment.missing",
                "请选好地点、日期和时间",
                "Please choose the office, the day and the time",
            )
        if day < on.day:
            return error(
                "appointment.over",
                "这一天已经过了，请另选一天",
                "This day is over; please choose another",
            )
        offered = {option.value for option in field.options}
        if offered and not {office, slot} <= offered:
            return error(
                "appointment.unknown",
                "请在列出的地点和时间里选",
                "Please choose from the offices and times listed",
            )
        return ()

    def show(self, value: Json, field: FormField, language: Language) -> str:
        """Write office, day and time, as far as they are chosen."""
        parts = value if isinstance(value, dict) else {}
        titles = {option.value: option.title[language] for option in field.options}
        office, slot = (str(parts.get(part) or "") for part in ("office", "slot"))
        day = Day().show(parts.get("day"), field, language)
        pieces = (titles.get(office, office), day, titles.get(slot, slot))
        return ("，" if language is Language.ZH else ", ").join(one for one in pieces if one)

    def mask(self, value: Json, field: FormField) -> str:
        """Hide it."""
        return "**" if value else ""
