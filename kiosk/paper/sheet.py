"""One sheet of a paper while it is drawn: text, rules, boxes, bars and strokes.

Lengths are points; x runs right and y down from the upper left corner. Text, photos, symbols and
strokes belong to the part that is being drawn; rules, boxes and shades only decorate, and so
does everything that is drawn `aside`.
"""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager

from kiosk.paper.inks import Inks
from kiosk.paper.photo import Photo
from kiosk.paper.structure import Element, Structure, figure
from kiosk.paper.typecase import Face

Rectangle = tuple[float, float, float, float]
"""x, y of the upper left corner, width, height."""


class Sheet:
    """A sheet of the given size; `inks` turns text into the fonts that the paper embeds."""

    def __init__(
        self, width: float, height: float, inks: Inks, structure: Structure, number: int
    ) -> None:
        self.width = width
        self.height = height
        self._inks = inks
        self._structure, self._number = structure, number
        self._behind: list[str] = []
        self._marks: list[str] = []
        self._aside: list[str] = []
        self._inside: Element | None = None
        self.elements: list[Element] = []

    def part(
        self, kind: str, key: object = None, entries: str = ""
    ) -> AbstractContextManager[None]:
        """Draw a part of the paper: see `Structure.part`."""
        return self._structure.part(kind, key, entries)

    def aside(self) -> AbstractContextManager[None]:
        """Draw what is not read aloud."""
        return self._structure.aside()

    def figure(self, said: str, box: Rectangle) -> AbstractContextManager[None]:
        """Draw a picture in this box, and what is said in its place."""
        x, y, width, height = box
        top = self.height - y
        return self._structure.part("Figure", None, figure(said, (x, top - height, x + width, top)))

    def text(
        self, x: float, y: float, text: str, face: Face, size: float, *, grey: float = 0
    ) -> None:
        """Set one line with its baseline at `y`; `grey` 0 is black, 1 white."""
        if text:
            shown = self._inks.show(text, face, size)
            self._mark(f"{grey:g} g BT {x:.2f} {self.height - y:.2f} Td {shown} ET")

    def rule(self, start: tuple[float, float], end: tuple[float, float], weight: float) -> None:
        """Draw a straight line."""
        (x1, y1), (x2, y2), height = start, end, self.height
        self._aside.append(
            f"0 G {weight:g} w {x1:.2f} {height - y1:.2f} m {x2:.2f} {height - y2:.2f} l S"
        )

    def frame(
        self, box: Rectangle, weight: float, *, grey: float = 0, dashed: bool = False
    ) -> None:
        """Draw the outline of a box."""
        x, y, width, height = box
        dash, solid = ("[2 2] 0 d ", " [] 0 d") if dashed else ("", "")
        self._aside.append(
            f"{grey:g} G {weight:g} w {dash}{x:.2f} {self.height - y - height:.2f} "
            f"{width:.2f} {height:.2f} re S{solid}"
        )

    def shade(self, box: Rectangle, grey: float) -> None:
        """Fill a box; `grey` 0 is black, 1 white."""
        x, y, width, height = box
        bottom = self.height - y - height
        self._behind.append(f"{grey:g} g {x:.2f} {bottom:.2f} {width:.2f} {height:.2f} re f")

    def fill(self, corners: Sequence[tuple[float, float]]) -> None:
        """Fill the shape between corners black."""
        (x, y), *rest = corners
        sides = " ".join(f"{x:.2f} {self.height - y:.2f} l" for x, y in rest)
        self._aside.append(f"0 g {x:.2f} {self.height - y:.2f} m {sides} f")

    def photo(self, photo: Photo, box: Rectangle) -> None:
        """Lay a photo into the middle of a box, as large as it goes, nothing of it cut off."""
        x, y, width, height = box
        scale = min(width / photo.width, height / photo.height)
        wide, high = photo.width * scale, photo.height * scale
        left, bottom = x + (width - wide) / 2, self.height - y - (height + high) / 2
        shown = self._inks.show_photo(photo)
        self._mark(f"q {wide:.2f} 0 0 {high:.2f} {left:.2f} {bottom:.2f} cm {shown} Q")

    def bars(self, boxes: Iterable[Rectangle]) -> None:
        """Fill boxes black, to a thousandth of a point: the modules of a symbol."""
        top = self.height
        drawn = " ".join(f"{x:.3f} {top - y - h:.3f} {w:.3f} {h:.3f} re" for x, y, w, h in boxes)
        self._mark(f"0 g {drawn} f")

    def strokes(self, lines: Iterable[Sequence[tuple[float, float]]], weight: float) -> None:
        """Draw a pen's lines with round ends; a single point is a dot."""
        height, drawn = self.height, []
        for line in lines:
            (x, y), *rest = line if len(line) > 1 else (*line, *line)
            drawn.append(f"{x:.2f} {height - y:.2f} m")
            drawn += [f"{x:.2f} {height - y:.2f} l" for x, y in rest]
        self._mark(f"q 0 G 1 J 1 j {weight:g} w {' '.join(drawn)} S Q")

    def content(self) -> bytes:
        """Everything drawn, as the operators of a page's content: shades first, rules last."""
        parts = [*_decorating(self._behind), *self._marks]
        if self._inside is not None:
            parts.append("EMC")
        return "\n".join([*parts, *_decorating(self._aside)]).encode("ascii")

    def _mark(self, drawn: str) -> None:
        """Put something down as a part of what is being drawn."""
        element = self._structure.current
        if element is None:
            self._aside.append(drawn)
            return
        if element is not self._inside:
            if self._inside is not None:
                self._marks.append("EMC")
            self._inside = element
            self._marks.append(f"/{element.kind} <</MCID {len(self.elements)}>> BDC")
            element.kids.append((self._number, len(self.elements)))
            self.elements.append(element)
        self._marks.append(drawn)


def _decorating(drawn: Sequence[str]) -> list[str]:
    return ["/Artifact BMC", *drawn, "EMC"] if drawn else []
