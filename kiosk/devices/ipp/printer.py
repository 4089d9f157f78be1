"""A printer over IPP, or a queue of CUPS: size and scale always said, its word always asked.

A job carries a name of its own, so that it is found again when an answer is lost, and never
taken for another one after a printer began to count anew.
"""

import secrets
from collections.abc import Callable, Iterable
from contextlib import suppress

from ippx import Attribute, Operation, Tag

from kiosk.devices.ipp.jobs import by_name, by_number, numbered, state_of
from kiosk.devices.ipp.line import Denied, Line, Values, keywords, number, wanted, words
from kiosk.devices.ipp.media import chosen
from kiosk.devices.ipp.probe import STATE, behind, known_as, take_back
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
from kiosk.errors import Trouble

PATIENCE = 5.0
"""Seconds a printer may take to answer."""

CAPABILITIES = ("media-supported", "media-ready", "print-scaling-supported", "device-uri")
UNSCALED = "none"
_DENIED = {0x0506: Reason.STOPPED, 0x0507: Reason.BUSY}
"""Not accepting jobs, busy (RFC 8011, B.1.5)."""

MUST = frozenset({"media", "copies", "print-scaling"})
"""What no printer may leave out or put something else for."""

_UNDERWAY = frozenset({JobState.WAITING, JobState.PRINTING})
_BETWEEN = "+"  # number and name of a job; no name holds it


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
        self._device: str | None = None
        self._taken_back: set[JobId] = set()

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
        strict = UNSCALED in words(told, "print-scaling-supported")
        return self._handed_in(name, job, pdf, strict=strict)

    def state(self, job: JobId) -> JobState:
        """Say how far a job is; UNKNOWN as long as nobody answers."""
        try:
            found = self._found(job)
        except OSError:
            return JobState.UNKNOWN
        state = JobState.FAILED if found is None else state_of(found)
        if state in _UNDERWAY and job in self._taken_back:  # taken up all the same
            with suppress(Trouble):
                self.cancel(job)
        return self._agreed(job, state)

    def cancel(self, job: JobId) -> None:
        """Take back what has not come out; raises Trouble `printer.offline` if nobody hears."""
        try:
            found = self._found(job)
            if found is not None and state_of(found) in _UNDERWAY:
                self._taken_back.add(job)
                with suppress(Denied):  # it has come to its end meanwhile
                    self._line.ask(Operation.CANCEL_JOB, [numbered(number(found, "job-id", 0))])
        except OSError as error:
            raise trouble(Reason.OFFLINE) from error
        finally:
            take_back(self._behind(), _name(job), self._patience)

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
        self._device = told.device
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
        given = number(answer.jobs[0], "job-id", 0) if answer.jobs else 0
        if not given:  # it has taken something, and does not say as what
            return self._lost_and_found(name)
        taken = JobId(f"{given}{_BETWEEN}{name}")
        replaced = answer.unsupported & MUST
        if replaced - {"print-scaling"} or (replaced and strict):
            self.cancel(taken)
            raise trouble(Reason.REFUSED)
        return taken

    def _lost_and_found(self, name: str) -> JobId:
        """Look for a job whose answer was lost; raises Trouble when it is not there."""
        try:
            found = next(by_name(self._line, name), None)
        except (OSError, Denied) as error:
            raise trouble(Reason.UNCERTAIN) from error
        if found is None:
            raise trouble(Reason.OFFLINE)
        if given := number(found, "job-id", 0):
            return JobId(f"{given}{_BETWEEN}{name}")
        raise trouble(Reason.UNCERTAIN)

    def _found(self, job: JobId) -> Values | None:
        """Return the attributes of a job if the printer knows it under its name."""
        given, _, name = job.partition(_BETWEEN)
        return by_number(self._line, int(given), name) if given.isdecimal() else None

    def _agreed(self, job: JobId, told: JobState) -> JobState:
        """Follow the machine behind a queue, where it can be asked, and not the queue.

        CUPS now and then takes for printed what the machine gave up; killed in a job it forgets
        it, or hands it in once more: what is out already is taken back then, as far as it can be.
        """
        known = known_as(self._behind(), _name(job), self._patience)
        if not known:
            return self._unconfirmed(job, told, silent=known is None)
        if JobState.DONE not in known:
            return known[0] if told in (JobState.DONE, JobState.FAILED) else told
        if _UNDERWAY.isdisjoint((told, *known)):
            return JobState.DONE if len(known) == 1 else JobState.DOUBLED
        if len(known) > 1:  # handed in once more
            with suppress(Trouble):
                self.cancel(job)
        return JobState.PRINTING

    def _behind(self) -> str:
        """Return the address of the machine behind a queue; empty where there is none."""
        if self._device is None:
            self.status()
        return self._device or ""

    def _unconfirmed(self, job: JobId, told: JobState, *, silent: bool) -> JobState:
        """Believe a queue, but not that a job is out that was taken back from it."""
        if told is not JobState.DONE:
            return told
        if job in self._taken_back:
            return JobState.CANCELLED
        return JobState.UNKNOWN if silent else told


def _name(job: JobId) -> str:
    return job.partition(_BETWEEN)[2]


def _lost(error: OSError) -> Reason:
    """Tell a printer that nobody knows from one that keeps silent."""
    return Reason.UNTRUSTED if isinstance(error, Untrusted) else Reason.OFFLINE
