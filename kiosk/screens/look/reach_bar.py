"""In low reach: the switches just above the foot bar, where a seated person's hand is."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from kiosk.screens.look.look import Look
from kiosk.screens.look.switches import SwitchRow


class ReachBar(QWidget):
    """Hidden unless it holds the switches."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._switches: SwitchRow | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.dress(look)
        self.hide()

    def hold(self, switches: SwitchRow) -> None:
        """Take the switches in and show them."""
        self._switches = switches
        self._row.addWidget(switches)
        switches.show()
        self.show()

    def let_go(self) -> None:
        """Give the switches back."""
        if self._switches is not None:
            self._row.removeWidget(self._switches)
            self._switches = None
        self.hide()

    def dress(self, look: Look) -> None:
        """Change colours and sizes; the switches are dressed by their top bar."""
        self._look = look
        side, above = look.px("component.top_bar.side"), look.px("space.s")
        line = look.px("line.divider")
        self._row.setContentsMargins(side, above + line, side, above)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card and the line above it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("card"))
        line = self._look.px("line.divider")
        painter.fillRect(0, 0, self.width(), line, self._look.colour("line"))
