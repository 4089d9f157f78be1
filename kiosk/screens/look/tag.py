"""A small word on a tint: a fact, never a target."""

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.screens.look.icons import draw_icon
from kiosk.screens.look.look import Look

Tone = Literal["press", "done", "waiting", "attention", "sunk"]


class Tag(QWidget):
    """Words, perhaps with an icon; in high contrast it gains an outline."""

    def __init__(
        self, look: Look, parent: QWidget | None = None, *, tone: Tone = "press", icon: str = ""
    ) -> None:
        super().__init__(parent)
        self._look, self._tone, self._icon = look, tone, icon
        self._text = ""
        self._size: QSize | None = None  # layouts ask for it over and over
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Write the word."""
        self.setVisible(bool(text))
        if text == self._text:
            return
        self._text = text
        self.setAccessibleName(text)
        self._measure_again()

    def text(self) -> str:
        """Return the word."""
        return self._text

    def set_tone(self, tone: Tone, icon: str = "") -> None:
        """Change what it means."""
        if (tone, icon) != (self._tone, self._icon):
            self._tone, self._icon = tone, icon
            self._measure_again()

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        self._measure_again()

    def sizeHint(self) -> QSize:
        """Return as much as the word needs."""
        if self._size is None:
            self._size = self._measured()
        return self._size

    def _measure_again(self) -> None:
        self._size = None
        self.updateGeometry()
        self.update()

    def _measured(self) -> QSize:
        look = self._look
        width = QFontMetrics(look.font("caption")).horizontalAdvance(self._text)
        width += 2 * look.px("component.tag.side") + self._icon_room()
        return QSize(width, max(look.px("component.tag.height"), look.line_height("caption")))

    def _icon_room(self) -> int:
        if not self._icon:
            return 0
        return self._look.text_px("caption") + self._look.px("component.tag.icon_gap")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw tint, icon and word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = self._look
        sunk = self._tone == "sunk"
        ink = look.colour("soft" if sunk else self._tone)
        painter.setBrush(look.colour("sunk" if sunk else f"{self._tone}_tint"))
        outline = QPen(ink, look.px("line.divider"))
        painter.setPen(outline if look.high_contrast else QPen(Qt.PenStyle.NoPen))
        corner = look.px("radius.tag")
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), corner, corner)
        left, size = look.px("component.tag.side"), look.text_px("caption")
        if self._icon:
            draw_icon(
                painter, self._icon, QRectF(left, (self.height() - size) / 2, size, size), ink
            )
        painter.setPen(ink)
        painter.setFont(look.font("caption"))
        place = self.rect().adjusted(left + self._icon_room(), 0, 0, 0)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), self._text)
