"""The step bar: one line with a dot for each step of the way."""

from itertools import pairwise
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.screens.look.icons import draw_icon
from kiosk.screens.look.look import Look

StepState = Literal["done", "now", "todo"]
INKS: dict[StepState, str] = {"done": "done", "now": "ink", "todo": "soft"}


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
        """Return the height of dots, ring and labels."""
        look = self._look
        height = look.px("component.step_bar.height")
        if look.large_print:
            height += look.px("space.m") - look.px("line.field") * 3
        return QSize(sum(self._label_width(label) for label, _ in self._steps), height)

    def _label_width(self, label: str) -> int:
        metrics = QFontMetrics(self._look.font("caption", bold=True))
        return metrics.horizontalAdvance(label) + self._look.px("space.xs")

    def _columns(self) -> list[tuple[float, float]]:
        """Return left and width of each step: all alike, unless a label needs more than that."""
        look, count = self._look, len(self._steps)
        alike: float = look.px("component.step_bar.column")
        if look.landscape:
            alike = (self.width() - 2 * look.px("space.page_side")) / count
        labels = [float(self._label_width(label)) for label, _ in self._steps]
        widths = [alike] * count
        if max(labels) > alike:
            spare = (self.width() - look.px("space.m") - sum(labels)) / count
            widths = [label + spare for label in labels]
        left = (self.width() - sum(widths)) / 2
        starts = [left + sum(widths[:number]) for number in range(count)]
        return list(zip(starts, widths, strict=True))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line first, then the dots over it, then the labels."""
        if not self._steps:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = self._look
        columns = self._columns()
        middle = look.px("space.l") + look.px("component.step_bar.dot") / 2
        centres = [QPointF(left + width / 2, middle) for left, width in columns]
        line = look.px("component.step_bar.thread")
        for number, (start, end) in enumerate(pairwise(centres)):
            done = self._steps[number][1] == "done"
            painter.setPen(QPen(look.colour("done" if done else "line"), line))
            painter.drawLine(start, end)
        for number, (label, state) in enumerate(self._steps):
            self._draw_dot(painter, centres[number], number, state)
            left, width = columns[number]
            self._draw_label(painter, QRectF(left, middle, width, 0), label, state)

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

    def _draw_label(self, painter: QPainter, place: QRectF, label: str, state: StepState) -> None:
        look = self._look
        painter.setFont(look.font("caption", bold=state == "now"))
        painter.setPen(look.colour(INKS[state]))
        below = look.px("component.step_bar.dot") / 2 + look.px("space.xs")
        place = QRectF(
            place.left(), place.top() + below, place.width(), look.line_height("caption")
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, label)
