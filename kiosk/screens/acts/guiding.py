"""The guide: what a citizen reads first, and finds by a word or its first letters."""

from PySide6.QtWidgets import QWidget

from kiosk.screens.acts.stage import Act, Stage
from kiosk.screens.citizen.guide import GuidePage
from kiosk.screens.keyboard.keyboard import Keyboard
from kiosk.screens.keyboard.layouts import KeyLayout
from kiosk.screens.keyboard.pinyin import InputMode, Pinyin
from kiosk.screens.telling.guide import guide_view
from kiosk.visits.steps import Step

MEANINGS = 30
"""How many words that letters may stand for are looked for."""


class Guiding(Act):
    """Shows the guide of a service and searches it."""

    steps = frozenset({Step.GUIDE})

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
        self.stage.window.set_keyboard(None)

    def show(self) -> None:
        """Show the guide, or what was found in it."""
        page = self._page()
        hotline = self.stage.hall.hotline
        page.show_view(guide_view(self.stage.visit, self._searched, self._meanings, hotline))
        self.stage.put(page, page.foot())

    def middle(self) -> None:
        """Open more of the guide, or fold it."""
        page = self._page()
        page.unfold()
        self.stage.put(page, page.foot())

    def _page(self) -> GuidePage:
        return self.stage.page(GuidePage, self._join)

    def _join(self, page: GuidePage) -> None:
        page.print_asked.connect(self._print_notice)
        page.searched.connect(self._search)
        page.wants_keyboard.connect(self._open_keyboard)

    def _search(self, words: str) -> None:
        self._searched = words.strip()
        if self.stage.visit.step is Step.GUIDE:
            self.show()

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

    def _print_notice(self) -> None:
        service = self.stage.filling.service
        office, language = self.stage.office, self.stage.language
        self.stage.run(lambda: office.print_notice(service, language), _printed)


def _printed(_: object) -> None:
    """Nothing more to do."""
