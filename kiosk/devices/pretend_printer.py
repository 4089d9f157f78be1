"""A printer that is only pretended: a folder of papers, and whatever can be wrong with a printer.

Like a machine behind IPP it takes a paper while something keeps it from printing, and prints it
once that is put right.
"""

import secrets
from pathlib import Path

from kiosk.devices.printer import (
    JobId,
    JobState,
    PrinterStatus,
    Reason,
    checked_title,
    trouble,
)
from kiosk.devices.spool import SpoolPrinter

SOON = frozenset({Reason.MEDIA_LOW, Reason.TONER_LOW})
"""It prints all the same."""

HELD = frozenset(
    {
        Reason.MEDIA_EMPTY,
        Reason.MEDIA_JAM,
        Reason.COVER_OPEN,
        Reason.TONER_EMPTY,
        Reason.OUTPUT_FULL,
        Reason.CUTTER,
        Reason.STOPPED,
    }
)
"""It takes papers, and prints them later."""

Paper = tuple[bytes, int, str]


class PretendPrinter:
    """Lays papers into `folder` unless `fault` keeps it from doing so."""

    def __init__(self, folder: Path, fault: Reason | None = None) -> None:
        self.fault = fault
        self._folder = SpoolPrinter(folder)
        self._held: dict[JobId, Paper] = {}
        self._laid: dict[JobId, JobId] = {}

    def print(self, pdf: bytes, copies: int, title: str) -> JobId:
        """Print, hold the paper for later, or raise what is wrong."""
        checked_title(title)
        if self.fault is None or self.fault in SOON:
            return self._folder.print(pdf, copies, title)
        if self.fault in HELD:
            job = JobId(f"held-{secrets.token_hex(4)}")
            self._held[job] = (pdf, copies, title)
            return job
        if self.fault is Reason.UNCERTAIN:
            self._folder.print(pdf, copies, title)
        raise trouble(self.fault)

    def state(self, job: JobId) -> JobState:
        """Say how far a job is; what was held is printed as soon as nothing is wrong."""
        if self.fault is Reason.OFFLINE:
            return JobState.UNKNOWN
        if job in self._held:
            if self.fault in HELD:
                return JobState.WAITING
            self._laid[job] = self._folder.print(*self._held.pop(job))
        return self._folder.state(self._laid.get(job, job))

    def cancel(self, job: JobId) -> None:
        """Take back what is held."""
        if self.fault is Reason.OFFLINE:
            raise trouble(Reason.OFFLINE)
        self._held.pop(job, None)

    def status(self) -> PrinterStatus:
        """Say what is wrong; what only comes out at a paper is not known before."""
        if self.fault is None or self.fault in (Reason.REFUSED, Reason.UNCERTAIN):
            return self._folder.status()
        told = (trouble(self.fault),)
        return PrinterStatus((), told) if self.fault in SOON else PrinterStatus(told)
