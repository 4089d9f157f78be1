"""An appointment in three steps: office, day, time; what is not known is a wish."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.cases.filling import Filling
from kiosk.catalogue.schema import Appointment, KindName, Office, Slot
from kiosk.catalogue.workdays import Calendar
from kiosk.screens.fields.answer import Answer
from kiosk.screens.fields.appointment import WISH, AppointmentField
from kiosk.screens.fields.choosing import Choosing
from kiosk.screens.fields.view import AppointmentView, FieldView, OptionView
from kiosk.screens.look.look import Look
from kiosk.screens.telling.appointment import appointment_view
from kiosk.texts import Language, Text
from tests.cases.wedding import WEDDING
from tests.screens.fields.conftest import Glass

OFFERED = Appointment(
    offices=(
        Office(id="dayao", title=Text("大姚县民政局", "Dayao"), division="532326"),
        Office(id="yaoan", title=Text("姚安县民政局", "Yao'an"), division="532325"),
    ),
    slots=(
        Slot(id="nine", start="09:00", end="10:00"),
        Slot(id="ten", start="10:00", end="11:00"),
    ),
    days_ahead=7,
)
SERVICE = WEDDING.model_copy(update={"appointment": OFFERED})
FRIDAY = date(2026, 11, 20)
FREE = {
    ("dayao", "2026-11-23"): {"nine": 0, "ten": 2},
    ("dayao", "2026-11-24"): {"nine": 0, "ten": 0},
}


def offered(free: dict[tuple[str, str], dict[str, int]]) -> AppointmentView:
    filling = Filling.start(SERVICE, FRIDAY, Calendar.load())
    found = appointment_view(filling, free, Language.ZH)
    assert found is not None
    return found


def view(free: dict[tuple[str, str], dict[str, int]] | None = None) -> FieldView:
    asked = offered(free or {})
    return FieldView("visit", KindName.APPOINTMENT, "登记时间", appointment=asked)


def asked(glass: Glass, field: AppointmentField) -> Choosing:
    QTest.mouseClick(field.box, Qt.MouseButton.LeftButton)
    opening = glass.asked[-1]
    assert isinstance(opening, Choosing)
    return opening


def shown(glass: Glass, view: FieldView) -> AppointmentField:
    field = glass.show(view)
    assert isinstance(field, AppointmentField)
    return field


def options(step: Choosing | None) -> list[OptionView]:
    assert step is not None
    return [option for sheet in step.sheets for option in sheet.options]


def test_office_day_and_time_are_chosen_one_after_the_other(glass: Glass) -> None:
    field = shown(glass, view())
    offices = options(asked(glass, field))
    assert [one.title for one in offices] == ["大姚县民政局", "姚安县民政局"]
    days = options(field.take(offices[0].value))
    assert len(days) == 7
    slots = options(field.take(days[2].value))
    assert glass.answers == []
    assert field.take(slots[1].value) is None
    assert glass.answers == [("visit", {"office": "dayao", "day": "2026-11-23", "slot": "ten"})]


def test_days_of_rest_are_seen_and_cannot_be_chosen(glass: Glass) -> None:
    field = shown(glass, view())
    days = options(field.take(options(asked(glass, field))[0].value))
    assert [one.title for one in days if one.closed] == ["11月21日 周六", "11月22日 周日"]
    assert {one.note for one in days if one.closed} == {"休息"}


def test_the_places_left_are_said_where_they_are_known(glass: Glass) -> None:
    field = shown(glass, view(FREE))
    days = options(field.take(options(asked(glass, field))[0].value))
    assert [(one.note, one.closed) for one in days[2:5]] == [
        ("余 2", False),
        ("约满", True),
        ("", False),
    ]
    known = field.take(days[2].value)
    assert [(one.note, one.closed) for one in options(known)] == [("约满", True), ("余 2", False)]


def test_what_is_not_known_is_a_wish_and_says_so(glass: Glass) -> None:
    field = shown(glass, view())
    assert field.hint.text() == WISH.zh
    unknown = field.take(options(field.take(options(asked(glass, field))[0].value))[2].value)
    assert unknown is not None
    assert unknown.title == "请选希望的时间，之后确认"
    assert all(not one.note and not one.closed for one in options(unknown))


def test_the_way_back_leads_to_every_step(glass: Glass) -> None:
    field = shown(glass, view())
    offices = options(asked(glass, field))
    days = field.take(offices[1].value)
    slots = field.take(options(days)[2].value)
    assert slots is not None
    assert [one.title for one in slots.way] == ["全部地点", "姚安县民政局"]
    assert field.take(slots.way[1].value) == days
    assert options(field.take(slots.way[0].value)) == offices


def test_with_one_office_the_day_comes_first(glass: Glass) -> None:
    one = replace(offered({}), offices=offered({}).offices[:1])
    field = shown(glass, replace(view(), appointment=one))
    days = asked(glass, field)
    assert len(options(days)) == 7
    assert days.way == ()
    field.take(options(field.take(options(days)[2].value))[0].value)
    assert glass.answers == [("visit", {"office": "dayao", "day": "2026-11-23", "slot": "nine"})]


def test_the_choice_is_shown_in_words_and_forgotten(glass: Glass) -> None:
    value = {"office": "dayao", "day": "2026-11-23", "slot": "nine"}
    field = shown(glass, replace(view(), value=value))
    assert field.box.accessibleDescription() == "大姚县民政局\n11月23日 周一 09:00–10:00"
    assert asked(glass, field).chosen == "office:dayao"
    glass.pool.take_back(field)
    assert field.box.accessibleDescription() == ""


def test_a_day_without_a_place_cannot_be_pressed(glass: Glass) -> None:
    answer = Answer(Look(), glass.page)
    answer.offer(OptionView("day:2026-11-21", "11月21日 周六", "休息", closed=True), chosen=False)
    assert not answer.isEnabled()
    assert answer.accessibleName() == "11月21日 周六 休息"
    answer.offer(OptionView("day:2026-11-23", "11月23日 周一"), chosen=False)
    assert answer.isEnabled()
