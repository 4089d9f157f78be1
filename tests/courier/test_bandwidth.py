"""The courier takes no more of the hall's line than it was given."""

import os
import time

import pytest

from kiosk.courier.bandwidth import GULP, Bandwidth
from kiosk.courier.courier import Courier
from tests.central.hall import Central, Kiosk
from tests.courier.test_courier import arrived_once

RATE = 400_000
PHOTO = 300_000


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def ticks(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def test_gulps_are_spread_evenly() -> None:
    clock = Clock()
    line = Bandwidth(10 * GULP, clock.ticks, clock.sleep)
    body = os.urandom(20 * GULP + 1)
    assert b"".join(line.spread(body)) == body
    assert clock.now - 100 == pytest.approx(2.0)
    assert max(clock.slept) <= GULP / (10 * GULP) + 1e-9


def test_what_was_not_used_is_not_saved_up() -> None:
    clock = Clock()
    line = Bandwidth(GULP, clock.ticks, clock.sleep)
    list(line.spread(bytes(GULP)))
    clock.now += 3600
    begun = clock.now
    list(line.spread(bytes(3 * GULP)))
    assert clock.now - begun >= 2.0


def test_a_very_slow_line_goes_in_small_gulps() -> None:
    clock = Clock()
    line = Bandwidth(1000, clock.ticks, clock.sleep)
    gulps = list(line.spread(bytes(950)))
    assert [len(gulp) for gulp in gulps] == [100] * 9 + [50]


def test_a_round_takes_as_long_as_its_bytes_may_take(central: Central, kiosk: Kiosk) -> None:
    entries = [kiosk.submit(os.urandom(PHOTO), os.urandom(PHOTO)) for _ in range(2)]
    with kiosk.line(central.url, bandwidth=Bandwidth(RATE)) as line:
        courier = Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0)
        begun = time.monotonic()
        assert courier.round() is None
        took = time.monotonic() - begun
    arrived_once(central, kiosk, entries)
    # Several go abreast, and keep to it together.
    assert took >= 4 * PHOTO / RATE - 0.1
