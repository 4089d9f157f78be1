"""How a number stands apart while it is typed, and where the cursor then belongs."""

from msgspec import Struct


class Grouping(Struct, frozen=True):
    """Where separators stand: `marks[i]` follows the first `after[i]` characters.

    A mark shows only once something follows it, so deleting never meets a mark that
    comes straight back; `tail` closes a full entry of `length` characters.
    """

    after: tuple[int, ...]
    marks: tuple[str, ...]
    allowed: str
    length: int
    tail: str = ""

    def bare(self, shown: str) -> str:
        """Only what was typed: no separators, small x as X, full-width signs as plain ones."""
        plain = (_plain(sign) for sign in shown)
        return "".join(sign for sign in plain if sign in self.allowed)[: self.length]

    def spaced(self, bare: str) -> str:
        """Return what was typed with separators for reading."""
        pieces, start = [], 0
        for end, mark in zip(self.after, self.marks, strict=True):
            if len(bare) <= end:
                break
            pieces.append(bare[start:end] + mark)
            start = end
        whole = self.tail if len(bare) == self.length else ""
        return "".join(pieces) + bare[start:] + whole

    def place(self, shown: str, cursor: int) -> int:
        """How many typed characters stand before a cursor in a shown text."""
        return len(self.bare(shown[:cursor]))

    def cursor(self, bare: str, place: int) -> int:
        """Where the cursor belongs in the shown text after `place` typed characters."""
        shown = self.spaced(bare)
        if place >= len(bare):
            return len(shown)
        return next(i for i in range(len(shown) + 1) if self.place(shown, i) == place)


def _plain(sign: str) -> str:
    if "！" <= sign <= "～":
        sign = chr(ord(sign) - 0xFEE0)
    return sign.upper()
