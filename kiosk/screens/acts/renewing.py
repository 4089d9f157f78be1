"""Takes over what central published for the hall, while nobody is at the kiosk."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from kiosk.errors import Trouble
from kiosk.screens.acts.stage import Stage
from kiosk.screens.citizen.office import HallFacts, Lane, Office, Renewal
from kiosk.visits.visit import Visit

EVERY = 5000
"""Milliseconds between looks whether there is something."""


class Renewing(QObject):
    """A visit under way goes on by what it began with, whatever is published meanwhile.

    It is looked for on a lane: as long as there is nothing the GUI thread is left alone.
    """

    _due = Signal()

    def __init__(self, stage: Stage, renewal: Renewal, lane: Lane) -> None:
        super().__init__(stage)
        self._stage, self._renewal, self._lane = stage, renewal, lane
        self._due.connect(self.look, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """Look from time to time, for as long as the lane goes on."""
        self._lane.repeat(self._ask, EVERY)

    def look(self) -> None:
        """Have it prepared if there is something, and nobody is here or waited for."""
        if self._at_rest() and not self._stage.working and self._renewal.due():
            self._stage.run(self._renewal.prepare, self._take_over, _later)

    def _ask(self) -> None:
        if self._renewal.due():
            self._due.emit()

    def _take_over(self, go_by_it: Callable[[], tuple[Office, HallFacts]]) -> None:
        if not self._at_rest():
            return  # somebody has come meanwhile: after that visit
        self._stage.office, self._stage.hall = go_by_it()
        self._stage.ended.emit()

    def _at_rest(self) -> bool:
        return self._stage.visit == Visit()


def _later(_: Trouble) -> None:
    """Go on as it is; it is tried again."""
