"""The ring that empties while nobody touches the screen."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.screens.look.look import Look

WHOLE = 360 * 16
"""Qt counts angles in sixteenths of a degree."""
TOP = 90 * 16
NUMBER_MIDDLE, UNIT_MIDDLE = 0.46, 0.70
"""Where number and unit stand, as parts of the ring's height."""


class CountdownRing(QWidget):
    """Seconds left in the middle; the ring shows what part of all seconds that is."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left, self._whole, self._unit = 0, 1, ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.dress(look)

    def show_seconds(self, left: int, whole: int, unit: str) -> None:
        """Show `left` of `whole` seconds; `unit` is written under the number."""
        self._left, self._whole, self._unit = left, max(1, whole), unit
        self.setAccessibleName(f"{left} {unit}")
        self.update()

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        side = look.px("component.countdown_ring.diameter")
        self.setFixedSize(side, side)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the disc, the ring and the number."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, stroke = self._look, self._look.px("component.countdown_ring.stroke")
        half = stroke / 2
        place = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.setBrush(look.colour("card"))
        painter.setPen(QPen(look.colour("line"), stroke))
        painter.drawEllipse(place)
        pen = QPen(look.colour("press"), stroke)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(place, TOP, -round(WHOLE * min(1.0, self._left / self._whole)))
        self._write(painter, "countdown", "ink", str(self._left), NUMBER_MIDDLE)
        self._write(painter, "lead", "soft", self._unit, UNIT_MIDDLE)

    def _write(self, painter: QPainter, style: str, role: str, text: str, middle: float) -> None:
        side = self.width()
        painter.setFont(self._look.font(style))
        painter.setPen(self._look.colour(role))
        place = QRectF(0, side * middle - side / 2, side, side)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
