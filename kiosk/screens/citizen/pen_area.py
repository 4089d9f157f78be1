"""Where a pen can be laid down: the first finger or the left mouse button, nothing else."""

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEventPoint, QMouseEvent, QTouchEvent
from PySide6.QtWidgets import QWidget

TOUCHES = {QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd}


class PenArea(QWidget):
    """Turns touches and mouse moves into pen down, pen moved, pen up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finger: int | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)

    def pen_down(self, at: QPointF) -> None:
        """Lay the pen down."""

    def pen_moved(self, at: QPointF) -> None:
        """Move the pen while it is down."""

    def pen_up(self) -> None:
        """Lift the pen."""

    def event(self, event: QEvent) -> bool:
        """Follow the first finger; a palm laid down beside it draws nothing."""
        if not isinstance(event, QTouchEvent):
            return super().event(event)
        if event.type() in TOUCHES:
            for point in event.points():
                self._touch(point)
        else:
            self._finger = None
            self.pen_up()
        event.accept()
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Lay the pen down."""
        if event.button() is Qt.MouseButton.LeftButton and self._finger is None:
            self.pen_down(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move it while the button is held."""
        if event.buttons() & Qt.MouseButton.LeftButton and self._finger is None:
            self.pen_moved(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lift it."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.pen_up()

    def _touch(self, point: QEventPoint) -> None:
        state = point.state()
        if state is QEventPoint.State.Pressed and self._finger is None:
            self._finger = point.id()
            self.pen_down(point.position())
        elif point.id() == self._finger and state is QEventPoint.State.Updated:
            self.pen_moved(point.position())
        elif point.id() == self._finger and state is QEventPoint.State.Released:
            self.pen_moved(point.position())
            self._finger = None
            self.pen_up()
