"""A card: a rounded plate that other things lie on."""

from typing import Literal

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from kiosk.screens.look.look import Look
from kiosk.screens.look.plate import draw_plate

Tone = Literal["card", "press", "waiting", "attention", "done"]


class Card(QFrame):
    """White with a thin line; a tone gives it its tint and edge."""

    def __init__(self, look: Look, parent: QWidget | None = None, *, tone: Tone = "card") -> None:
        super().__init__(parent)
        self._look: Look = look
        self._tone: Tone = tone

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        self.update()

    def set_tone(self, tone: Tone) -> None:
        """Change what it means."""
        self._tone = tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the plate."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plain = self._tone == "card"
        draw_plate(
            painter,
            self._look,
            self.rect(),
            fill="card" if plain else f"{self._tone}_tint",
            edge="line" if plain else self._tone,
            width=self._look.px("line.card"),
            radius="radius.card",
        )
