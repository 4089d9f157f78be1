"""All matters: along the list, or by any word of any guide."""

from kiosk.catalogue.contents import chapters
from kiosk.screens.acts.guiding import Guiding
from kiosk.screens.acts.searching import Searching
from kiosk.screens.acts.stage import Stage
from kiosk.screens.acts.welcoming import Welcoming
from kiosk.screens.citizen.contents import ContentsPage
from kiosk.screens.citizen.finding_views import HitView
from kiosk.screens.keyboard.keyboard import Keyboard
from kiosk.screens.telling.finding import contents_view, hit_views
from kiosk.visits.steps import Step


class Finding(Searching):
    """Leads to a guide, and there to the place that was found."""

    steps = frozenset({Step.CONTENTS})

    def __init__(
        self, stage: Stage, keyboard: Keyboard, welcoming: Welcoming, guiding: Guiding
    ) -> None:
        super().__init__(stage, keyboard)
        self._welcoming, self._guiding = welcoming, guiding

    def show(self) -> None:
        """Show the list, or what was found."""
        stage, office, hall = self.stage, self.stage.office, self.stage.hall
        services, contents = office.services(), office.contents()
        listed = chapters(contents, services, hall.district), contents
        found = hit_views(self.find(), services, stage.language)
        page = stage.page(ContentsPage, self._join)
        told = (hall.window, hall.hotline, self.searched, found)
        page.show_view(contents_view(listed, stage.language, *told))
        stage.put(page, page.foot())
        if self._welcoming.to_type:
            self._welcoming.to_type = False
            page.begin_typing()

    def onward(self) -> None:
        """Nothing lies ahead until a matter is chosen."""

    def _join(self, page: ContentsPage) -> None:
        page.service_chosen.connect(self._welcoming.choose_service)
        page.hit_chosen.connect(self._open)
        page.searched.connect(self.search)
        page.wants_keyboard.connect(self.open_keyboard)

    def _open(self, hit: HitView) -> None:
        self._guiding.wanted = hit
        self._welcoming.choose_service(hit.service)
