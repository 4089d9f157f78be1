"""Days as people say them, in both languages."""

from datetime import date

from kiosk.texts import Language, Text

WEEKDAYS = (
    Text("周一", "Mon"),
    Text("周二", "Tue"),
    Text("周三", "Wed"),
    Text("周四", "Thu"),
    Text("周五", "Fri"),
    Text("周六", "Sat"),
    Text("周日", "Sun"),
)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAY = Text("{month}月{day}日", "{day} {name}")
DAY_AND_WEEKDAY = Text("{day} {weekday}", "{weekday} {day}")


def day_of(day: date, language: Language) -> str:
    """Return `11月23日` or `23 Nov`."""
    return DAY.fill(month=day.month, day=day.day, name=MONTHS[day.month - 1])[language]


def weekday_of(day: date, language: Language) -> str:
    """Return `周一` or `Mon`."""
    return WEEKDAYS[day.weekday()][language]


def today_of(day: date, language: Language) -> str:
    """Return `11月23日 周一` or `Mon 23 Nov`."""
    both = DAY_AND_WEEKDAY.fill(day=day_of(day, language), weekday=weekday_of(day, language))
    return both[language]
