"""Takes over what central published for the hall, while nobody is at the kiosk."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from kiosk.errors import Trouble
from kiosk.screens.acts.stage import Stage
from kiosk.screens.citizen.office import HallFacts, Office, Renewal
from kiosk.visits.visit import Visit

EVERY = 5000
"""Milliseconds between looks whether there is something."""


class Renewing(QObject):
    """A visit under way goes on by what it began with, whatever is published meanwhile."""

    def __init__(self, stage: Stage, renewal: Renewal) -> None:
        super().__init__(stage)
        self._stage, self._renewal = stage, renewal
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Look from time to time."""
        self._timer.start()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def look(self) -> None:
        """Have it prepared if there is something, and nobody is here or waited for."""
        if self._at_rest() and not self._stage.working and self._renewal.due():
            self._stage.run(self._renewal.prepare, self._take_over, _later)

    def _take_over(self, go_by_it: Callable[[], tuple[Office, HallFacts]]) -> None:
        if not self._at_rest():
            return  # somebody has come meanwhile: after that visit
        self._stage.office, self._stage.hall = go_by_it()
        self._stage.ended.emit()

    def _at_rest(self) -> bool:
        return self._stage.visit == Visit()


def _later(_: Trouble) -> None:
    """Go on as it is; it is tried again."""
