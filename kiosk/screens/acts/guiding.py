"""The guide: what a citizen reads first, and finds by a word or its first letters."""

from kiosk.screens.acts.searching import Searching
from kiosk.screens.acts.stage import Stage
from kiosk.screens.citizen.finding_views import HitView
from kiosk.screens.citizen.guide import GuidePage
from kiosk.screens.keyboard.keyboard import Keyboard
from kiosk.screens.telling.finding import hit_views
from kiosk.screens.telling.guide import guide_view
from kiosk.screens.telling.without_paper import without_paper
from kiosk.visits.steps import Step


class Guiding(Searching):
    """Shows the guide of a service and searches it; `wanted` is the place to open it at."""

    steps = frozenset({Step.GUIDE})

    def __init__(self, stage: Stage, keyboard: Keyboard) -> None:
        super().__init__(stage, keyboard)
        self.wanted: HitView | None = None

    def forget(self) -> None:
        """Forget what was searched for and found."""
        super().forget()
        self.wanted = None

    def show(self) -> None:
        """Show the guide, or what was found in it."""
        page, stage = self._page(), self.stage
        service = stage.filling.service
        found = hit_views(self.find(service.key), (service,), stage.language, one=True)
        out = without_paper(stage.ill, stage.hall.window, stage.language)
        page.show_view(guide_view(stage.visit, stage.hall, self.searched, found, out))
        stage.put(page, page.foot())
        wanted, self.wanted = self.wanted, None
        if wanted is not None and wanted.service == service.key:
            page.open_at(wanted)
            stage.put(page, page.foot())

    def middle(self) -> None:
        """Open more of the guide, or fold it."""
        page = self._page()
        page.unfold()
        self.stage.put(page, page.foot())

    def _page(self) -> GuidePage:
        return self.stage.page(GuidePage, self._join)

    def _join(self, page: GuidePage) -> None:
        page.print_asked.connect(self._print_notice)
        page.searched.connect(self.search)
        page.hit_chosen.connect(self._open)
        page.wants_keyboard.connect(self.open_keyboard)

    def _open(self, hit: HitView) -> None:
        self.leave()
        self.wanted = hit
        self.show()

    def _print_notice(self) -> None:
        service = self.stage.filling.service
        office, language = self.stage.office, self.stage.language
        self.stage.run(lambda: office.outlet.notice(service, language), _printed)


def _printed(_: object) -> None:
    """Nothing more to do."""
