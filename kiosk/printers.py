"""The printers of a kiosk as it is set: one for sheets, and a roll for receipts where there is one.

Each is put together when it is first needed: what speaks to them takes a while to load, and the
welcome does not wait for it.
"""

from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from kiosk import settings
from kiosk.devices.pretend_printer import PretendPrinter
from kiosk.devices.printer import JobId, JobState, Printer, PrinterStatus
from kiosk.devices.spool import SpoolPrinter

SHEETS, ROLL = "a4", "receipt"
"""What the ledger calls them."""

SPOOL, PRETENDED = "spool", "pretended"
WIDEST_ROLL = 80.0
"""Millimetres: what is no wider is meant for the roll."""

BAUD, RAW_PORT = 115_200, 9100
PATIENCE = 3.0
"""Seconds a receipt printer may take to answer."""


class Later:
    """A printer that is put together when it is first needed."""

    def __init__(self, made: Callable[[], Printer]) -> None:
        self._made = made

    @cached_property
    def _printer(self) -> Printer:
        return self._made()

    def print(self, pdf: bytes, copies: int, title: str) -> JobId:
        """Take a paper to print."""
        return self._printer.print(pdf, copies, title)

    def state(self, job: JobId) -> JobState:
        """Say how far a job is."""
        return self._printer.state(job)

    def cancel(self, job: JobId) -> None:
        """Take back what has not come out yet."""
        self._printer.cancel(job)

    def status(self) -> PrinterStatus:
        """Say whether it can print now."""
        return self._printer.status()


class Printers:
    """Knows which paper goes where."""

    def __init__(self, sheets: Printer, roll: Printer | None = None) -> None:
        self._known = {SHEETS: sheets} if roll is None else {SHEETS: sheets, ROLL: roll}

    @property
    def has_roll(self) -> bool:
        """Whether receipts and slips come on a roll."""
        return ROLL in self._known

    def where(self, pdf: bytes) -> str:
        """Return the name of the printer that a paper is meant for."""
        if not self.has_roll:
            return SHEETS
        from kiosk.paper.dots import size_in_mm  # noqa: PLC0415  # as above

        width, _ = size_in_mm(pdf)
        return ROLL if width <= WIDEST_ROLL else SHEETS

    def __getitem__(self, name: str) -> Printer:
        """Return a printer; the one for sheets for a name that was there once."""
        return self._known.get(name, self._known[SHEETS])

    def __iter__(self) -> Iterator[tuple[str, Printer]]:
        """Go through names and printers."""
        return iter(self._known.items())


def printers_of(printers: settings.Printers, spool: Path) -> Printers:
    """Return what a kiosk is set to."""
    sheets: Printer = SpoolPrinter(spool)
    if printers.a4 == PRETENDED:
        sheets = PretendPrinter(spool)
    elif printers.a4 != SPOOL:
        sheets = Later(lambda: _over_ipp(printers))
    if printers.receipt == PRETENDED:
        return Printers(sheets, PretendPrinter(spool))
    return Printers(sheets, Later(lambda: _roll(printers.receipt)) if printers.receipt else None)


def _over_ipp(printers: settings.Printers) -> Printer:
    from kiosk.devices.ipp.printer import IppPrinter  # noqa: PLC0415  # as above
    from kiosk.devices.ipp.trust import Trust  # noqa: PLC0415  # as above
    from kiosk.paper.dots import size_in_mm  # noqa: PLC0415  # as above

    trust = Trust(printers.ca, printers.certificate)
    return IppPrinter(printers.a4, size_in_mm, trust=trust)


def _roll(address: str) -> Printer:
    from kiosk.devices.receipts.network import Network  # noqa: PLC0415  # as above
    from kiosk.devices.receipts.printer import (  # noqa: PLC0415  # as above
        DOTS,
        DPI,
        Dots,
        ReceiptPrinter,
    )
    from kiosk.devices.receipts.serial_line import SerialLine  # noqa: PLC0415  # as above
    from kiosk.paper.dots import pages_as_dots  # noqa: PLC0415  # as above

    def drawn(pdf: bytes) -> tuple[Dots, ...]:
        return tuple(Dots(*page) for page in pages_as_dots(pdf, DPI, DOTS))

    if address.startswith("usb:"):
        from kiosk.devices.receipts.usb_port import UsbPort  # noqa: PLC0415  # as above
        from kiosk.devices.usb_device import UsbAddress  # noqa: PLC0415  # as above

        device_on_usb = UsbAddress.of(address.removeprefix("usb:"))
        return ReceiptPrinter(lambda: UsbPort(device_on_usb, PATIENCE), drawn)
    if address.startswith("serial:"):
        device, _, baud = address.removeprefix("serial:").partition("@")
        return ReceiptPrinter(lambda: SerialLine(device, int(baud or BAUD), PATIENCE), drawn)
    where = urlsplit(address)
    host, port = where.hostname or "", where.port or RAW_PORT
    return ReceiptPrinter(lambda: Network(host, port, PATIENCE), drawn)
