"""A printer that is out is said at the start, with what happens instead; nobody is kept from it."""

import pytest

from kiosk.printers import ROLL, SHEETS
from kiosk.screens.citizen.guide import GuidePage
from kiosk.screens.telling.without_paper import without_paper
from kiosk.texts import Language, Text
from kiosk.visits.steps import Step
from tests.screens.acts.conftest import House


def guide(house: House) -> GuidePage:
    day = house.clock().astimezone(house.kiosk.place.zone).date()
    service = house.kiosk.catalogue.service(house.script.service, day)
    house.stage.turn(house.stage.visit.choose_service(service, day))
    page = house.front.window.area.page
    assert isinstance(page, GuidePage)
    return page


def test_it_is_said_before_anything_is_filled_in_and_the_case_is_kept(house: House) -> None:
    house.break_printer()
    house.kiosk.watch.look(SHEETS)
    notice = guide(house).out
    assert notice.isVisible()
    assert "不影响申请" in notice.lines.first.text()
    assert house.kiosk.place.window.zh in notice.lines.second.text()
    house.front.conductor.reset()
    house.fill_in()
    house.sign_all()
    house.onward()
    house.comes_to(Step.TROUBLE)
    assert house.stage.visit.case is not None


def test_nothing_is_said_while_it_is_well_or_well_again(house: House) -> None:
    assert not guide(house).out.isVisible()
    house.break_printer()
    house.kiosk.watch.look(SHEETS)
    assert guide(house).out.isVisible()
    house.mend_printer()
    house.kiosk.watch.look(SHEETS)
    assert not guide(house).out.isVisible()


@pytest.mark.parametrize(
    ("ill", "said"),
    [({SHEETS}, "The printer is out"), ({ROLL}, "No receipts"), ({SHEETS, ROLL}, "The printer")],
)
def test_it_says_what_cannot_be_printed(ill: set[str], said: str) -> None:
    what, then = without_paper(ill.__contains__, Text("2 号", "window 2"), Language.EN)
    assert what.startswith(said)
    assert "window 2" in then


def test_only_what_concerns_somebody_is_said() -> None:
    for name in ("scanner", "voice", "camera", "card_reader"):
        assert without_paper({name}.__contains__, Text("", ""), Language.ZH) == ("", "")
