"""A paper as black dots for a receipt printer, drawn from the very PDF that is kept."""

import pypdfium2  # type: ignore[import-untyped]  # has no types

from kiosk.paper.document import MM

_POINTS_PER_INCH = 72
_DARK = 128
"""Grey below this is a black dot."""

_BLACK = bytes(1 if grey < _DARK else 0 for grey in range(256))


def pages_as_dots(pdf: bytes, dpi: int, width: int) -> tuple[tuple[int, int, bytes], ...]:
    """Draw every page `width` dots wide; each is width, height and rows of bits, 1 is black."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_dots(page, dpi / _POINTS_PER_INCH, width) for page in document)
    finally:
        document.close()


def size_in_mm(pdf: bytes) -> tuple[float, float]:
    """Return width and height of a paper's first page in millimetres."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        width, height = document[0].get_size()
    finally:
        document.close()
    return width / MM, height / MM


def _dots(page: pypdfium2.PdfPage, scale: float, width: int) -> tuple[int, int, bytes]:
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        stride, across = bitmap.stride, min(bitmap.width, width)
        black = bytes(bitmap.buffer).translate(_BLACK)
        rows = (
            black[start : start + across].ljust(width, b"\0")
            for start in range(0, bitmap.height * stride, stride)
        )
        return width, bitmap.height, b"".join(map(_packed, rows))
    finally:
        bitmap.close()


def _packed(row: bytes) -> bytes:
    """Put eight dots into a byte, the first one highest."""
    return int(row.translate(_DIGITS), 2).to_bytes(len(row) // 8, "big")


_DIGITS = bytes.maketrans(b"\0\1", b"01")
