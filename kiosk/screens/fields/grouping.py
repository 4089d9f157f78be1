"""How numbers stand apart while they are typed: 138 0477 0001, 2026 年 11 月 23 日."""

from dataclasses import dataclass

from kiosk.catalogue.schema import KindName
from kiosk.texts import Language


@dataclass(frozen=True, slots=True)
class Grouping:
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


DIGITS = "0123456789"
GROUPINGS = {
    KindName.RESIDENT_ID: Grouping((6, 14), (" ", " "), DIGITS + "X", 18),
    KindName.PHONE: Grouping((3, 7), (" ", " "), DIGITS, 12),
    KindName.DATE: Grouping((4, 6), (" 年 ", " 月 "), DIGITS, 8, " 日"),
    KindName.MONTH: Grouping((4,), (" 年 ",), DIGITS, 6, " 月"),
}
_ENGLISH = {
    KindName.DATE: Grouping((4, 6), (" - ", " - "), DIGITS, 8),
    KindName.MONTH: Grouping((4,), (" - ",), DIGITS, 6),
}


def grouping_of(kind: KindName, language: Language) -> Grouping | None:
    """How a kind is grouped for reading; None for what is shown as typed."""
    if language is Language.EN and kind in _ENGLISH:
        return _ENGLISH[kind]
    return GROUPINGS.get(kind)


def typed_form(kind: KindName, value: object) -> str:
    """Return what somebody would have typed to give this answer: 2026-11-23 is 20261123."""
    if value is None:
        return ""
    if kind in _ENGLISH:
        return str(value).replace("-", "")
    return str(value)
