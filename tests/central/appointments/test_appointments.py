"""Wishes for an appointment at central: confirmed, moved, never refused, and never two in one."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from kiosk.central.hall_desk import (
    cancel_appointment,
    expected,
    release_case,
    set_places,
    spelled,
)
from kiosk.central.overview import received
from kiosk.central.tables import bookings as kept_bookings
from kiosk.courier.failures import Failure, LineFailure
from kiosk.errors import Trouble
from kiosk.wire.entry import Entry
from kiosk.wire.messages import Acknowledgement, Booking, BookingState
from tests.central.chuxiong import (
    FRIDAY,
    MONDAY,
    THURSDAY,
    Clock,
    bookings,
    deliver,
    hear,
    kiosk_of,
    places,
    where,
    wish,
)
from tests.central.hall import Central, Kiosk, number_of

CONFIRMED, MOVED, WAITING, CANCELLED = BookingState


def told(central: Central, kiosk: Kiosk) -> list[tuple[date, str, BookingState]]:
    return [(one.day, one.slot, one.state) for one in bookings(deliver(central, kiosk))]


def test_a_free_place_is_confirmed(central: Central, kiosk: Kiosk) -> None:
    entry = kiosk.submit(filling=wish())
    (booking,) = bookings(deliver(central, kiosk))
    assert booking == Booking("visit", "chuxiong", THURSDAY, "nine", CONFIRMED)
    kept = kiosk.journal.reading.progress(number_of(entry))
    assert [step.booking for step in kept if step.booking] == [booking]
    with central.database.read() as connection:
        (case,) = received(connection, number_of(entry))
    assert (case.quarantine, case.bookings) == (None, (booking,))


def test_a_full_time_moves_to_the_nearest_of_the_same_day_and_then_to_the_next_working_days(
    central: Central, kiosk: Kiosk
) -> None:
    set_places(where(central), places(1), central.clock())
    for _ in range(9):
        kiosk.submit(filling=wish(FRIDAY, "ten"))
    assert told(central, kiosk) == [
        (FRIDAY, "ten", CONFIRMED),
        (FRIDAY, "half_past_two", MOVED),
        (FRIDAY, "nine", MOVED),
        (FRIDAY, "half_past_three", MOVED),
        (MONDAY, "ten", MOVED),
        (MONDAY, "half_past_two", MOVED),
        (MONDAY, "nine", MOVED),
        (MONDAY, "half_past_three", MOVED),
        (date(2025, 3, 25), "ten", MOVED),
    ]


def test_offices_rest_on_the_days_of_their_region(central: Central, kiosk: Kiosk) -> None:
    set_places(where(central), places(0, day=date(2025, 4, 11)), central.clock())
    kiosk.submit(filling=wish(date(2025, 4, 11)))
    kiosk.submit(filling=wish(date(2025, 4, 14)))
    after_the_day_of_founding = date(2025, 4, 16)
    assert told(central, kiosk) == [(after_the_day_of_founding, "nine", MOVED)] * 2


def test_offices_do_not_share_their_places(central: Central, kiosk: Kiosk) -> None:
    for office in ("chuxiong", "lufeng"):
        set_places(where(central), places(1, office), central.clock())
        kiosk.submit(filling=wish(office=office))
    assert [one.state for one in bookings(deliver(central, kiosk))] == [CONFIRMED] * 2


def test_an_entry_that_comes_again_takes_no_second_place(central: Central, kiosk: Kiosk) -> None:
    kiosk.submit(filling=wish())
    batch = kiosk.journal.outbox.waiting()
    with kiosk.line(central.url) as line:
        for _ in range(3):
            line.send(batch)
    assert len(bookings(deliver(central, kiosk))) == 1
    assert booked(central) == 1


def test_a_wish_that_comes_too_late_gets_the_next_free_place(
    central: Central, kiosk: Kiosk, clock: Clock
) -> None:
    kiosk.submit(filling=wish(THURSDAY, "ten"))
    clock.now = datetime(2025, 3, 20, 2, 0, tzinfo=UTC)  # ten o'clock in the halls
    assert told(central, kiosk) == [(THURSDAY, "half_past_two", MOVED)]
    kiosk.submit(filling=wish(THURSDAY, "ten"))
    clock.now = datetime(2025, 3, 20, 10, 0, tzinfo=UTC)
    assert told(central, kiosk) == [(FRIDAY, "ten", MOVED)]


def test_the_last_place_is_given_once_and_the_other_is_moved(
    central: Central, kiosk: Kiosk, tmp_path: Path
) -> None:
    many = 6
    set_places(where(central), places(1), central.clock())
    halls = [kiosk, *(kiosk_of(central, tmp_path, f"hall-{n}") for n in range(2, many + 1))]
    for hall in halls:
        hall.submit(filling=wish())

    def send(hall: Kiosk) -> Acknowledgement:
        return persistently(central, hall, hall.journal.outbox.waiting())

    with ThreadPoolExecutor(many) as lanes:
        list(lanes.map(send, halls))
    given = [one for hall in halls for one in bookings(hear(central, hall))]
    assert sorted(one.state for one in given) == [CONFIRMED, *[MOVED] * (many - 1)]
    assert len({(one.day, one.slot) for one in given}) == many
    for hall in halls[1:]:
        hall.journal.close()


def test_batches_for_many_offices_at_once_do_not_stand_in_each_others_way(
    central: Central, kiosk: Kiosk, tmp_path: Path
) -> None:
    offices = ["chuxiong", "lufeng", "shuangbai"]
    halls = [kiosk, *(kiosk_of(central, tmp_path, f"hall-{n}") for n in (2, 3, 4))]
    for turn, hall in enumerate(halls):
        for office in (offices * 2)[turn % 3 :][:4]:
            hall.submit(filling=wish(office=office))

    def send(hall: Kiosk) -> Acknowledgement:
        return persistently(central, hall, hall.journal.outbox.waiting())

    with ThreadPoolExecutor(len(halls)) as lanes:
        list(lanes.map(send, halls))
    assert booked(central) == 4 * len(halls)
    for hall in halls[1:]:
        hall.journal.close()


def test_a_lowered_quota_throws_nobody_out(central: Central, kiosk: Kiosk) -> None:
    for _ in range(3):
        kiosk.submit(filling=wish())
    assert told(central, kiosk) == [(THURSDAY, "nine", CONFIRMED)] * 3
    set_places(where(central), places(1, slot="nine"), central.clock())
    assert bookings(hear(central, kiosk)) == []
    kiosk.submit(filling=wish())
    assert told(central, kiosk) == [(THURSDAY, "ten", MOVED)]
    assert len(expected(where(central), "chuxiong", THURSDAY, central.clock())) == 4


def test_who_finds_nothing_free_waits_and_is_seated_when_there_is(
    central: Central, kiosk: Kiosk
) -> None:
    set_places(where(central), places(0), central.clock())
    first, second = (kiosk.submit(filling=wish()) for _ in range(2))
    assert told(central, kiosk) == [(THURSDAY, "nine", WAITING)] * 2
    assert set_places(where(central), places(1, day=FRIDAY, slot="ten"), central.clock()) == 1
    steps = [step for step in hear(central, kiosk).progress if step.booking]
    assert [(one.case_number, one.booking.state) for one in steps if one.booking] == [
        (number_of(first), MOVED)
    ]
    assert cancel_appointment(where(central), number_of(first), central.clock()) == 1
    steps = [step for step in hear(central, kiosk).progress if step.booking]
    assert [(one.case_number, one.booking.state) for one in steps if one.booking] == [
        (number_of(first), CANCELLED),
        (number_of(second), MOVED),
    ]


def test_cancelling_twice_changes_nothing(central: Central, kiosk: Kiosk) -> None:
    entry = kiosk.submit(filling=wish())
    deliver(central, kiosk)
    at = central.clock()
    assert cancel_appointment(where(central), number_of(entry), at) == 1
    assert cancel_appointment(where(central), number_of(entry), at) == 0
    assert [one.state for one in bookings(hear(central, kiosk))] == [CANCELLED]
    with pytest.raises(Trouble):
        cancel_appointment(where(central), "5323010", at)


def test_a_case_set_aside_gets_its_place_when_a_person_lets_it_go(
    central: Central, kiosk: Kiosk
) -> None:
    entry = kiosk.submit(filling=wish().answer("m_phone", "12"))
    assert told(central, kiosk) == []
    release_case(where(central), number_of(entry), central.clock())
    assert [one.state for one in bookings(hear(central, kiosk))] == [CONFIRMED]


def test_the_office_sees_who_comes_with_names_masked(central: Central, kiosk: Kiosk) -> None:
    set_places(where(central), places(1), central.clock())
    numbers = [number_of(kiosk.submit(filling=wish())) for _ in range(2)]
    deliver(central, kiosk)
    found = expected(where(central), "chuxiong", THURSDAY, central.clock())
    assert [(one.begins, one.number, one.state) for one in found] == [
        ("09:00", numbers[0], CONFIRMED),
        ("10:00", numbers[1], MOVED),
    ]
    assert found[1].wished == (THURSDAY, "nine")
    said = spelled(found)
    assert "普文海" not in said
    assert "杨雪梅" not in said
    assert "*" in said
    assert expected(where(central), "chuxiong", FRIDAY, central.clock()) == ()


def persistently(central: Central, kiosk: Kiosk, batch: tuple[Entry, ...]) -> Acknowledgement:
    with kiosk.line(central.url) as line:
        while True:
            try:
                return line.send(batch)
            except LineFailure as error:
                if error.failure is not Failure.BUSY:
                    raise


def booked(central: Central) -> int:
    with central.database.read() as connection:
        count = select(func.count()).select_from(kept_bookings)
        return int(connection.execute(count).scalar_one())
