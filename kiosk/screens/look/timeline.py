"""What happens when: one line with a dot for each date, words beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.screens.look.icons import draw_icon
from kiosk.screens.look.look import Look
from kiosk.screens.look.words import baseline, lay_out


class Mark(StrEnum):
    """How far a station of the line is."""

    DONE = "done"
    NOW = "now"
    TO_COME = "todo"
    WAITING = "waiting"
    ATTENTION = "attention"


ROLES = {Mark.DONE: "done", Mark.WAITING: "waiting", Mark.ATTENTION: "attention"}
SIGNS = {Mark.DONE: "check", Mark.WAITING: "clock", Mark.ATTENTION: "exclamation"}
DOT = "component.accepted.timeline_dot"
SIGN_SIZE = 1.4
"""A station with a sign in it is so much larger than one without."""


@dataclass(frozen=True, slots=True)
class Station:
    """One date of the line: when, what, and a softer line below each."""

    when: str
    what: str
    when_below: str = ""
    what_below: str = ""
    mark: Mark = Mark.TO_COME

    @property
    def spoken(self) -> str:
        """The station as it is read aloud."""
        return "，".join(filter(None, (self.when, self.when_below, self.what, self.what_below)))


class Timeline(QWidget):
    """Drawn as one piece; the line is green up to what is done."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._stations: tuple[Station, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_stations(self, stations: tuple[Station, ...]) -> None:
        """Show the stations in order; none leaves no word behind."""
        self._stations = stations
        self.setAccessibleName("\n".join(station.spoken for station in stations))
        self.updateGeometry()
        self.update()

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height at the width it has now."""
        return QSize(self._text_left() * 2, self.heightForWidth(max(self.width(), 1)))

    def minimumSizeHint(self) -> QSize:
        """Return room for the dates and a few words."""
        return QSize(self._text_left() + 6 * self._look.text_px("body"), 1)

    def heightForWidth(self, width: int) -> int:
        """Return the height of all stations."""
        heights = [height for _, _, height in self._placed(width)]
        return sum(heights) - (self._gap() if heights else 0)

    def _gap(self) -> int:
        return self._look.px("space.l")

    def _date_left(self) -> int:
        return round(self._look.px(DOT) * SIGN_SIZE) + self._look.px("space.m")

    def _text_left(self) -> int:
        look = self._look
        every = [(one.when, one.when_below) for one in self._stations]
        wide = [max(self._wide("body", when), self._wide("caption", low)) for when, low in every]
        column = look.px("component.accepted.date_column")
        return self._date_left() + max([column, *(width + look.px("space.l") for width in wide)])

    def _wide(self, style: str, text: str) -> int:
        bold = style == "body"
        return QFontMetrics(self._look.font(style, bold)).horizontalAdvance(text)

    def _lines(self, station: Station, width: int) -> list[tuple[str, str]]:
        look, room = self._look, width - self._text_left()
        lines = [("body", line) for line in lay_out(look, "body", True, station.what, room)]
        if station.what_below:
            below = lay_out(look, "caption", False, station.what_below, room)
            lines += [("caption", line) for line in below]
        return lines

    def _placed(self, width: int) -> Iterator[tuple[Station, list[tuple[str, str]], int]]:
        look = self._look
        for station in self._stations:
            lines = self._lines(station, width)
            high = sum(look.line_height(style) for style, _ in lines)
            dates = look.line_height("body") + look.line_height("caption")
            yield station, lines, max(high, dates) + self._gap()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, the dots over it, and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, top = self._look, 0
        centres: list[tuple[QPointF, Mark]] = []
        for station, lines, height in self._placed(self.width()):
            across = self._look.px(DOT) * SIGN_SIZE / 2
            centres.append((QPointF(across, top + look.line_height("body") / 2), station.mark))
            dates = [("body", station.when), ("caption", station.when_below)]
            _write(painter, look, QPointF(self._date_left(), top), dates)
            _write(painter, look, QPointF(self._text_left(), top), lines)
            top += height
        for (one, mark), (other, _) in pairwise(centres):
            role = "done" if mark is Mark.DONE else "line"
            painter.setPen(QPen(look.colour(role), look.px("line.thread")))
            painter.drawLine(one, other)
        for centre, mark in centres:
            _draw_dot(painter, look, centre, mark)


def _write(painter: QPainter, look: Look, at: QPointF, lines: list[tuple[str, str]]) -> None:
    top = at.y()
    for style, line in lines:
        painter.setFont(look.font(style, style == "body"))
        painter.setPen(look.colour("ink" if style == "body" else "soft"))
        painter.drawText(QPointF(at.x(), top + baseline(look, style)), line)
        top += look.line_height(style)


def _draw_dot(painter: QPainter, look: Look, centre: QPointF, mark: Mark) -> None:
    half = look.px(DOT) / 2
    sign = SIGNS.get(mark)
    if sign is None:
        now, edge = mark is Mark.NOW, look.px("line.field") * 1.5
        painter.setPen(QPen(look.colour("press" if now else "edge"), edge))
        painter.setBrush(look.colour("press" if now else "card"))
        painter.drawEllipse(centre, half - edge / 2, half - edge / 2)
        return
    half *= SIGN_SIZE
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour(ROLES[mark]))
    painter.drawEllipse(centre, half, half)
    inset = half * 0.3
    square = QRectF(centre.x() - half, centre.y() - half, 2 * half, 2 * half)
    inner = square.adjusted(inset, inset, -inset, -inset)
    draw_icon(painter, sign, inner, look.colour("card"))
