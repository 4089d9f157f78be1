"""A drawing of a card over the reader below the screen, and what to do in two lines."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kiosk.screens.citizen.parts import Lines
from kiosk.screens.look.icons import draw_icon
from kiosk.screens.look.look import Look
from kiosk.screens.look.message import Message, Tone

CARD_SHAPE = 85.6 / 54.0
"""Width to height of an ID card (ISO/IEC 7810, ID-1)."""


class CardOverReader(QWidget):
    """The reader, a card above it, and an arrow: down to lay it, up to lift it once it is read."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._read = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        self.updateGeometry()

    def turn(self, *, read: bool) -> None:
        """Show a card to lay down, or one that was read."""
        self._read = read
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the guide's pictures, lower on a glass that lies."""
        look = self._look
        wide = look.px("component.guide_panel.picture_width")
        high = look.px("component.guide_panel.picture_height")
        return QSize(wide // 2, high // 2) if look.landscape else QSize(wide, high)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line, corner = look.px("line.button"), look.px("radius.card")
        wide, high = self.width(), self.height()
        reader = QRectF(wide * 0.14, high * 0.72, wide * 0.72, high * 0.22)
        painter.setPen(QPen(look.colour("edge"), line))
        painter.setBrush(look.colour("sunk"))
        painter.drawRoundedRect(reader, corner, corner)
        card_high = high * 0.44
        card = QRectF(0, 0, card_high * CARD_SHAPE, card_high)
        card.moveCenter(QPointF(wide / 2, high * 0.26))
        role = "done" if self._read else "press"
        painter.setPen(QPen(look.colour(role), line))
        painter.setBrush(look.colour(f"{role}_tint"))
        painter.drawRoundedRect(card, corner, corner)
        side = card_high * 0.72
        icon = QRectF(0, 0, side, side)
        icon.moveCenter(card.center())
        draw_icon(painter, "check" if self._read else "id_card", icon, look.colour(role))
        ends = QPointF(wide / 2, card.bottom() + line * 2), QPointF(wide / 2, reader.top() - line)
        start, tip = reversed(ends) if self._read else ends
        arm = high * (0.07 if self._read else -0.07)
        pen = QPen(look.colour(role), look.px("line.thread"))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLine(start, tip)
        painter.drawLine(tip, tip + QPointF(-arm, arm))
        painter.drawLine(tip, tip + QPointF(arm, arm))


class LayHere(QWidget):
    """Standing, the words lie under the drawing; lying, beside it. What was said comes first."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.lines = Lines(look, style="heading3", below="body")
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self.drawing = CardOverReader(look)
        self._box.addWidget(self.drawing, 0, Qt.AlignmentFlag.AlignCenter)
        self.message = Message(look)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self.message)
        said.addWidget(self.lines, 1)
        self._box.addLayout(said, 1)

    def say(self, words: str, tone: Tone = "press") -> None:
        """Say what has become of a card, or nothing; `done` is a card that was read."""
        self.message.say(words, tone)
        self.drawing.turn(read=tone == "done" and bool(words))

    def put(self, first: str, second: str) -> None:
        """Say where to lay the card."""
        self.lines.put(first, second)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        lying, standing = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._box.setDirection(lying if look.landscape else standing)
        self._box.setSpacing(look.px("space.m"))
        self._box.setContentsMargins(0, 0, 0, 0)
        for words in (self.lines.first, self.lines.second):
            middle, left = Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignLeft
            words.setAlignment((left if look.landscape else middle) | Qt.AlignmentFlag.AlignVCenter)
