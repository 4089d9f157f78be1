"""Pages on which one searches: the keyboard comes up, and every key is answered."""

from PySide6.QtWidgets import QWidget

from kiosk.catalogue.search import GuideSearch, Hit
from kiosk.screens.acts.stage import Act, Stage
from kiosk.screens.keyboard.keyboard import Keyboard
from kiosk.screens.keyboard.layouts import KeyLayout
from kiosk.screens.keyboard.pinyin import InputMode


class Searching(Act):
    """Keeps what is searched for as long as its page is on; `show` says what was found.

    The index is made behind the screen when the box is first touched; what was typed until
    then is looked for once it is there.
    """

    def __init__(self, stage: Stage, keyboard: Keyboard) -> None:
        super().__init__(stage)
        self._keyboard = keyboard
        self._search: GuideSearch | None = None
        self.searched = ""
        keyboard.hidden.connect(self._keyboard_gone)
        keyboard.next_pressed.connect(self._done)

    def leave(self) -> None:
        """Close the keyboard and forget what was searched for."""
        self.searched = ""
        self._keyboard.close()
        self.stage.window.set_keyboard(None)

    def forget(self) -> None:
        """Forget what was searched for."""
        self.searched = ""

    @property
    def here(self) -> bool:
        """Whether one of this act's pages is on."""
        return self.stage.visit.step in self.steps

    def find(self, service: str = "") -> tuple[Hit, ...]:
        """Return what was found so far."""
        if self._search is None or not self.searched:
            return ()
        return self._search.find(self.searched, service)

    def search(self, words: str) -> None:
        """Look for other words."""
        self.searched = words.strip()
        if self.here:
            self.show()

    def open_keyboard(self, editor: QWidget, layout: KeyLayout, mode: InputMode) -> None:
        """Bring the keyboard up for the box, and have the index ready."""
        self.stage.run(self.stage.office.search, self._ready)
        self._keyboard.open(editor, layout, mode)
        self.stage.window.set_keyboard(self._keyboard)
        self.stage.window.ensure_visible(editor)

    def _ready(self, search: GuideSearch) -> None:
        self._search = search
        if self.here and self.searched:
            self.show()

    def _done(self) -> None:
        if self.here:
            self._keyboard.close()

    def _keyboard_gone(self) -> None:
        if self.here:
            self.stage.window.set_keyboard(None)
