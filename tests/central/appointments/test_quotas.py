"""How many can come, set by an operator at any time, and what kiosks hear is free."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.catalogue.workdays import Calendar
from kiosk.central.hall_desk import set_places
from kiosk.central.quotas import Quota, Quotas
from kiosk.central.timetable import Hours, Place
from kiosk.cli_central import central as command
from kiosk.errors import Trouble
from kiosk.wire.messages import BookingState
from tests.central.chuxiong import (
    FRIDAY,
    KEY,
    MONDAY,
    MORNING,
    THURSDAY,
    Clock,
    bookings,
    deliver,
    forms,
    hear,
    kiosk_of,
    places,
    where,
    wish,
)
from tests.central.hall import Central, Kiosk


def test_the_command_sets_and_lists(central: Central, kiosk: Kiosk) -> None:
    at = ["--folder", str(central.folder), "--database", central.database_url]
    run = CliRunner().invoke
    done = run(command, ["quota", KEY, "chuxiong", "--day", "2025-03-20", "--places", "0", *at])
    assert done.exit_code == 0, done.output
    kiosk.submit(filling=wish())
    (booking,) = bookings(deliver(central, kiosk))
    assert (booking.day, booking.slot, booking.state) == (FRIDAY, "nine", BookingState.MOVED)
    listed = run(command, ["appointments", "chuxiong", "2025-03-21", *at])
    assert "09:00" in listed.output
    both = ["--day", "2025-03-20", "--from", "2025-03-20", "--places", "1"]
    assert run(command, ["quota", KEY, "chuxiong", *both, *at]).exit_code == 2
    for wrong in (("no-service", "chuxiong"), (KEY, "nowhere")):
        refused = run(command, ["quota", *wrong, "--places", "1", *at])
        assert isinstance(refused.exception, Trouble)
        assert refused.exception.code == "central.no_office"


def test_one_day_goes_before_a_day_to_count_from_and_a_time_before_all() -> None:
    rows = (
        places(5),
        places(6, slot="nine"),
        places(7, since=FRIDAY),
        places(8, since=MONDAY),
        places(9, day=MONDAY),
        places(1, day=MONDAY, slot="ten"),
    )
    set_ = Quotas(rows, 4)
    assert set_.places(THURSDAY, "ten") == 5
    assert set_.places(THURSDAY, "nine") == 6
    assert set_.places(FRIDAY, "nine") == 7
    assert set_.places(MONDAY, "nine") == 9
    assert set_.places(MONDAY, "ten") == 1
    assert set_.places(MONDAY + timedelta(1), "ten") == 8
    assert Quotas((), 4).places(MONDAY, "ten") == 4


@pytest.mark.parametrize("wrong", [{"day": FRIDAY, "since": FRIDAY}, {}])
def test_a_quota_that_cannot_be_is_refused(wrong: dict[str, date]) -> None:
    with pytest.raises(ValueError, match="quota"):
        Quota(KEY, "chuxiong", 1 if wrong else -1, **wrong)  # type: ignore[arg-type]  # its days


def test_kiosks_of_the_region_hear_what_is_free_and_only_when_it_changed(
    central: Central, kiosk: Kiosk, clock: Clock
) -> None:
    first = hear(central, kiosk).vacancies
    assert first is not None
    free = first.free[KEY]["chuxiong"]
    assert free["2025-03-20"] == dict.fromkeys(
        ("nine", "ten", "half_past_two", "half_past_three"), 4
    )
    assert "2025-03-12" not in free
    assert "2025-03-15" not in free
    assert len(first.free[KEY]) == 10
    assert hear(central, kiosk).vacancies is None
    kiosk.submit(filling=wish())
    second = deliver(central, kiosk).vacancies
    assert second is not None
    assert second.free[KEY]["chuxiong"]["2025-03-20"]["nine"] == 3
    set_places(where(central), places(9, since=FRIDAY), central.clock())
    third = hear(central, kiosk).vacancies
    assert third is not None
    assert third.free[KEY]["chuxiong"]["2025-03-21"]["nine"] == 9
    clock.now += timedelta(days=1)
    assert hear(central, kiosk).vacancies is not None
    heard = kiosk.journal.reading.hearsay.vacancies()
    assert heard is not None
    assert heard.at == clock.now


def test_kiosks_elsewhere_hear_nothing_of_it(central: Central, tmp_path: Path) -> None:
    far = kiosk_of(central, tmp_path, "dongsheng-1", "150602")
    assert hear(central, far).vacancies is None
    assert far.journal.reading.hearsay.vacancies() is None
    far.journal.close()


def test_a_wish_for_a_time_that_a_newer_form_no_longer_has_is_still_placed() -> None:
    service = forms().versions(KEY)[0]
    offered = service.appointment
    assert offered is not None
    fewer = offered.model_copy(update={"slots": offered.slots[1:]})
    newer = service.model_copy(update={"appointment": fewer})
    hours = Hours(newer, Calendar.load().at(service.region), MORNING)
    assert next(iter(hours.near(Place(THURSDAY, "nine")))) == Place(THURSDAY, "ten")
