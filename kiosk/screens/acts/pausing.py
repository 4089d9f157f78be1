"""When a visit pauses: "still there?", put away for later, trouble."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QTimer

from kiosk.screens.acts.stage import Act, Stage
from kiosk.screens.citizen.after_views import SavedView, StillThereView
from kiosk.screens.citizen.office import Claimed
from kiosk.screens.citizen.saved import SavedPage
from kiosk.screens.citizen.still_there import StillTherePage
from kiosk.screens.citizen.trouble import TroublePage
from kiosk.screens.telling.trouble import AGAIN, LEAVE, WAIT, trouble_view
from kiosk.visits.claim import grouped
from kiosk.visits.steps import Step

PATIENCE = 10 * 60 * 1000
"""Milliseconds that the screen stays for somebody who waits for paper."""


class Pausing(Act):
    """Asks whether somebody is there, shows a claim code, says what went wrong."""

    steps = frozenset({Step.TROUBLE, Step.STILL_THERE})

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._saved: Claimed | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self._patience.timeout.connect(self._wait_no_longer)
        stage.saved.connect(self._show_saved)

    def show(self) -> None:
        """Show the page of the step."""
        if self.stage.visit.step is Step.TROUBLE:
            self._show_trouble()
        elif self._saved is not None:
            self._show_code(self._saved)
        else:
            self._show_still_there()

    def count(self, seconds_left: int) -> None:
        """Count down."""
        page = self.stage.binder.built(StillTherePage)
        if page is not None and self._saved is None:
            page.count(seconds_left)

    def forget(self) -> None:
        """Forget the claim code."""
        self._saved = None

    def leave(self) -> None:
        """Wait for paper no longer."""
        self._wait_no_longer()

    def back(self) -> None:
        """Go back to where one was; from the claim code home."""
        if self._saved is not None:
            self.stage.ended.emit()
        else:
            super().back()

    def onward(self) -> None:
        """Try again where one was; from the claim code home."""
        self.back()
        self.stage.again.emit()

    def _show_trouble(self) -> None:
        stage, hall = self.stage, self.stage.hall
        page = stage.page(TroublePage, lambda page: _join_ways(page, self._choose))
        view = trouble_view(
            stage.visit, hall.window, hall.hotline, stage.sheets, waiting=stage.waiting
        )
        page.show_view(view)
        stage.put(page, page.foot())

    def _choose(self, way: str) -> None:
        """Wait, print again, get the papers from the staff, or leave without them."""
        if way == WAIT:
            self.stage.waiting = True
            self._patience.start()
            self._show_trouble()
        elif way == AGAIN:
            self.onward()
        else:
            self.stage.gone.emit()
            self.back()
            if way == LEAVE:
                self.stage.turn(self.stage.visit.finish())

    def _wait_no_longer(self) -> None:
        self._patience.stop()
        self.stage.waiting = False

    def _show_still_there(self) -> None:
        visit, hall = self.stage.visit, self.stage.hall
        page = self.stage.page(StillTherePage, self._join)
        answers = visit.filling is not None and bool(visit.filling.answers) and visit.case is None
        left = hall.still_there
        page.show_view(StillThereView(left, left, hall.sealed_hours, answers))
        self.stage.put(page, page.foot())

    def _join(self, page: StillTherePage) -> None:
        page.stayed.connect(self.back)
        page.put_away.connect(self.stage.put_away)
        page.ended.connect(self.stage.ended)

    def _show_saved(self, claimed: Claimed) -> None:
        """Show the claim code; the filling itself is gone from this screen."""
        stage = self.stage
        self._saved = claimed
        emptied = replace(
            stage.visit, step=Step.WELCOME, filling=None, consent=None, voids=None, behind=None
        )
        stage.turn(emptied.beside(Step.STILL_THERE))

    def _show_code(self, claimed: Claimed) -> None:
        stage = self.stage
        until = claimed.until.astimezone(stage.hall.zone)
        page = stage.page(SavedPage, _joined)
        code, day = grouped(claimed.code), f"{until:%m-%d %H:%M}"
        page.show_view(SavedView(code, day, printed=claimed.printed))
        stage.put(page, page.foot())


def _joined(_: object) -> None:
    """Nothing to connect: its foot says it all."""


def _join_ways(page: TroublePage, choose: Callable[[str], None]) -> None:
    page.chosen.connect(choose)
