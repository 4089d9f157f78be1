"""The second screen follows the visit: what it shows changes with it, and ends with it."""

from PySide6.QtCore import QObject

from kiosk.cases.case import Case
from kiosk.devices.second_screen import SecondScreen
from kiosk.errors import Trouble
from kiosk.screens.acts.stage import Stage
from kiosk.screens.telling.beside import beside_sight


class Beside(QObject):
    """Tells the second screen how far the visit is."""

    def __init__(self, stage: Stage, screen: SecondScreen) -> None:
        super().__init__(stage)
        self._stage, self._screen = stage, screen
        self._case: Case | None = None
        self._code: tuple[str, ...] = ()
        stage.turned.connect(self._follow)

    def _follow(self) -> None:
        stage, case = self._stage, self._stage.visit.case
        if case is not self._case:
            self._case, self._code = case, ()
            if case is not None:
                stage.run(lambda: stage.office.receipt_code(case), self._known, _nothing)
        self._screen.show(beside_sight(stage.visit, stage.hall, self._code))

    def _known(self, code: tuple[str, ...]) -> None:
        self._code = code
        self._follow()


def _nothing(_: Trouble) -> None:
    """Without its code the number is there all the same."""
