"""The papers of one case, one after the other; what did not come out stays in hand."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from kiosk.cases.case import Case
from kiosk.errors import Trouble
from kiosk.paper.document import Document
from kiosk.screens.acts.stage import Stage
from kiosk.screens.citizen.outcome_views import PrintingView


class Printing(QObject):
    """Draws and prints the papers of a case; `moved` whenever there is other news of it."""

    moved = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._stage = stage
        self._case: Case | None = None
        self._left: list[Document] | None = None
        self._sheets = 0
        self._stopped = False

    @property
    def done(self) -> bool:
        """Whether every paper has come out."""
        return self._left == []

    def begin(self, case: Case) -> None:
        """Print the papers of a case."""
        self.forget()
        self._case = case
        self._draw()

    def forget(self) -> None:
        """Forget the case: what has not come out by now does not come out for the next person."""
        self._case, self._left, self._sheets, self._stopped = None, None, 0, False

    def once_more(self) -> None:
        """Go on with what has not come out, if trouble stopped it."""
        if not self._stopped:
            return
        self._stopped = False
        if self._left is None:
            self._draw()
        else:
            self._print_next()

    def view(self, what: str) -> PrintingView | None:
        """Return how far it is; None as long as nothing is drawn."""
        if self._left is None and not self._stopped:
            return None
        sheet = self._sheets - _sheets(self._left or ()) + 1
        return PrintingView(sheet, self._sheets, what, stopped=self._stopped)

    def _draw(self) -> None:
        case, office = self._case, self._stage.office
        if case is not None:
            self._stage.run(lambda: office.papers(case), self._drawn, self._stop)

    def _drawn(self, documents: tuple[Document, ...]) -> None:
        self._left, self._sheets = list(documents), _sheets(documents)
        self._print_next()

    def _print_next(self) -> None:
        self.moved.emit()
        case, office = self._case, self._stage.office
        if case is not None and self._left:
            document = self._left[0]
            self._stage.run(lambda: office.print(case, document), self._printed, self._stop)

    def _printed(self, _: object) -> None:
        self._left = (self._left or [])[1:]
        self._print_next()

    def _stop(self, trouble: Trouble) -> None:
        self._stopped = True
        self._stage.fail(trouble)


def _sheets(documents: Iterable[Document]) -> int:
    return sum(document.pages for document in documents)
