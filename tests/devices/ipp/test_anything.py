"""Whatever a printer answers over IPP, only trouble comes of it: 100,000 answers of every kind."""

from itertools import count
from random import Random

import pytest
from ippx import Attribute, IppMessage, Tag, encode

from kiosk.devices.ipp.finding import described
from kiosk.devices.ipp.line import Line
from kiosk.devices.ipp.printer import IppPrinter
from kiosk.devices.printer import JobId, JobState
from kiosk.errors import Trouble

ANSWERS, PARTS = 100_000, 4
NAMES = {
    Tag.PRINTER_ATTRS: (
        "printer-state", "printer-state-reasons", "printer-is-accepting-jobs", "printer-name",
        "printer-state-change-time", "printer-up-time", "media-supported", "media-ready",
        "print-scaling-supported", "device-uri", "sides-supported", "document-format-supported",
        "printer-make-and-model",
    ),
    Tag.JOB_ATTRS: ("job-id", "job-name", "job-state", "job-state-reasons"),
    Tag.UNSUPPORTED_ATTRS: ("media", "copies", "print-scaling", "sides"),
}  # fmt: skip
WORDS = (
    "none", "media-empty-error", "cover-open", "toner-low-warning", "connecting-to-device",
    "iso_a4_210x297mm", "iso_a5_148x210mm", "usb://x", "ipp://[", "socket://127.0.0.1:1", "", "纸",
)  # fmt: skip
NUMBERS = (0, 1, 3, 4, 5, 6, 7, 8, 9, 42, -1, 2**31 - 1)

WELL = [
    (Tag.PRINTER_ATTRS, [
        Attribute("printer-state", Tag.ENUM, [3]),
        Attribute("media-supported", Tag.KEYWORD, ["iso_a4_210x297mm"]),
    ]),
    (Tag.JOB_ATTRS, [
        Attribute("job-id", Tag.INTEGER, [42]),
        Attribute("job-name", Tag.NAME, ["slip-1"]),
        Attribute("job-state", Tag.ENUM, [5]),
    ]),
]  # fmt: skip
"""What a printer says that is well and has a job."""


class Chatterbox:
    """Answers with anything: what a printer could say, said wrongly, cut or damaged."""

    def __init__(self, seed: int) -> None:
        self.random, self.answered = Random(seed), 0  # noqa: S311  # the same on every run

    def answer(self, _: bytes) -> bytes:
        self.answered += 1
        random = self.random
        if random.random() < 0.02:
            raise OSError("nobody there")
        code = random.choice((0, 0, 0, 0, 1, 0x0404, 0x0506, 0x0507, random.randrange(0x10000)))
        well = random.random() < 0.4
        groups = WELL if well else [self._group() for _ in range(random.randrange(4))]
        whole = encode(IppMessage((2, 0), code, 1, groups, b""))
        kind = random.random()
        if kind < 0.15:
            return whole[: random.randrange(len(whole))]
        if kind < 0.4:
            hurt = bytearray(whole)
            for _turn in range(random.randrange(1, 5)):
                hurt[random.randrange(len(hurt))] = random.randrange(256)
            return bytes(hurt)
        return random.randbytes(random.randrange(60)) if kind < 0.45 else whole

    def _group(self) -> tuple[Tag, list[Attribute]]:
        random = self.random
        kind = random.choice(tuple(NAMES))
        names = random.sample(NAMES[kind], random.randrange(len(NAMES[kind]) + 1))
        return kind, [self._attribute(name) for name in names]

    def _attribute(self, name: str) -> Attribute:
        random = self.random
        many = range(random.randrange(1, 3))
        if random.random() < 0.4:
            tag = random.choice((Tag.INTEGER, Tag.ENUM))
            return Attribute(name, tag, [random.choice(NUMBERS) for _ in many])
        if random.random() < 0.2:
            return Attribute(name, Tag.BOOLEAN, [random.random() < 0.5 for _ in many])
        tag = random.choice((Tag.KEYWORD, Tag.NAME, Tag.URI, Tag.TEXT))
        return Attribute(name, tag, [random.choice(WORDS) for _ in many])


@pytest.mark.parametrize("part", range(PARTS))
def test_only_trouble_comes_of_any_answer(part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    box = Chatterbox(20261122 + part)
    monkeypatch.setattr(Line, "_post", lambda _, content: box.answer(content))
    monkeypatch.setattr("socket.create_connection", _nobody)
    printer = IppPrinter("ipp://printer/ipp/print", lambda _: (210.0, 297.0), 0.1)
    states, codes, taken = set[JobState](), set[str](), 0
    for number in count():
        if box.answered >= ANSWERS // PARTS:
            break
        try:
            if number % 4 == 0:
                taken += bool(printer.print(b"%PDF", 1, "slip"))
            elif number % 4 == 1:
                states.add(printer.state(JobId("42+slip-1")))
            elif number % 4 == 2:
                printer.cancel(JobId("42+slip-1"))
            else:
                codes |= {one.code for one in printer.status().troubles}
                described("ipp://printer/ipp/print")
        except Trouble as trouble:
            codes.add(trouble.code)
    assert taken
    assert states >= {JobState.FAILED, JobState.UNKNOWN}
    wanted = ("offline", "refused", "stopped", "uncertain", "busy", "cover-open")
    assert codes >= {f"printer.{one}" for one in wanted}


def _nobody(*_: object) -> None:
    raise OSError("nobody there")
