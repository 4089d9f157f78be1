"""A sentence with a sign before it: what to do, what to know, what to wait for."""

from typing import Literal

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from kiosk.screens.look.icons import draw_icon
from kiosk.screens.look.look import Look
from kiosk.screens.look.words import Words

Tone = Literal["attention", "press", "waiting", "done"]
SIGNS: dict[Tone, str] = {
    "attention": "exclamation",
    "press": "info",
    "waiting": "clock",
    "done": "check",
}


class Message(QWidget):
    """Hidden as long as there is nothing to say."""

    def __init__(
        self, look: Look, parent: QWidget | None = None, *, tone: Tone = "attention"
    ) -> None:
        super().__init__(parent)
        self._tone: Tone = tone
        self._words = Words(look, parent=self, bold=True)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.dress(look)
        self.hide()

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        icon = look.px("component.message.icon")
        left = icon + look.px("component.message.gap")
        self._row.setContentsMargins(left, 0, 0, 0)
        self._words.dress(look)
        self._words.setMinimumHeight(icon)
        self._words.set_role(self._tone)
        self.update()

    def say(self, words: str, tone: Tone | None = None) -> None:
        """Say something, or nothing."""
        if tone is not None and tone != self._tone:
            self._tone = tone
            self.dress(self._look)
        self._words.setText(words)
        self.setVisible(bool(words))

    def words(self) -> str:
        """Return what is said."""
        return self._words.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign beside the first line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = self._look.px("component.message.icon")
        place = QRectF(0, 0, size, size)
        draw_icon(painter, SIGNS[self._tone], place, self._look.colour(self._tone))
