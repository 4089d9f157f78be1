"""The editor inside a box that is typed in: groups numbers for reading, tells when it is left."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kiosk.screens.fields.grouping import Grouping

NOT_LEAVING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class Entry(QLineEdit):
    """A line of text without menu, memory or frame; the box around it draws the edge."""

    came = Signal()
    went = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grouping: Grouping | None = None
        self._bare = ""
        self.setFrame(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.textEdited.connect(self._regroup)

    def group(self, grouping: Grouping | None, longest: int) -> None:
        """Show what is typed in groups (None: as it is); at most `longest` characters."""
        self._grouping = grouping
        self.setMaxLength(32767 if grouping else longest)

    @property
    def typed(self) -> str:
        """What was typed, without the separators that were only for reading."""
        return self._grouping.bare(self.text()) if self._grouping else self.text()

    def put(self, typed: str) -> None:
        """Show an answer; forgets what could be undone, so nothing of it stays behind."""
        self._bare = self._grouping.bare(typed) if self._grouping else typed
        self.setText(self._grouping.spaced(self._bare) if self._grouping else typed)

    def forget(self) -> None:
        """Leave no text: shown, composed, selected or in the undo memory."""
        self._bare = ""
        self.setText("")
        self.clear()

    def _regroup(self, shown: str) -> None:
        grouping = self._grouping
        if grouping is None:
            return
        place = grouping.place(shown, self.cursorPosition())
        bare = grouping.bare(shown)
        if bare == self._bare and len(shown) < len(grouping.spaced(bare)) and place:
            bare = bare[: place - 1] + bare[place:]  # a separator was deleted: its digit is meant
            place -= 1
        self._bare = bare
        self.setText(grouping.spaced(bare))
        self.setCursorPosition(grouping.cursor(bare, place))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the field is in use now."""
        super().focusInEvent(event)
        self.came.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was left; another window coming up does not count."""
        super().focusOutEvent(event)
        if event.reason() not in NOT_LEAVING:
            self.went.emit()
