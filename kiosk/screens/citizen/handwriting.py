"""A signature while it is written: its lines, what was taken back, and how ink looks."""

from itertools import pairwise
from math import dist

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QTransform

from kiosk.cases.case import Point, Strokes


class Handwriting:
    """Lines in the frame's units; each can be taken back and put again."""

    def __init__(self) -> None:
        self._lines: list[list[Point]] = []
        self._taken: list[list[Point]] = []
        self._down = False

    def begin(self, point: Point) -> None:
        """Lay the pen down: what was taken back is gone for good."""
        self._lines.append([point])
        self._taken.clear()
        self._down = True

    def draw(self, point: Point, nearest: float) -> bool:
        """Move the pen; False when it is up or nearer than `nearest` to the last point."""
        if not self._down or dist(self._lines[-1][-1], point) < nearest:
            return False
        self._lines[-1].append(point)
        return True

    def end(self) -> None:
        """Lift the pen."""
        self._down = False

    def take_back(self) -> None:
        """Take the last line away; it can be put again until the next one is begun."""
        if self._lines:
            self._taken.append(self._lines.pop())
            self._down = False

    def put_again(self) -> None:
        """Put back the line that was taken last."""
        if self._taken:
            self._lines.append(self._taken.pop())

    def wipe(self) -> None:
        """Forget everything, also what was taken back."""
        self._lines.clear()
        self._taken.clear()
        self._down = False

    def fit(self, width: float, height: float) -> None:
        """Shrink everything in proportion when the frame became too small for it."""
        every = (*self._lines, *self._taken)
        right = max((x for line in every for x, _ in line), default=0.0)
        bottom = max((y for line in every for _, y in line), default=0.0)
        ratio = min(width / max(right, 1.0), height / max(bottom, 1.0))
        if ratio < 1:
            for line in every:
                line[:] = [(x * ratio, y * ratio) for x, y in line]

    @property
    def lines(self) -> tuple[tuple[Point, ...], ...]:
        """What stands, in the order it was drawn."""
        return tuple(tuple(line) for line in self._lines)

    @property
    def taken(self) -> int:
        """How many lines could be put again."""
        return len(self._taken)


class Ink:
    """A sheet of glass with ink on it: each new piece is painted once."""

    def __init__(self, size: QSize, colour: QColor, width: int) -> None:
        self.image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        self.image.fill(Qt.GlobalColor.transparent)
        self._pen = QPen(colour, width)
        self._pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        self._pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)

    def draw(self, line: tuple[Point, ...]) -> QRect:
        """Draw a line or the end of one; the rectangle is what changed."""
        path = smooth(line)
        painter = QPainter(self.image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.strokePath(path, self._pen)
        painter.end()
        edge = self._pen.width()
        return path.boundingRect().toAlignedRect().adjusted(-edge, -edge, edge, edge)


def smooth(line: tuple[Point, ...]) -> QPainterPath:
    """One line as the hand meant it: curves through the middles between its points."""
    path = QPainterPath(QPointF(*line[0]))
    if len(line) == 1:
        path.lineTo(line[0][0] + 0.1, line[0][1])  # a dot still has ink
        return path
    for here, there in pairwise(line[1:]):
        middle = QPointF((here[0] + there[0]) / 2, (here[1] + there[1]) / 2)
        path.quadTo(QPointF(*here), middle)
    path.lineTo(*line[-1])
    return path


def fitted(strokes: Strokes, into: QRectF) -> QPainterPath:
    """Return a kept signature as one path, its ink centred and as large as `into` allows."""
    path = QPainterPath()
    for line in strokes.lines:
        path.addPath(smooth(line))
    ink = path.boundingRect()
    if ink.isNull():
        return path
    scale = min(into.width() / max(ink.width(), 1), into.height() / max(ink.height(), 1))
    fit = QTransform.fromTranslate(into.center().x(), into.center().y())
    fit.scale(scale, scale).translate(-ink.center().x(), -ink.center().y())
    return fit.map(path)
