"""The line that runs from the field in use to its guide."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk.screens.look.look import Look


class Thread(QWidget):
    """Lies over the page; touches fall through it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def run(self, look: Look, left: int, right: int, height: int) -> None:
        """Draw it between two places at a height of the page."""
        self._look = look
        half = 2 * look.px("line.thread")
        self.setGeometry(left, height - half, right - left, 2 * half)
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a line with a dot where it begins."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, middle = self._look.px("line.thread"), self.height() / 2
        painter.setPen(QPen(self._look.colour("press"), width))
        painter.drawLine(QPointF(width, middle), QPointF(self.width(), middle))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("press"))
        painter.drawEllipse(QPointF(width * 1.5, middle), width * 1.5, width * 1.5)
