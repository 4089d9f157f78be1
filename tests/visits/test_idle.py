"""The idle clock asks first, counts down, and only then closes the visit."""

from datetime import UTC, datetime, timedelta

import pytest

from kiosk.visits.idle import Active, Asking, IdleClock, Idleness, Over

START = datetime(2026, 11, 23, 2, 24, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("seconds", "state"),
    [
        (0, Active()),
        (59.9, Active()),
        (60, Asking(30)),
        (66.5, Asking(24)),
        (67, Asking(23)),
        (89.9, Asking(1)),
        (90, Over()),
        (10_000, Over()),
    ],
)
def test_sixty_seconds_then_thirty_of_asking(seconds: float, state: Idleness) -> None:
    assert IdleClock().touched(START).state(after(seconds)) == state


def test_large_print_and_voice_have_two_minutes() -> None:
    clock = IdleClock().touched(START).slowed(True)
    assert clock.state(after(119)) == Active()
    assert clock.state(after(120)) == Asking(30)
    assert clock.slowed(False).state(after(119)) == Over()


def test_a_touch_starts_anew() -> None:
    clock = IdleClock().touched(START).touched(after(80))
    assert clock.state(after(139)) == Active()


def test_it_stops_while_the_machine_works() -> None:
    clock = IdleClock().touched(START).paused()
    assert clock.state(after(500)) == Active()
    assert clock.resumed(after(500)).state(after(559)) == Active()
    assert clock.resumed(after(500)).state(after(590)) == Over()


def test_nobody_there_yet() -> None:
    assert IdleClock().state(after(500)) == Active()


def test_a_clock_set_back_asks() -> None:
    assert IdleClock().touched(START).state(after(-3600)) == Asking(30)


def test_a_hall_sets_its_own_times() -> None:
    clock = IdleClock(idle=5, ask=10, large_or_voice=20).touched(START)
    assert clock.state(after(6)) == Asking(9)
