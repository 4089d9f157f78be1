"""The papers of one case, one after the other: out is what the printer says is out.

Once a printer in trouble is well again, printing goes on by itself. What did not come out stays in
hand until the visit is over; then it is taken back.
"""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from kiosk.cases.case import Case
from kiosk.errors import Trouble
from kiosk.paper.document import Copy
from kiosk.screens.acts.stage import Stage
from kiosk.screens.acts.watching import Watching
from kiosk.screens.citizen.outcome_views import PrintingView


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
        self._sheets = 0
        self._trouble: Trouble | None = None
        self._stopped = False
        self._told = ""
        self._watching = Watching(stage)
        self._watching.out.connect(self._out)
        self._watching.troubled.connect(self._tell)
        self._watching.stopped.connect(self._stop)
        self._watching.well.connect(self._go_on)

    @property
    def done(self) -> bool:
        """Whether every paper has come out."""
        return self._left == []

    @property
    def pending(self) -> bool:
        """Whether there are papers to come."""
        return self._case is not None and not self.done

    @property
    def underway(self) -> bool:
        """Whether paper is coming out, and nothing keeps it."""
        return self.pending and self._trouble is None

    def begin(self, case: Case) -> None:
        """Print the papers of a case."""
        self.forget()
        self._case = case
        self._draw()

    def forget(self) -> None:
        """Forget the case: what has not come out by now does not come out for the next person."""
        if self.pending:
            self._stage.run(self._stage.office.outlet.take_back, _nothing, _nothing)
        self._watching.forget()
        self._case, self._left, self._sheets = None, None, 0
        self._stopped, self._trouble, self._told = False, None, ""

    def once_more(self) -> None:
        """Go on with what has not come out, if trouble stopped it; say it anew if it fails."""
        if self._stopped:
            self._told = ""
            self._go_on()

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
        if self._case is not None and self._left:
            self._watching.print(self._case, self._left[0])

    def _out(self) -> None:
        self._left = (self._left or [])[1:]
        self._told = ""
        self._tell(None)
        self._print_next()

    def _go_on(self) -> None:
        self._stopped = False
        self._watching.forget()
        self._tell(None)
        if self._left is None:
            self._draw()
        else:
            self._print_next()

    def _stop(self, trouble: Trouble) -> None:
        self._stopped = True
        self._tell(trouble)

    def _tell(self, trouble: Trouble | None) -> None:
        """Say it once: who has read it and gone on is not called back every moment."""
        before, self._trouble = self._trouble, trouble
        left = _sheets(self._left or ())
        self._stage.sheets = (self._sheets - left, left)
        if trouble is not None and trouble.code != self._told:
            self._told = trouble.code
            self._stage.fail(trouble)
        elif trouble is None and before is not None:
            self.goes_on.emit()


def _nothing(_: object) -> None:
    """Nothing more to do."""


def _sheets(copies: Iterable[Copy]) -> int:
    return sum(one.document.pages for one in copies)
