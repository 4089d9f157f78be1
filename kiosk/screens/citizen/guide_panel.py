"""The on-screen guide beside the form: what to fill in, an example, where to look, what for."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout, QWidget

from kiosk.screens.citizen.document_picture import DocumentPicture
from kiosk.screens.fields.view import GuideView
from kiosk.screens.look.button import Button
from kiosk.screens.look.look import Look
from kiosk.texts import Language, Text

HEADING = Text("这一项怎么填", "How to fill this in")
PARTS = {
    "what": Text("填什么", "What"),
    "example": Text("例如", "For example"),
    "where": Text("在哪里看", "Where to look"),
    "use": Text("做什么用", "What it is for"),
}
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


def coloured(label: QLabel, look: Look, role: str) -> None:
    """Give a label's text the colour of a role."""
    palette = label.palette()
    palette.setColor(QPalette.ColorRole.WindowText, look.colour(role))
    label.setPalette(palette)


class GuidePanel(QWidget):
    """Follows the field in use; `read(words)` asks for them to be read aloud."""

    read = Signal(str)

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._language = look, language
        self._speech = ""
        self._empty = True
        self._heading = QLabel(self)
        self._titles = {part: QLabel(self) for part in PARTS}
        self._words = {part: QLabel(self) for part in PARTS}
        self._picture = DocumentPicture(look, self)
        self._read = Button(look, self, small=True, icon="speaker")
        self._read.clicked.connect(self._ask_to_read)
        self._first, self._second = QVBoxLayout(), QVBoxLayout()
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._parts.addLayout(self._first, 1)
        self._parts.addLayout(self._second, 1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._heading)
        self._column.addLayout(self._parts)
        self._column.addStretch(1)
        self._column.addWidget(self._read)
        for label in (self._heading, *self._words.values()):
            label.setWordWrap(True)
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        self._look, self._language = look, language
        inside, side = look.px("space.card_inside"), look.px("component.guide_panel.inside")
        self._column.setContentsMargins(side, inside, side, inside)
        self._column.setSpacing(0)
        self._arrange()
        self._heading.setFont(look.font("heading3", bold=True))
        coloured(self._heading, look, "ink")
        gap = look.px("component.guide_panel.section_gap")
        for part in PARTS:
            self._titles[part].setText(PARTS[part][language])
            self._titles[part].setFont(look.font("body", bold=True))
            self._titles[part].setContentsMargins(0, gap, 0, look.px("space.xs"))
            coloured(self._titles[part], look, "press")
            self._words[part].setFont(look.font("body"))
            coloured(self._words[part], look, "ink")
        self._heading.setText(HEADING[language])
        self._read.setText(READ[language])
        self._read.dress(look)
        self._picture.dress(look)

    def _arrange(self) -> None:
        """Put the parts one under the other; on a wide screen, the picture to the right."""
        wide, way = self._look.landscape, QBoxLayout.Direction
        self._parts.setDirection(way.LeftToRight if wide else way.TopToBottom)
        self._parts.setSpacing(self._look.px("space.l") if wide else 0)
        for column in (self._first, self._second):
            column.setSpacing(0)
            column.setAlignment(Qt.AlignmentFlag.AlignTop)
        for part in ("what", "example", "where"):
            column = self._second if part == "where" else self._first
            column.addWidget(self._titles[part])
            column.addWidget(self._words[part])
        self._second.addWidget(self._picture)
        column = self._first if wide else self._second
        column.addWidget(self._titles["use"])
        column.addWidget(self._words["use"])

    def follow(self, label: str, guide: GuideView | None) -> None:
        """Say how to fill in the field in use; a field without a guide leaves it empty."""
        self.setAccessibleName(f"{HEADING[self._language]} {label}")
        self._speech = spoken(label, guide, self._language) if guide else label
        for part in PARTS:
            words = words_of(guide, part) if guide else ""
            self._words[part].setText(words)
            self._words[part].setVisible(bool(words))
            self._titles[part].setVisible(bool(words))
        self._picture.point_at(guide.picture if guide else "")
        for piece in (self._heading, self._read):
            piece.setVisible(guide is not None)
        self._empty = guide is None
        self.update()
        below = 0 if self._picture.isHidden() else self._look.px("space.s")
        self._words["where"].setContentsMargins(0, 0, 0, below)

    def clear(self) -> None:
        """Say nothing."""
        self._speech = ""
        self.follow("", None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card, unless there is nothing to say."""
        if not self._empty:
            draw_panel(QPainter(self), self._look, QRectF(self.rect()))

    def _ask_to_read(self) -> None:
        self.read.emit(self._speech)
