"""Handed in with a wish for an appointment: the page says what central made of it."""

from datetime import UTC, date, datetime

from kiosk.screens.citizen.accepted import AcceptedPage
from kiosk.screens.telling.coming import SAID, WISHED
from kiosk.script import read_script
from kiosk.visits.steps import Step
from kiosk.walk import signed_visit
from kiosk.wire.messages import Booking, BookingState, CaseState, News, Progress
from tests.screens.acts.conftest import House
from tests.screens.acts.test_capturing import KEY

MOVED = SAID[BookingState.MOVED][0].zh


def test_the_page_follows_when_central_moves_it(house: House) -> None:
    house.clock.now = datetime(2025, 3, 12, 2, 24, tzinfo=UTC)
    house.stage.turn(signed_visit(house.kiosk, read_script(None, KEY)))
    house.onward()
    house.comes_to(Step.ACCEPTED)
    house.settles()
    (page,) = house.front.window.findChildren(AcceptedPage)
    assert WISHED.zh in page.dates.accessibleName()
    case = house.stage.visit.case
    assert case is not None
    booking = Booking("visit", "chuxiong", date(2025, 3, 21), "ten", BookingState.MOVED)
    at = house.clock()
    step = Progress(case.number, case.id, CaseState.RECEIVED, at, booking=booking)
    house.kiosk.journal.reading.apply_news(News("alone", "e.1", (step,), 60, "e", at))
    house.qtbot.waitUntil(lambda: MOVED in page.dates.accessibleName())
    assert "3月21日" in page.dates.accessibleName()
