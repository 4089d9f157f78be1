"""A paper as pictures, drawn from the very PDF that is printed: for the review on the screen."""

from dataclasses import dataclass

import pypdfium2  # type: ignore[import-untyped]  # has no types

_POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class Picture:
    """One page: width and height in pixels, and its pixels row by row as red, green, blue."""

    width: int
    height: int
    rgb: bytes


def pages_as_images(pdf: bytes, dpi: float) -> tuple[Picture, ...]:
    """Draw every page at so many pixels per inch."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_drawn(page, dpi / _POINTS_PER_INCH) for page in document)
    finally:
        document.close()


def _drawn(page: pypdfium2.PdfPage, scale: float) -> Picture:
    bitmap = page.render(scale=scale, rev_byteorder=True)
    try:
        row, stride = bitmap.width * bitmap.n_channels, bitmap.stride
        pixels = bytes(bitmap.buffer)
        if stride != row:
            lines = range(0, bitmap.height * stride, stride)
            pixels = b"".join(pixels[start : start + row] for start in lines)
        return Picture(bitmap.width, bitmap.height, pixels)
    finally:
        bitmap.close()
