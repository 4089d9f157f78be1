"""Once the application is kept: the papers come out, the visit is rated, goodbye."""

from collections.abc import Callable

from PySide6.QtCore import QTimer

from kiosk.cases.case import Case
from kiosk.cases.number import grouped
from kiosk.errors import Trouble
from kiosk.screens.acts.following import Following
from kiosk.screens.acts.printing import Printing
from kiosk.screens.acts.stage import Act, Stage
from kiosk.screens.citizen.accepted import AcceptedPage
from kiosk.screens.citizen.after_views import GoodbyeView, RateView
from kiosk.screens.citizen.goodbye import GoodbyePage
from kiosk.screens.citizen.office import Accepted
from kiosk.screens.citizen.rate import RatePage
from kiosk.screens.telling.aloud import number_words
from kiosk.screens.telling.outcome import accepted_view, papers_line
from kiosk.visits.steps import Step

SECOND = 1000


class After(Act):
    """Accepted with its papers, rating, goodbye."""

    steps = frozenset({Step.ACCEPTED, Step.RATE, Step.GOODBYE})

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._case: Case | None = None
        self._told: Accepted | None = None
        self._printing = Printing(stage)
        self._printing.moved.connect(self._moved)
        self._printing.goes_on.connect(self._go_on)
        self._home = QTimer(self)
        self._home.setSingleShot(True)
        self._home.timeout.connect(self._go_home)
        self._following = Following(stage)
        self._following.heard.connect(self._moved)
        stage.again.connect(self._once_more)
        stage.gone.connect(self._printing.forget)

    def show(self) -> None:
        """Show the page of the step."""
        step = self.stage.visit.step
        if step is Step.ACCEPTED:
            self._show_accepted()
        elif step is Step.RATE:
            page = self.stage.page(RatePage, lambda page: _join_rating(page, self._rate))
            page.show_view(RateView(self.stage.visit.quiet))
            self.stage.put(page, page.foot())
        else:
            goodbye = self.stage.page(GoodbyePage, _nothing)
            goodbye.show_view(GoodbyeView(self.stage.hall.hotline, self.stage.visit.quiet))
            self.stage.put(goodbye, goodbye.foot())
            self._home.start(self.stage.hall.goodbye * SECOND)

    def leave(self) -> None:
        """Wait no longer, for central or to go home."""
        self._home.stop()
        self._following.stop()

    def forget(self) -> None:
        """Forget the case and its papers."""
        self._case = self._told = None
        self._printing.forget()
        self._following.forget()

    def back(self) -> None:
        """Print what has not come out, or the receipt once more; or go back from the rating."""
        case = self.stage.visit.case
        if self.stage.visit.step is not Step.ACCEPTED or case is None:
            super().back()
        elif self._printing.pending:
            self._once_more()
        else:
            office = self.stage.office
            self.stage.run(
                lambda: office.outlet.once_more(case),
                _nothing,
                hold=True,
            )

    def middle(self) -> None:
        """Leave without a rating."""
        super().onward()

    def onward(self) -> None:
        """Go on; from goodbye home."""
        if self.stage.visit.step is Step.GOODBYE:
            self.stage.ended.emit()
        else:
            super().onward()

    def _show_accepted(self) -> None:
        case, office = self.stage.visit.case, self.stage.office
        if case is None:
            return
        if self._case is not case:
            self.forget()
            self._case = case
            self.stage.run(lambda: office.accepted(case), self._tell, self._not_told, hold=True)
        elif self._told is not None:
            stage, window = self.stage, self.stage.hall.window
            printing = self._printing.view(papers_line(case, self._told.service)[stage.language])
            page = stage.page(AcceptedPage, lambda page: _join(page, stage))
            page.show_view(accepted_view(case, self._told, printing, stage.language, window))
            stage.put(page, page.foot())
            self._following.follow(case, self._told)

    def _tell(self, told: Accepted) -> None:
        self._told = told
        self._show_accepted()
        if self._case is not None:
            self._printing.begin(self._case)

    def _not_told(self, trouble: Trouble) -> None:
        self._case = None
        self.stage.fail(trouble)

    def _moved(self) -> None:
        if self.stage.visit.step is Step.ACCEPTED:
            self._told = self._following.told or self._told
            self._show_accepted()

    def _go_on(self) -> None:
        """Come back to the papers once the printer is well: nobody has to touch anything."""
        visit = self.stage.visit
        if visit.step is Step.TROUBLE and visit.behind is Step.ACCEPTED:
            self.stage.turn(visit.back())

    def _go_home(self) -> None:
        """Go home, but not while paper is coming out: what is left would be taken back."""
        if self._printing.underway:
            self._home.start(self.stage.hall.goodbye * SECOND)
        else:
            self.stage.ended.emit()

    def _once_more(self) -> None:
        if self.stage.visit.step is Step.ACCEPTED:
            self._printing.once_more()

    def _rate(self, level: int, reasons: tuple[str, ...]) -> None:
        case = self.stage.visit.case
        if case is not None:
            office = self.stage.office
            self.stage.run(lambda: office.rate(case, level, reasons), _nothing)
        super().onward()


def _join_rating(page: RatePage, rate: Callable[[int, tuple[str, ...]], None]) -> None:
    page.rated.connect(rate)


def _join(page: AcceptedPage, stage: Stage) -> None:
    page.read_asked.connect(lambda: _read_number(stage))


def _nothing(_: object) -> None:
    """Nothing more to do."""


def _read_number(stage: Stage) -> None:
    """Read the case number digit by digit: on the phone it is said in the same groups."""
    case = stage.visit.case
    if case is not None:
        stage.read.emit(number_words(grouped(case.number).split(" "), stage.language))
