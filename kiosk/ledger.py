"""The print ledger: every paper is noted before a printer gets it, and again once it came out.

What the ledger does not know to have come out is looked for after a crash, in the printer's own
records, and offered again by its case number; a paper that may lie in the slot already is always
marked when it is printed once more (补打).
"""

import logging
import time
from collections.abc import Callable
from datetime import timedelta

from kiosk.cases.case import Case
from kiosk.devices.printer import JobId, JobState, Look, Printer, Reason, trouble
from kiosk.errors import Trouble
from kiosk.journal.journal import Journal
from kiosk.journal.reading import PrintJob
from kiosk.meters import Meters
from kiosk.paper.document import Document
from kiosk.place import Outside
from kiosk.printers import Printers
from kiosk.wire.ids import uuid7

log = logging.getLogger(__name__)

KIOSK = "kiosk"
LONGEST = timedelta(minutes=3)
"""After which a job that no printer says anything about counts as stopped."""

WAIT, LOOKS = 0.1, 300
"""Seconds between two looks, and how many: so long somebody waits for a slip."""

OUT = frozenset({JobState.DONE, JobState.DOUBLED})
UNCERTAIN = trouble(Reason.UNCERTAIN).code


class Ledger:
    """Prints and notes; every method may raise Trouble `printer.*` and `journal.*`."""

    def __init__(
        self,
        outside: Outside,
        journal: Journal,
        printers: Printers,
        pause: Callable[[float], None] = time.sleep,
        looks: int = LOOKS,
        meters: Meters | None = None,
    ) -> None:
        self._outside, self._journal, self._printers = outside, journal, printers
        self._pause, self._looks = pause, looks
        self._meters, self._pages = meters, dict[str, int]()

    def send(
        self, document: Document, case: Case | None = None, *, copy: int = 1, again: bool = False
    ) -> str:
        """Give a paper to its printer; returns its job in the ledger.

        When this raises, it does not come out later, unless the trouble is `printer.uncertain`.
        """
        job = uuid7(self._outside.clock(), self._outside.random(10))
        case_id, where = case.id if case else None, self._printers.where(document.pdf)
        noted = {"job": job, "document": document.sha256, "kind": document.kind}
        self._note("queued", {**noted, "copy": copy, "again": again, "printer": where}, case_id)
        title = f"{case.number}-{document.kind}" if case else f"{document.kind}-{job}"
        try:
            taken = self._printers[where].print(document.pdf, 1, title)
        except Trouble as error:
            self._note("failed", {"job": job, "reason": error.code}, case_id)
            raise
        self._note("taken", {"job": job, "taken": taken}, case_id)
        self._pages[job] = document.pages
        return job

    def look(self, job: str) -> Look:
        """Say how far a paper is, and note its end."""
        noted = self._journal.reading.print_job(job)
        if noted is None or noted.ended is not None:
            return _ended(noted)
        if noted.taken is None:
            return self._end(noted, Look(JobState.FAILED, trouble(Reason.UNCERTAIN)))
        printer = self._printers[noted.printer]
        state = printer.state(JobId(noted.taken))
        if state in OUT:
            return self._end(noted, Look(JobState.DONE), twice=state is JobState.DOUBLED)
        if state is JobState.FAILED:
            return self._end(noted, Look(state, trouble(Reason.UNCERTAIN)))
        if state is JobState.CANCELLED:  # by nobody here
            return self._end(noted, Look(state, trouble(Reason.REFUSED)))
        return Look(state, self._stopped_by(printer, noted))

    def print_out(
        self, document: Document, case: Case | None = None, *, copy: int = 1, again: bool = False
    ) -> None:
        """Print and wait until it is out; what does not come out in time is taken back."""
        job = self.send(document, case, copy=copy, again=again)
        seen = Look(JobState.WAITING)
        for _ in range(self._looks):
            seen = self.look(job)
            if not seen.underway:
                break
            self._pause(WAIT)
        if seen.underway:
            self._take_back(self._journal.reading.print_job(job))
        if seen.state is not JobState.DONE:
            raise seen.trouble or trouble(Reason.STOPPED)

    def follow_up(self) -> None:
        """Note the end of what was under way when the program ended."""
        for noted in self._journal.reading.unprinted():
            self.look(noted.job)

    def take_back(self) -> None:
        """Take back all that has not come out: it must not come out for the next person.

        What cannot be taken back, because nobody answers, is tried again the next time.
        """
        for noted in self._journal.reading.unprinted():
            self._take_back(noted)

    def trouble(self) -> Trouble | None:
        """Return what keeps the printers from printing now."""
        found = (one for _, printer in self._printers for one in printer.status().troubles)
        return next(found, None)

    def came_out(self, case: Case, kind: str, copy: int) -> bool:
        """Tell whether a paper of a case is known to have come out."""
        return any(one.ended == "printed" for one in self._jobs(case, kind, copy))

    def may_have_come_out(self, case: Case, kind: str, copy: int) -> bool:
        """Tell whether one may lie in the slot already, so that the next is marked."""
        return any(_was_in_hands(one) for one in self._jobs(case, kind, copy))

    def _jobs(self, case: Case, kind: str, copy: int) -> list[PrintJob]:
        jobs = self._journal.reading.papers(case.id)
        return [one for one in jobs if (one.kind, one.copy) == (kind, copy)]

    def _take_back(self, noted: PrintJob | None) -> None:
        if noted is None or noted.ended is not None:
            return
        if not self.look(noted.job).underway or noted.taken is None:
            return
        printer, taken = self._printers[noted.printer], JobId(noted.taken)
        try:
            printer.cancel(taken)
        except Trouble:
            return
        state = printer.state(taken)
        if state in OUT:  # it came out just before
            self._end(noted, Look(JobState.DONE), twice=state is JobState.DOUBLED)
            return
        self._pages.pop(noted.job, None)
        self._note("cancelled", {"job": noted.job}, noted.case_id)

    def _stopped_by(self, printer: Printer, noted: PrintJob) -> Trouble | None:
        troubles = printer.status().troubles
        if troubles:
            return troubles[0]
        slow = self._outside.clock() - noted.queued_at > LONGEST
        return trouble(Reason.STOPPED) if slow else None

    def _end(self, noted: PrintJob, seen: Look, *, twice: bool = False) -> Look:
        kind = "printed" if seen.state is JobState.DONE else "failed"
        told: dict[str, object] = {"reason": seen.trouble.code} if seen.trouble else {}
        if twice:
            told["twice"] = True
            log.warning("a %s may have come out twice: its spooler was restarted", noted.kind)
        pages = self._pages.pop(noted.job, 1)  # of a paper from before a crash, at least one
        if seen.state is JobState.DONE and self._meters is not None:
            self._meters.add(noted.printer, pages)
        self._note(kind, {"job": noted.job, **told}, noted.case_id)
        return seen

    def _note(self, kind: str, body: dict[str, object], case_id: str | None) -> None:
        self._journal.append(f"paper.{kind}", body, actor=KIOSK, case_id=case_id)


def _ended(noted: PrintJob | None) -> Look:
    """Return what a job came to that is over."""
    if noted is not None and noted.ended == "printed":
        return Look(JobState.DONE)
    cancelled = noted is not None and noted.ended == "cancelled"
    return Look(JobState.CANCELLED if cancelled else JobState.FAILED, trouble(Reason.UNCERTAIN))


def _was_in_hands(noted: PrintJob) -> bool:
    """Tell whether a printer had it, or may have had it."""
    untouched = noted.ended == "failed" and noted.taken is None and noted.reason != UNCERTAIN
    return not untouched
