"""The bar above the foot bar that names the first thing still missing."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from kiosk.screens.look.look import Look
from kiosk.screens.look.sign import Sign
from kiosk.screens.look.words import Words


class MissingBar(QWidget):
    """Hidden while nothing is missing."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = Sign(look, "exclamation", self, role="attention")
        self._words = Words(look, "", self, role="attention", bold=True)
        self._turned = Words(look, "", self, style="caption", role="attention", wraps=False)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._sign)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self._turned)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.dress(look)
        self.hide()

    def show_missing(self, words: str, turned: str = "") -> None:
        """Say what is missing and, on the right, that the page was turned to it; or nothing."""
        self._words.setText(words)
        self._turned.setText(turned)
        self.setAccessibleName(f"{words} {turned}".strip())
        self._show_turned()
        self.setVisible(bool(words))

    def dress(self, look: Look) -> None:
        """Change colours and sizes; in large print there is only room for what is missing."""
        self._look = look
        for part in (self._sign, self._words, self._turned):
            part.dress(look)
        side, above = look.px("component.missing_bar.side"), look.px("space.s")
        line = look.px("component.missing_bar.top_line")
        self._row.setContentsMargins(side, above + line, side, above)
        self._row.setSpacing(look.px("space.m"))
        self.setMinimumHeight(look.px("component.missing_bar.height"))
        self._show_turned()
        self.update()

    def _show_turned(self) -> None:
        self._turned.setVisible(bool(self._turned.text()) and not self._look.large_print)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tint and the line above it."""
        painter = QPainter(self)
        look = self._look
        painter.fillRect(self.rect(), look.colour("attention_tint"))
        line = look.px("component.missing_bar.top_line")
        painter.fillRect(0, 0, self.width(), line, look.colour("attention"))
