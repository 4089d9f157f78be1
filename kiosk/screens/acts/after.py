"""Once the application is kept: the papers come out, the visit is rated, goodbye."""

from PySide6.QtCore import QTimer

from kiosk.cases.case import Case
from kiosk.paper.document import Document
from kiosk.screens.acts.stage import Act, Stage
from kiosk.screens.citizen.accepted import AcceptedPage
from kiosk.screens.citizen.after_views import GoodbyeView, RateView
from kiosk.screens.citizen.goodbye import GoodbyePage
from kiosk.screens.citizen.office import Accepted
from kiosk.screens.citizen.outcome_views import PrintingView
from kiosk.screens.citizen.rate import RatePage
from kiosk.screens.telling.outcome import APPLICATIONS, accepted_view
from kiosk.visits.steps import Step

SECOND = 1000


class After(Act):
    """Accepted with its papers, rating, goodbye."""

    steps = frozenset({Step.ACCEPTED, Step.RATE, Step.GOODBYE})

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._begun = ""
        self._told: Accepted | None = None
        self._printing: PrintingView | None = None
        self._waiting: list[Document] = []
        self._home = QTimer(self)
        self._home.setSingleShot(True)
        self._home.timeout.connect(stage.ended)

    def show(self) -> None:
        """Show the page of the step."""
        step = self.stage.visit.step
        if step is Step.ACCEPTED:
            self._show_accepted()
        elif step is Step.RATE:
            page = self.stage.page(RatePage, self._join_rate)
            page.show_view(RateView(self._quiet()))
            self.stage.put(page, page.foot())
        else:
            self._show_goodbye()

    def leave(self) -> None:
        """Forget the case when the visit is over."""
        self._home.stop()
        if self.stage.visit.case is None:
            self._begun, self._told, self._printing, self._waiting = "", None, None, []

    def back(self) -> None:
        """Print the receipt once more, or go back from the rating."""
        case = self.stage.visit.case
        if self.stage.visit.step is Step.ACCEPTED and case is not None:
            office = self.stage.office
            self.stage.run(
                lambda: office.print(case, office.receipt(case, again=True), again=True), _nothing
            )
        else:
            super().back()

    def middle(self) -> None:
        """Leave without a rating."""
        super().onward()

    def onward(self) -> None:
        """Go on; from goodbye home."""
        if self.stage.visit.step is Step.GOODBYE:
            self.stage.ended.emit()
        else:
            super().onward()

    def _quiet(self) -> bool:
        return self._told.service.quiet if self._told is not None else False

    def _show_accepted(self) -> None:
        case = self.stage.visit.case
        if case is None:
            return
        if self._begun != case.id:
            self._begun = case.id
            office = self.stage.office
            self.stage.run(lambda: (office.accepted(case), office.papers(case)), self._print_all)
        self._show_printing(case)

    def _show_printing(self, case: Case) -> None:
        if self._told is None:
            return
        stage = self.stage
        page = stage.page(AcceptedPage, _nothing)
        window = stage.hall.window
        page.show_view(accepted_view(case, self._told, self._printing, stage.language, window))
        stage.put(page, page.foot())

    def _print_all(self, drawn: tuple[Accepted, tuple[Document, ...]]) -> None:
        self._told, documents = drawn
        self._waiting = list(documents)
        self._print_next()

    def _print_next(self, _: object = None) -> None:
        case = self.stage.visit.case
        if case is None or self._told is None:
            return
        done = len(self._told.service.people) + 1 - len(self._waiting)
        sheets = done + len(self._waiting)
        what = APPLICATIONS[self.stage.language]
        self._printing = PrintingView(min(done + 1, sheets + 1), sheets, what)
        if self.stage.visit.step is Step.ACCEPTED:
            self._show_printing(case)
        if self._waiting:
            document = self._waiting.pop(0)
            office = self.stage.office
            self.stage.run(lambda: office.print(case, document), self._print_next)

    def _join_rate(self, page: RatePage) -> None:
        page.rated.connect(self._rate)

    def _rate(self, level: int, reasons: tuple[str, ...]) -> None:
        case = self.stage.visit.case
        if case is not None:
            office = self.stage.office
            self.stage.run(lambda: office.rate(case, level, reasons), _nothing)
        super().onward()

    def _show_goodbye(self) -> None:
        page = self.stage.page(GoodbyePage, _nothing)
        page.show_view(GoodbyeView(self.stage.hall.hotline, self._quiet()))
        self.stage.put(page, page.foot())
        self._home.start(self.stage.hall.goodbye * SECOND)


def _nothing(_: object) -> None:
    """Nothing more to do."""
