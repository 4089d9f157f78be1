"""A pretend receipt printer: takes the stream apart again, and what was printed is a picture.

As a program it listens where a network printer would, and lays each cut piece as a picture:

    python -m kiosk.devices.receipts.pretend FOLDER   prints its address; on standard input, word
                                                      by word: what is wrong, or `well`
"""

import os
import selectors
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from PIL import Image

from kiosk.devices.receipts.printer import Dots

_RASTER, _CUT, _ASKED, _STATE = b"\x1dv", b"\x1dV", b"\x1dr", b"\x10\x04"
_RASTER_HEAD = 8
"""GS v 0, the mode, bytes across and rows down."""

_LENGTHS = {_ASKED: 3, _STATE: 3, b"\x1bd": 3, b"\x1bJ": 3, b"\x1ba": 3}
_ESCAPES = (b"\x10", b"\x1b", b"\x1d")


class Ill(StrEnum):
    """What can be wrong with a receipt printer."""

    NO_PAPER = "no_paper"
    LOW_PAPER = "low_paper"
    COVER_OPEN = "cover_open"
    CUTTER = "cutter"
    STOPPED = "stopped"
    SILENT = "silent"
    RUNS_OUT = "runs_out"  # the paper ends in the middle of the next receipt
    GONE = "gone"


@dataclass
class PretendPrinter:
    """The machine: what is wrong, what came out, and the piece that is not cut yet."""

    ills: set[Ill] = field(default_factory=set)
    pieces: list[Dots] = field(default_factory=list)
    cuts: int = 0
    _rows: list[bytes] = field(default_factory=list)
    _held: bytearray = field(default_factory=bytearray)

    def take(self, received: bytes) -> bytes:
        """Take part of the stream; returns what the printer answers."""
        self._held += received
        answer = b""
        while (length := self._length()) and len(self._held) >= length:
            command = bytes(self._held[:length])
            del self._held[:length]
            answer += self._obey(command)
        return b"" if Ill.SILENT in self.ills else answer

    def _length(self) -> int:
        """Return how long the next command is; 0 as long as that cannot be told."""
        held = bytes(self._held[:_RASTER_HEAD])
        if held[:2] == _RASTER:
            short = len(held) < _RASTER_HEAD
            return 0 if short else _RASTER_HEAD + _pair(held, 4) * _pair(held, 6)
        if held[:2] == _CUT:
            return {b"": 0, b"A": 4, b"B": 4}.get(held[2:3], 3)  # A and B feed first
        if held[:1] in _ESCAPES:
            return _LENGTHS.get(held[:2], 2) if held[1:] else 0
        return len(held[:1])

    def _obey(self, command: bytes) -> bytes:
        if command[:2] == _STATE:
            return bytes((self._state(command[2]),))
        if command[:2] == _ASKED:
            out = {Ill.NO_PAPER, Ill.COVER_OPEN, Ill.STOPPED, Ill.CUTTER} & self.ills
            return b"" if out else bytes((0x0C if Ill.LOW_PAPER in self.ills else 0,))
        if command[:2] == _RASTER:
            self._draw(command)
        elif command[:2] == _CUT:
            self._cut()
        return b""

    def _state(self, asked: int) -> int:
        bits = {
            2: 0x04 * (Ill.COVER_OPEN in self.ills) | 0x20 * (Ill.NO_PAPER in self.ills),
            3: 0x08 * (Ill.CUTTER in self.ills) | 0x20 * (Ill.STOPPED in self.ills),
            4: 0x60 * (Ill.NO_PAPER in self.ills) | 0x0C * (Ill.LOW_PAPER in self.ills),
        }
        return 0x12 | bits.get(asked, 0)

    def _draw(self, command: bytes) -> None:
        width, dots = _pair(command, 4), command[_RASTER_HEAD:]
        for start in range(0, len(dots), width):
            if Ill.RUNS_OUT in self.ills:
                self.ills.add(Ill.NO_PAPER)
            if Ill.NO_PAPER not in self.ills:
                self._rows.append(dots[start : start + width])

    def _cut(self) -> None:
        if {Ill.NO_PAPER, Ill.CUTTER} & self.ills or not self._rows:
            return
        self.cuts += 1
        width = max(map(len, self._rows))
        rows = b"".join(row.ljust(width, b"\0") for row in self._rows)
        self.pieces.append(Dots(width * 8, len(self._rows), rows))
        self._rows.clear()


def _pair(command: bytes, place: int) -> int:
    return int.from_bytes(command[place : place + 2], "little")


def picture(piece: Dots) -> Image.Image:
    """Return a printed piece as it looks: black on white."""
    white = bytes(byte ^ 0xFF for byte in piece.rows)
    return Image.frombytes("1", (piece.width, piece.height), white)


def serve(folder: Path, printer: PretendPrinter) -> None:
    """Listen on loopback until standard input ends."""
    with socket.create_server(("127.0.0.1", 0)) as server, selectors.DefaultSelector() as watched:
        watched.register(server, selectors.EVENT_READ)
        watched.register(sys.stdin, selectors.EVENT_READ)
        sys.stdout.write(f"{server.getsockname()[1]}\n")
        sys.stdout.flush()
        for ready in _ready(watched):
            if ready is server:
                connection, _ = server.accept()
                watched.register(connection, selectors.EVENT_READ)
            elif isinstance(ready, socket.socket):
                if not _receive(ready, printer, folder):
                    watched.unregister(ready)
                    ready.close()
            elif not _told(printer):
                return


def _ready(watched: selectors.BaseSelector) -> Iterator[object]:
    while True:
        yield from [key.fileobj for key, _ in watched.select()]


def _receive(connection: socket.socket, printer: PretendPrinter, folder: Path) -> bool:
    """Take what came and answer; says whether the other end is still there."""
    try:
        received = b"" if Ill.GONE in printer.ills else connection.recv(65536)
        if received:
            answer = printer.take(received)
            _lay(folder, printer)
            connection.sendall(answer)
    except OSError:
        return False
    return bool(received)


def _lay(folder: Path, printer: PretendPrinter) -> None:
    while printer.pieces:
        number = len(list(folder.glob("*.png"))) + 1
        picture(printer.pieces.pop(0)).save(folder / f"{number:03}.png")


def _told(printer: PretendPrinter) -> bool:
    words = os.read(sys.stdin.fileno(), 4096)
    for word in words.decode().split():
        if word == "well":
            printer.ills.clear()
        elif word in set(Ill):
            printer.ills.add(Ill(word))
    return bool(words)


if __name__ == "__main__":
    serve(Path(sys.argv[1]), PretendPrinter())
