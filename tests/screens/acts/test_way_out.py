"""At the kiosk: an answer rules something out, and the citizen goes on, or takes it home."""

from PySide6.QtWidgets import QAbstractButton

from kiosk.screens.citizen.way_out import EXPLAIN, HOME, LEAVE_OUT, WayOut
from kiosk.texts import Language, Text
from kiosk.visits.steps import Step
from tests.screens.acts.conftest import House

ELSEWHERE = {"division": "150602", "detail": "鄂尔多斯西街 1 号"}


def at_form(house: House, key: str) -> None:
    day = house.clock().astimezone(house.kiosk.place.zone).date()
    service = house.kiosk.catalogue.service(key, day)
    visit = house.stage.visit.choose_service(service, day, house.kiosk.calendar).next()
    visit = visit.filled(lambda filling: filling.choose(item.id for item in service.items))
    house.stage.turn(visit.next().next())
    assert house.at(Step.FORM)


def press(house: House, text: Text) -> None:
    page = house.front.window.area.page
    assert page is not None
    every = page.findChild(WayOut).findChildren(QAbstractButton)
    house.touch(next(one for one in every if one.text() == text[Language.ZH]))


def test_the_rest_goes_on_without_what_cannot_be_had(house: House) -> None:
    at_form(house, "310000-marriage-birth")
    before = house.stage.filling.items
    house.stage.turn(house.stage.visit.answer("m_hukou_addr", ELSEWHERE))
    (out,) = house.stage.filling.exclusions
    press(house, EXPLAIN)
    house.settles()
    assert len(house.papers) == 1
    press(house, LEAVE_OUT)
    assert house.at(Step.FORM)
    assert house.stage.filling.items == tuple(one for one in before if one not in out.items)
    assert house.stage.filling.exclusions == ()
    assert house.stage.filling.answers["m_hukou_addr"] == ELSEWHERE


def test_what_is_all_ruled_out_leads_home(house: House) -> None:
    at_form(house, "130000-newborn")
    visit = house.stage.visit
    page = next(one for one in visit.filling.pages if "in_hebei" in [f.path for f in one.fields])  # type: ignore[union-attr]  # at the form there is a filling
    house.stage.turn(visit.jump_to(page.page.id).answer("in_hebei", False))
    assert [one.id for one in house.stage.filling.exclusions] == ["not_in_hebei"]
    press(house, HOME)
    house.comes_to(Step.WELCOME)
    assert house.stage.visit.filling is None
