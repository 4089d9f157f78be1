"""How large the parts of the keyboard are on this screen."""

from dataclasses import dataclass

from kiosk.screens.look.look import Look

PAD_STRETCH = 1.2
"""Digits alone get taller keys."""
WIDE_SHRINK = 0.8
"""On a screen that lies on its side height is dear."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Lengths in dots."""

    wide: bool
    side: int
    top: int
    gap: int
    key: int
    candidate: int
    heading: int
    rows_unfolded: int

    @classmethod
    def of(cls, look: Look) -> "Measures":
        """Measure for a screen."""
        wide = look.landscape
        shrink = WIDE_SHRINK if wide else 1
        return cls(
            wide=wide,
            side=look.px("component.keyboard.side"),
            top=look.px("space.s" if wide else "space.m"),
            gap=look.px("component.keyboard.key_gap"),
            key=round(look.px("component.keyboard.key_height") * shrink),
            candidate=round(
                look.px("component.keyboard.candidate_height") * (1 if look.large_print else shrink)
            ),
            heading=look.px("component.button_small.height"),
            rows_unfolded=2 if wide or look.large_print else 3,
        )

    def board_height(self, *, pad: bool) -> int:
        """Return the height of four rows of keys."""
        return 4 * self.row_height(pad=pad) + 3 * self.gap

    def row_height(self, *, pad: bool) -> int:
        """Return the height of a row of keys."""
        return round(self.key * PAD_STRETCH) if pad and not self.wide else self.key

    def head_height(self) -> int:
        """Return the height of what lies above the keys: the spelling and the candidates."""
        if self.wide:
            return self.candidate + self.gap
        return self.heading + self.candidate + self.gap + self.top

    def height(self, *, pad: bool, head: bool) -> int:
        """Return the height of the whole keyboard."""
        above = self.head_height() if head else 0
        return self.top + above + self.board_height(pad=pad) + self.top
