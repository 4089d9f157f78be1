"""Which printers there are: the queues of CUPS, and what announces itself (DNS-SD)."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ippx import Operation

from kiosk.devices.ipp.line import PORT, SECURE, Denied, Line, Values, wanted, words
from kiosk.devices.ipp.printer import IppPrinter
from kiosk.devices.ipp.trust import Trust, certificate
from kiosk.devices.printer import PrinterStatus, Reason, trouble

CUPS = "localhost:631"
CUPS_GET_PRINTERS = 0x4002
"""Of CUPS itself; no part of the standard."""

PATIENCE = 3.0
KINDS = ("_ipps._tcp", "_ipp._tcp")
"""What is listened for: one that can do both is found twice."""

_SILENT = PrinterStatus((trouble(Reason.OFFLINE),))
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
    """A printer and what it can; `media` are the sizes that are loaded, or else all it knows.

    `certificate` is what one of `ipps://` shows now, as SHA-256 in hex: who stands beside the
    printer can compare it, and set it.
    """

    address: str
    model: str = ""
    media: tuple[str, ...] = ()
    unscaled: bool = False
    takes_pdf: bool = False
    two_sided: bool = False
    status: PrinterStatus = field(default_factory=PrinterStatus)
    certificate: str = ""


def printers(cups: str = CUPS) -> Iterator[Found]:
    """Find queues that answer, and all that announce themselves; `cups` is the spooler's host:port.

    One that announces itself and does not answer is told as offline: its name ends in `.local`, and
    a kiosk without `libnss-mdns` cannot reach it by that.
    """
    for address in _queues(cups):
        if found := described(address):
            yield found
    for address in _announced():
        yield described(address) or Found(address, status=_SILENT)


def described(address: str) -> Found | None:
    """Ask a printer what it can; None if it does not answer."""
    try:
        trust = Trust(certificate=_shown(address))
        told = Line(address, PATIENCE, trust).ask(
            Operation.GET_PRINTER_ATTRIBUTES, [wanted(*_CAPABILITIES)]
        )
    except (OSError, Denied):
        return None
    values: Values = told.printers[0] if told.printers else {}
    status = IppPrinter(address, lambda _: (0.0, 0.0), PATIENCE, trust).status()
    return Found(
        address=address,
        model=" ".join(words(values, "printer-make-and-model")),
        media=words(values, "media-ready") or words(values, "media-supported"),
        unscaled="none" in words(values, "print-scaling-supported"),
        takes_pdf=_PDF in words(values, "document-format-supported"),
        two_sided=len(words(values, "sides-supported")) > 1,
        status=status,
        certificate=trust.certificate,
    )


def _shown(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme != SECURE:
        return ""
    return certificate(parts.hostname or "", parts.port or PORT, PATIENCE)


def _queues(cups: str) -> Iterator[str]:
    try:
        asked = [wanted("printer-name")]
        told = Line(f"ipp://{cups}/", PATIENCE).ask(CUPS_GET_PRINTERS, asked)
    except (OSError, Denied):
        return
    for values in told.printers:
        for name in words(values, "printer-name"):
            yield f"ipp://{cups}/printers/{name}"


def _announced() -> Iterator[str]:
    """Listen for a moment, where the program that listens is installed."""
    program = shutil.which("ippfind")
    if program is None:
        return
    heard = subprocess.run(  # noqa: S603  # found where the system keeps its programs
        [program, "-T", f"{PATIENCE:g}", *KINDS], check=False, capture_output=True, text=True
    )
    yield from heard.stdout.split()
