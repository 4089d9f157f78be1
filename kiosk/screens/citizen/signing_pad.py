"""The frame people sign in: ink that follows the finger, and a line to write on."""

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.cases.case import Point, Strokes
from kiosk.screens.citizen.handwriting import Handwriting, Ink
from kiosk.screens.citizen.pen_area import PenArea
from kiosk.screens.look.look import Look

LEAST_MM = (120, 36)
"""Width and height that a name of three characters needs."""
NEAREST_MM = 0.4
"""Points closer together than this add nothing but size."""


class SigningPad(PenArea):
    """Keeps what is written as strokes in its own pixels."""

    changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._hand = Handwriting()
        self._ink = Ink(self.size(), look.colour("ink"), 1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.dress(look)

    def dress(self, look: Look) -> None:
        """Change colours and sizes; what is written stays."""
        self._look = look
        wide, high = (round(mm * look.dots_per_mm) for mm in LEAST_MM)
        self.setMinimumSize(wide, high)
        self._paint()

    def strokes(self) -> Strokes:
        """Return what is written so far, in a frame as large as this one is on the screen."""
        return Strokes(float(self.width()), float(self.height()), self._hand.lines)

    @property
    def taken(self) -> int:
        """How many lines could be put again."""
        return self._hand.taken

    def take_back(self) -> None:
        """Take the last line away."""
        self._hand.take_back()
        self._redraw()

    def put_again(self) -> None:
        """Put back the line that was taken last."""
        self._hand.put_again()
        self._redraw()

    def wipe(self) -> None:
        """Forget everything written."""
        self._hand.wipe()
        self._redraw()

    def pen_down(self, at: QPointF) -> None:
        """Begin a line."""
        self._hand.begin(self._inside(at))
        self._redraw()

    def pen_moved(self, at: QPointF) -> None:
        """Let the ink follow; only what is new is painted."""
        nearest = NEAREST_MM * self._look.dots_per_mm
        if self._hand.draw(self._inside(at), nearest):
            self.update(self._ink.draw(self._hand.lines[-1][-3:]))

    def pen_up(self) -> None:
        """End the line and draw it smoothly."""
        self._hand.end()
        self._redraw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what is written inside: the frame's size is its unit."""
        super().resizeEvent(event)
        self._hand.fit(self.width(), self.height())
        self._paint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show the line to write on and the ink."""
        look, painter = self._look, QPainter(self)
        painter.setPen(QPen(look.colour("edge"), look.px("line.divider"), Qt.PenStyle.DashLine))
        height = self.height() - look.px("component.signature.baseline_from_bottom")
        side = 2 * look.px("space.card_inside")
        painter.drawLine(side, height, self.width() - side, height)
        painter.drawImage(event.rect(), self._ink.image, event.rect())

    def _redraw(self) -> None:
        self._paint()
        self.changed.emit()

    def _paint(self) -> None:
        look = self._look
        self._ink = Ink(self.size(), look.colour("ink"), look.px("component.signature.pen"))
        for line in self._hand.lines:
            self._ink.draw(line)
        self.update()

    def _inside(self, at: QPointF) -> Point:
        return (
            round(min(max(at.x(), 0.0), self.width()), 1),
            round(min(max(at.y(), 0.0), self.height()), 1),
        )
