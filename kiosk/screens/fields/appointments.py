"""Choosing an appointment in three large steps: office, day, time of day."""

from dataclasses import replace

from kiosk.screens.fields.choosing import Choosing, Sheet
from kiosk.screens.fields.view import AppointmentView, OptionView
from kiosk.texts import Language, Text

OFFICE, DAY, SLOT = "office:", "day:", "slot:"
"""What a value begins with: the step it is an answer to."""

SHEET = 10
"""Days on one sheet: a low screen has room for no more."""

STEPS = (
    Text("请选去哪里办", "Choose the office"),
    Text("请选哪一天", "Choose the day"),
    Text("请选时间", "Choose the time"),
)
WISHED = Text("请选希望的时间，之后确认", "Choose the time you wish for; it is confirmed later")
OFFICES = Text("全部地点", "All offices")
FROM = Text("{day} 起", "From {day}")
LEFT = Text("余 {count}", "{count} left")
FULL = Text("约满", "Full")


def opening(offered: AppointmentView, chosen: dict[str, str], language: Language) -> Choosing:
    """Where choosing begins: at the office, or at the day where there is only one."""
    if len(offered.offices) == 1:
        return days(offered, offered.offices[0].value, chosen, language)
    return offices(offered, chosen, language)


def offices(offered: AppointmentView, chosen: dict[str, str], language: Language) -> Choosing:
    """Return the offices."""
    sheets = (Sheet("", _marked(OFFICE, offered.offices)),)
    return Choosing(STEPS[0][language], sheets, chosen=OFFICE + chosen.get("office", ""))


def days(
    offered: AppointmentView, office: str, chosen: dict[str, str], language: Language
) -> Choosing:
    """Return the days of an office; days of rest and full ones cannot be chosen."""
    told = tuple(_day(offered, office, day, language) for day in offered.days)
    parts = [told[start : start + SHEET] for start in range(0, len(told), SHEET)]
    one = len(parts) == 1
    sheets = (
        Sheet("" if one else FROM.fill(day=part[0].title)[language], _marked(DAY, part))
        for part in parts
    )
    return Choosing(
        STEPS[1][language],
        tuple(sheets),
        way=_way(offered, language),
        chosen=DAY + chosen.get("day", ""),
    )


def slots(
    offered: AppointmentView, office: str, day: str, chosen: dict[str, str], language: Language
) -> Choosing:
    """Return the times of a day, with the places left where that is known."""
    free = offered.free.get((office, day))
    told = offered.slots
    if free is not None:
        told = tuple(_counted(one, free.get(one.value, 0), language) for one in told)
    title = next(one.title for one in offered.offices if one.value == office)
    return Choosing(
        (WISHED if free is None else STEPS[2])[language],
        (Sheet("", _marked(SLOT, told)),),
        way=(*_way(offered, language), OptionView(OFFICE + office, title)),
        chosen=SLOT + chosen.get("slot", ""),
    )


def _way(offered: AppointmentView, language: Language) -> tuple[OptionView, ...]:
    return (OptionView(OFFICE, OFFICES[language]),) if len(offered.offices) > 1 else ()


def _day(offered: AppointmentView, office: str, day: OptionView, language: Language) -> OptionView:
    free = offered.free.get((office, day.value))
    if day.closed or free is None:
        return day
    return _counted(day, sum(free.values()), language)


def _counted(option: OptionView, places: int, language: Language) -> OptionView:
    if places <= 0:
        return replace(option, note=FULL[language], closed=True)
    return replace(option, note=LEFT.fill(count=places)[language])


def _marked(step: str, options: tuple[OptionView, ...]) -> tuple[OptionView, ...]:
    return tuple(replace(one, value=step + one.value) for one in options)
