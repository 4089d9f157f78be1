"""A box to tick beside a sentence; the whole row is the target."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen

from kiosk.screens.look.choosable import Choosable
from kiosk.screens.look.icons import draw_icon
from kiosk.screens.look.look import Look
from kiosk.screens.look.plate import draw_focus
from kiosk.screens.look.words import lay_out


class Tick(Choosable):
    """Ticked: filled, with a check in it."""

    def sizeHint(self) -> QSize:
        """Return one line's size."""
        look = self._look
        words = QFontMetrics(look.font("body")).horizontalAdvance(self.text())
        return QSize(self._text_left() + words, look.px("component.tick.row_min"))

    def heightForWidth(self, width: int) -> int:
        """Return the height that holds the whole sentence."""
        look = self._look
        needed = len(self._lines(width)) * QFontMetrics(look.font("body")).lineSpacing()
        return max(look.px("component.tick.row_min"), needed + look.px("space.s"))

    def _lines(self, width: int) -> list[str]:
        room = max(1, width - self._text_left())
        return lay_out(self._look, "body", None, self.text(), room)

    def _text_left(self) -> int:
        return self._look.px("component.tick.side") + self._look.px("space.m")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, check and sentence."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = self._look
        side = look.px("component.tick.side")
        box = QRectF(0, (self.height() - side) / 2, side, side)
        draw_tick(painter, look, box, ticked=self.isChecked(), refused=self._refused)
        if self.hasFocus():
            draw_focus(painter, look, self.rect())
        painter.setPen(look.colour("ink"))
        painter.setFont(look.font("body"))
        place = self.rect().adjusted(self._text_left(), 0, 0, 0)
        lines = "\n".join(self._lines(self.width()))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), lines)


def draw_tick(
    painter: QPainter, look: Look, box: QRectF, *, ticked: bool, refused: bool = False
) -> None:
    """Draw a tick box into a square."""
    line = look.px("line.button")
    role = "attention" if refused else "press" if ticked else "edge"
    painter.setPen(QPen(look.colour(role), line))
    painter.setBrush(look.colour("press" if ticked else "card"))
    corner = look.px("radius.tick")
    half = line / 2
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), corner, corner)
    if ticked:
        inset = box.width() / 7
        inner = box.adjusted(inset, inset, -inset, -inset)
        draw_icon(painter, "check", inner, look.colour("on_press"))
