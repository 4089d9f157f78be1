"""From the welcome to the materials: what there is, what is wanted, what it takes."""

from PySide6.QtWidgets import QWidget

from kiosk.catalogue.schema import JointService
from kiosk.errors import Trouble
from kiosk.screens.acts.stage import Act, Stage
from kiosk.screens.citizen.guide import GuidePage
from kiosk.screens.citizen.identity import IdentityPage
from kiosk.screens.citizen.items import ItemsPage
from kiosk.screens.citizen.materials import MaterialsPage
from kiosk.screens.citizen.welcome import WelcomePage
from kiosk.screens.keyboard.keyboard import Keyboard
from kiosk.screens.keyboard.layouts import KeyLayout
from kiosk.screens.keyboard.pinyin import InputMode, Pinyin
from kiosk.screens.telling.choosing import (
    identity_view,
    items_view,
    materials_view,
    welcome_view,
)
from kiosk.screens.telling.guide import guide_view
from kiosk.screens.telling.outcome import ASKED
from kiosk.texts import Text
from kiosk.visits.steps import Step

MEANINGS = 30
"""How many words that letters may stand for are looked for."""

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


class Choosing(Act):
    """Welcome, guide, items, ID cards, materials."""

    steps = frozenset({Step.WELCOME, Step.GUIDE, Step.ITEMS, Step.IDENTITY, Step.MATERIALS})

    def __init__(self, stage: Stage, keyboard: Keyboard) -> None:
        super().__init__(stage)
        self._keyboard = keyboard
        self._pinyin = Pinyin(keyboard.dictionary)
        self._searched = ""
        keyboard.hidden.connect(self._keyboard_gone)
        keyboard.next_pressed.connect(self._searching_done)

    def leave(self) -> None:
        """Close the keyboard and forget what was searched for."""
        self._searched = ""
        self._keyboard.close()

    def show(self) -> None:
        """Show the page of the step."""
        {
            Step.WELCOME: self._show_welcome,
            Step.GUIDE: self._show_guide,
            Step.ITEMS: self._show_items,
            Step.IDENTITY: self._show_identity,
            Step.MATERIALS: self._show_materials,
        }[self.stage.visit.step]()

    def onward(self) -> None:
        """Go on; from the welcome nothing lies ahead until a service is chosen."""
        if self.stage.visit.step is not Step.WELCOME:
            super().onward()

    def middle(self) -> None:
        """Put the filling away; the guide's middle opens more of it."""
        if self.stage.visit.step is Step.GUIDE:
            page = self.stage.page(GuidePage, self._join_guide)
            page.unfold()
            self.stage.put(page, page.foot())
        else:
            super().middle()

    def _show_welcome(self) -> None:
        stage = self.stage
        page = stage.page(WelcomePage, self._join_welcome)
        hall = stage.hall
        page.show_view(
            welcome_view(stage.office.services(), stage.language, hall.open_until, hall.hotline)
        )
        stage.put(page, page.foot())

    def _show_guide(self) -> None:
        page = self.stage.page(GuidePage, self._join_guide)
        hotline = self.stage.hall.hotline
        page.show_view(guide_view(self.stage.visit, self._searched, self._meanings, hotline))
        self.stage.put(page, page.foot())

    def _show_items(self) -> None:
        page = self.stage.page(ItemsPage, self._join_items)
        page.show_view(items_view(self.stage.visit))
        self.stage.put(page, page.foot())

    def _show_identity(self) -> None:
        page = self.stage.page(IdentityPage, _joined)
        page.show_view(identity_view(self.stage.visit, reader=False))
        self.stage.put(page, page.foot())

    def _show_materials(self) -> None:
        page = self.stage.page(MaterialsPage, _joined)
        page.show_view(materials_view(self.stage.visit))
        self.stage.put(page, page.foot())

    def _join_welcome(self, page: WelcomePage) -> None:
        page.service_chosen.connect(self._choose_service)
        page.progress_asked.connect(lambda: self._beside(Step.PROGRESS))
        page.resume_asked.connect(lambda: self._beside(Step.RESUME))
        page.reprint_asked.connect(lambda: self._beside(Step.REPRINT))
        page.help_asked.connect(self._help)

    def _join_guide(self, page: GuidePage) -> None:
        page.print_asked.connect(self._print_notice)
        page.searched.connect(self._search)
        page.wants_keyboard.connect(self._open_keyboard)

    def _join_items(self, page: ItemsPage) -> None:
        page.toggled.connect(self._toggle)
        page.waived.connect(self._waive)
        page.all_chosen.connect(self._choose_all)

    def _beside(self, step: Step) -> None:
        self.stage.turn(self.stage.visit.beside(step))

    def _help(self) -> None:
        hall = self.stage.hall
        here = Text(HELP.zh.format(window=hall.window.zh), HELP.en.format(window=hall.window.en))
        self.stage.fail(Trouble(ASKED, here, CALL.fill(hotline=hall.hotline)))

    def _choose_service(self, key: str) -> None:
        stage = self.stage
        if not stage.office.has_room():
            stage.fail(NO_ROOM)
            return
        service = next(one for one in stage.office.services() if one.key == key)
        day = stage.office.now().astimezone(stage.hall.zone).date()
        stage.turn(stage.visit.choose_service(service, day))

    def _search(self, words: str) -> None:
        self._searched = words.strip()
        if self.stage.visit.step is Step.GUIDE:
            self._show_guide()

    def _meanings(self, letters: str) -> set[str]:
        if not letters.isascii() or not letters.isalpha():
            return set()
        found = self._pinyin.candidates(letters.casefold(), InputMode.TEXT)
        return {one.text for one in found[:MEANINGS] if len(one.text) > 1}

    def _open_keyboard(self, editor: QWidget, layout: KeyLayout, mode: InputMode) -> None:
        self._keyboard.open(editor, layout, mode)
        self.stage.window.set_keyboard(self._keyboard)
        self.stage.window.ensure_visible(editor)

    def _searching_done(self) -> None:
        if self.stage.visit.step is Step.GUIDE:
            self._keyboard.close()

    def _keyboard_gone(self) -> None:
        if self.stage.visit.step in self.steps:
            self.stage.window.set_keyboard(None)

    def _toggle(self, item: str) -> None:
        self.stage.turn(self.stage.visit.filled(lambda filling: filling.toggle(item)))

    def _waive(self, item: str) -> None:
        self.stage.turn(self.stage.visit.filled(lambda filling: filling.waive(item)))

    def _choose_all(self) -> None:
        every = [item.id for item in self.stage.filling.service.items]
        self.stage.turn(self.stage.visit.filled(lambda filling: filling.choose(every)))

    def _print_notice(self) -> None:
        service: JointService = self.stage.filling.service
        office, language = self.stage.office, self.stage.language
        self.stage.run(lambda: office.print_notice(service, language), _joined)


def _joined(_: object) -> None:
    """Nothing more to do."""
