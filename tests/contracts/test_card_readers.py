"""What every card reader must do; the real driver over each of its lines is held to it."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from random import Random
from typing import Protocol

import pytest

from kiosk.devices.card_reader import Card, CardReader, CardType, Reason
from kiosk.devices.sam.frames import reply
from kiosk.devices.sam.lines import SerialLine, UsbLine
from kiosk.devices.sam.pretend import SAMPLE, Ill, PretendLine, PretendModule
from kiosk.devices.sam.reader import READ, SamReader
from kiosk.devices.usb_device import UsbAddress, UsbDevice
from kiosk.errors import Trouble
from tests.devices.usb_twin import Port, ReaderPipes

READER = UsbAddress.of("0400:c35a")


class Desk(Protocol):
    """What a person does at the reader, and what befalls it."""

    reader: CardReader

    def lay(self) -> None: ...
    def lift(self) -> None: ...
    def fall_ill(self, ill: Ill) -> None: ...
    def recover(self) -> None: ...


@dataclass
class InProcess:
    module: PretendModule
    reader: CardReader

    def lay(self) -> None:
        self.module.lay()

    def lift(self) -> None:
        self.module.lift()

    def fall_ill(self, ill: Ill) -> None:
        self.module.ills.add(ill)

    def recover(self) -> None:
        self.module.ills.clear()


class OnATerminal:
    """The pretend reader as a program, at the other end of a real serial line."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self.says = process.stdin
        device = process.stdout.readline().strip()
        self.reader: CardReader = SamReader(lambda: SerialLine(device), time.monotonic)

    def tell(self, word: str) -> None:
        self.says.write(f"{word}\n")
        self.says.flush()

    def lay(self) -> None:
        self.tell("lay")

    def lift(self) -> None:
        self.tell("lift")

    def fall_ill(self, ill: Ill) -> None:
        self.tell(ill.value)

    def recover(self) -> None:
        self.tell("well")


@contextmanager
def on_a_terminal() -> Iterator[Desk]:
    command = [sys.executable, "-m", "kiosk.devices.sam.pretend"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        desk = OnATerminal(process)
        yield desk
        desk.reader.close()
        desk.says.close()


@contextmanager
def in_process() -> Iterator[Desk]:
    module = PretendModule()
    yield InProcess(module, SamReader(lambda: PretendLine(module), time.monotonic))


@contextmanager
def over_usb() -> Iterator[Desk]:
    module = PretendModule()
    port = Port(READER.vendor, READER.product, ReaderPipes(module))
    yield InProcess(module, SamReader(lambda: UsbLine(UsbDevice(READER, port)), time.monotonic))


@pytest.fixture(params=[in_process, over_usb, on_a_terminal], ids=["line", "usb", "terminal"])
def desk(request: pytest.FixtureRequest) -> Iterator[Desk]:
    with request.param() as one:
        yield one


def until_read(desk: Desk) -> Card:
    """Look until a card is read: the terminal hears of it a moment later."""
    while (card := desk.reader.poll()) is None:
        pass
    return card


def test_nothing_lies_there(desk: Desk) -> None:
    assert desk.reader.poll() is None


def test_a_card_is_read_once_until_it_is_lifted(desk: Desk) -> None:
    desk.lay()
    assert until_read(desk) == SAMPLE
    assert desk.reader.poll() is None
    desk.lift()
    desk.lay()
    assert until_read(desk) == SAMPLE


@pytest.mark.parametrize("ill", [Ill.GARBAGE, Ill.SPLIT])
def test_a_noisy_line_is_read_all_the_same(desk: Desk, ill: Ill) -> None:
    desk.fall_ill(ill)
    desk.lay()
    assert until_read(desk) == SAMPLE


@pytest.mark.parametrize(
    ("ill", "code"),
    [
        (Ill.SILENT, "reader.offline"),
        (Ill.CUT, "reader.offline"),
        (Ill.WRONG_SUM, "reader.garbled"),
        (Ill.WRONG_LENGTH, "reader.garbled"),
        (Ill.UNREADABLE, "card.unread"),
        (Ill.UNKNOWN_CARD, "card.unknown_type"),
        (Ill.NO_LICENCE, "reader.broken"),
        (Ill.SELF_TEST, "reader.broken"),
    ],
)
def test_every_ill_has_its_trouble_and_passes(desk: Desk, ill: Ill, code: str) -> None:
    desk.lay()
    desk.fall_ill(ill)
    with pytest.raises(Trouble) as caught:
        until_told(desk)
    assert caught.value.code == code
    desk.recover()
    desk.lift()
    desk.lay()
    assert until_well(desk) == SAMPLE


def until_told(desk: Desk) -> None:
    """Look until there is trouble; a card that was read before it is lifted and laid again."""
    while True:
        if desk.reader.poll() is not None:
            desk.lift()
            desk.lay()


def until_well(desk: Desk) -> Card:
    while True:
        try:
            return until_read(desk)
        except Trouble:
            continue


def test_a_card_that_slips_away_is_no_trouble() -> None:
    with in_process() as desk:
        desk.lay()
        desk.fall_ill(Ill.SELECT_FAILS)
        assert desk.reader.poll() is None
        desk.recover()
        assert desk.reader.poll() == SAMPLE


def test_a_reader_pulled_out_and_put_back_goes_on() -> None:
    with in_process() as desk:
        desk.lay()
        desk.fall_ill(Ill.GONE)
        for _ in range(3):
            with pytest.raises(Trouble, match="does not answer"):
                desk.reader.poll()
        desk.recover()
        assert desk.reader.poll() == SAMPLE


def test_no_reader_at_all_is_offline() -> None:
    reader = SamReader(lambda: SerialLine("/dev/none"), time.monotonic)
    with pytest.raises(Trouble, match="does not answer"):
        reader.poll()


def test_the_module_tells_its_number() -> None:
    module = PretendModule()
    reader = SamReader(lambda: PretendLine(module), time.monotonic)
    assert reader.module() == "05.01-257-0000000002-0000000003"


@pytest.mark.parametrize("type_", CardType)
def test_every_type_of_card_is_told(type_: CardType) -> None:
    module = PretendModule()
    module.lay(replace(SAMPLE, type=type_))
    card = SamReader(lambda: PretendLine(module), time.monotonic).poll()
    assert card is not None
    assert card.type is type_


def test_whatever_a_reader_answers_only_trouble_comes_of_it() -> None:
    """100,000 answers: any status, any content, whole or broken, in any order."""
    random = Random(20261122)  # noqa: S311  # the same answers on every run
    line = _Chatter(random)
    reader = SamReader(lambda: line, lambda: next(line.ticks))
    told = dict.fromkeys(Reason, 0)
    read = 0
    while line.answered < 100_000:
        try:
            read += reader.poll() is not None
        except Trouble as trouble:
            told[Reason(trouble.code)] += 1
    assert all(told.values()), told
    assert read


class _Chatter:
    """A line on which anything comes back."""

    def __init__(self, random: Random) -> None:
        self.random, self.answered = random, 0
        self.ticks = count(0, 0.05)
        self.coming = b""

    def write(self, data: bytes) -> None:
        random = self.random
        self.answered += 1
        status = random.choice([0x90, 0x9F, 0x90, 0x9F, random.randrange(256)])
        content = random.randbytes(random.choice([0, 4, 8, 1284]))
        if data == READ and random.random() < 0.5:
            content = bytes.fromhex("01000400") + random.randbytes(1280)
        answer = reply(status, content)
        if random.random() < 0.1:
            place = random.randrange(len(answer))
            answer = answer[:place] + random.randbytes(random.randrange(4)) + answer[place + 1 :]
        self.coming = b"" if random.random() < 0.01 else answer

    def read(self, seconds: float) -> bytes:
        if not seconds:
            self.coming = b""
        part, self.coming = self.coming[:900], self.coming[900:]
        return part

    def close(self) -> None:
        self.coming = b""
