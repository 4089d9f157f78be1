"""The on-screen keyboard: comes up for a field, writes into it, goes and remembers nothing."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.screens.keyboard.board import Board
from kiosk.screens.keyboard.composition import Composition
from kiosk.screens.keyboard.cupboard import Cupboard
from kiosk.screens.keyboard.dictionary import Dictionary
from kiosk.screens.keyboard.hand import Hand
from kiosk.screens.keyboard.head import Head
from kiosk.screens.keyboard.layouts import LETTER_PAGES, PADS, Does, Key, KeyLayout, Page
from kiosk.screens.keyboard.measures import Measures
from kiosk.screens.keyboard.parts import Parts
from kiosk.screens.keyboard.pinyin import Candidate, InputMode, Pinyin
from kiosk.screens.keyboard.telling import Telling
from kiosk.screens.keyboard.typist import Typist
from kiosk.screens.look.look import Look
from kiosk.texts import Language


class Keyboard(QWidget):
    """Takes the width it is given; its height is its own and changes with the field.

    `next_pressed`: the citizen wants the next field. `hidden`: the keyboard went away.
    """

    next_pressed = Signal()
    hidden = Signal()

    def __init__(
        self,
        look: Look,
        language: Language,
        dictionary: Dictionary,
        printable: Callable[[str], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.dictionary = dictionary
        parts = Parts(dictionary)
        self.telling = Telling(parts, printable, language)
        self._typist = Typist(Composition(Pinyin(dictionary), parts))
        self._page = self._letters = Page.CHINESE
        self.head = Head(look, language, self.telling.notes, self)
        self.board = Board(look, language, self)
        self.cupboard = Cupboard(look, language, self.telling.notes, self)
        self.head.chosen.connect(self._choose)
        self.head.unfolded.connect(self._unfold)
        self.head.way_left.connect(self._change_way)
        self.cupboard.chosen.connect(self._choose)
        self.cupboard.left.connect(self._refresh)
        self.board.pressed.connect(self._press)
        self.hide()

    def open(self, editor: QWidget, layout: KeyLayout, mode: InputMode = InputMode.TEXT) -> None:
        """Come up for an editor; what was spelled for another one is forgotten."""
        self._typist.take_up(Hand(editor, self._look.colour("press")), mode)
        self._letters = Page.CHINESE
        self._turn(Page(layout.value))
        self.show()

    def close(self) -> bool:
        """Go away and leave nothing; tells so by `hidden`."""
        self.reset()
        if not self.isHidden():
            self.hide()
            self.hidden.emit()
        return True

    def reset(self) -> None:
        """Forget the field, the letters, the candidates and all that was looked up."""
        self._typist.leave()
        self._refresh()

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language; what is being spelled is dropped."""
        self._look = look
        self.telling.language = language
        self._typist.drop()
        for part in (self.head, self.board, self.cupboard):
            part.dress(look, language)
        self._refresh()
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the parts out over the new width."""
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tray with its upper edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("sunk"))
        line = self._look.px("line.divider")
        painter.fillRect(0, 0, self.width(), line, self._look.colour("line"))

    def _lay_out(self) -> None:
        measures = Measures.of(self._look)
        pad = self._page in PADS
        headed = self._letters is Page.CHINESE and not pad
        self.setFixedHeight(measures.height(pad=pad, head=headed))
        room = self.rect().adjusted(measures.side, measures.top, -measures.side, -measures.top)
        self.head.setVisible(headed)
        if headed:
            self.head.setGeometry(room.x(), room.y(), room.width(), measures.head_height())
            room.setTop(room.top() + measures.head_height())
        self.board.setGeometry(room)
        self.cupboard.setGeometry(room)

    def _press(self, key: Key) -> None:
        typist = self._typist
        if not typist.busy:
            return
        match key.does:
            case Does.TYPE if self._page is Page.CHINESE:
                typist.spell(key.text)
            case Does.DOT if typist.spelling:
                typist.spell("'")
            case Does.SPACE if typist.spelling:
                typist.choose_first()
            case Does.TYPE | Does.DOT | Does.SPACE:
                typist.put(key.text)
            case Does.ERASE:
                typist.erase()
            case Does.TURN | Does.BACK:
                typist.take_first()
                self._turn(key.turns_to or self._letters)
            case Does.HIDE:
                self.close()
            case Does.NEXT:
                typist.take_first()
                self.next_pressed.emit()
        self._refresh()

    def _turn(self, page: Page) -> None:
        self._page = page
        self._letters = page if page in LETTER_PAGES else self._letters
        self.board.turn_to(page)
        self._refresh()
        self._lay_out()

    def _choose(self, candidate: Candidate) -> None:
        self._typist.choose(candidate)
        self._refresh()

    def _change_way(self) -> None:
        if self._typist.busy:
            self._typist.change_way()
            self._refresh()

    def _refresh(self) -> None:
        spelled = self._typist.composition
        self.board.spell(self._typist.spelling)
        self.head.show_spelling(spelled.letters, spelled.candidates, spelled.way)
        self.cupboard.offer(())
        self.cupboard.hide()
        self.board.show()

    def _unfold(self) -> None:
        self.cupboard.offer(self._typist.composition.candidates, self.head.shelf.ends)
        self.head.more.hide()
        self.board.hide()
        self.cupboard.show()
