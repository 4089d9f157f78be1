"""The frame a photo is taken in: what the camera sees now, or the photo that was taken."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.screens.look.icons import draw_icon
from kiosk.screens.look.look import Look

ACROSS, DOWN = 4, 5
"""The shape of the frame, near to that of a passport photo."""


class Viewfinder(QWidget):
    """Shows one picture at a time, as a mirror does while it is live."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def empty(self) -> bool:
        """Whether no picture is shown."""
        return self._image.isNull()

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """As high as there is room for."""
        token = "height_landscape" if self._look.landscape else "height"
        high = self._look.px(f"component.capture.{token}")
        return QSize(high * ACROSS // DOWN, high)

    def show_picture(self, content: bytes, name: str, *, mirrored: bool = False) -> None:
        """Show a picture (JPEG or PNG) under a name that is read aloud; empty shows none."""
        image = QImage.fromData(content) if content else QImage()
        self._image = image.mirrored(True, False) if mirrored else image
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frame and picture; the picture is never squeezed, its edges may be left out."""
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        half, radius = look.px("line.field") / 2, look.px("radius.field")
        inner = QRectF(self.rect()).adjusted(half, half, -half, -half)
        path = QPainterPath()
        path.addRoundedRect(inner, radius, radius)
        painter.fillPath(path, look.colour("sunk"))
        if self._image.isNull():
            side = inner.width() / 4
            middle = QRectF(0, 0, side, side)
            middle.moveCenter(inner.center())
            draw_icon(painter, "camera", middle, look.colour("soft"))
        else:
            painter.setClipPath(path)
            painter.drawImage(inner, self._image, _cut(self._image.size(), inner))
            painter.setClipping(False)
        painter.strokePath(path, QPen(look.colour("edge"), 2 * half))


def _cut(size: QSize, shown: QRectF) -> QRectF:
    """Return the middle of a picture in the shape it is shown in."""
    scale = min(size.width() / shown.width(), size.height() / shown.height())
    part = QRectF(0, 0, shown.width() * scale, shown.height() * scale)
    part.moveCenter(QRectF(0, 0, size.width(), size.height()).center())
    return part
