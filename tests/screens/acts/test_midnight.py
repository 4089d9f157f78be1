"""Somebody is still there when another day begins."""

from datetime import UTC, datetime

from kiosk.screens.citizen.parts import Lines
from kiosk.screens.citizen.resume import ResumePage
from kiosk.visits.steps import Step
from tests.screens.acts.conftest import House

EVE = datetime(2025, 5, 9, 15, 59, tzinfo=UTC)
AFTER_MIDNIGHT = 120


def test_a_change_of_law_is_told_and_then_the_form_goes_on(house: House) -> None:
    house.clock.now = EVE
    house.begin()
    house.clock.pass_(AFTER_MIDNIGHT)
    house.onward()
    assert house.at(Step.CHANGED)
    page = house.front.window.area.page
    assert isinstance(page, ResumePage)
    said = [lines.first.text() for lines in page.changes.findChildren(Lines)]
    assert any("结婚登记声明书" in one for one in said)
    house.onward()
    assert house.at(Step.FORM)
    assert house.stage.filling.day.isoformat() == "2025-05-10"


def test_what_is_offered_no_longer_says_where_to_go(house: House) -> None:
    house.clock.now = EVE
    day = house.clock().astimezone(house.kiosk.place.zone).date()
    service = house.kiosk.catalogue.service("532300-marriage-cross-region", day)
    house.stage.turn(house.stage.visit.choose_service(service, day, house.kiosk.calendar))
    house.clock.pass_(AFTER_MIDNIGHT)
    house.onward()
    assert house.at(Step.TROUBLE)
    trouble = house.stage.visit.trouble
    assert trouble is not None
    assert trouble.code == "catalogue.no_service"
