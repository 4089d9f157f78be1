"""All candidates, page by page, in the place of the keys."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.screens.keyboard.caps import Cap, Face
from kiosk.screens.keyboard.measures import Measures
from kiosk.screens.keyboard.pinyin import Candidate
from kiosk.screens.keyboard.shelf import Describe, Shelf
from kiosk.screens.look.look import Look
from kiosk.texts import Language, Text

_BACK = Text("返回键盘", "Back to the keys")
_EARLIER = Text("上一页", "Previous")
_LATER = Text("下一页", "Next page")


class Cupboard(QWidget):
    """Pages of candidates with a row of buttons below."""

    chosen = Signal(object)
    left = Signal()

    def __init__(
        self, look: Look, language: Language, describe: Describe, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._candidates: Sequence[Candidate] = ()
        self._begins: list[int] = [0]
        self._shelf = Shelf(look, describe, self)
        self._shelf.chosen.connect(self.chosen)
        self._back, self._earlier, self._later = Cap(look, self), Cap(look, self), Cap(look, self)
        self._back.clicked.connect(self.left)
        self._earlier.clicked.connect(self._turn_back)
        self._later.clicked.connect(self._turn_on)
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        self._look = look
        self._shelf.dress(look)
        px = look.text_px("body")
        for cap, text in ((self._back, _BACK), (self._earlier, _EARLIER), (self._later, _LATER)):
            cap.dress(look)
            cap.show_as(Face.QUIET, text[language], text[language], px)

    def offer(self, candidates: Sequence[Candidate], begins: int = 0) -> None:
        """Show the candidates from a place on; an empty list leaves nothing behind."""
        self._candidates = candidates
        self._begins = [begins]
        self._refill()

    @property
    def shelf(self) -> Shelf:
        """The candidates of the page shown."""
        return self._shelf

    @property
    def later(self) -> Cap:
        """The button to the next page."""
        return self._later

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay rows and buttons out."""
        measures = Measures.of(self._look)
        gap, rows = measures.gap, measures.rows_unfolded
        row = (self.height() - rows * gap) // (rows + 1)
        self._shelf.setGeometry(0, 0, self.width(), self.height() - row - gap)
        wide = (self.width() - 2 * gap) // 3
        for place, cap in enumerate((self._back, self._earlier, self._later)):
            cap.setGeometry(place * (wide + gap), self.height() - row, wide, row)
        self._refill()

    def _refill(self) -> None:
        self._shelf.offer(self._candidates, self._begins[-1], Measures.of(self._look).rows_unfolded)
        self._earlier.setVisible(len(self._begins) > 1)
        self._later.setVisible(self._shelf.ends < len(self._candidates))

    def _turn_back(self) -> None:
        self._begins.pop()
        self._refill()

    def _turn_on(self) -> None:
        self._begins.append(self._shelf.ends)
        self._refill()
