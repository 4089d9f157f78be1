"""How many places an office has left: asked behind the screen, shown when it is known."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kiosk.errors import Trouble
from kiosk.screens.fields.appointment import AS_LAST_HEARD, WISH, AppointmentField
from kiosk.script import read_script
from kiosk.texts import Text
from kiosk.visits.steps import Step
from tests.screens.acts.conftest import House
from tests.screens.acts.test_capturing import KEY, SAMPLE

Free = Callable[[str, str, date], Mapping[str, int] | None]
DAY = date(2025, 3, 12)


@pytest.fixture
def appointed(house: House) -> House:
    """The house before the page that asks for an appointment."""
    house.clock.now = datetime(2025, 3, 12, 2, 24, tzinfo=UTC)
    house.script = read_script(SAMPLE, None)
    service = house.kiosk.catalogue.service(KEY, DAY)
    begun = house.stage.visit.choose_service(service, DAY, house.kiosk.calendar)
    visit = begun.next().filled(house.script.chosen)
    while visit.step is not Step.FORM:
        visit = visit.next()
    house.stage.turn(house.script.answered(visit))
    return house


def open_page(house: House, free: Free) -> AppointmentField:
    house.kiosk.backroom.free = free
    visit = house.stage.visit
    assert visit.filling is not None
    pages = [page.page.id for page in visit.filling.pages]
    house.stage.turn(replace(visit, page=pages.index("appointment")))
    house.settles()
    found: list[AppointmentField] = house.front.window.findChildren(AppointmentField)
    (field,) = (one for one in found if one.isVisible())
    return field


def notes(field: AppointmentField, office: str) -> list[str]:
    field.choosing()
    days = field.take(f"office:{office}")
    assert days is not None
    return [option.note for sheet in days.sheets for option in sheet.options]


def test_what_is_known_is_shown_by_office_and_day(appointed: House) -> None:
    asked: list[tuple[str, str]] = []

    def free(service: str, office: str, day: date) -> Mapping[str, int] | None:
        asked.append((service, office))
        return {"nine": 3} if office == "chuxiong" and day == date(2025, 3, 13) else None

    field = open_page(appointed, free)
    appointed.qtbot.waitUntil(lambda: field.hint.text() == AS_LAST_HEARD.zh)
    assert notes(field, "chuxiong")[0] == "余 3"
    assert "余" not in "".join(notes(field, "dayao"))
    assert {service for service, _ in asked} == {KEY}
    before = len(asked)
    appointed.stage.turned.emit()
    appointed.settles()
    assert len(asked) == before


def test_offline_it_is_a_wish_and_the_form_goes_on(appointed: House) -> None:
    field = open_page(appointed, lambda *_: None)
    assert field.hint.text() == WISH.zh
    appointed.stage.turn(appointed.stage.visit.answer("visit", None))
    field.choosing()
    for value in ("office:dayao", "day:2025-03-20", "slot:nine"):
        field.take(value)
    assert appointed.stage.filling.answers["visit"] == {
        "office": "dayao",
        "day": "2025-03-20",
        "slot": "nine",
    }
    assert appointed.stage.filling.complete


def test_trouble_with_asking_is_nobodys_at_the_screen(appointed: House) -> None:
    def free(service: str, office: str, day: date) -> Mapping[str, int] | None:
        raise Trouble("journal.test", Text("坏了", "Broken"), Text("修", "Mend"))

    field = open_page(appointed, free)
    assert appointed.stage.visit.step is Step.FORM
    assert field.hint.text() == WISH.zh
