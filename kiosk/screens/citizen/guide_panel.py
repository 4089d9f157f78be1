"""The on-screen guide beside the form: what to fill in, an example, where to look, what for."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.screens.citizen.document_picture import DocumentPicture
from kiosk.screens.fields.view import GuideView
from kiosk.screens.look.button import Button
from kiosk.screens.look.look import Look
from kiosk.screens.look.words import Words
from kiosk.texts import Language, Text

HEADING = Text("这一项怎么填", "How to fill this in")
PARTS = {
    "what": Text("填什么", "What"),
    "example": Text("例如", "For example"),
    "where": Text("在哪里看", "Where to look"),
    "use": Text("做什么用", "What it is for"),
}
LEAST = ("use", "example", "what")
"""What is left out first where a screen is too low for all; it is still read aloud."""
READ = Text("读给我听", "Read it to me")


def words_of(guide: GuideView, part: str) -> str:
    """Return what one of the four parts says; empty when the form leaves it out."""
    return {
        "what": guide.what,
        "example": guide.example,
        "where": guide.where,
        "use": guide.use,
    }[part]


def spoken(label: str, guide: GuideView, language: Language) -> str:
    """Return the whole guide as it is read aloud."""
    told = [(PARTS[part][language], words_of(guide, part)) for part in PARTS]
    stop = "。" if language is Language.ZH else ". "
    parts = [f"{title}：{words}" for title, words in told if words]
    return stop.join([label, *(part.rstrip("。.") for part in parts)]) + stop.strip()


def draw_panel(painter: QPainter, look: Look, place: QRectF) -> None:
    """Draw the tinted card that both shapes of the guide stand on."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = look.px("line.card")
    painter.setBrush(look.colour("press_tint"))
    painter.setPen(QPen(look.colour("press"), width))
    half, radius = width / 2, look.px("radius.card")
    painter.drawRoundedRect(place.adjusted(half, half, -half, -half), radius, radius)


class GuidePart(QWidget):
    """One of the four parts: its name in blue, what it says, perhaps a picture below."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = Words(look, parent=self, role="press", bold=True)
        self._words = Words(look, parent=self)
        self.picture = DocumentPicture(look, self)
        self._column = QVBoxLayout(self)
        for part in (self._title, self._words, self.picture):
            self._column.addWidget(part)
        self._column.addStretch(1)

    def speak(self, look: Look, title: str) -> None:
        """Change colours, sizes and language."""
        gap = look.px("space.s" if look.landscape else "component.guide_panel.section_gap")
        self._column.setContentsMargins(0, gap, 0, 0)
        self._column.setSpacing(look.px("space.xs"))
        self._title.setText(title)
        for part in (self._title, self._words, self.picture):
            part.dress(look)

    def say(self, words: str, picture: str = "") -> None:
        """Say it, or hide when there is nothing to say."""
        self._words.setText(words)
        self.picture.point_at(picture)
        self.setVisible(bool(words))


class GuidePanel(QWidget):
    """Follows the field in use; `read(words)` asks for them to be read aloud."""

    read = Signal(str)

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._language = look, language
        self._speech = ""
        self._empty = True
        self._told: tuple[str, ...] = ()
        self._pictured = False
        self._heading = Words(look, parent=self, style="heading3")
        self._says = {part: GuidePart(look, self) for part in PARTS}
        self._read = Button(look, self, small=True, icon="speaker")
        self._read.clicked.connect(self._ask_to_read)
        self._first, self._second = QVBoxLayout(), QVBoxLayout()
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._parts.addLayout(self._first)
        self._parts.addLayout(self._second)
        self._column = QVBoxLayout(self)
        self._head = QHBoxLayout()
        self._head.addWidget(self._heading, 1)
        self._column.addLayout(self._head)
        self._column.addLayout(self._parts)
        self._column.addStretch(1)
        self._column.addWidget(self._read)
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        self._look, self._language = look, language
        inside, side = look.px("space.card_inside"), look.px("component.guide_panel.inside")
        self._column.setContentsMargins(side, inside, side, inside)
        self._column.setSpacing(0)
        self._arrange()
        self._heading.dress(look)
        for part in PARTS:
            self._says[part].speak(look, PARTS[part][language])
        self._heading.setText(HEADING[language])
        self._read.setText(READ[language])
        self._read.dress(look)

    def _arrange(self) -> None:
        """Put the parts one under the other; on a wide screen, a picture to the right."""
        look, way = self._look, QBoxLayout.Direction
        wide = look.landscape and self._pictured
        self._parts.setDirection(way.LeftToRight if wide else way.TopToBottom)
        for place in range(2):
            self._parts.setStretch(place, 1 if wide else 0)
        self._parts.setSpacing(self._look.px("space.l") if wide else 0)
        for column in (self._first, self._second):
            column.setSpacing(0)
        (self._head if look.landscape else self._column).addWidget(self._read)
        self._first.addWidget(self._says["what"])
        self._first.addWidget(self._says["example"])
        self._second.addWidget(self._says["where"])
        (self._first if wide else self._second).addWidget(self._says["use"])

    def follow(self, label: str, guide: GuideView | None) -> None:
        """Say how to fill in the field in use; a field without a guide leaves it empty."""
        self.setAccessibleName(f"{HEADING[self._language]} {label}")
        self._speech = spoken(label, guide, self._language) if guide else label
        # first of all: as soon as parts come and go, what fits is looked at
        self._told = tuple(part for part in PARTS if guide and words_of(guide, part))
        for part in PARTS:
            picture = guide.picture if guide and part == "where" else ""
            self._says[part].say(words_of(guide, part) if guide else "", picture)
        self._heading.setVisible(guide is not None)
        self._read.setVisible(guide is not None and self._look.voice)
        self._empty = guide is None
        self._pictured = guide is not None and bool(guide.picture and guide.where)
        self._arrange()
        self._fit()
        self.update()

    def clear(self) -> None:
        """Say nothing."""
        self._speech = ""
        self.follow("", None)

    def hasHeightForWidth(self) -> bool:
        """Take the height there is: the guide never pushes the form off the glass."""
        return False

    def minimumSizeHint(self) -> QSize:
        """Ask for the heading only; `_fit` leaves out what has no room."""
        return QSize(self.width(), self._heading.sizeHint().height())

    def sizeHint(self) -> QSize:
        """Ask for no more than the least."""
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See anew how much fits."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """On a low screen leave out what matters least, rather than cut words off."""
        for part in PARTS:
            self._says[part].setVisible(part in self._told)
        for part in LEAST:
            if self._needed() <= self.height():
                break
            self._says[part].hide()

    def _needed(self) -> int:
        """Return the height that all parts shown need; Qt would answer from before."""
        for layout in (self._first, self._second, self._parts, self._column):
            layout.invalidate()
        return self._column.heightForWidth(self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card, unless there is nothing to say."""
        if not self._empty:
            draw_panel(QPainter(self), self._look, QRectF(self.rect()))

    def _ask_to_read(self) -> None:
        self.read.emit(self._speech)
