"""The step bar: one line with a dot for each step of the way."""

from itertools import pairwise
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.screens.look.icons import draw_icon
from kiosk.screens.look.look import Look

StepState = Literal["done", "now", "todo"]
INKS: dict[StepState, str] = {"done": "done", "now": "ink", "todo": "soft"}


class _Place(Struct, frozen=True):
    """Where a step stands, and where the line arrives and leaves, in dots."""

    centre: QPointF
    label: QRectF
    arrives: float
    leaves: float


class StepBar(QWidget):
    """Done: green with a check; now: blue with a ring; to come: its number. Hidden when empty."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._crowded = False
        self._steps: tuple[tuple[str, StepState], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_steps(self, steps: tuple[tuple[str, StepState], ...]) -> None:
        """Show the steps in order: the label of each, and how far it is."""
        if steps == self._steps:
            return
        self._steps = steps
        now = next((n for n, (_, state) in enumerate(steps) if state == "now"), None)
        place = f" {now + 1}/{len(steps)}" if now is not None else ""
        self.setAccessibleName((steps[now][0] if now is not None else "") + place)
        self._appear()
        self.update()

    def set_crowded(self, crowded: bool) -> None:
        """Give the room to others, or take it back."""
        self._crowded = crowded
        self._appear()

    def _appear(self) -> None:
        self.setVisible(bool(self._steps) and not self._crowded)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of dots, ring and labels; lying, the labels stand beside the dots."""
        look = self._look
        height = look.px("component.step_bar.height")
        if look.landscape:
            height = look.px("component.step_bar.dot") + 2 * look.px("space.m")
        elif look.large_print:
            height += look.px("space.m") - look.px("line.field") * 3
        return QSize(sum(self._label_width(label) for label, _ in self._steps), height)

    def _label_width(self, label: str) -> int:
        metrics = QFontMetrics(self._look.font("caption", bold=True))
        return metrics.horizontalAdvance(label) + self._look.px("space.xs")

    def _places(self) -> list[_Place]:
        return self._lying() if self._look.landscape else self._standing()

    def _standing(self) -> list[_Place]:
        """Give all steps the same room, unless a label needs more than that."""
        look, count = self._look, len(self._steps)
        dot, alike = look.px("component.step_bar.dot"), look.px("component.step_bar.column")
        labels = [float(self._label_width(label)) for label, _ in self._steps]
        widths = [float(alike)] * count
        if max(labels) > alike:
            spare = (self.width() - look.px("space.m") - sum(labels)) / count
            widths = [label + spare for label in labels]
        left, top = (self.width() - sum(widths)) / 2, look.px("space.l")
        places = []
        for width in widths:
            centre = QPointF(left + width / 2, top + dot / 2)
            below = top + dot + look.px("space.xs")
            label = QRectF(left, below, width, look.line_height("caption"))
            places.append(_Place(centre, label, centre.x(), centre.x()))
            left += width
        return places

    def _lying(self) -> list[_Place]:
        """Put each label beside its dot; what is left over is the line between them."""
        look, middle = self._look, self.height() / 2
        dot, gap, side = (
            look.px(name) for name in ("component.step_bar.dot", "space.s", "space.page_side")
        )
        labels = [self._label_width(label) for label, _ in self._steps]
        rest = self.width() - 2 * side - sum(labels) - len(labels) * (dot + gap)
        left, places = float(side), []
        for width in labels:
            centre = QPointF(left + dot / 2, middle)
            label = QRectF(left + dot + gap, middle - dot / 2, width, dot)
            places.append(_Place(centre, label, left - gap, label.right() + gap))
            left = label.right() + rest / max(1, len(labels) - 1)
        return places

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line first, then the dots over it, then the labels."""
        if not self._steps:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, places = self._look, self._places()
        line = look.px("component.step_bar.thread")
        for (_, state), (one, other) in zip(self._steps, pairwise(places), strict=False):
            painter.setPen(QPen(look.colour("done" if state == "done" else "line"), line))
            middle = one.centre.y()
            painter.drawLine(QPointF(one.leaves, middle), QPointF(other.arrives, middle))
        for number, ((label, state), place) in enumerate(zip(self._steps, places, strict=True)):
            self._draw_dot(painter, place.centre, number, state)
            painter.setFont(look.font("caption", bold=state == "now"))
            painter.setPen(look.colour(INKS[state]))
            painter.drawText(place.label, Qt.AlignmentFlag.AlignCenter, label)

    def _draw_dot(self, painter: QPainter, centre: QPointF, number: int, state: StepState) -> None:
        look = self._look
        half, border = look.px("component.step_bar.dot") / 2, look.px("component.step_bar.ring")
        if state == "now":
            reach = half + look.px("component.step_bar.ring_gap")
            painter.setPen(QPen(look.colour("press"), border))
            painter.setBrush(look.colour("paper"))
            painter.drawEllipse(centre, reach, reach)
        role = {"done": "done", "now": "press", "todo": "edge"}[state]
        painter.setPen(QPen(look.colour(role), border))
        painter.setBrush(look.colour("paper" if state == "todo" else role))
        painter.drawEllipse(centre, half - border / 2, half - border / 2)
        square = QRectF(centre.x() - half, centre.y() - half, 2 * half, 2 * half)
        if state == "done":
            inset = half * 0.32
            check = square.adjusted(inset, inset, -inset, -inset)
            draw_icon(painter, "check", check, look.colour("card"))
            return
        font = QFont(look.font("caption", bold=state == "now"))
        font.setPixelSize(min(font.pixelSize(), round(half * 1.15)))
        painter.setFont(font)
        painter.setPen(look.colour("on_press" if state == "now" else "soft"))
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter, str(number + 1))
