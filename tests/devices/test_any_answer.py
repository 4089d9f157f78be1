"""Whatever a receipt printer answers, only trouble comes of it: 100,000 bytes of any kind."""

from random import Random

from escpos.escpos import Escpos  # type: ignore[import-untyped]  # has no types

from kiosk.devices.receipts.network import PROFILE
from kiosk.devices.receipts.printer import Dots, ReceiptPrinter
from kiosk.errors import Trouble

ANSWERS = 100_000
FITTING = (0x12, 0x16, 0x1A, 0x32, 0x72, 0x7E, 0x12 | 0x0C)
"""Answers that could be true: well, cover, cutter, paper, and all together."""


class Chatterbox(Escpos):  # type: ignore[misc]  # has no types
    """Answers with anything, or not at all, or is gone."""

    def __init__(self, random: Random) -> None:
        super().__init__(profile=PROFILE)
        self.random, self.answered = random, 0

    def _raw(self, msg: bytes) -> None:
        if self.random.random() < 0.01:
            raise BrokenPipeError

    def _read(self) -> bytes:
        self.answered += 1
        random = self.random
        kind = random.random()
        if kind < 0.02:
            raise TimeoutError
        if kind < 0.04:
            return b""
        return bytes((random.choice(FITTING) if kind < 0.9 else random.randrange(256),))

    def close(self) -> None:
        if self.random.random() < 0.01:
            raise OSError


def test_only_trouble_comes_of_any_answer() -> None:
    box = Chatterbox(Random(20261122))  # noqa: S311  # the same answers on every run
    page = Dots(8, 2, b"\x0f\xf0")
    printer = ReceiptPrinter(lambda: box, lambda _: (page,))
    codes, printed, ready = set[str](), 0, 0
    while box.answered < ANSWERS:
        status = printer.status()
        ready += status.ready
        codes |= {one.code for one in (*status.troubles, *status.soon)}
        if status.ready:
            try:
                printed += bool(printer.print(b"%PDF", 1, "slip"))
            except Trouble as trouble:
                codes.add(trouble.code)
    assert ready
    assert printed
    wanted = ("offline", "cover-open", "media-empty", "media-low", "cutter", "stopped", "uncertain")
    assert codes >= {f"printer.{one}" for one in wanted}
