"""A printer over IPP, or a queue of CUPS: size and scale always said, its word always asked.

A job carries a name of its own, so that it is found again when an answer is lost, and never
taken for another one after a printer began to count anew.
"""

import secrets
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from ippx import Attribute, Operation, Tag

from kiosk.devices.ipp.line import Denied, Line, Values, keywords, wanted
from kiosk.devices.ipp.media import chosen
from kiosk.devices.ipp.probe import STATE, behind
from kiosk.devices.ipp.reasons import Told
from kiosk.devices.ipp.trust import Trust, Untrusted
from kiosk.devices.printer import (
    JobId,
    JobState,
    PrinterStatus,
    Reason,
    checked_title,
    trouble,
)

PATIENCE = 5.0
"""Seconds a printer may take to answer."""

CAPABILITIES = ("media-supported", "media-ready", "print-scaling-supported", "device-uri")
UNSCALED = "none"
_DENIED = {0x0506: Reason.STOPPED, 0x0507: Reason.BUSY}
"""Not accepting jobs, busy (RFC 8011, B.1.5)."""

MUST = frozenset({"media", "copies", "print-scaling"})
"""What no printer may leave out or put something else for."""

RECENT = 50
"""So many finished jobs are looked through for one whose answer was lost."""

_BETWEEN = "+"  # number and name of a job; no name holds it
_STATE = ("job-state", "job-state-reasons")
_STATES = {
    3: JobState.WAITING,
    4: JobState.WAITING,
    5: JobState.PRINTING,
    6: JobState.PRINTING,
    7: JobState.CANCELLED,
    8: JobState.FAILED,
    9: JobState.DONE,
}
"""Of `job-state` (RFC 8011, 5.3.7)."""


class IppPrinter:
    """Prints PDF; `size_of` tells width and height of its first page in millimetres."""

    def __init__(
        self,
        address: str,
        size_of: Callable[[bytes], tuple[float, float]],
        patience: float = PATIENCE,
        trust: Trust | None = None,
    ) -> None:
        self._line = Line(address, patience, trust)
        self._size_of, self._patience = size_of, patience

    def print(self, pdf: bytes, copies: int, title: str) -> JobId:
        """Hand a paper in; raises Trouble `printer.*`, and then it does not come out later.

        With `printer.uncertain` nobody knows whether it does.
        """
        name = f"{checked_title(title)}-{secrets.token_hex(4)}"
        told = self._capabilities()
        status = self._status(told)
        if not status.ready:
            raise status.troubles[0]
        media = chosen(self._size_of(pdf), told)
        if media is None:
            raise trouble(Reason.REFUSED)
        job = [
            Attribute("copies", Tag.INTEGER, [copies]),
            keywords("media", media),
            keywords("print-scaling", UNSCALED),
            keywords("sides", "one-sided"),
        ]
        # Some printers do not know the word: these are not told to refuse the job for it.
        strict = UNSCALED in told.get("print-scaling-supported", ())
        return self._handed_in(name, job, pdf, strict=strict)

    def state(self, job: JobId) -> JobState:
        """Say how far a job is; UNKNOWN as long as nobody answers."""
        try:
            found = self._found(job)
        except OSError:
            return JobState.UNKNOWN
        return JobState.FAILED if found is None else _state(found)

    def cancel(self, job: JobId) -> None:
        """Take back what has not come out; raises Trouble `printer.offline` if nobody hears."""
        try:
            found = self._found(job)
            if found is not None and _state(found) in (JobState.WAITING, JobState.PRINTING):
                with suppress(Denied):  # it has come to its end meanwhile
                    self._line.ask(Operation.CANCEL_JOB, [_number(found["job-id"][0])])
        except OSError as error:
            raise trouble(Reason.OFFLINE) from error

    def status(self) -> PrinterStatus:
        """Ask the printer, and the machine behind a queue."""
        try:
            told = self._line.ask(
                Operation.GET_PRINTER_ATTRIBUTES, [wanted(*STATE, "device-uri")]
            ).printers
        except Denied:
            return PrinterStatus((trouble(Reason.REFUSED),))
        except OSError as error:
            return PrinterStatus((trouble(_lost(error)),))
        return self._status(told[0] if told else {})

    def _capabilities(self) -> Values:
        try:
            told = self._line.ask(
                Operation.GET_PRINTER_ATTRIBUTES, [wanted(*STATE, *CAPABILITIES)]
            ).printers
        except Denied as error:
            raise trouble(Reason.REFUSED) from error
        except OSError as error:
            raise trouble(_lost(error)) from error
        return told[0] if told else {}

    def _status(self, values: Values) -> PrinterStatus:
        told = Told.of(values)
        return told.status(behind(told.device, self._patience) if told.device else None)

    def _handed_in(self, name: str, job: Iterable[Attribute], pdf: bytes, *, strict: bool) -> JobId:
        asked = [
            Attribute("job-name", Tag.NAME, [name]),
            Attribute("document-format", Tag.MIME_TYPE, ["application/pdf"]),
            Attribute("ipp-attribute-fidelity", Tag.BOOLEAN, [strict]),
        ]
        try:
            answer = self._line.ask(Operation.PRINT_JOB, asked, job, pdf)
        except Denied as error:
            raise trouble(_DENIED.get(error.code, Reason.REFUSED)) from error
        except OSError:
            return self._lost_and_found(name)
        taken = JobId(f"{answer.jobs[0]['job-id'][0]}{_BETWEEN}{name}")
        replaced = answer.unsupported & MUST
        if replaced - {"print-scaling"} or (replaced and strict):
            self.cancel(taken)
            raise trouble(Reason.REFUSED)
        return taken

    def _lost_and_found(self, name: str) -> JobId:
        """Look for a job whose answer was lost; raises Trouble when it is not there."""
        try:
            for which in ("not-completed", "completed"):
                asked = [
                    keywords("which-jobs", which),
                    Attribute("limit", Tag.INTEGER, [RECENT]),
                    wanted("job-id", "job-name"),
                ]
                for one in self._line.ask(Operation.GET_JOBS, asked).jobs:
                    if one.get("job-name") == (name,):
                        return JobId(f"{one['job-id'][0]}{_BETWEEN}{name}")
        except (OSError, Denied) as error:
            raise trouble(Reason.UNCERTAIN) from error
        raise trouble(Reason.OFFLINE)

    def _found(self, job: JobId) -> Values | None:
        """Return the attributes of a job if the printer knows it under its name."""
        number, _, name = job.partition(_BETWEEN)
        if not number.isdecimal():
            return None
        asked = [_number(int(number)), wanted("job-id", "job-name", *_STATE)]
        try:
            jobs = self._line.ask(Operation.GET_JOB_ATTRIBUTES, asked).jobs
        except Denied:
            return None
        return jobs[0] if jobs and jobs[0].get("job-name") == (name,) else None


def _state(job: Values) -> JobState:
    if "job-completed-with-errors" in job.get("job-state-reasons", ()):
        return JobState.FAILED
    found: Any = job.get("job-state", (None,))[0]
    return _STATES.get(found, JobState.UNKNOWN)


def _lost(error: OSError) -> Reason:
    """Tell a printer that nobody knows from one that keeps silent."""
    return Reason.UNTRUSTED if isinstance(error, Untrusted) else Reason.OFFLINE


def _number(job: int) -> Attribute:
    return Attribute("job-id", Tag.INTEGER, [job])
