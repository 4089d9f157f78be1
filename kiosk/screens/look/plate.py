"""The rounded plate that buttons, options and cards are drawn on, and the ring of the focus."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from kiosk.screens.look.look import Look


def focus_room(look: Look) -> int:
    """Return how far the focus ring reaches out of a plate, in dots."""
    return look.px("line.focus") // 2


def draw_plate(  # a plate is its colours and its measures
    painter: QPainter,
    look: Look,
    place: QRect,
    *,
    fill: str,
    edge: str,
    width: int,
    radius: str = "radius.button",
) -> None:
    """Draw a rounded rectangle within a place; roles name its colours."""
    half = width / 2
    inner = QRectF(place).adjusted(half, half, -half, -half)
    painter.setBrush(look.colour(fill))
    painter.setPen(QPen(look.colour(edge), width))
    corner = look.px(radius)
    painter.drawRoundedRect(inner, corner, corner)


def draw_focus(painter: QPainter, look: Look, place: QRect) -> None:
    """Draw the ring inside a place that says: keys go here."""
    inset = look.px("line.focus_offset") + look.px("line.button")
    inner = QRectF(place).adjusted(inset, inset, -inset, -inset)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for role, width in (("card", look.px("line.focus")), ("ink", look.px("line.divider"))):
        painter.setPen(QPen(look.colour(role), width))
        corner = look.px("radius.button") / 2
        painter.drawRoundedRect(inner, corner, corner)
