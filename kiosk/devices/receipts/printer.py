"""A receipt printer over ESC/POS: the receipt as dots, and the machine's own word on its state.

Before and after a receipt the printer is asked how it is; only its answer to a question sent
after the last dot says that the paper came out. Text is never sent: what a ROM makes of Chinese
differs from model to model.
"""

import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from escpos.escpos import Escpos  # type: ignore[import-untyped]  # has no types
from PIL import Image

from kiosk.devices.printer import (
    JobId,
    JobState,
    PrinterStatus,
    Reason,
    checked_title,
    trouble,
)
from kiosk.errors import Trouble

DOTS, DPI = 576, 203
FRAGMENT = 256
"""Rows of dots in one command: printers forget what is longer."""

PRINTER_STATE, OFFLINE_CAUSE, ERROR_CAUSE, PAPER = (bytes((0x10, 0x04, n)) for n in (1, 2, 3, 4))
"""Asked and answered at once, whatever is in the buffer (DLE EOT n)."""

PAPER_AFTER_ALL = b"\x1dr\x01"
"""Asked in the buffer (GS r 1), so answered once everything before it has been printed."""

_BITS = (
    (OFFLINE_CAUSE, 0x04, Reason.COVER_OPEN),
    (OFFLINE_CAUSE, 0x20, Reason.MEDIA_EMPTY),
    (ERROR_CAUSE, 0x08, Reason.CUTTER),
    (ERROR_CAUSE, 0x60, Reason.STOPPED),
    (PAPER, 0x60, Reason.MEDIA_EMPTY),
)
_LOW = 0x0C
_ALIVE, _FIXED = 0x93, 0x12
"""A real-time answer is recognised by bits that never change."""

_LOST = (OSError, TimeoutError, IndexError)


@dataclass(frozen=True, slots=True)
class Dots:
    """One page as black dots: rows of bytes, the first dot the highest bit, 1 is black."""

    width: int
    height: int
    rows: bytes


class ReceiptPrinter:
    """Prints rolls; `dots` draws a PDF's pages at 203 dots an inch.

    `opened` connects, for one job or question; it raises OSError when nobody is there.
    """

    def __init__(
        self, opened: Callable[[], Escpos], dots: Callable[[bytes], tuple[Dots, ...]]
    ) -> None:
        self._opened = opened
        self._dots = dots
        self._done: set[JobId] = set()
        self._clean = False

    def print(self, pdf: bytes, copies: int, title: str) -> JobId:
        """Print and cut; raises Trouble `printer.*` when it is not certain that all came out."""
        checked_title(title)
        pages = self._dots(pdf)
        try:
            device = self._opened()
        except OSError as error:
            raise trouble(Reason.OFFLINE) from error
        try:
            self._check(device)
            self._put_out(device, pages, copies)
        finally:
            _close(device)
        job = JobId(f"{title}-{secrets.token_hex(4)}")
        self._done.add(job)
        return job

    def state(self, job: JobId) -> JobState:
        """Say DONE for what this program printed: a job ends before `print` returns."""
        return JobState.DONE if job in self._done else JobState.FAILED

    def cancel(self, job: JobId) -> None:
        """Leave it: there is no queue."""

    def status(self) -> PrinterStatus:
        """Ask the machine."""
        try:
            device = self._opened()
        except OSError:
            return PrinterStatus((trouble(Reason.OFFLINE),))
        try:
            return _asked(device)
        except _LOST:
            return PrinterStatus((trouble(Reason.OFFLINE),))
        finally:
            _close(device)

    def _check(self, device: Escpos) -> None:
        try:
            status = _asked(device)
        except _LOST as error:
            raise trouble(Reason.OFFLINE) from error
        if not status.ready:
            raise status.troubles[0]

    def _put_out(self, device: Escpos, pages: tuple[Dots, ...], copies: int) -> None:
        """Print, and wait for the answer after the last dot; else say what stopped it."""
        unclean, self._clean = not self._clean, False
        try:
            if unclean:
                device.cut()  # what stopped half-way is not the head of the next receipt
            for page in pages * copies:
                for part in _parts(page):
                    device.image(part, impl="bitImageRaster", center=False)
                device.cut()
            device._raw(PAPER_AFTER_ALL)  # the library's way to send a command
            answer = _read(device)
        except _LOST as error:
            raise _why(device) from error
        if answer & 0x60:
            raise trouble(Reason.MEDIA_EMPTY)
        self._clean = True


def _asked(device: Escpos) -> PrinterStatus:
    state = {asked: _answer(device, asked) for asked in (OFFLINE_CAUSE, ERROR_CAUSE, PAPER)}
    found = dict.fromkeys(reason for asked, bits, reason in _BITS if state[asked] & bits)
    soon = (trouble(Reason.MEDIA_LOW),) if state[PAPER] & _LOW and not found else ()
    return PrinterStatus(tuple(trouble(one) for one in found), soon)


def _answer(device: Escpos, asked: bytes) -> int:
    device._raw(asked)  # as above
    answer = _read(device)
    if answer & _ALIVE != _FIXED:
        raise OSError("this is no answer to the question")
    return answer


def _read(device: Escpos) -> int:
    return bytes(device._read())[0]  # as above


def _why(device: Escpos) -> Trouble:
    with suppress(*_LOST):
        status = _asked(device)
        if not status.ready:
            return status.troubles[0]
    return trouble(Reason.UNCERTAIN)


def _close(device: Escpos) -> None:
    with suppress(OSError):
        device.close()


def _parts(page: Dots) -> Iterator[Image.Image]:
    across = page.width // 8
    inverted = bytes(byte ^ 0xFF for byte in page.rows)  # there a set bit is white
    for start in range(0, page.height, FRAGMENT):
        rows = inverted[start * across : (start + FRAGMENT) * across]
        yield Image.frombytes("1", (page.width, len(rows) // across), rows)
