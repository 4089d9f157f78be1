"""One answer of a choice: a radio button whose whole plate is the target."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk.screens.look.choosable import Choosable
from kiosk.screens.look.look import Look
from kiosk.screens.look.plate import draw_focus, draw_plate
from kiosk.screens.look.words import lay_out


class Option(Choosable):
    """Chosen: thicker edge, tint, bold words and a dot, never colour alone."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setAutoExclusive(True)  # so it is told as a radio button, whatever its group

    def sizeHint(self) -> QSize:
        """Return one line's size."""
        look = self._look
        words = QFontMetrics(look.font("lead", bold=True)).horizontalAdvance(self.text())
        return QSize(self._text_left() + words + self._side(), look.px("component.option.height"))

    def heightForWidth(self, width: int) -> int:
        """Return the height that holds all words."""
        look = self._look
        metrics = QFontMetrics(look.font("lead", bold=True))
        needed = len(self._lines(width)) * metrics.lineSpacing()
        return max(look.px("component.option.height"), needed + look.px("space.l"))

    def _lines(self, width: int) -> list[str]:
        """Return the words as they stand chosen: they must not move when they are."""
        room = max(1, width - self._text_left() - self._side())
        return lay_out(self._look, "lead", True, self.text(), room)

    def _side(self) -> int:
        return self._look.px("component.field.side")

    def _text_left(self) -> int:
        look = self._look
        return self._side() + look.px("component.option.radio") + look.px("space.m")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw plate, radio and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, chosen = self._look, self.isChecked()
        strong = chosen or self._refused
        edge = "attention" if self._refused else "press" if chosen else "edge"
        fill = "press_tint" if chosen or self.isDown() else "card"
        width = look.px("line.chosen" if strong else "line.field")
        draw_plate(painter, look, self.rect(), fill=fill, edge=edge, width=width)
        if self.hasFocus():
            draw_focus(painter, look, self.rect())
        size = look.px("component.option.radio")
        circle = QRectF(self._side(), (self.height() - size) / 2, size, size)
        draw_radio(painter, look, circle, chosen=self.isChecked())
        painter.setPen(look.colour("ink"))
        painter.setFont(look.font("lead", bold=chosen))
        place = self.rect().adjusted(self._text_left(), 0, -self._side(), 0)
        lines = "\n".join(self._lines(self.width()))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), lines)


def draw_radio(painter: QPainter, look: Look, circle: QRectF, *, chosen: bool) -> None:
    """Draw a ring, with a dot in it for what is chosen."""
    line = look.px("line.button")
    painter.setPen(QPen(look.colour("press" if chosen else "edge"), line))
    painter.setBrush(look.colour("card"))
    painter.drawEllipse(circle.adjusted(line / 2, line / 2, -line / 2, -line / 2))
    if chosen:
        part = look.px("component.option.radio_dot") / look.px("component.option.radio")
        inset = circle.width() * (1 - part) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("press"))
        painter.drawEllipse(circle.adjusted(inset, inset, -inset, -inset))
