"""Whether a machine answers that stands behind a queue of CUPS, which keeps silent about it."""

import socket
from contextlib import suppress
from urllib.parse import urlsplit

from ippx import Operation

from kiosk.devices.ipp.jobs import by_name, numbered, state_of
from kiosk.devices.ipp.line import Denied, Line, number, wanted
from kiosk.devices.ipp.reasons import Told
from kiosk.devices.printer import JobState, PrinterStatus, Reason, trouble

STATE = (
    "printer-state",
    "printer-state-reasons",
    "printer-is-accepting-jobs",
    "printer-state-change-time",
    "printer-up-time",
)
_ASKED = ("ipp", "http")
_PORTS = {"ipps": 631, "https": 443, "socket": 9100, "lpd": 515}
"""By the scheme of a `device-uri`: where somebody has to be."""


def behind(device: str, patience: float) -> PrinterStatus | None:
    """Ask the machine itself; None if it stands where nobody but CUPS reaches it (USB)."""
    try:
        parts = urlsplit(device)
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        return None
    if parts.scheme in _ASKED:
        return asked(Line(device, patience))
    if parts.scheme not in _PORTS or not parts.hostname:
        return None
    try:
        where = (parts.hostname, port)
        socket.create_connection(where, patience).close()
    except OSError:
        return PrinterStatus((trouble(Reason.OFFLINE),))
    return None


def known_as(device: str, name: str, patience: float) -> list[JobState] | None:
    """Ask the machine for its jobs of this name, and how far each is; None if it is silent.

    Empty where nobody but CUPS reaches it, or where it does not tell.
    """
    if not _can_be_asked(device, name):
        return []
    try:
        return [state_of(one) for one in by_name(Line(device, patience), name)]
    except (Denied, ValueError):
        return []
    except OSError:
        return None


def take_back(device: str, name: str, patience: float) -> None:
    """Have the machine drop what it still has under this name."""
    if not _can_be_asked(device, name):
        return
    with suppress(OSError, Denied, ValueError):
        line = Line(device, patience)
        for one in by_name(line, name):
            if state_of(one) in (JobState.WAITING, JobState.PRINTING):
                line.ask(Operation.CANCEL_JOB, [numbered(number(one, "job-id", 0))])


def _can_be_asked(device: str, name: str) -> bool:
    return bool(name) and device.startswith(tuple(f"{one}:" for one in _ASKED))


def asked(line: Line) -> PrinterStatus | None:
    """Ask a printer how it is; None if it does not tell."""
    try:
        answer = line.ask(Operation.GET_PRINTER_ATTRIBUTES, [wanted(*STATE)])
    except Denied:
        return None
    except OSError:
        return PrinterStatus((trouble(Reason.OFFLINE),))
    return Told.of(answer.printers[0]).status(None) if answer.printers else None
