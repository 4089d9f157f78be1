"""A line that never carries much at once: as much is sent as it carries, and all of it arrives."""

import os
from collections.abc import Iterator

import pytest

from kiosk.courier.at_once import SMALLEST
from kiosk.courier.courier import Courier, send_now
from kiosk.courier.failures import Failure, LineFailure
from kiosk.courier.line import Line
from kiosk.journal.journal import Journal
from kiosk.wire.messages import BATCH_LINES, NEWS_STEPS, News
from tests.central.hall import Central, Kiosk, number_of
from tests.courier.fault_proxy import FaultProxy
from tests.courier.test_courier import arrived_once

NARROW = SMALLEST + 16 * 1024
"""Bytes of a request or an answer, head and all."""


@pytest.fixture
def proxy(central: Central) -> Iterator[FaultProxy]:
    found = FaultProxy(central.port, iter(()), NARROW)
    yield found
    found.close()


@pytest.fixture
def line(kiosk: Kiosk, proxy: FaultProxy) -> Iterator[Line]:
    with kiosk.line(proxy.url) as found:
        yield found


@pytest.fixture
def courier(kiosk: Kiosk, line: Line) -> Courier:
    return Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0)


def test_what_is_more_than_a_line_carries_goes_in_less_at_once(
    central: Central, kiosk: Kiosk, courier: Courier
) -> None:
    entries = [kiosk.submit(os.urandom(50_000)) for _ in range(BATCH_LINES // 2)]
    entries.append(kiosk.submit(os.urandom(5 * SMALLEST)))
    assert sum(len(entry.line()) for entry in entries) > NARROW
    assert courier.round() is None
    arrived_once(central, kiosk, entries)


def test_of_what_happened_as_much_is_asked_for_as_comes_through(
    central: Central, kiosk: Kiosk, proxy: FaultProxy, courier: Courier
) -> None:
    entries = [kiosk.submit() for _ in range(2 * BATCH_LINES)]
    with kiosk.line(central.url) as line:
        while waiting := kiosk.journal.outbox.waiting():
            kiosk.journal.outbox.confirm(line.send(waiting))
        assert len(line.news(None).progress) == 5 * len(entries)  # all of it at once
    assert courier.round() is None
    arrived_once(central, kiosk, entries)
    told = [len(kiosk.journal.reading.progress(number_of(one))) for one in entries]
    assert told == [5] * len(entries)


def test_of_what_never_came_less_is_asked_for_until_all_of_it_is_there(
    kiosk: Kiosk, line: Line, courier: Courier, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def news(*known: str, most: int) -> News:
        asked.append(most)
        if len(asked) == 1:
            raise LineFailure(Failure.TIMEOUT)
        return Line.news(line, *known, most=most)

    monkeypatch.setattr(line, "news", news)
    assert courier.round() is Failure.TIMEOUT
    assert [courier.round(), courier.round()] == [None, None]
    assert asked == [NEWS_STEPS, NEWS_STEPS // 4, NEWS_STEPS]


def test_what_fails_though_it_is_little_waits_and_says_nothing_of_more(
    central: Central, kiosk: Kiosk, proxy: FaultProxy, courier: Courier
) -> None:
    entry = kiosk.submit()
    proxy.most = 0
    assert courier.round() is Failure.CUT
    assert _waits(kiosk.journal) == [entry.hash]
    proxy.most = 2**30
    photos = [kiosk.submit(os.urandom(1_000_000)) for _ in range(4)]
    proxy.met.clear()
    send_now(kiosk.journal.outbox)
    assert courier.round() is None
    arrived_once(central, kiosk, [entry, *photos])
    assert len(proxy.met) < 5 * len(photos)  # in pieces of 64 KiB it would be 16 each


def _waits(journal: Journal) -> list[str]:
    return [one.hash for one in journal.outbox.waiting() if one.kind == "case.submitted"]
