"""The welcome: which service, or what else somebody came for."""

from kiosk.catalogue.covers import cover_of
from kiosk.errors import Trouble
from kiosk.screens.acts.stage import Act
from kiosk.screens.citizen.welcome import WelcomePage
from kiosk.screens.telling.trouble import ASKED
from kiosk.screens.telling.welcome import welcome_view
from kiosk.texts import Text
from kiosk.visits.steps import Step

HELP = Text("请到{window}，工作人员会帮您", "Please come to the staff: {window}")
CALL = Text("也可以打 {hotline}", "You can also call {hotline}")
NO_ROOM = Trouble(
    "disk.nearly_full",
    Text(
        "这台机器暂时不能接新的申请，请用旁边的机器",
        "This machine cannot take new applications now. Please use another",
    ),
    Text("磁盘空间不足：请清理或扩容。", "The disk is nearly full: make room."),
)


class Welcoming(Act):
    """Offers the services, and the ways beside them."""

    steps = frozenset({Step.WELCOME})
    to_type = False
    """Whether the search was touched, and the keyboard is to come up with the next page."""

    def show(self) -> None:
        """Offer what there is today."""
        stage = self.stage
        page = stage.page(WelcomePage, self._join_welcome)
        hall = stage.hall
        covers = map(cover_of, stage.office.services())
        view = welcome_view(
            covers, stage.language, hall.open_until, hall.hotline, district=hall.district
        )
        page.show_view(view)
        stage.put(page, page.foot())

    def onward(self) -> None:
        """Nothing lies ahead until a service is chosen."""

    def _join_welcome(self, page: WelcomePage) -> None:
        page.service_chosen.connect(self.choose_service)
        page.progress_asked.connect(lambda: self._beside(Step.PROGRESS))
        page.resume_asked.connect(lambda: self._beside(Step.RESUME))
        page.reprint_asked.connect(lambda: self._beside(Step.REPRINT))
        page.search_asked.connect(self._search)
        page.contents_asked.connect(lambda: self._beside(Step.CONTENTS))
        page.help_asked.connect(self._help)

    def _beside(self, step: Step) -> None:
        self.stage.turn(self.stage.visit.beside(step))

    def _search(self) -> None:
        self.to_type = True
        self._beside(Step.CONTENTS)

    def _help(self) -> None:
        hall = self.stage.hall
        here = Text(HELP.zh.format(window=hall.window.zh), HELP.en.format(window=hall.window.en))
        self.stage.fail(Trouble(ASKED, here, CALL.fill(hotline=hall.hotline)))

    def choose_service(self, key: str) -> None:
        """Open the guide of a service, if a new visit may begin."""
        stage = self.stage
        if not stage.office.has_room():
            stage.fail(NO_ROOM)
            return
        day = stage.office.now().astimezone(stage.hall.zone).date()
        service = next((one for one in stage.office.services() if one.key == key), None)
        if service is None:
            stage.turn(stage.visit)  # since midnight it is offered no longer
        else:
            calendar = stage.office.calendar.at(service.region)
            stage.turn(stage.visit.choose_service(service, day, calendar))
