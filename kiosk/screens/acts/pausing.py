"""When a visit pauses: "still there?", put away for later, trouble."""

from dataclasses import replace

from kiosk.screens.acts.stage import Act, Stage
from kiosk.screens.citizen.after_views import SavedView, StillThereView
from kiosk.screens.citizen.office import Claimed
from kiosk.screens.citizen.saved import SavedPage
from kiosk.screens.citizen.still_there import StillTherePage
from kiosk.screens.citizen.trouble import TroublePage
from kiosk.screens.telling.outcome import trouble_view
from kiosk.visits.claim import grouped
from kiosk.visits.steps import Step


class Pausing(Act):
    """Asks whether somebody is there, shows a claim code, says what went wrong."""

    steps = frozenset({Step.TROUBLE, Step.STILL_THERE})

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._saved: Claimed | None = None
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
        page = self.stage.page(TroublePage, _joined)
        hall = self.stage.hall
        page.show_view(trouble_view(self.stage.visit, hall.window, hall.hotline))
        self.stage.put(page, page.foot())

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
