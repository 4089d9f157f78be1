"""A QR code as large as its place, on white, with the blank margin that readers need."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

QUIET = 4
"""Modules of blank around a QR code (ISO/IEC 18004, 6.3.8)."""


class CodePicture(QWidget):
    """Hidden as long as there is no code."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.hide()

    def put(self, rows: tuple[str, ...]) -> None:
        """Show the dark modules, "1" in each row."""
        self._rows = rows
        self.setVisible(bool(rows))
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Return at least one dot a module."""
        side = len(self._rows) + 2 * QUIET
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw whole dots only: a blurred module is a lost one."""
        count = len(self._rows) + 2 * QUIET
        module = min(self.width(), self.height()) // count
        left, top = (self.width() - count * module) // 2, (self.height() - count * module) // 2
        painter = QPainter(self)
        painter.fillRect(QRect(left, top, count * module, count * module), Qt.GlobalColor.white)
        for number, row in enumerate(self._rows):
            for place, dark in enumerate(row):
                if dark == "1":
                    x, y = left + (place + QUIET) * module, top + (number + QUIET) * module
                    painter.fillRect(x, y, module, module, Qt.GlobalColor.black)
