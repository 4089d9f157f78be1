"""What lies above the keys: the spelling, the likeliest candidates, the way to find others."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.screens.keyboard.caps import Cap, Face
from kiosk.screens.keyboard.composition import Way
from kiosk.screens.keyboard.heading import Heading
from kiosk.screens.keyboard.measures import Measures
from kiosk.screens.keyboard.pinyin import Candidate
from kiosk.screens.keyboard.shelf import Describe, Shelf
from kiosk.screens.look.look import Look
from kiosk.texts import Language, Text

HELP = {
    Way.SOUND: Text("点字就选中。键盘不记您输入过的内容", "Touch to choose. Nothing is kept."),
    Way.PARTS: Text("打出每个部件的读音，如䶮：long tian", "Spell its parts: 䶮 = long tian"),
}
OTHER_WAY = {
    Way.SOUND: Text("拆字找字", "By its parts"),
    Way.PARTS: Text("返回拼音", "By its sound"),
}
ALL_CANDIDATES = Text("更多字", "All candidates")


class Head(QWidget):
    """Lays spelling above candidates, or beside them where height is dear."""

    chosen = Signal(object)
    unfolded = Signal()
    way_left = Signal()

    def __init__(
        self, look: Look, language: Language, describe: Describe, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._language = language
        self._way = Way.SOUND
        self._heading = Heading(look, self)
        self._shelf = Shelf(look, describe, self)
        self._shelf.chosen.connect(self.chosen)
        self._more = Cap(look, self)
        self._more.clicked.connect(self.unfolded)
        self._other = Cap(look, self)
        self._other.clicked.connect(self.way_left)
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        self._look = look
        self._language = language
        for part in (self._heading, self._shelf, self._more, self._other):
            part.dress(look)
        self._more.show_as(
            Face.LETTER, "", ALL_CANDIDATES[language], look.text_px("body"), "chevron_right"
        )
        self.show_spelling("", (), self._way)

    def show_spelling(self, letters: str, candidates: Sequence[Candidate], way: Way) -> None:
        """Show what is spelled and what it can become."""
        self._way = way
        language = self._language
        self._heading.say(letters, HELP[way][language])
        other = OTHER_WAY[way][language]
        px = self._look.text_px("caption")
        self._other.show_as(Face.OUTLINED, other, other, px, "search")
        self._more.hide()
        self._shelf.offer(candidates)
        if self._shelf.ends < len(candidates):
            self._more.show()
        self._lay_out()

    @property
    def shelf(self) -> Shelf:
        """The likeliest candidates."""
        return self._shelf

    @property
    def more(self) -> Cap:
        """The button to all candidates."""
        return self._more

    @property
    def other_way(self) -> Cap:
        """The button that looks a character up by its parts, or by its sound again."""
        return self._other

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the parts out over the new width."""
        self._lay_out()

    def _lay_out(self) -> None:
        look, width = self._look, self.width()
        measures = Measures.of(look)
        gap, candidate = measures.gap, measures.candidate
        other = self._other.label_width() + 2 * look.px("component.button_small.side")
        more = look.px("component.keyboard.key_width")
        if measures.wide:
            self._other.setGeometry(width - other, 0, other, candidate)
            left = self._heading.letters_width() + gap if self._shelf.shown else 0
            room = QRect(left, 0, width - other - more - 2 * gap - left, candidate)
            self._heading.setGeometry(0, 0, left or width - other - gap, candidate)
            self._more.setGeometry(width - other - gap - more, 0, more, candidate)
        else:
            self._heading.setGeometry(0, 0, width - other - gap, measures.heading)
            self._other.setGeometry(width - other, 0, other, measures.heading)
            top = measures.heading + measures.gap
            room = QRect(0, top, width - more - gap, candidate)
            self._more.setGeometry(width - more, top, more, candidate)
        self._shelf.setGeometry(room)
