"""A small picture of a document with a ring around the place to look at."""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.screens.look.look import Look

PICTURES = Path(__file__).parents[3] / "resources" / "pictures"

# The files are drawn in the colours of day; each becomes the role's colour of the theme in use.
ROLES = {
    "#FFFFFF": "card",
    "#20262D": "ink",
    "#565D66": "soft",
    "#DED7CA": "line",
    "#857D6F": "edge",
    "#B3261E": "attention",
    "#1B5A9E": "press",
    "#E9F1F9": "press_tint",
    "#F2EDE4": "sunk",
    "#855400": "waiting",
}


class DocumentPicture(QWidget):
    """Shows `document` or `document:place`; hides itself when there is no such picture."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._drawing: QSvgRenderer | None = None
        self._place = ""
        self._dots = QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look

    def point_at(self, picture: str) -> None:
        """Show a document and its place; empty shows none."""
        document, _, self._place = picture.partition(":")
        known, self._drawing = self._drawing, None
        if document:
            self._drawing = drawing(document, tuple(self._colours()))
        if self._drawing is not known:
            self._dots = QPixmap()
        self.setVisible(self._drawing is not None)
        self.update()

    def sizeHint(self) -> QSize:
        """As large as the guide has room for."""
        guide = "component.guide_panel."
        return QSize(
            self._look.px(guide + "picture_width"), self._look.px(guide + "picture_height")
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the document, then the ring."""
        if self._drawing is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        painter.drawPixmap(0, 0, self._printed())
        if self._place and self._drawing.elementExists(self._place):
            size = self._drawing.viewBoxF().size()
            x, y = whole.width() / size.width(), whole.height() / size.height()
            there = self._drawing.boundsOnElement(self._place)
            painter.scale(x, y)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._look.colour("press"), self._look.px("line.change_bar")))
            painter.drawRoundedRect(there, 8, 8)

    def _printed(self) -> QPixmap:
        """Return the drawing as dots, drawn once for each size."""
        if self._drawing is not None and self._dots.size() != self.size():
            self._dots = QPixmap(self.size())
            self._dots.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._dots)
            self._drawing.render(painter)
            painter.end()
        return self._dots

    def _colours(self) -> list[tuple[str, str]]:
        return [(day, self._look.colour(role).name()) for day, role in ROLES.items()]


@lru_cache(maxsize=64)
def drawing(document: str, colours: tuple[tuple[str, str], ...]) -> QSvgRenderer | None:
    """Return a document drawn in a theme's colours; None when there is no picture of that name."""
    file = PICTURES / f"{document}.svg"
    if not document.isidentifier() or not file.is_file():
        return None
    text = file.read_text("utf-8")
    for day, colour in colours:
        text = text.replace(day, f"@{colour[1:]}")
    return QSvgRenderer(QByteArray(text.replace("@", "#").encode()))
