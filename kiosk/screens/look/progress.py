"""How far something is that takes a while: a bar that fills."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.screens.look.look import Look


class Progress(QWidget):
    """Between 0 and 1; its words, for those who can't see it, are given with it."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._part = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_progress(self, part: float, words: str) -> None:
        """Fill a part (0 to 1, more or less is cut) of the bar."""
        self._part = min(1.0, max(0.0, part))
        self.setAccessibleName(words)
        self.update()

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of the bar; any width will do."""
        height = self._look.px("component.accepted.progress")
        return QSize(10 * height, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the groove and what is filled of it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, edge = self._look, self._look.px("line.card")
        place = QRectF(self.rect()).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2)
        groove = QPainterPath()
        groove.addRoundedRect(place, place.height() / 2, place.height() / 2)
        painter.fillPath(groove, look.colour("sunk"))
        filled = QPainterPath()
        filled.addRect(QRectF(0, 0, self.width() * self._part, self.height()))
        painter.fillPath(groove.intersected(filled), look.colour("press"))
        painter.setPen(QPen(look.colour("line"), edge))
        painter.drawPath(groove)
