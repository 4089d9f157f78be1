"""One sheet of a paper while it is drawn: text, rules, boxes, bars and strokes.

Lengths are points; x runs right and y down from the upper left corner.
"""

from collections.abc import Iterable, Sequence

from kiosk.paper.inks import Inks
from kiosk.paper.photo import Photo
from kiosk.paper.typecase import Face

Rectangle = tuple[float, float, float, float]
"""x, y of the upper left corner, width, height."""


class Sheet:
    """A sheet of the given size; `inks` turns text into the fonts that the paper embeds."""

    def __init__(self, width: float, height: float, inks: Inks) -> None:
        self.width = width
        self.height = height
        self._inks = inks
        self._marks: list[str] = []

    def text(
        self, x: float, y: float, text: str, face: Face, size: float, *, grey: float = 0
    ) -> None:
        """Set one line with its baseline at `y`; `grey` 0 is black, 1 white."""
        if text:
            shown = self._inks.show(text, face, size)
            self._marks.append(f"{grey:g} g BT {x:.2f} {self.height - y:.2f} Td {shown} ET")

    def rule(self, start: tuple[float, float], end: tuple[float, float], weight: float) -> None:
        """Draw a straight line."""
        (x1, y1), (x2, y2), height = start, end, self.height
        self._marks.append(
            f"0 G {weight:g} w {x1:.2f} {height - y1:.2f} m {x2:.2f} {height - y2:.2f} l S"
        )

    def frame(
        self, box: Rectangle, weight: float, *, grey: float = 0, dashed: bool = False
    ) -> None:
        """Draw the outline of a box."""
        x, y, width, height = box
        dash, solid = ("[2 2] 0 d ", " [] 0 d") if dashed else ("", "")
        self._marks.append(
            f"{grey:g} G {weight:g} w {dash}{x:.2f} {self.height - y - height:.2f} "
            f"{width:.2f} {height:.2f} re S{solid}"
        )

    def shade(self, box: Rectangle, grey: float) -> None:
        """Fill a box; `grey` 0 is black, 1 white."""
        x, y, width, height = box
        bottom = self.height - y - height
        self._marks.append(f"{grey:g} g {x:.2f} {bottom:.2f} {width:.2f} {height:.2f} re f")

    def fill(self, corners: Sequence[tuple[float, float]]) -> None:
        """Fill the shape between corners black."""
        (x, y), *rest = corners
        sides = " ".join(f"{x:.2f} {self.height - y:.2f} l" for x, y in rest)
        self._marks.append(f"0 g {x:.2f} {self.height - y:.2f} m {sides} f")

    def photo(self, photo: Photo, box: Rectangle) -> None:
        """Lay a photo into the middle of a box, as large as it goes, nothing of it cut off."""
        x, y, width, height = box
        scale = min(width / photo.width, height / photo.height)
        wide, high = photo.width * scale, photo.height * scale
        left, bottom = x + (width - wide) / 2, self.height - y - (height + high) / 2
        shown = self._inks.show_photo(photo)
        self._marks.append(f"q {wide:.2f} 0 0 {high:.2f} {left:.2f} {bottom:.2f} cm {shown} Q")

    def bars(self, boxes: Iterable[Rectangle]) -> None:
        """Fill boxes black, to a thousandth of a point: the modules of a symbol."""
        top = self.height
        drawn = " ".join(f"{x:.3f} {top - y - h:.3f} {w:.3f} {h:.3f} re" for x, y, w, h in boxes)
        self._marks.append(f"0 g {drawn} f")

    def strokes(self, lines: Iterable[Sequence[tuple[float, float]]], weight: float) -> None:
        """Draw a pen's lines with round ends; a single point is a dot."""
        height, drawn = self.height, []
        for line in lines:
            (x, y), *rest = line if len(line) > 1 else (*line, *line)
            drawn.append(f"{x:.2f} {height - y:.2f} m")
            drawn += [f"{x:.2f} {height - y:.2f} l" for x, y in rest]
        self._marks.append(f"q 0 G 1 J 1 j {weight:g} w {' '.join(drawn)} S Q")

    def content(self) -> bytes:
        """Everything drawn, as the operators of a page's content."""
        return "\n".join(self._marks).encode("ascii")
