"""A case number as it is read: in groups, large, on one line or two."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.screens.look.look import Look
from kiosk.screens.look.words import baseline

STYLE = "case_number"


class NumberLine(QWidget):
    """Groups never break; they move to a second line when the first is full."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._groups: tuple[str, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def put(self, groups: tuple[str, ...]) -> None:
        """Show a number; none leaves nothing behind."""
        self._groups = groups
        self.setAccessibleName(" ".join(groups))
        self.updateGeometry()
        self.update()

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size on one line."""
        wide = sum(self._wide(group) + self._gap() for group in self._groups)
        return QSize(wide, self._look.line_height(STYLE))

    def minimumSizeHint(self) -> QSize:
        """Return room for the longest group."""
        wide = max((self._wide(group) for group in self._groups), default=0)
        return QSize(wide, self._look.line_height(STYLE))

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        last = self._places(width)[-1].y() if self._groups else 0
        return round(last) + self._look.line_height(STYLE)

    def _gap(self) -> int:
        return self._look.text_px(STYLE) // 3

    def _wide(self, group: str) -> int:
        return QFontMetrics(self._look.font(STYLE)).horizontalAdvance(group)

    def _places(self, width: int) -> list[QPointF]:
        """Break as late as the width allows, but leave no group alone on the last line."""
        places = self._broken(width)
        narrower = width
        while places and places[-1].y() and not places[-1].x() and narrower > width // 2:
            narrower -= self._gap()
            tried = self._broken(narrower)
            if tried[-1].y() > places[-1].y():
                break
            places = tried
        return places

    def _broken(self, width: int) -> list[QPointF]:
        places, left, top = [], 0, 0
        for group in self._groups:
            wide = self._wide(group)
            if left and left + wide > width:
                left, top = 0, top + self._look.line_height(STYLE)
            places.append(QPointF(left, top))
            left += wide + self._gap()
        return places

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write the groups."""
        painter = QPainter(self)
        painter.setFont(self._look.font(STYLE))
        painter.setPen(self._look.colour("ink"))
        down = QPointF(0, baseline(self._look, STYLE))
        for group, place in zip(self._groups, self._places(self.width()), strict=True):
            painter.drawText(place + down, group)
