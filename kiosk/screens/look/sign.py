"""An icon that stands by itself: beside words, or on a round or square plate."""

from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.screens.look.icons import draw_icon
from kiosk.screens.look.look import Look

Shape = Literal["bare", "round", "square"]
NORMAL = "component.message.icon"


class Sign(QWidget):
    """Says nothing to a screen reader: the words beside it do."""

    def __init__(  # each is one way a sign can look
        self,
        look: Look,
        icon: str,
        parent: QWidget | None = None,
        *,
        role: str = "press",
        size: str = NORMAL,
        shape: Shape = "bare",
        plate: str = "press_tint",
        plate_size: str = NORMAL,
    ) -> None:
        super().__init__(parent)
        self._icon, self._role, self._size = icon, role, size
        self._shape: Shape = shape
        self._plate, self._plate_size = plate, plate_size
        self.dress(look)

    def set_icon(self, icon: str, role: str | None = None, plate: str | None = None) -> None:
        """Show another icon, perhaps in other colour roles."""
        self._icon, self._role = icon, role or self._role
        self._plate = plate or self._plate
        self.update()

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        side = look.px(self._size if self._shape == "bare" else self._plate_size)
        self.setFixedSize(side, side)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the plate, then the icon."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, place = self._look, QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(self._plate))
        corner = look.px("radius.card")
        if self._shape == "round":
            painter.drawEllipse(place)
        elif self._shape == "square":
            painter.drawRoundedRect(place, corner, corner)
        size = look.px(self._size)
        inset = (self.width() - size) / 2
        square = place.adjusted(inset, inset, -inset, -inset)
        draw_icon(painter, self._icon, square, look.colour(self._role))
