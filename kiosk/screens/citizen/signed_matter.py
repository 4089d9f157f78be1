"""What is signed: the paper, since when it is locked, what is applied for, and the promise."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kiosk.screens.look.button import Button
from kiosk.screens.look.card import Card
from kiosk.screens.look.icons import icon
from kiosk.screens.look.look import Look
from kiosk.screens.look.words import Words
from kiosk.texts import Language, Text

YOU_SIGN = Text("您签的是：{paper}", "You sign: {paper}")
LOCKED = Text(
    "{at} 起已锁定，改了就要重签。",
    "Locked since {at}. A change means signing again.",
)
ONCE_MORE = Text("再看一遍", "Read again")


class Promise(QWidget):
    """The declaration on a quiet ground."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = Words(look, parent=self)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.words)
        self.setAutoFillBackground(True)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        side = look.px("space.m")
        self.words.dress(look)
        self._column.setContentsMargins(side, look.px("space.s"), side, look.px("space.s"))
        palette = self.palette()
        palette.setColor(self.backgroundRole(), look.colour("sunk"))
        self.setPalette(palette)


class SignedMatter(Card):
    """A card that says it all on a few lines; `once_more` leads back to the paper."""

    once_more = Signal()

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._lock = QLabel(self)
        self._paper = Words(look, parent=self, style="lead", bold=True)
        self._locked = Words(look, parent=self, style="caption", role="soft")
        self._again = Button(look, self, small=True, icon="document")
        self._again.clicked.connect(self.once_more)
        self._points: list[tuple[QLabel, Words]] = []
        self._promise = Promise(look, self)
        words = QVBoxLayout()
        words.addWidget(self._paper)
        words.addWidget(self._locked)
        self._head = QHBoxLayout()
        self._head.addWidget(self._lock)
        self._head.addLayout(words, 1)
        self._head.addWidget(self._again)
        self._grid = QGridLayout()
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addLayout(self._grid)
        self._column.addWidget(self._promise)
        self.speak(look, language)

    def speak(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        self.dress(look)
        self._language = language
        inside, above = look.px("space.l"), look.px("space.m")
        self._column.setContentsMargins(inside, above, inside, above)
        self._column.setSpacing(look.px("space.s" if look.large_print else "space.m"))
        self._head.setSpacing(look.px("space.m"))
        self._grid.setHorizontalSpacing(look.px("space.s"))
        self._grid.setVerticalSpacing(look.px("space.xs"))
        self._paper.dress(look)
        self._locked.dress(look)
        narrow = look.landscape and look.large_print
        self._head.removeWidget(self._again)
        self._column.removeWidget(self._again)
        (self._column if narrow else self._head).addWidget(self._again)
        self._lock.setPixmap(icon("lock", look.px("component.message.icon"), look.colour("press")))
        self._again.setText(ONCE_MORE[language])
        self._again.dress(look)
        self._promise.dress(look)
        for check, words in self._points:
            self._dress_point(check, words)

    def tell(self, paper: str, locked: str, points: tuple[str, ...], promise: str) -> None:
        """Name the paper, the time it was locked, what is applied for, and what is promised."""
        self._paper.setText(YOU_SIGN.fill(paper=paper)[self._language] if paper else "")
        self._locked.setText(LOCKED.fill(at=locked)[self._language] if locked else "")
        self._promise.words.setText(promise)
        while len(self._points) < len(points):
            self._add_point()
        for place, (check, words) in enumerate(self._points):
            shown = place < len(points)
            check.setVisible(shown)
            words.setVisible(shown)
            words.setText(points[place] if shown else "")

    def clear(self) -> None:
        """Name nothing."""
        self.tell("", "", (), "")

    def _add_point(self) -> None:
        row, column = divmod(len(self._points), 2)
        check, words = QLabel(self), Words(self._look, parent=self)
        self._dress_point(check, words)
        self._grid.addWidget(check, row, 2 * column)
        self._grid.addWidget(words, row, 2 * column + 1)
        self._grid.setColumnStretch(2 * column + 1, 1)
        self._points.append((check, words))

    def _dress_point(self, check: QLabel, words: Words) -> None:
        look = self._look
        words.dress(look)
        check.setPixmap(icon("check", look.px("component.button_small.icon"), look.colour("done")))
