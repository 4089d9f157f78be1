"""The typecase: which typeface prints which character, and whether any does."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from pathlib import Path

from kiosk.errors import Trouble
from kiosk.paper.typeface import Typeface
from kiosk.texts import Text

RARE = tuple(
    Path("/usr/share/fonts/truetype/hanazono") / name for name in ("HanaMinA.ttf", "HanaMinB.ttf")
)  # where the Debian package fonts-hanazono lays them


class Face(StrEnum):
    """The faces of our papers, each a file in `resources/fonts/`."""

    SERIF = "NotoSerifSC-Regular"
    SANS = "NotoSansSC-Regular"
    BOLD = "NotoSansSC-Bold"


@dataclass(frozen=True, slots=True, eq=False)
class Sort:
    """One character ready to print: its typeface, glyph and width in thousandths of the size.

    A typecase has each only once for a face, so two are the same only if they are one.
    """

    character: str
    typeface: Typeface
    glyph: int
    advance: float


class Typecase:
    """The papers' own typefaces, and the large ones for rare characters, opened when needed.

    Raises Trouble `paper.missing_font` if an own typeface is not there, and later
    `paper.missing_glyph` for a character that no typeface has: never a silent box.
    """

    def __init__(self, fonts: Path, rare: tuple[Path, ...] = RARE) -> None:
        self._faces = {face: Typeface(fonts / f"{face}.ttf") for face in Face}
        self._sorts: dict[Face, dict[str, Sort]] = {face: {} for face in Face}
        self._rare_files = rare
        self._rare: tuple[Typeface, ...] | None = None

    def printable(self, character: str) -> bool:
        """Whether a paper can show this character."""
        return self._find(Face.SERIF, character) is not None

    def check(self, text: str) -> None:
        """Raise Trouble `paper.missing_glyph` for the first character that cannot be printed."""
        for character in text:
            if not self.printable(character):
                raise _missing(character)

    def sorts(self, text: str, face: Face) -> list[Sort]:
        """Return the text as sorts; a character the face lacks comes from the next that has it."""
        known = self._sorts[face]
        try:
            return [known[character] for character in text]
        except KeyError:
            return [self._sort(face, character) for character in text]

    def width(self, text: str, face: Face, size: float) -> float:
        """Return the length of the text on one line, in the unit of `size`."""
        return sum(sort.advance for sort in self.sorts(text, face)) * size / 1000

    def fitting(self, text: str, face: Face, measure: float, largest: float) -> float:
        """Return the largest size, to half a point, at which the text takes one line."""
        size = min(largest, measure / max(self.width(text, face, 1), 1e-6))
        return int(size * 2) / 2

    def _sort(self, face: Face, character: str) -> Sort:
        sort = self._find(face, character)
        if sort is None:
            raise _missing(character)
        return sort

    def _find(self, face: Face, character: str) -> Sort | None:
        known = self._sorts[face].get(character)
        if known:
            return known
        for typeface in self._candidates(face):
            glyph = typeface.glyph(character)
            if glyph is not None:
                sort = Sort(character, typeface, glyph, typeface.advance(glyph))
                self._sorts[face][character] = sort
                return sort
        return None

    def _candidates(self, face: Face) -> Iterator[Typeface]:
        yield self._faces[face]
        if self._rare is None:
            self._rare = tuple(Typeface(path) for path in self._rare_files if path.is_file())
        yield from self._rare


def runs(sorts: list[Sort]) -> Iterator[tuple[Typeface, list[Sort]]]:
    """Neighbours of one typeface together."""
    for typeface, group in groupby(sorts, key=lambda sort: sort.typeface):
        yield typeface, list(group)


def _missing(character: str) -> Trouble:
    name = f"{character}（U+{ord(character):04X}）"
    return Trouble(
        "paper.missing_glyph",
        Text(
            f"“{name}”暂时打印不出，请到窗口办理；已填内容不会丢失。",
            f"The character {name} cannot be printed here: please go to a window. "
            "What you filled in is kept.",
        ),
        Text(
            f"没有字体含 U+{ord(character):04X}：请安装 fonts-hanazono，或另加含该字的字体。",
            f"No typeface has U+{ord(character):04X}: install the package fonts-hanazono, or "
            "another typeface that has it.",
        ),
    )
