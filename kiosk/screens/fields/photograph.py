"""A picture as it is kept: JPEG of 2,000 px at most, and nothing in it but the picture."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter

from kiosk.devices.camera import Reason, trouble

LONGEST, LEAST = 2000, 240
"""Pixels of the longer side at most, and of the shorter side at least."""

QUALITY = 88
DARK = 24
"""Mean grey, of 255, below which something covers the lens."""

_PROBE = 16


def photograph(taken: bytes) -> bytes:
    """Return a camera's picture (JPEG or PNG) as it is kept: upright, without EXIF.

    Raises Trouble `camera.poor` for one that is too small or none at all, `camera.covered` for
    one that is dark all over.
    """
    image = _read(taken)
    if image.isNull() or min(image.width(), image.height()) < LEAST:
        raise trouble(Reason.POOR)
    if _grey(image) < DARK:
        raise trouble(Reason.COVERED)
    if max(image.width(), image.height()) > LONGEST:
        image = image.scaled(
            LONGEST,
            LONGEST,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    return _jpeg(_bare(image))


def _read(taken: bytes) -> QImage:
    buffer = QBuffer()
    buffer.setData(taken)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    return reader.read()


def _bare(image: QImage) -> QImage:
    """Paint it anew: comments, places and times of the taking stay behind."""
    bare = QImage(image.size(), QImage.Format.Format_RGB888)
    bare.fill(QColor("white"))
    painter = QPainter(bare)
    painter.drawImage(0, 0, image)
    painter.end()
    return bare


def _grey(image: QImage) -> float:
    small = image.scaled(_PROBE, _PROBE).convertToFormat(QImage.Format.Format_Grayscale8)
    greys = [small.pixelColor(x, y).lightness() for x in range(_PROBE) for y in range(_PROBE)]
    return sum(greys) / len(greys)


def _jpeg(image: QImage) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "JPEG", QUALITY):  # type: ignore[call-overload]  # stubs want bytes
        raise trouble(Reason.POOR)
    return bytes(content.data())
