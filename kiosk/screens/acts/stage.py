"""What all acts share: the visit as it stands, the window, the pages, the office behind."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kiosk.cases.filling import Filling
from kiosk.errors import Trouble
from kiosk.screens.citizen.binder import Binder
from kiosk.screens.citizen.office import HallFacts, Lane, Office
from kiosk.screens.citizen.views import Foot
from kiosk.screens.citizen.window import CitizenWindow
from kiosk.texts import Language
from kiosk.visits.steps import Step
from kiosk.visits.visit import Visit

T = TypeVar("T")
P = TypeVar("P", bound=QWidget)


class Footed(Protocol):
    """A page that says what the foot bar offers."""

    def foot(self) -> Foot:
        """Return the ways back, beside and on."""


class Stage(QObject):
    """Holds the visit.

    `turned` when there is another to show; `saved` with the claim when a filling was put away;
    `ended` when the visit is over and nothing of it may stay.
    """

    turned = Signal()
    saved = Signal(object)
    ended = Signal()

    def __init__(
        self,
        window: CitizenWindow,
        binder: Binder,
        office: Office,
        lane: Lane,
        hall: HallFacts,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.window, self.binder = window, binder
        self.office, self.hall = office, hall
        self._lane = lane
        self.visit = Visit()

    @property
    def language(self) -> Language:
        """The language of this visit."""
        return self.visit.language

    @property
    def filling(self) -> Filling:
        """The form being filled in; ValueError when there is none."""
        if self.visit.filling is None:
            raise ValueError("nothing is being filled in")
        return self.visit.filling

    def turn(self, visit: Visit) -> None:
        """Go on with the visit as it is now."""
        self.visit = visit
        self.turned.emit()

    def run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Have something done away from the screen; trouble gets a page of its own."""
        self._lane.run(work, done, self.fail)

    def fail(self, trouble: Trouble) -> None:
        """Say what happened; nothing that was filled in is lost."""
        self.turn(self.visit.beside(Step.TROUBLE, trouble))

    def put_away(self) -> None:
        """Seal what was filled in; `saved` follows with the claim code."""
        filling, language = self.filling, self.language
        self.run(lambda: self.office.put_away(filling, language), self.saved.emit)

    def page(self, kind: type[P], joined: Callable[[P], None]) -> P:
        """Return a page, connected when it is built."""
        return self.binder.page(kind, joined)

    def put(self, page: QWidget, foot: Foot) -> None:
        """Bring a page on, with its ways at the foot."""
        self.window.foot.show_ways(
            foot.back,
            foot.middle,
            foot.onward,
            back_icon=foot.back_icon,
            middle_icon=foot.middle_icon,
            onward_icon=foot.onward_icon,
        )
        if self.window.area.page is not page:
            self.window.show_page(page)


class Act(QObject):
    """Leads some steps of a visit."""

    steps: frozenset[Step] = frozenset()

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.stage = stage

    def show(self) -> None:
        """Show the step the visit is at."""
        raise NotImplementedError

    def leave(self) -> None:
        """Take notice that another step is shown now."""

    def count(self, seconds_left: int) -> None:
        """Show how long the kiosk still waits, where that is shown."""

    def back(self) -> None:
        """Go back; nothing typed is lost."""
        self.stage.turn(self.stage.visit.back())

    def onward(self) -> None:
        """Go on, or to the first thing that is wanting."""
        self.stage.turn(self.stage.visit.next())

    def middle(self) -> None:
        """Put the filling away for later, under a claim code."""
        self.stage.put_away()
