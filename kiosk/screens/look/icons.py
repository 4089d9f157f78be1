"""One family of icons: strokes of 3.5 on a grid of 48, in any size and colour."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from kiosk.screens.look.look import RESOURCES

FOLDER = RESOURCES / "icons"
INK = "#000000"
"""The colour in the files, replaced when drawn."""


def draw_icon(painter: QPainter, name: str, place: QRectF, colour: QColor) -> None:
    """Draw an icon into a square."""
    ratio = painter.device().devicePixelRatioF()
    side = max(1, round(min(place.width(), place.height()) * ratio))
    picture = _picture(name, side, colour.name())
    painter.drawPixmap(place, picture, QRectF(picture.rect()))


def icon(name: str, size: int, colour: QColor) -> QPixmap:
    """Return an icon as a picture of so many dots."""
    return _picture(name, size, colour.name())


@cache
def _source(name: str) -> str:
    return (FOLDER / f"{name}.svg").read_text("utf-8")


@cache
def _picture(name: str, side: int, colour: str) -> QPixmap:
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    content = _source(name).replace(INK, colour)
    QSvgRenderer(QByteArray(content.encode())).render(painter)
    painter.end()
    return picture
