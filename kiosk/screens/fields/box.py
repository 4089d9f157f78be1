"""The box an answer stands in: its edge says in use, needs attention, or both."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from kiosk.screens.look.icons import draw_icon
from kiosk.screens.look.look import Look
from kiosk.screens.look.words import lay_out

EDITOR = {
    QPalette.ColorRole.Base: "card",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "soft",
    QPalette.ColorRole.Highlight: "press",
    QPalette.ColorRole.HighlightedText: "on_press",
}
"""The colour roles of a box by Qt's names."""


def ring_room(look: Look) -> int:
    """Room kept around everything that can be in use, in px: the ring and its distance."""
    return look.px("line.focus") + look.px("line.focus_offset")


def draw_box(painter: QPainter, look: Look, place: QRectF, *, in_use: bool, refused: bool) -> None:
    """Edge 2; in use or refused 4; both: a red edge and a blue ring 4 off. Room included."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = look.px("line.focus" if in_use or refused else "line.field")
    role = "attention" if refused else "press" if in_use else "edge"
    inner = _inset(place, ring_room(look) + width / 2)
    radius = look.px("radius.field")
    painter.setBrush(look.colour("card"))
    painter.setPen(QPen(look.colour(role), width))
    painter.drawRoundedRect(inner, radius, radius)
    if in_use and refused:
        ring = look.px("line.focus")
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("press"), ring))
        wider = radius + ring_room(look) - ring / 2
        painter.drawRoundedRect(_inset(place, ring / 2), wider, wider)


class Box(QWidget):
    """A rounded box around what is typed."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._in_use = False
        self._refused = False
        self._typing = False
        self.row = QHBoxLayout(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.dress(look)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        side = ring_room(look) + look.px("component.field.side")
        self.row.setContentsMargins(side, ring_room(look), side, ring_room(look))
        self.row.setSpacing(look.px("space.s"))
        palette = self.palette()  # the editor inside takes its colours from here
        for part, role in EDITOR.items():
            palette.setColor(part, look.colour(role))
        self.setPalette(palette)
        self.updateGeometry()
        self.update()

    def mark(
        self,
        *,
        in_use: bool | None = None,
        refused: bool | None = None,
        typing: bool | None = None,
    ) -> None:
        """Say what holds now; what is not named stays. Typing makes the box taller."""
        self._in_use = self._in_use if in_use is None else in_use
        self._refused = self._refused if refused is None else refused
        if typing is not None and typing != self._typing:
            self._typing = typing
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as a finger needs, higher while the keyboard is open."""
        token = "component.field.typing_height" if self._typing else "component.field.height"
        look = self._look
        return QSize(look.px("component.field.height"), look.px(token) + 2 * ring_room(look))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box; what is inside draws itself."""
        draw_box(
            QPainter(self),
            self._look,
            QRectF(self.rect()),
            in_use=self._in_use,
            refused=self._refused,
        )


class PickBox(QAbstractButton):
    """A box that opens a page of answers: the answer, or what to choose, and an arrow."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._refused = False
        self._answer = ""
        self._prompt = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        self.updateGeometry()
        self.update()

    def show_answer(self, label: str, answer: str, prompt: str) -> None:
        """Show an answer, or while there is none what to choose."""
        self._answer, self._prompt = answer, prompt
        self.setAccessibleName(label)
        self.setAccessibleDescription(answer or prompt)
        self.updateGeometry()
        self.update()

    def refuse(self, refused: bool) -> None:
        """Red edge."""
        self._refused = refused
        self.update()

    def sizeHint(self) -> QSize:
        """As high as a finger needs."""
        high = self._look.px("component.field.height") + 2 * ring_room(self._look)
        return QSize(high, high)

    def hasHeightForWidth(self) -> bool:
        """Give a long answer more lines, it is never cut."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room for the whole answer."""
        text = len(self._lines(width)) * QFontMetrics(self._look.font("lead")).lineSpacing()
        inside = 2 * (ring_room(self._look) + self._look.px("space.m"))
        return max(self.sizeHint().height(), text + inside)

    def _lines(self, width: int) -> list[str]:
        room = max(1, self._text_width(width))
        return lay_out(self._look, "lead", None, self._answer or self._prompt, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, answer and arrow."""
        look, painter, place = self._look, QPainter(self), QRectF(self.rect())
        draw_box(painter, look, place, in_use=self.hasFocus(), refused=self._refused)
        left = ring_room(look) + look.px("component.field.side")
        painter.setFont(look.font("lead"))
        painter.setPen(look.colour("ink" if self._answer else "soft"))
        room = QRectF(left, 0, self._text_width(self.width()), self.height())
        lines = "\n".join(self._lines(self.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, lines)
        size = look.px("component.button.icon")
        arrow = QRectF(self.width() - left - size, (self.height() - size) / 2, size, size)
        draw_icon(painter, "chevron_down", arrow, look.colour("press"))

    def _text_width(self, width: int) -> int:
        look = self._look
        sides = 2 * (ring_room(look) + look.px("component.field.side"))
        return width - sides - look.px("component.button.icon") - look.px("space.s")


def _inset(rect: QRectF, by: float) -> QRectF:
    return rect.adjusted(by, by, -by, -by)
