"""A drawing of the machine: where paper comes out, what a printer without paper looks like."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.screens.citizen.document_picture import ROLES, drawing
from kiosk.screens.look.look import Look


class Drawing(QWidget):
    """As wide as a token says, in the colours of the theme; nothing when there is no such file."""

    def __init__(self, look: Look, name: str, width: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._name, self._width = look, name, width
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def put(self, name: str) -> None:
        """Draw something else; empty hides it."""
        self._name = name
        self.setVisible(bool(name))
        self.updateGeometry()
        self.update()

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the token's width and the height that belongs to it."""
        drawn, width = self._drawn(), self._look.px(self._width)
        if drawn is None:
            return QSize(0, 0)
        return QSize(width, round(width * drawn.viewBoxF().height() / drawn.viewBoxF().width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        drawn = self._drawn()
        if drawn is not None:
            drawn.render(QPainter(self), QRectF(self.rect()))

    def _drawn(self) -> QSvgRenderer | None:
        colours = tuple((day, self._look.hex(role)) for day, role in ROLES.items())
        return drawing(self._name, colours) if self._name else None
