"""What a kiosk shows of appointments and of its forms: a wish, central's word, what is free."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from kiosk.app import Kiosk
from kiosk.cases.case import Case
from kiosk.central.hall_desk import (
    Where,
    attention_lines,
    cancel_appointment,
    release_case,
    set_places,
)
from kiosk.central.overview import received
from kiosk.paper.receipt import CANCELLED, CONFIRMED, MOVED, WISHED
from kiosk.screens.look.timeline import Mark
from kiosk.screens.telling.coming import SAID
from kiosk.screens.telling.coming import WISHED as ONLY_WISHED
from kiosk.screens.telling.outcome import accepted_view, progress_view
from kiosk.script import read_script
from kiosk.texts import Language, Text
from kiosk.wire.messages import BookingState, News
from tests.central.chuxiong import (
    FRIDAY,
    HERE,
    KEY,
    THURSDAY,
    Clock,
    chuxiong,
    kiosk_of,
    places,
    where,
    wish,
)
from tests.central.hall import Central, central_at, number_of
from tests.central.real_kiosk import courier_goes, hand_in, kiosk_in_hall
from tests.central.test_every_service import HALLS, filled
from tests.paper.reading import text as read

ALL_SLOTS = {"nine": 4, "ten": 4, "half_past_two": 4, "half_past_three": 4}


@dataclass
class House:
    """A central, a kiosk of its region, and their clock."""

    central: Central
    kiosk: Kiosk
    clock: Clock

    def apply(self) -> Case:
        script = read_script(None, KEY)
        return hand_in(self.kiosk, filled(self.kiosk, script), script)

    def goes(self) -> None:
        assert courier_goes(self.central, self.kiosk) is None

    def free(self, day: date = THURSDAY) -> object:
        return self.kiosk.backroom.free(KEY, "chuxiong", day)

    def said(self, case: Case) -> tuple[str, Mark]:
        """What the page after handing in says first, and the progress page too."""
        told = self.kiosk.backroom.accepted(case)
        view = accepted_view(case, told, None, Language.ZH, Text("窗口", "Window"))
        found = self.kiosk.backroom.found(case.number)
        assert found is not None
        progress = progress_view(found, Language.ZH, HALLS)
        assert progress.items[0].state == view.dates[0].what_below
        assert "楚雄市" in progress.items[0].title
        return view.dates[0].what_below, view.dates[0].mark

    def receipt(self, case: Case) -> str:
        return "".join(read(self.kiosk.backroom.outlet.receipt(case, again=True).pdf).split())


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    clock = Clock()
    with (
        chuxiong("", tmp_path, clock) as central,
        kiosk_in_hall(central, tmp_path, HERE, clock) as kiosk,
    ):
        yield House(central, kiosk, clock)


def state(said: Text) -> str:
    return said.zh.partition("{what}")[2]


def test_offline_it_is_a_wish_and_then_confirmed(house: House) -> None:
    case = house.apply()
    assert house.said(case) == (ONLY_WISHED.zh, Mark.WAITING)
    assert state(WISHED) in house.receipt(case)
    house.goes()
    assert house.said(case) == (SAID[BookingState.CONFIRMED][0].zh, Mark.DONE)
    assert state(CONFIRMED) in house.receipt(case)


def test_a_moved_one_says_where_to_everywhere(house: House) -> None:
    set_places(where(house.central), places(0, day=THURSDAY), house.clock())
    case = house.apply()
    house.goes()
    assert house.said(case) == (SAID[BookingState.MOVED][0].zh, Mark.ATTENTION)
    receipt = house.receipt(case)
    assert state(MOVED) in receipt
    assert "2025年3月21日" in receipt
    (coming,) = house.kiosk.counter.coming(case)
    assert (coming.day, coming.wish.day) == (FRIDAY, THURSDAY)
    cancel_appointment(where(house.central), case.number, house.clock())
    house.goes()
    assert house.said(case)[0] == SAID[BookingState.CANCELLED][0].zh
    assert state(CANCELLED) in house.receipt(case)


def test_who_waits_for_a_place_is_told_so(house: House) -> None:
    set_places(where(house.central), places(0), house.clock())
    case = house.apply()
    house.goes()
    assert house.said(case)[0] == SAID[BookingState.WAITING][0].zh
    assert state(WISHED) in house.receipt(case)


def test_what_is_free_is_known_as_long_as_central_was_heard(house: House) -> None:
    assert house.free() is None
    house.goes()
    assert house.free() == ALL_SLOTS
    assert house.free(date(2025, 3, 22)) is None
    house.apply()
    house.goes()
    assert house.free() == ALL_SLOTS | {"nine": 3}
    house.clock.now += timedelta(hours=2)
    assert house.free() is None
    house.goes()
    assert house.free() == ALL_SLOTS | {"nine": 3}


def test_other_forms_are_seen_on_both_sides(house: House, tmp_path: Path) -> None:
    assert courier_goes(house.central, house.kiosk) is None
    assert not house.kiosk.counter.line().other_forms
    assert attention_lines(where(house.central), house.clock()) == ()
    assert courier_goes(house.central, house.kiosk, tmp_path) is None
    (line,) = attention_lines(where(house.central), house.clock())
    assert "hall-1 has other forms" in line
    reading = house.kiosk.journal.reading
    other = News("hall-1", reading.cursor() or "", (), 60, "e", house.clock(), forms="0" * 64)
    reading.apply_news(other)
    told = house.kiosk.counter.line()
    assert told.online
    assert told.alarm
    assert told.warnings


def test_a_case_on_a_form_central_lacks_waits_and_says_which(tmp_path: Path) -> None:
    clock = Clock()
    with central_at("", tmp_path / "central", clock=clock) as central:
        kiosk = kiosk_of(central, tmp_path)
        number = number_of(kiosk.submit(filling=wish()))
        with kiosk.line(central.url) as line:
            line.send(kiosk.journal.outbox.waiting())
        (said, *_) = attention_lines(where(central), clock())
        assert f"put {KEY} version 1 among the forms" in said
        assert release_case(Where("", central.folder), number, clock()) == 1
        with central.database.read() as connection:
            (case,) = received(connection, number)
        assert [one.state for one in case.bookings] == [BookingState.CONFIRMED]
        assert replace(case, quarantine=None) == case
        kiosk.journal.close()
