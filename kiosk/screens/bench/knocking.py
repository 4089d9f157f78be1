"""The way in for technicians: a finger that rests on the hall's name for five seconds."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

SECONDS = 5


class Knocking(QObject):
    """`knocked` when a finger has rested long enough."""

    knocked = Signal()

    def __init__(self, door: QWidget) -> None:
        super().__init__(door)
        self._resting = QTimer(self, singleShot=True, interval=SECONDS * 1000)
        self._resting.timeout.connect(self.knocked)
        door.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count while the finger is down, and only then."""
        if event.type() is QEvent.Type.MouseButtonPress:
            self._resting.start()
            return True  # or the release would go to whatever lies under the words
        if event.type() in (QEvent.Type.MouseButtonRelease, QEvent.Type.Hide):
            self._resting.stop()
        return False
