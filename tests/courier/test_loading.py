"""Several attachments on their way in one request, and what becomes of them where it fails."""

import os
from collections.abc import Callable, Iterator, Sequence

import pytest

from kiosk.courier.courier import Courier
from kiosk.courier.failures import TRIES, Failure, LineFailure
from kiosk.courier.line import Line
from kiosk.wire.loads import Part
from kiosk.wire.messages import Acknowledgement
from tests.central.hall import Central, Kiosk
from tests.courier.test_courier import arrived_once

Content = Callable[[], Iterator[bytes]]


def round_of(kiosk: Kiosk, line: Line) -> Failure | None:
    return Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0).round()


class Watched:
    """A line that loses the answers to its first loads, or says no to them."""

    def __init__(self, line: Line, failure: Failure, times: int) -> None:
        self._line, self._failure, self._left = line, failure, times
        self.sent: list[list[Part]] = []

    def load(self, chain: str, parts: Sequence[Part], content: Content) -> Acknowledgement:
        self.sent.append(list(parts))
        self._left -= 1
        if self._left >= 0 and self._failure is not Failure.CUT:
            raise LineFailure(self._failure)
        word = Line.load(self._line, chain, parts, content)
        if self._left >= 0:
            raise LineFailure(Failure.CUT)
        return word


@pytest.fixture
def photos() -> list[bytes]:
    return [os.urandom(100_000 + number) for number in range(5)]


@pytest.mark.parametrize(
    ("failure", "times"),
    [
        (Failure.CUT, TRIES - 1),
        (Failure.HASH, 1),
        (Failure.UNKNOWN_FILE, 1),
        (Failure.TOO_LARGE, 1),
    ],
)
def test_whatever_befalls_a_load_all_arrives_in_the_same_round(
    central: Central,
    kiosk: Kiosk,
    monkeypatch: pytest.MonkeyPatch,
    photos: list[bytes],
    failure: Failure,
    times: int,
) -> None:
    entry = kiosk.submit(*photos)
    with kiosk.line(central.url) as line:
        watched = Watched(line, failure, times)
        monkeypatch.setattr(line, "load", watched.load)
        assert round_of(kiosk, line) is None
    arrived_once(central, kiosk, [entry])
    assert len(watched.sent[0]) == len(photos)
    if failure is Failure.CUT:  # all had arrived but the word
        assert [one.length for one in watched.sent[1]] == [0] * len(photos)
    else:
        assert len(watched.sent) == 1


def test_a_line_that_fails_ends_the_round_and_the_next_one_brings_them(
    central: Central, kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch, photos: list[bytes]
) -> None:
    entry = kiosk.submit(*photos)
    with kiosk.line(central.url) as line:
        monkeypatch.setattr(line, "load", Watched(line, Failure.BUSY, 1).load)
        assert round_of(kiosk, line) is Failure.BUSY
    with kiosk.line(central.url) as line:
        assert round_of(kiosk, line) is None
    arrived_once(central, kiosk, [entry])
