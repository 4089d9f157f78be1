"""What every scanner must do; the real driver over a real line, and the pretend one."""

import os
import pty
import time
import tty
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices.sam.lines import SerialLine
from kiosk.devices.scanner import LONGEST, LineScanner, PretendScanner, Scanner
from kiosk.devices.taking import taking_of
from kiosk.errors import Trouble
from kiosk.settings import Devices
from kiosk.wire.identity import Identity
from kiosk.wire.proof import prove
from tests.wire.test_proof import PROOFS

RECEIPT = prove(PROOFS[0], Identity.load(b"\x01" * 32))
SOON = 5.0
"""Seconds; without being woken a poll waits far longer."""

SCANS = ["1506020126112301001741", "A150123456", "J150602-2026-000123", RECEIPT]


class Counter(Protocol):
    """Where codes are held before a scanner."""

    scanner: Scanner

    def scan(self, text: str) -> None: ...
    def unplug(self) -> None: ...
    def plug(self) -> None: ...


class Pretended:
    def __init__(self) -> None:
        self.pretended = PretendScanner()
        self.scanner: Scanner = self.pretended

    def scan(self, text: str) -> None:
        self.pretended.scan(text)

    def unplug(self) -> None:
        self.pretended.unplugged = True

    def plug(self) -> None:
        self.pretended.unplugged = False


class OnALine:
    """A pseudo-terminal with a scanner's sends at the other end."""

    def __init__(self, end: bytes) -> None:
        self._end = end
        self._master: int | None = None
        self._device = ""
        self.plug()
        self.scanner: Scanner = LineScanner(lambda: SerialLine(self._device, 9600), time.monotonic)

    def scan(self, text: str) -> None:
        assert self._master is not None
        self.scanner.check()
        os.write(self._master, text.encode() + self._end)

    def unplug(self) -> None:
        assert self._master is not None
        os.close(self._master)
        self._master = None

    def plug(self) -> None:
        self._master, inner = pty.openpty()
        tty.setraw(inner)
        self._device = os.ttyname(inner)
        os.close(inner)

    def put_away(self) -> None:
        self.scanner.close()
        if self._master is not None:
            os.close(self._master)


@pytest.fixture(params=["pretended", b"\r", b"\n", b"\r\n", b"\t", b""], ids=repr)
def counter(request: pytest.FixtureRequest) -> Iterator[Counter]:
    if request.param == "pretended":
        yield Pretended()
        return
    made = OnALine(request.param)
    yield made
    made.put_away()


def read(scanner: Scanner) -> str:
    """Look until something was scanned."""
    for _ in range(100):
        if text := scanner.poll():
            return text
    raise AssertionError("nothing was scanned")


def test_what_is_held_before_it_comes_once_and_whole(counter: Counter) -> None:
    for text in SCANS:
        counter.scan(text)
        assert read(counter.scanner) == text
    counter.scanner.wake()
    assert counter.scanner.poll() is None


def test_unplugged_it_says_so_and_plugged_in_again_it_reads_on(counter: Counter) -> None:
    counter.scan(SCANS[0])
    assert read(counter.scanner) == SCANS[0]
    counter.unplug()
    for _ in range(2):
        with pytest.raises(Trouble) as caught:
            counter.scanner.poll()
        assert caught.value.code == "scanner.offline"
    counter.plug()
    counter.scan(SCANS[1])
    assert read(counter.scanner) == SCANS[1]


def waits(counter: Counter, polling: ThreadPoolExecutor) -> Future[str | None]:
    """Have somebody wait for a code, and a watch look meanwhile."""
    polled = polling.submit(counter.scanner.poll)
    counter.scanner.check()
    assert not polled.done()
    return polled


def test_who_waits_hears_at_once_that_it_was_unplugged(counter: Counter) -> None:
    with ThreadPoolExecutor(1) as polling:
        polled = waits(counter, polling)
        counter.unplug()
        assert isinstance(polled.exception(SOON), Trouble)
        with pytest.raises(Trouble):
            counter.scanner.check()


def test_who_waits_is_woken_and_nothing_is_lost(counter: Counter) -> None:
    with ThreadPoolExecutor(1) as polling:
        polled = waits(counter, polling)
        counter.scanner.wake()
        assert polled.result(SOON) is None
        polled = waits(counter, polling)
        counter.scan(SCANS[0])
        assert (polled.result(SOON) or read(counter.scanner)) == SCANS[0]
    counter.scanner.wake()
    assert counter.scanner.poll() is None


class Pieces:
    """A line that gives what it is given, piece by piece."""

    def __init__(self, pieces: list[bytes]) -> None:
        self.pieces = pieces

    def read(self, seconds: float) -> bytes:
        return self.pieces.pop(0) if self.pieces else b""

    def wake(self) -> None:
        """Nobody waits."""

    def close(self) -> None:
        """Nothing to let go."""


def scanned(*pieces: bytes) -> list[str]:
    line, ticks = Pieces(list(pieces)), iter(range(10_000))
    scanner = LineScanner(lambda: line, lambda: next(ticks) * 0.06)
    looks = [scanner.poll() for _ in range(len(pieces) + 40)]
    return [text for text in looks if text is not None]


@given(st.lists(st.sampled_from(SCANS), max_size=4), st.integers(min_value=1, max_value=30))
def test_texts_come_out_as_they_were_scanned_however_the_line_parts_them(
    texts: list[str], size: int
) -> None:
    data = b"".join(text.encode() + b"\r\n" for text in texts)
    assert scanned(*(data[at : at + size] for at in range(0, len(data), size))) == texts


@given(st.lists(st.binary(max_size=50), max_size=10))
def test_noise_is_never_an_error(pieces: list[bytes]) -> None:
    assert all(text.isprintable() for text in scanned(*pieces))


def test_what_is_too_long_is_dropped_and_the_next_is_read() -> None:
    assert scanned(b"9" * 3 * LONGEST, b"9\r", SCANS[0].encode() + b"\r") == [SCANS[0]]


def test_a_kiosk_has_the_scanner_it_is_set_to() -> None:
    assert taking_of(Devices()).scanner is None
    assert isinstance(taking_of(Devices(scanner="/dev/ttyACM0@9600")).scanner, LineScanner)
