"""One paper on its way out: sent, looked at, and a printer in trouble asked until it is well."""

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.cases.case import Case
from kiosk.devices.printer import JobState, Look
from kiosk.errors import Trouble
from kiosk.paper.document import Copy
from kiosk.screens.acts.stage import Stage

OFTEN, SELDOM = 500, 2000
"""Milliseconds between two looks at a paper that is under way, and at a printer in trouble."""


class Watching(QObject):
    """Prints one paper.

    `out` when the printer says so; `troubled` with what keeps it, or None when that is over;
    `stopped` with a Trouble when it does not come out any more; `well` when the printer that
    stopped it could print by now.
    """

    out = Signal()
    troubled = Signal(object)
    stopped = Signal(object)
    well = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._stage = stage
        self._job: str | None = None
        self._stopped_by: Trouble | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)

    def print(self, case: Case, copy: Copy) -> None:
        """Send a paper to its printer, and watch it."""
        self.forget()
        outlet = self._stage.office.outlet
        self._stage.run(lambda: outlet.send(case, copy), self._sent, self._stop)

    def forget(self) -> None:
        """Watch no longer."""
        self._job = self._stopped_by = None
        self._timer.stop()

    def _sent(self, job: str) -> None:
        self._job = job
        self._look()

    def _look(self) -> None:
        job, outlet = self._job, self._stage.office.outlet
        if job is not None:
            self._stage.run(lambda: outlet.look(job), self._looked, self._stop)
        elif self._stopped_by is not None:
            self._stage.run(outlet.trouble, self._asked, _nothing)

    def _looked(self, seen: Look) -> None:
        if seen.underway:
            self.troubled.emit(seen.trouble)
            self._timer.start(SELDOM if seen.trouble else OFTEN)
        elif seen.state is JobState.DONE:
            self.forget()
            self.out.emit()
        elif seen.trouble is not None:
            self._stop(seen.trouble)

    def _stop(self, trouble: Trouble) -> None:
        self.forget()
        self.stopped.emit(trouble)
        if _passes(trouble):
            self._stopped_by = trouble
            self._timer.start(SELDOM)

    def _asked(self, trouble: Trouble | None) -> None:
        if self._stopped_by is None:
            return
        if trouble is None:
            self.forget()
            self.well.emit()
        else:
            self._timer.start(SELDOM)


def _passes(trouble: Trouble) -> bool:
    """Tell whether a trouble is one that a printer tells, and that ends when it is seen to."""
    told_by_printer = trouble.code.startswith("printer.")
    return told_by_printer and trouble.code not in ("printer.uncertain", "printer.refused")


def _nothing(_: object) -> None:
    """Nothing more to do."""
