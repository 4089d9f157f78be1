"""What all acts share: the visit as it stands, the window, the pages, the office behind."""

import logging
from collections.abc import Callable
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kiosk.cases.filling import Filling
from kiosk.devices.taking import Taking
from kiosk.devices.voice import Voice
from kiosk.errors import Trouble, where
from kiosk.screens.citizen.binder import Binder
from kiosk.screens.citizen.office import HallFacts, Lane, Office
from kiosk.screens.citizen.porch_views import Foot
from kiosk.screens.citizen.window import CitizenWindow
from kiosk.texts import Language, Text
from kiosk.visits.steps import Step
from kiosk.visits.visit import Visit

log = logging.getLogger(__name__)
T = TypeVar("T")
P = TypeVar("P", bound=QWidget)


class Footed(Protocol):
    """A page that says what the foot bar offers."""

    def foot(self) -> Foot:
        """Return the ways back, beside and on."""


class Stage(QObject):
    """Holds the visit.

    `turned` when there is another to show, `shown` when its page is on; `stirred` when somebody
    did something beside the glass, such as laying a card down; `read` with words to read aloud;
    `again` when somebody wants once more what failed; `saved` with the claim when a
    filling was put away; `gone` when nobody waits for papers any more; `ended` when the visit is
    over and nothing of it may stay.
    """

    turned = Signal()
    shown = Signal()
    stirred = Signal()
    read = Signal(str)
    again = Signal()
    saved = Signal(object)
    gone = Signal()
    ended = Signal()

    def __init__(
        self,
        window: CitizenWindow,
        binder: Binder,
        office: Office,
        lane: Lane,
        hall: HallFacts,
        voice: Voice,
        taking: Taking,
        ill: Callable[[str], bool],
    ) -> None:
        super().__init__(window)
        self.window, self.binder = window, binder
        self.office, self.hall = office, hall
        self.voice, self.taking = voice, taking
        self.ill = ill
        """Tells of a device, by its name, whether it is known not to work."""
        self._lane = lane
        self.visit = Visit()
        self._working = self._held = 0
        self.visits = 0
        """How many visits were before this one."""
        self.sheets = (0, 0)
        """How many sheets of the visit are out, and how many are still to come."""
        self.waiting = False
        """Whether somebody stands before the glass and waits for paper."""

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

    @property
    def working(self) -> bool:
        """Whether something of this visit is under way behind the screen."""
        return self._working > 0

    @property
    def held(self) -> bool:
        """Whether a touch has to wait: what was pressed last is not done yet."""
        return self._held > 0

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Trouble], None] | None = None,
        *,
        hold: bool = False,
    ) -> None:
        """Have something done away from the screen; trouble gets a page of its own.

        With `hold` nothing can be touched until it is done, and a second one is not begun.
        What comes back after the visit is over goes to nobody.
        """
        if hold and self.held:
            return
        visit = self.visits
        self._working += 1
        self._held += hold

        def came_back(take: Callable[[T], None] | Callable[[Trouble], None], what: object) -> None:
            if visit == self.visits:
                self._working -= 1
                self._held -= hold
                take(what)  # type: ignore[arg-type]  # done takes a T, failed a Trouble
            elif isinstance(what, Trouble):
                log.warning("trouble after the visit was over: %s", what.code)

        self._lane.run(
            lambda: _watched(work),
            lambda outcome: came_back(done, outcome),
            lambda trouble: came_back(failed or self.fail, trouble),
        )

    def fail(self, trouble: Trouble) -> None:
        """Say what happened; nothing that was filled in is lost."""
        self.turn(self.visit.beside(Step.TROUBLE, trouble))

    def begin_anew(self) -> None:
        """Wait for the next person; what still comes back for the last one is dropped."""
        self.visits += 1
        self._working = self._held = 0
        self.waiting, self.sheets = False, (0, 0)
        self.turn(Visit())

    def put_away(self) -> None:
        """Seal what was filled in; `saved` follows with the claim code."""
        filling, language = self.filling, self.language
        self.run(lambda: self.office.put_away(filling, language), self.saved.emit, hold=True)

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
        self.shown.emit()


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

    def forget(self) -> None:
        """Leave nothing of the visit that is over."""

    def settle(self) -> None:
        """Take what was typed and not yet told."""

    def count(self, seconds_left: int) -> None:
        """Show how long the kiosk still waits, where that is shown."""

    def back(self) -> None:
        """Go back; nothing typed is lost."""
        self.settle()
        self.stage.turn(self.stage.visit.back())

    def onward(self) -> None:
        """Go on, or to the first thing that is wanting."""
        self.settle()
        self.stage.turn(self.stage.visit.next())

    def middle(self) -> None:
        """Put the filling away for later, under a claim code."""
        self.settle()
        self.stage.put_away()


def unexpected() -> Trouble:
    """Return what is said of a bug of ours: the visit goes on, the place is in the log."""
    return Trouble(
        "kiosk.unexpected",
        Text("出了点问题", "Something went wrong"),
        Text("请查看本机日志。", "See the log of this kiosk."),
    )


def _watched(work: Callable[[], T]) -> T:
    """Do some work; a bug in it is logged without what anybody typed, and said as trouble."""
    try:
        return work()
    except Trouble:
        raise
    except Exception as error:
        log.error("a task behind the screen failed: %s", where(error))
        raise unexpected() from None
