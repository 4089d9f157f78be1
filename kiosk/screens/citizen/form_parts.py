"""What stands around the questions of a form page: its heading, the card notice, what is hidden."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.screens.citizen.form_view import FormView
from kiosk.screens.look.button import Button
from kiosk.screens.look.icons import draw_icon
from kiosk.screens.look.look import Look
from kiosk.screens.look.words import Words
from kiosk.texts import Language, Text

PAGE = Text("第 {number} 页，共 {count} 页", "Page {number} of {count}")
LEFT = Text("还剩 {left} 项", "{left} to go")
AGAIN = Text("再刷一次", "Try the card again")
BEFORE = Text("前 {count} 项已填好", "{count} filled in above")
ABOVE = Text("上面还有 {count} 项", "{count} more above")
BELOW = Text("往下还有：{labels}", "Below: {labels}")
MORE = Text("往下还有 {count} 项", "{count} more below")
UP, DOWN = Text("看前面", "Show above"), Text("看后面", "Show below")
READ = Text("朗读", "Read")


class Heading(QWidget):
    """Title on the left; page and what is left to fill in on the right."""

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Words(look, parent=self, style="title")
        self._place = Words(look, parent=self, role="soft", wraps=False)
        self._intro = Words(look, parent=self, role="soft")
        row = QHBoxLayout()
        row.addWidget(self._title, 1)
        row.addWidget(self._place, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self._intro)
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        self._language = language
        for words in (self._title, self._place, self._intro):
            words.dress(look)

    def show_view(self, view: FormView) -> None:
        """Name the page."""
        self._title.setText(view.title)
        self._intro.setText(view.intro)
        self._intro.setVisible(bool(view.intro))
        place = PAGE.fill(number=view.number, count=view.count)[self._language]
        left = LEFT.fill(left=view.left)[self._language]
        self._place.setText(f"{place} · {left}" if view.left else place)

    def clear(self) -> None:
        """Name nothing."""
        for words in (self._title, self._place, self._intro):
            words.setText("")


class CardNotice(QWidget):
    """Says that an ID card could not be read, and lets it be read again."""

    again = Signal()

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = Words(look, parent=self)
        self._again = Button(look, self, small=True)
        self._again.clicked.connect(self.again)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self._again)
        self.hide()
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        self._look = look
        side, inside = look.px("component.field.side"), look.px("space.m")
        sign = look.px("component.message.icon") + look.px("space.m")
        self._row.setContentsMargins(side + sign, inside, side, inside)
        self._words.dress(look)
        self._again.setText(AGAIN[language])
        self._again.dress(look)

    def say(self, words: str) -> None:
        """Say it; empty hides the notice."""
        self._words.setText(words)
        self.setVisible(bool(words))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tint and the card."""
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("press_tint"))
        painter.drawRoundedRect(self.rect(), look.px("radius.card"), look.px("radius.card"))
        size = look.px("component.message.icon")
        place = QRectF(look.px("component.field.side"), (self.height() - size) / 2, size, size)
        draw_icon(painter, "id_card", place, look.colour("press"))


class Rest(QWidget):
    """Says which questions cannot be seen, and leads to them."""

    up = Signal()
    down = Signal()
    read = Signal()

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._tells = self._crowded = False
        self._words = Words(look, parent=self, style="caption", role="soft", wraps=False)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._words, 1)
        self._buttons: list[Button] = []
        for icon, signal in (
            ("speaker", self.read),
            ("chevron_up", self.up),
            ("chevron_down", self.down),
        ):
            button = Button(look, self, small=True, icon=icon)
            button.clicked.connect(signal)
            self._buttons.append(button)
            self._row.addWidget(button)
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        self._language = language
        self._row.setContentsMargins(0, look.px("space.s"), 0, look.px("space.s"))
        self._row.setSpacing(look.px("space.gap_between_targets"))
        self._words.dress(look)
        self._font = look.font("caption")
        for button, text in zip(self._buttons, (READ, UP, DOWN), strict=True):
            button.setText(text[language])
            button.dress(look)

    def tell(self, above: list[str], below: list[str], *, filled: bool, reading: bool) -> None:
        """Say what is above and below; `filled` when nothing above is wanting."""
        speaker, up, down = self._buttons
        speaker.setVisible(reading)
        up.setVisible(bool(above))
        down.setVisible(bool(below))
        self._tells = bool(above or below or reading)
        self.setVisible(self._tells and not self._crowded)
        said = self._sentence(above, below, filled=filled)
        if said != self._words.text():
            self._words.setText(said)

    def crowd(self, crowded: bool) -> None:
        """Give the room to the field in use, or take it again."""
        self._crowded = crowded
        self.setVisible(self._tells and not crowded)

    def _sentence(self, above: list[str], below: list[str], *, filled: bool) -> str:
        """Return the most that fits on one line beside the buttons.

        A second line would take room from the questions, and so hide some of what it counts.
        """
        joined = ("、" if self._language is Language.ZH else ", ").join(below)
        told = [BELOW.fill(labels=joined), MORE.fill(count=len(below))] if below else []
        if above and not below:
            told = [BEFORE.fill(count=len(above))] if filled else []
            told.append(ABOVE.fill(count=len(above)))
        shown = [button.sizeHint().width() for button in self._buttons if not button.isHidden()]
        room = self.width() - sum(shown) - (len(shown) + 1) * self._row.spacing()
        wide = QFontMetrics(self._font).horizontalAdvance
        said = (one[self._language] for one in told)
        return next((one for one in said if wide(one) < room), "")
