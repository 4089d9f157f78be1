"""What is being spelled, and one line of help beside it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.screens.keyboard.caps import lettering, note_lettering
from kiosk.screens.look.look import Look


class Heading(QWidget):
    """Shows the letters in bold and the help where there is room for it."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._letters = ""
        self._help = ""

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        self.update()

    def say(self, letters: str, help_text: str) -> None:
        """Show letters and help; read aloud is the help only."""
        self._letters = letters
        self._help = help_text
        self.setAccessibleName(help_text)
        self.update()

    def letters_width(self) -> int:
        """Return the room that the letters need."""
        font = lettering(self._look, self._look.px("component.keyboard.key_text"), bold=True)
        return QFontMetrics(font).horizontalAdvance(self._letters) if self._letters else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw letters, then help."""
        look = self._look
        painter = QPainter(self)
        room = self.rect()
        painter.setFont(lettering(look, look.px("component.keyboard.key_text"), bold=True))
        painter.setPen(look.colour("press"))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._letters)
        if self._letters:
            room.setLeft(self.letters_width() + look.px("space.m"))
        painter.setFont(note_lettering(look, bold=False))
        if painter.fontMetrics().horizontalAdvance(self._help) <= room.width():
            painter.setPen(look.colour("soft"))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._help)
