"""The cells of an official table: what stands in one, at the size it fits.

Nothing is ever cut off: what is too long for its cell is set smaller, then wrapped, and its row
grows.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.cases.case import Strokes
from kiosk.catalogue.schema import Cell, KindName
from kiosk.paper.document import MM
from kiosk.paper.fill_ins import answer, filled_in
from kiosk.paper.lines import Placed, Span, broken, evenly_broken
from kiosk.paper.photo import Photo, read_photo
from kiosk.paper.sheet import Rectangle, Sheet
from kiosk.paper.typecase import Face, Typecase
from kiosk.paper.values import Values
from kiosk.paper.written import RULE, draw_line, is_signed, length

SIZE = 10.5  # 五号, the size of official tables
SMALLER = (10.5, 9.5, 8.5)
WRAPPED = 9.5
LEADING = 1.35
PADDING = 2 * MM
SIGN_HEIGHT = 30.0
PHOTO_WIDTH, PHOTO_HEIGHT = 26 * MM, 32 * MM  # of an empty place for one: about 1 寸
PHOTO_TO_COME, PHOTO_GREY = "照片", 0.45


@dataclass(frozen=True, slots=True)
class Fitted:
    """The content of a cell: its lines at their size, in the middle or from the left; a photo.

    `pictured` cells are for a photo, `photo` is there once it was taken.
    """

    lines: list[list[Placed]]
    size: float
    centred: bool
    pictured: bool = False
    photo: Photo | None = None

    @property
    def height(self) -> float:
        """How high it has to be, in points."""
        lines = sum(self.height_of(line) for line in self.lines)
        return max(lines, PHOTO_HEIGHT) if self.pictured else lines

    @property
    def is_label(self) -> bool:
        """Whether it heads other cells: printed words, no answer."""
        return self.centred and not self.pictured and any(self.lines)

    def height_of(self, line: list[Placed]) -> float:
        """Return the height of one of its lines: who signs needs room."""
        return SIGN_HEIGHT if is_signed(line) else self.size * LEADING


@dataclass(frozen=True, slots=True)
class Hand:
    """What fills the cells of a paper: typefaces, answers, signatures by role, photos by hash."""

    typecase: Typecase
    values: Values
    signatures: Mapping[str, Strokes]
    captures: Mapping[str, bytes]

    def fitted(self, cell: Cell, measure: float) -> Fitted:
        """Set what a cell holds so that it is no wider than `measure` points."""
        if cell.field is not None and self.values.kind(cell.field) is KindName.PHOTO:
            taken = self.captures.get(self.values.stored(cell.field))
            photo = None if taken is None else read_photo(taken)
            words = [PHOTO_TO_COME, *filter(None, [self.values.text(cell.field)])]
            lines = [self._broken([_grey(one)], PHOTO_WIDTH, SMALLER[-1])[0] for one in words]
            return Fitted(lines, SMALLER[-1], True, pictured=True, photo=photo)
        paragraphs = self._paragraphs(cell)
        centred = cell.field is None and cell.line is None
        for size in SMALLER if cell.field else SMALLER[:2]:
            lines = [line for one in paragraphs for line in self._broken(one, measure, size)]
            if len(lines) == len(paragraphs):
                return Fitted(lines, size, centred)
        breaks = evenly_broken if centred else broken
        lines = [
            line for one in paragraphs for line in breaks(one, measure, WRAPPED, self.typecase)
        ]
        return Fitted(lines, WRAPPED, centred)

    def _paragraphs(self, cell: Cell) -> list[list[Span]]:
        if cell.field is not None:
            return [[answer(cell.field, self.values)]]
        if cell.line is not None:
            lines = cell.line.split("\n")
            return [filled_in(line, self.values, to_the_end=True) for line in lines]
        return [[Span(line, Face.SERIF)] for line in (cell.label or "").split("\n")]

    def _broken(self, spans: list[Span], measure: float, size: float) -> list[list[Placed]]:
        return broken(spans, measure, size, self.typecase)

    def draw(self, sheet: Sheet, cell: Fitted, box: Rectangle) -> None:
        """Draw a cell's content into its box."""
        if cell.pictured:
            self._draw_photo(sheet, cell, box)
        else:
            self._draw_lines(sheet, cell, box)

    def _draw_lines(self, sheet: Sheet, cell: Fitted, box: Rectangle) -> None:
        x, y, width, height = box
        y += (height - sum(map(cell.height_of, cell.lines))) / 2
        for line in cell.lines:
            start = (width - length(line)) / 2 if cell.centred else PADDING
            high = cell.height_of(line)
            frame = x + start, y, width - start, high
            draw_line(sheet, line, frame, cell.size, self.signatures)
            y += high

    def _draw_photo(self, sheet: Sheet, cell: Fitted, box: Rectangle) -> None:
        x, y, width, height = box
        inner = x + PADDING, y + PADDING, width - 2 * PADDING, height - 2 * PADDING
        if cell.photo is not None:
            with sheet.figure(PHOTO_TO_COME, inner):
                sheet.photo(cell.photo, inner)
            return
        scale = min(1.0, inner[2] / PHOTO_WIDTH, inner[3] / PHOTO_HEIGHT)
        wide, high = PHOTO_WIDTH * scale, PHOTO_HEIGHT * scale
        left, top = x + (width - wide) / 2, y + (height - high) / 2
        sheet.frame((left, top, wide, high), RULE, grey=PHOTO_GREY, dashed=True)
        self._draw_lines(sheet, cell, box)


def _grey(words: str) -> Span:
    return Span(words, Face.SERIF, grey=PHOTO_GREY)
