"""Whether a machine answers that stands behind a queue of CUPS, which keeps silent about it."""

import socket
from urllib.parse import urlsplit

from ippx import Operation

from kiosk.devices.ipp.line import Denied, Line, wanted
from kiosk.devices.ipp.reasons import Told
from kiosk.devices.printer import PrinterStatus, Reason, trouble

STATE = (
    "printer-state",
    "printer-state-reasons",
    "printer-is-accepting-jobs",
    "printer-state-change-time",
    "printer-up-time",
)
_PORTS = {"ipps": 631, "https": 443, "socket": 9100, "lpd": 515}
"""By the scheme of a `device-uri`: where somebody has to be."""


def behind(device: str, patience: float) -> PrinterStatus | None:
    """Ask the machine itself; None if it stands where nobody but CUPS reaches it (USB)."""
    parts = urlsplit(device)
    if parts.scheme in ("ipp", "http"):
        return asked(Line(device, patience))
    if parts.scheme not in _PORTS or not parts.hostname:
        return None
    try:
        where = (parts.hostname, parts.port or _PORTS[parts.scheme])
        socket.create_connection(where, patience).close()
    except OSError:
        return PrinterStatus((trouble(Reason.OFFLINE),))
    return None


def asked(line: Line) -> PrinterStatus | None:
    """Ask a printer how it is; None if it does not tell."""
    try:
        answer = line.ask(Operation.GET_PRINTER_ATTRIBUTES, [wanted(*STATE)])
    except Denied:
        return None
    except OSError:
        return PrinterStatus((trouble(Reason.OFFLINE),))
    return Told.of(answer.printers[0]).status(None) if answer.printers else None
