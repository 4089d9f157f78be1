"""How the keyboard reaches the field that is being filled in."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QInputMethodEvent, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class Hand:
    """Puts letters and words into one editor, as an input method would; lets go without a trace."""

    def __init__(self, editor: QWidget, ink: QColor) -> None:
        self._editor = editor
        self._ink = ink

    @property
    def before(self) -> str:
        """The text left of the cursor."""
        if not isValid(self._editor):
            return ""
        return str(self._editor.inputMethodQuery(Qt.InputMethodQuery.ImTextBeforeCursor) or "")

    def spell(self, letters: str) -> None:
        """Show letters that are not yet chosen for, underlined, at the cursor."""
        spelled = QTextCharFormat()
        spelled.setFontUnderline(True)
        spelled.setForeground(self._ink)
        attribute = QInputMethodEvent.Attribute
        shown = [
            attribute(QInputMethodEvent.AttributeType.TextFormat, 0, len(letters), spelled),
            attribute(QInputMethodEvent.AttributeType.Cursor, len(letters), 1, None),
        ]
        self._send(QInputMethodEvent(letters, shown if letters else []))

    def commit(self, text: str) -> None:
        """Put text in at the cursor, in place of what is selected or spelled."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        self._send(event)

    def erase(self) -> None:
        """Take back what is left of the cursor."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier)
            self._send(key)

    def _send(self, event: QEvent) -> None:
        if isValid(self._editor):
            QApplication.sendEvent(self._editor, event)
