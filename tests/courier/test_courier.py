import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from itertools import repeat

import httpx2
import pytest

from kiosk.central.overview import Totals, received, totals
from kiosk.courier.courier import Courier, send_now
from kiosk.courier.failures import Failure, LineFailure
from kiosk.courier.line import Line
from kiosk.courier.state import line_state
from kiosk.journal.outbox import Effort
from kiosk.wire.entry import Entry
from kiosk.wire.messages import BATCH_LINES, Acknowledgement, News
from tests.central.hall import Central, Kiosk, number_of
from tests.courier.fault_proxy import Fault, FaultProxy, by_chance

STALL = httpx2.Timeout(5)
PHOTO = 600 * 1024


@contextmanager
def courier_at(kiosk: Kiosk, url: str, **more: Callable[[], bool]) -> Iterator[Courier]:
    with kiosk.line(url, timeout=STALL) as line:
        yield Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0, **more)


@contextmanager
def proxy_to(central: Central, faults: Iterator[Fault]) -> Iterator[FaultProxy]:
    proxy = FaultProxy(central.port, faults)
    yield proxy
    proxy.close()


def counted(central: Central) -> Totals:
    with central.database.read() as connection:
        return totals(connection)


def arrived_once(central: Central, kiosk: Kiosk, entries: list[Entry]) -> None:
    queue = kiosk.journal.outbox.queue()
    assert (queue.waiting, queue.parked, queue.attachments) == (0, 0, 0)
    everything = counted(central)
    assert everything.entries == entries[-1].sequence
    assert (everything.cases, everything.conflicts) == (len(entries), 0)
    with central.database.read() as connection:
        for entry in entries:
            (case,) = received(connection, number_of(entry))
            assert case.complete
            assert case.quarantine is None


def test_one_round_takes_everything(central: Central, kiosk: Kiosk) -> None:
    entries = [kiosk.submit(os.urandom(PHOTO)) for _ in range(3)]
    with courier_at(kiosk, central.url) as courier:
        assert courier.due()
        assert courier.round() is None
        assert not courier.due()
    arrived_once(central, kiosk, entries)
    case = kiosk.journal.reading.case(number_of(entries[0]))
    assert case is not None
    assert case.confirmed
    progress = kiosk.journal.reading.progress(number_of(entries[0]))
    assert {step.item for step in progress} == {None, "marriage", "status", "move", "birth"}
    assert line_state(kiosk.journal.outbox, kiosk.clock()).online


def test_news_of_one_batch_are_heard_while_central_is_at_the_next(
    central: Central, kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = [kiosk.submit() for _ in range(2 * BATCH_LINES)]
    heard: list[int] = []
    with kiosk.line(central.url) as line:

        def news(cursor: str | None, *known: str, most: int) -> News:
            told = Line.news(line, cursor, *known, most=most)
            heard.append(kiosk.journal.outbox.queue().waiting)
            if len(heard) == 1:
                raise LineFailure(Failure.SERVER)
            return told

        monkeypatch.setattr(line, "news", news)
        courier = Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0)
        # What fails here is asked again in its turn: entries do not wait for it.
        assert courier.round() is None
    arrived_once(central, kiosk, entries)
    assert 0 < heard[0] < len(entries)
    assert heard[-1] == 0


@pytest.mark.parametrize(
    ("fault", "failure"),
    [
        (Fault.REFUSE, Failure.CUT),
        (Fault.CUT_REQUEST, Failure.CUT),
        (Fault.DROP_REPLY, Failure.CUT),
        (Fault.CUT_REPLY, Failure.CUT),
        (Fault.PORTAL, Failure.PORTAL),
        (Fault.BAD_GATEWAY, Failure.SERVER),
    ],
)
def test_a_fault_ends_the_round_is_named_and_nothing_is_lost(
    central: Central, kiosk: Kiosk, fault: Fault, failure: Failure
) -> None:
    entries = [kiosk.submit()]
    with proxy_to(central, repeat(fault)) as proxy, courier_at(kiosk, proxy.url) as courier:
        assert courier.round() is failure
    state = line_state(kiosk.journal.outbox, kiosk.clock())
    assert not state.online
    assert state.reason == failure.row.say
    assert kiosk.journal.outbox.effort().last_error == failure.code
    assert kiosk.journal.outbox.queue().waiting == 2
    with courier_at(kiosk, central.url) as courier:
        assert courier.round() is None
    arrived_once(central, kiosk, entries)


def test_nobody_there(kiosk: Kiosk) -> None:
    with courier_at(kiosk, "http://127.0.0.1:1") as courier:
        assert courier.round() is Failure.UNREACHABLE
    assert kiosk.journal.outbox.effort().attempts == 1


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_everything_arrives_once_over_a_bad_line(central: Central, kiosk: Kiosk, seed: int) -> None:
    entries = []
    with proxy_to(central, by_chance(seed, 0.4)) as proxy, courier_at(kiosk, proxy.url) as courier:
        while len(set(proxy.met)) < 4:  # however few requests a case needs
            entries += [kiosk.submit(os.urandom(PHOTO)) for _ in range(12)]
            for _ in range(400):
                if courier.round() is None:
                    break
    arrived_once(central, kiosk, entries)


def test_central_restarts_in_the_middle(central: Central, kiosk: Kiosk) -> None:
    entries = [kiosk.submit(os.urandom(PHOTO)) for _ in range(3)]
    steps = iter(range(7))

    def restart() -> bool:
        if next(steps, None) == 4:
            central.stop()
            central.start()
        return False

    with courier_at(kiosk, central.url, stopping=restart) as courier:
        for _ in range(10):
            if courier.round() is None:
                break
    arrived_once(central, kiosk, entries)


def test_the_courier_stops_between_two_requests_and_goes_on(central: Central, kiosk: Kiosk) -> None:
    entries = [kiosk.submit(os.urandom(PHOTO)) for _ in range(2)]
    for stop_after in range(1, 12):
        steps = iter([False] * stop_after)
        with courier_at(kiosk, central.url, stopping=lambda s=steps: next(s, True)) as courier:  # type: ignore[misc]  # the loop's value
            courier.round()
    with courier_at(kiosk, central.url) as courier:
        assert courier.round() is None
    arrived_once(central, kiosk, entries)


def test_one_bad_entry_is_put_aside_and_all_behind_it_arrive(
    central: Central, kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = [kiosk.submit() for _ in range(9)]
    bad = entries[4]
    with kiosk.line(central.url) as line:

        def send(batch: Sequence[Entry]) -> Acknowledgement:
            if bad in batch:
                raise LineFailure(Failure.UNREADABLE)
            return Line.send(line, batch)

        monkeypatch.setattr(line, "send", send)
        assert Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0).round() is None
    (aside,) = kiosk.journal.outbox.parked()
    assert (aside.sequence, aside.reason) == (bad.sequence, Failure.UNREADABLE.code)
    assert line_state(kiosk.journal.outbox, kiosk.clock()).alarm
    assert counted(central).cases == len(entries) - 1
    send_now(kiosk.journal.outbox)
    with courier_at(kiosk, central.url) as courier:
        assert courier.round() is None
    arrived_once(central, kiosk, entries)


def test_a_restarted_courier_goes_on_waiting_where_it_was(kiosk: Kiosk) -> None:
    kiosk.submit()
    for attempts in (1, 2, 3):
        with courier_at(kiosk, "http://127.0.0.1:1") as courier:
            courier._chance = lambda: 1.0
            courier.round()
        assert kiosk.journal.outbox.effort().attempts == attempts
    with courier_at(kiosk, "http://127.0.0.1:1") as courier:
        assert not courier.due()


def test_send_now_ends_the_waiting(kiosk: Kiosk) -> None:
    kiosk.submit()
    with courier_at(kiosk, "http://127.0.0.1:1") as courier:
        courier._chance = lambda: 1.0
        courier.round()
        assert not courier.due()
        send_now(kiosk.journal.outbox)
        assert courier.due()
    assert kiosk.journal.outbox.effort() == Effort(0, None, "unreachable", None)


def test_nobody_waits_for_a_clock_that_was_set_back(kiosk: Kiosk) -> None:
    kiosk.submit()
    there = kiosk.clock
    with kiosk.line("http://127.0.0.1:1", timeout=STALL) as line:
        courier = Courier(kiosk.journal, line, lambda: there() + timedelta(days=1), lambda: 1.0)
        courier.round()
        assert not courier.due()
        courier._clock = there
        assert courier.due()
