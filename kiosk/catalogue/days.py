"""Reckoning with days in rules: birthdays, ages, and the days an ID number holds."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

_ID = re.compile(r"\d{6}(\d{4})(\d{2})(\d{2})\d{2}(\d)[\dX]", re.ASCII)
_CERTIFICATE = re.compile(r"B?J\d{6}-(\d{4})-\d{6}", re.ASCII)
WEEK = 7

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def read_day(value: object) -> date | None:
    """Read an ISO date; None for anything else."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def day_of_birth(id_number: object) -> date | None:
    """Take the birth date out of an 18-digit resident ID number (GB 11643)."""
    shape = _ID.fullmatch(id_number) if isinstance(id_number, str) else None
    if shape is None:
        return None
    return read_day("-".join(shape.group(1, 2, 3)))


def birth_date(id_number: object) -> str | None:
    """Give the same as an ISO date."""
    born = day_of_birth(id_number)
    return None if born is None else born.isoformat()


def sex_of(id_number: object) -> str | None:
    """Tell the sex an ID number holds: its 17th digit is odd for men."""
    shape = _ID.fullmatch(id_number) if isinstance(id_number, str) else None
    if shape is None:
        return None
    return "male" if int(shape.group(4)) % 2 else "female"


def birthday(born: date, years: int) -> date | None:
    """Return the day on which somebody attains an age; 29 February gives 1 March."""
    year = born.year + years
    if not date.min.year <= year <= date.max.year:
        return None
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def age(born: object, day: object) -> int | None:
    """Return whole years on a day; `born` is a date or an ID number."""
    start = read_day(born) or day_of_birth(born)
    on = read_day(day)
    if start is None or on is None:
        return None
    years = on.year - start.year
    attained = birthday(start, years)
    return years if attained is not None and attained <= on else years - 1


def add_years(day: object, years: object) -> str | None:
    """Return the day some years later, after the same rule as ages."""
    start = read_day(day)
    if start is None or not isinstance(years, int):
        return None
    moved = birthday(start, years)
    return None if moved is None else moved.isoformat()


def add_days(day: object, days: object) -> str | None:
    """Return the day some days later."""
    start = read_day(day)
    if start is None or not isinstance(days, int):
        return None
    try:
        return (start + timedelta(days=days)).isoformat()
    except OverflowError:
        return None


def days_between(start: object, end: object) -> int | None:
    """Return how many days after the first day the second one is."""
    first, last = read_day(start), read_day(end)
    return None if first is None or last is None else (last - first).days


def weeks_between(start: object, end: object) -> int | None:
    """Return the whole weeks that have passed, as weeks of pregnancy are counted."""
    days = days_between(start, end)
    return None if days is None else days // WEEK


def year_of(day: object) -> int | None:
    """Return the year of a day."""
    on = read_day(day)
    return None if on is None else on.year


def certificate_year(number: object) -> int | None:
    """Return the year in a marriage certificate's number; None for numbers of the old style."""
    shape = _CERTIFICATE.fullmatch(number) if isinstance(number, str) else None
    return None if shape is None else int(shape.group(1))


FUNCTIONS: Mapping[str, Callable[..., object]] = {
    "birth_date": birth_date,
    "sex_of": sex_of,
    "age": age,
    "add_years": add_years,
    "add_days": add_days,
    "days_between": days_between,
    "weeks_between": weeks_between,
    "year_of": year_of,
    "certificate_year": certificate_year,
}
