"""Which printers there are: the queues of CUPS, and what announces itself (DNS-SD)."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

from ippx import Operation

from kiosk.devices.ipp.line import Denied, Line, Values, wanted
from kiosk.devices.ipp.printer import IppPrinter
from kiosk.devices.printer import PrinterStatus

CUPS = "localhost:631"
CUPS_GET_PRINTERS = 0x4002
"""Of CUPS itself; no part of the standard."""

PATIENCE = 3.0
_PDF = "application/pdf"
_CAPABILITIES = (
    "printer-make-and-model",
    "media-supported",
    "media-ready",
    "print-scaling-supported",
    "sides-supported",
    "document-format-supported",
)


@dataclass(frozen=True, slots=True)
class Found:
    """A printer and what it can; `media` are the sizes that are loaded, or else all it knows."""

    address: str
    model: str
    media: tuple[str, ...]
    unscaled: bool
    takes_pdf: bool
    two_sided: bool
    status: PrinterStatus


def printers(cups: str = CUPS) -> Iterator[Found]:
    """Find the printers that answer; `cups` is host and port of the spooler."""
    for address in dict.fromkeys((*_queues(cups), *_announced())):
        found = described(address)
        if found is not None:
            yield found


def described(address: str) -> Found | None:
    """Ask a printer what it can; None if it does not answer."""
    try:
        told = Line(address, PATIENCE).ask(
            Operation.GET_PRINTER_ATTRIBUTES, [wanted(*_CAPABILITIES)]
        )
    except (OSError, Denied):
        return None
    values: Values = told.printers[0] if told.printers else {}
    status = IppPrinter(address, lambda _: (0.0, 0.0), PATIENCE).status()
    return Found(
        address=address,
        model=" ".join(map(str, values.get("printer-make-and-model", ()))),
        media=tuple(values.get("media-ready") or values.get("media-supported", ())),
        unscaled="none" in values.get("print-scaling-supported", ()),
        takes_pdf=_PDF in values.get("document-format-supported", ()),
        two_sided=len(values.get("sides-supported", ())) > 1,
        status=status,
    )


def _queues(cups: str) -> Iterator[str]:
    try:
        asked = [wanted("printer-name")]
        told = Line(f"ipp://{cups}/", PATIENCE).ask(CUPS_GET_PRINTERS, asked)
    except (OSError, Denied):
        return
    for values in told.printers:
        yield f"ipp://{cups}/printers/{values['printer-name'][0]}"


def _announced() -> Iterator[str]:
    """Listen for a moment, where the program that listens is installed."""
    program = shutil.which("ippfind")
    if program is None:
        return
    heard = subprocess.run(  # noqa: S603  # found where the system keeps its programs
        [program, "-T", f"{PATIENCE:g}"], check=False, capture_output=True, text=True
    )
    yield from (line for line in heard.stdout.split() if line.startswith("ipp://"))
