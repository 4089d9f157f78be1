"""A receipt printer on a real socket, with the pretend machine at the other end."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from kiosk.devices.receipts.network import Network
from kiosk.devices.receipts.pretend import Ill
from kiosk.devices.receipts.printer import DOTS, DPI, Dots, ReceiptPrinter
from kiosk.paper.dots import pages_as_dots

PATIENCE = 2
"""Seconds a printer may take to answer."""


def drawn(pdf: bytes) -> tuple[Dots, ...]:
    return tuple(Dots(*page) for page in pages_as_dots(pdf, DPI, DOTS))


@dataclass
class Machine:
    """The machine as somebody beside it sees it."""

    printer: ReceiptPrinter
    folder: Path
    process: "subprocess.Popen[str]"
    port: int

    def tell(self, *words: str) -> None:
        """Have something happen to it; the next status sees it."""
        assert self.process.stdin is not None
        self.process.stdin.write(" ".join(words) + "\n")
        self.process.stdin.flush()

    def fall_ill(self, ill: Ill) -> None:
        self.tell(ill.value)
        while not (status := self.printer.status()).troubles and not status.soon:
            pass

    def recover(self) -> None:
        self.tell("well")
        while not self.printer.status().ready or self.printer.status().soon:
            pass

    @property
    def pieces(self) -> list[Image.Image]:
        found = []
        for file in sorted(self.folder.glob("*.png")):
            with Image.open(file) as image:
                found.append(image.copy())
        return found


@contextmanager
def machine(folder: Path) -> Iterator[Machine]:
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "kiosk.devices.receipts.pretend", str(folder)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        port = int(process.stdout.readline())

        printer = ReceiptPrinter(lambda: Network("127.0.0.1", port, PATIENCE), drawn)
        yield Machine(printer, folder, process, port)
        process.stdin.close()
