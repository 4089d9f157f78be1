"""Papers read back: their text, where each character stands, and the symbols on them."""

import subprocess
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # has no types
import zxingcpp
from PIL import Image
from pypdf import PdfReader

MM = 72 / 25.4


@dataclass(frozen=True)
class Glyph:
    """A printed character and its box, points from the upper left corner."""

    character: str
    left: float
    top: float
    right: float
    bottom: float


def text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def text_by_pypdf(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def text_by_poppler(pdf: bytes, folder: Path) -> str:
    file = folder / "paper.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(
        ["pdftotext", "-raw", str(file), "-"],  # noqa: S607  # poppler, found on the path
        check=True, capture_output=True,
    )  # fmt: skip
    return done.stdout.decode("utf-8")


def glyphs(pdf: bytes, page: int = 0) -> list[Glyph]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        height = document[page].get_height()
        text_page = document[page].get_textpage()
        found = []
        for index in range(text_page.count_chars()):
            character = text_page.get_text_range(index, 1)
            left, bottom, right, top = text_page.get_charbox(index)
            found.append(Glyph(character, left, height - top, right, height - bottom))
        return found
    finally:
        document.close()


def image(pdf: bytes, page: int, dpi: float) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    try:
        drawn: Image.Image = document[page].render(scale=dpi / 72).to_pil()
        return drawn.convert("L")
    finally:
        document.close()


def symbols(pdf: bytes, page: int, dpi: float) -> dict[str, str]:
    """What each symbol on the rendered page says, by its format."""
    read = zxingcpp.read_barcodes(image(pdf, page, dpi))
    return {str(code.format).split(".")[-1].replace(" ", ""): code.text for code in read}


def sizes_mm(pdf: bytes) -> list[tuple[float, float]]:
    return [
        (float(page.mediabox.width) / MM, float(page.mediabox.height) / MM)
        for page in PdfReader(BytesIO(pdf)).pages
    ]
