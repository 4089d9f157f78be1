"""When and where people come: what was wished, and what central made of it, as views."""

from kiosk.catalogue.schema import JointService
from kiosk.screens.citizen.after_views import ProgressItemView, Tone
from kiosk.screens.look.timeline import Mark, Station
from kiosk.screens.telling.days import day_of, weekday_of
from kiosk.texts import Language, Text
from kiosk.wire.booked import Appointed
from kiosk.wire.messages import BookingState

COMING = Text("预约：{office}", "Appointment: {office}")
TIME = Text("{weekday} {time}", "{weekday} {time}")
WISHED = Text("您希望的时间，等登记机关确认", "Your wish; the office has not confirmed it yet")
SAID: dict[BookingState, tuple[Text, Tone]] = {
    BookingState.CONFIRMED: (Text("已确认，请按时到", "Confirmed; please be on time"), Tone.DONE),
    BookingState.MOVED: (
        Text("原来的时间约满了，已改到这个时间", "The time you wished for was full: moved to this"),
        Tone.ATTENTION,
    ),
    BookingState.WAITING: (
        Text("近期都约满了，有空位就给您安排", "Nothing is free yet; you get the next free place"),
        Tone.ATTENTION,
    ),
    BookingState.CANCELLED: (Text("预约已取消", "The appointment is cancelled"), Tone.ATTENTION),
}
MARKS = {Tone.DONE: Mark.DONE, Tone.NOW: Mark.WAITING, Tone.ATTENTION: Mark.ATTENTION}


def coming_stations(
    coming: tuple[Appointed, ...], service: JointService, language: Language
) -> tuple[Station, ...]:
    """Return each appointment as a date of the line."""
    return tuple(
        Station(
            when=day_of(one.day, language),
            what=_title(one, service, language),
            when_below=_time(one, service, language),
            what_below=_said(one)[0][language],
            mark=MARKS[_said(one)[1]],
        )
        for one in coming
    )


def coming_items(
    coming: tuple[Appointed, ...], service: JointService, language: Language
) -> tuple[ProgressItemView, ...]:
    """Return each appointment as something that goes its way."""
    return tuple(
        ProgressItemView(
            title=_title(one, service, language),
            department=_time(one, service, language),
            state=_said(one)[0][language],
            tone=_said(one)[1],
            date=day_of(one.day, language),
        )
        for one in coming
    )


def _said(one: Appointed) -> tuple[Text, Tone]:
    return (WISHED, Tone.NOW) if one.state is None else SAID[one.state]


def _title(one: Appointed, service: JointService, language: Language) -> str:
    offices = service.appointment.offices if service.appointment else ()
    office = next((place.title[language] for place in offices if place.id == one.office), "")
    return COMING.fill(office=office or one.office)[language]


def _time(one: Appointed, service: JointService, language: Language) -> str:
    slots = service.appointment.slots if service.appointment else ()
    times = {slot.id: f"{slot.start}–{slot.end}" for slot in slots}
    weekday, time = weekday_of(one.day, language), times.get(one.slot, one.slot)
    return TIME.fill(weekday=weekday, time=time)[language]
