"""Days and months of the calendar, stored as ISO 8601."""

import re
from datetime import date

from kiosk.catalogue.days import read_day
from kiosk.catalogue.kinds.kind import Json, Occasion
from kiosk.catalogue.kinds.words import ascii_signs
from kiosk.catalogue.remarks import Remark, error
from kiosk.catalogue.schema import FormField
from kiosk.texts import Language, Text

EARLIEST = 1900
OPEN_END = "open"
"""The answer of a date without end, where the form allows one."""

LONG_TERM = Text("长期", "No expiry")
DAY_SIGNS, MONTH_SIGNS = 8, 6
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
"""Not `strftime`: that follows the locale of the process."""

_SHAPE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NUMBER = re.compile(r"\d+", re.ASCII)
_OPEN = frozenset({OPEN_END, LONG_TERM.zh, "长期有效", LONG_TERM.en.lower()})


def _numbers(typed: object) -> list[str]:
    return _NUMBER.findall(ascii_signs(typed))


def write_day(day: date, language: Language) -> str:
    """Write a day as people do."""
    if language is Language.ZH:
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


class Day:
    """A day; where the form allows it also 长期, without end."""

    def parse(self, typed: object, field: FormField) -> Json:
        """Understand 20261123, 2026-11-23, 2026.11.23 and 2026年11月23日, and 长期."""
        if field.open_end and ascii_signs(typed).lower() in _OPEN:
            return OPEN_END
        parts = _numbers(typed)
        if len(parts) == 1 and len(parts[0]) == DAY_SIGNS:
            parts = [parts[0][:4], parts[0][4:6], parts[0][6:]]
        match parts:
            case [year, month, day] if len(year) == len("2026"):
                return f"{year}-{month:0>2}-{day:0>2}"
        return ascii_signs(typed) or None

    def check(self, value: Json, field: FormField, on: Occasion) -> tuple[Remark, ...]:
        """Refuse what no calendar has."""
        if field.open_end and value == OPEN_END:
            return ()
        day = read_day(value)
        if day is None and _SHAPE.fullmatch(str(value)):
            return error(
                "date.none",
                "没有这一天，请对照证件再填一遍",
                "There is no such day; please compare with your papers",
            )
        if day is None or day.year < EARLIEST:
            return error(
                "date.impossible",
                "请填年月日 8 位数，如 20261123",
                "Please fill in year, month and day, for instance 20261123",
            )
        return ()

    def show(self, value: Json, field: FormField, language: Language) -> str:
        """Write it as people do."""
        day = read_day(value)
        if field.open_end and value == OPEN_END:
            return LONG_TERM[language]
        if day is None:
            return "" if value is None else str(value)
        return write_day(day, language)

    def mask(self, value: Json, field: FormField) -> str:
        """Keep the year."""
        day = read_day(value)
        return f"{day.year}-**-**" if day else "****-**-**" if value else ""


class Month:
    """A month of a year."""

    def parse(self, typed: object, field: FormField) -> Json:
        """Understand 202611, 2026-11, 2026.11 and 2026年11月."""
        parts = _numbers(typed)
        if len(parts) == 1 and len(parts[0]) == MONTH_SIGNS:
            parts = [parts[0][:4], parts[0][4:]]
        match parts:
            case [year, month] if len(year) == len("2026"):
                return f"{year}-{month:0>2}"
        return ascii_signs(typed) or None

    def check(self, value: Json, field: FormField, on: Occasion) -> tuple[Remark, ...]:
        """Refuse what no calendar has."""
        first = self._first(value)
        if first is None or first.year < EARLIEST:
            return error(
                "month.impossible",
                "请填年月 6 位数，如 202611",
                "Please fill in year and month, for instance 202611",
            )
        return ()

    def show(self, value: Json, field: FormField, language: Language) -> str:
        """Write it as people do."""
        first = self._first(value)
        if first is None:
            return "" if value is None else str(value)
        if language is Language.ZH:
            return f"{first.year}年{first.month}月"
        return f"{MONTHS[first.month - 1]} {first.year}"

    def mask(self, value: Json, field: FormField) -> str:
        """Keep the year."""
        first = self._first(value)
        return f"{first.year}-**" if first else "****-**" if value else ""

    def _first(self, value: Json) -> date | None:
        return read_day(f"{value}-01")
