"""The papers of one case, one after the other: out is what the printer says is out.

While a printer is in trouble it is asked again and again, and printing goes on by itself. What did
not come out stays in hand until the visit is over; then it is taken back.
"""

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.cases.case import Case
from kiosk.devices.printer import JobState, Look
from kiosk.errors import Trouble
from kiosk.paper.document import Copy
from kiosk.screens.acts.stage import Stage
from kiosk.screens.citizen.outcome_views import PrintingView

OFTEN, SELDOM = 500, 2000
"""Milliseconds between two looks at a paper that is under way, and at a printer in trouble."""


class Printing(QObject):
    """Draws and prints the papers of a case.

    `moved` whenever there is other news of it; `goes_on` when a trouble is over.
    """

    moved = Signal()
    goes_on = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._stage = stage
        self._case: Case | None = None
        self._left: list[Copy] | None = None
        self._job: str | None = None
        self._sheets = 0
        self._stopped = False
        self._trouble: Trouble | None = None
        self._told = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look_again)

    @property
    def done(self) -> bool:
        """Whether every paper has come out."""
        return self._left == []

    @property
    def underway(self) -> bool:
        """Whether paper is coming out, and nothing keeps it."""
        return self._case is not None and not self.done and self._trouble is None

    @property
    def trouble(self) -> Trouble | None:
        """What keeps the papers from coming out."""
        return self._trouble

    def begin(self, case: Case) -> None:
        """Print the papers of a case."""
        self.forget()
        self._case = case
        self._draw()

    def forget(self) -> None:
        """Forget the case: what has not come out by now does not come out for the next person."""
        if self._case is not None and not self.done:
            self._stage.run(self._stage.office.outlet.take_back, _nothing, _nothing)
        self._timer.stop()
        self._case, self._left, self._job = None, None, None
        self._sheets, self._stopped, self._trouble, self._told = 0, False, None, ""

    def once_more(self) -> None:
        """Go on with what has not come out, if trouble stopped it; say it anew if it fails."""
        if self._stopped:
            self._told = ""
            self._go_on()

    def _go_on(self) -> None:
        self._stopped, self._trouble = False, None
        self._timer.stop()
        if self._left is None:
            self._draw()
        else:
            self._print_next()

    def view(self, what: str) -> PrintingView | None:
        """Return how far it is; None as long as nothing is drawn."""
        if self._left is None and self._trouble is None:
            return None
        sheet = self._sheets - _sheets(self._left or ()) + 1
        return PrintingView(sheet, self._sheets, what, stopped=self._trouble is not None)

    def _draw(self) -> None:
        case, outlet = self._case, self._stage.office.outlet
        if case is not None:
            self._stage.run(lambda: outlet.papers(case), self._drawn, self._stop)

    def _drawn(self, copies: tuple[Copy, ...]) -> None:
        self._left, self._sheets = list(copies), _sheets(copies)
        self._print_next()

    def _print_next(self) -> None:
        self.moved.emit()
        case, outlet = self._case, self._stage.office.outlet
        if case is not None and self._left:
            copy = self._left[0]
            self._stage.run(lambda: outlet.send(case, copy), self._sent, self._stop)

    def _sent(self, job: str) -> None:
        self._job = job
        self._look_again()

    def _look_again(self) -> None:
        """Look how far the paper is, or whether the printer is well again."""
        job, outlet = self._job, self._stage.office.outlet
        if job is not None:
            self._stage.run(lambda: outlet.look(job), self._looked, self._stop)
        elif self._stopped:
            self._stage.run(outlet.trouble, self._asked, _nothing)

    def _looked(self, seen: Look) -> None:
        if seen.underway:
            self._tell(seen.trouble)
            self._timer.start(SELDOM if seen.trouble else OFTEN)
        elif seen.state is JobState.DONE:
            self._job, self._told = None, ""
            self._left = (self._left or [])[1:]
            self._tell(None)
            self._print_next()
        elif seen.trouble is not None:
            self._stop(seen.trouble)

    def _asked(self, trouble: Trouble | None) -> None:
        """Go on when what the printer itself told is over."""
        if trouble is None and self._trouble is not None and _passes(self._trouble):
            self._tell(None)
            self._go_on()
        elif self._stopped:
            self._timer.start(SELDOM)

    def _tell(self, trouble: Trouble | None) -> None:
        before, self._trouble = self._trouble, trouble
        if trouble is not None:
            self._say(trouble)
        elif before is not None:
            self.goes_on.emit()

    def _stop(self, trouble: Trouble) -> None:
        self._job, self._stopped, self._trouble = None, True, trouble
        self._say(trouble)
        self._timer.start(SELDOM)

    def _say(self, trouble: Trouble) -> None:
        """Say it once: who has read it and gone on is not called back every moment."""
        if trouble.code != self._told:
            self._told = trouble.code
            self._stage.fail(trouble)


def _passes(trouble: Trouble) -> bool:
    """Tell whether a trouble is one that a printer tells, and that ends when it is seen to."""
    told_by_printer = trouble.code.startswith("printer.")
    return told_by_printer and trouble.code not in ("printer.uncertain", "printer.refused")


def _nothing(_: object) -> None:
    """Nothing more to do."""


def _sheets(copies: Iterable[Copy]) -> int:
    return sum(one.document.pages for one in copies)
