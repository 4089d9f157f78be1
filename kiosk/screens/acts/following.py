"""A wish for an appointment followed while its page is open: central may decide any moment."""

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.cases.case import Case
from kiosk.errors import Trouble
from kiosk.screens.acts.stage import Stage
from kiosk.screens.citizen.office import Accepted

LOOK = 2000
"""Milliseconds between looks at what central made of it."""


class Following(QObject):
    """`heard` each time it was looked; `told` is then what is said of the case now."""

    heard = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.told: Accepted | None = None
        self._stage = stage
        self._case: Case | None = None
        self._wait = QTimer(self)
        self._wait.setInterval(LOOK)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._look)

    def follow(self, case: Case, told: Accepted) -> None:
        """Look again soon, as long as an appointment is only a wish."""
        self._case, self.told = case, told
        if any(one.state is None for one in told.coming):
            self._wait.start()

    def stop(self) -> None:
        """Look no more."""
        self._wait.stop()

    def forget(self) -> None:
        """Forget the case."""
        self.stop()
        self._case = self.told = None

    def _look(self) -> None:
        case, office = self._case, self._stage.office
        if case is not None:
            self._stage.run(lambda: office.accepted(case), self._hear, _not_heard)

    def _hear(self, told: Accepted) -> None:
        if self._case is not None:
            self.told = told
            self.heard.emit()


def _not_heard(_: Trouble) -> None:
    """Tell nobody: the progress page says it, too."""
