"""What options and ticks share: chosen by a touch anywhere on them, marked when still needed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from kiosk.screens.look.look import Look


class Choosable(QAbstractButton):
    """A checkable button that grows with its words; its name is what is written on it."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._refused = False
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def setText(self, text: str) -> None:
        """Write on it; the accessible name follows."""
        super().setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        self.updateGeometry()
        self.update()

    def refuse(self, refused: bool) -> None:
        """Mark that something must be put right here."""
        self._refused = refused
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Grow when the words need another line."""
        return True
