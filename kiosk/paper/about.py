"""The line below a slip's title: which service it is about, and where."""

from dataclasses import dataclass

from kiosk.paper.lines import Placed, Span, broken
from kiosk.paper.sheet import Sheet
from kiosk.paper.slip import Slip
from kiosk.paper.structure import ENGLISH
from kiosk.paper.typecase import Face, Typecase
from kiosk.paper.written import BASELINE, draw_placed, length
from kiosk.texts import Language

LEADING = 1.5
ENGLISH_SHARE = 0.85


@dataclass(frozen=True, slots=True)
class About:
    """Lines in the middle of a sheet with size and language; none for a slip about no service."""

    lines: tuple[tuple[list[Placed], float, str], ...]

    @property
    def height(self) -> float:
        """How high they are together, in points."""
        return sum(size * LEADING for _, size, _ in self.lines)

    def draw(self, sheet: Sheet, y: float) -> None:
        """Set them from `y` down."""
        for line, size, entries in self.lines:
            baseline = y + size * (LEADING / 2 + BASELINE)
            with sheet.part("P", self), sheet.part("Span", self, entries):
                draw_placed(sheet, line, (sheet.width - length(line)) / 2, baseline, size)
            y += size * LEADING


def about(slip: Slip, language: Language, measure: float, size: float, typecase: Typecase) -> About:
    """Set what a slip is about no wider than `measure`, in English below the Chinese."""
    if slip.about is None:
        return About(())
    said = [(slip.about.zh, size, "")]
    if language is Language.EN and slip.about.en != slip.about.zh:
        said.append((slip.about.en, size * ENGLISH_SHARE, ENGLISH))
    return About(
        tuple(
            (line, one, entries)
            for text, one, entries in said
            for line in broken([Span(text, Face.SANS)], measure, one, typecase)
        )
    )
