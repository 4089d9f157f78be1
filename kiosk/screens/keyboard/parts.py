"""Finds a character that cannot be spelled by the readings of its parts (long tian for 䶮)."""

from collections.abc import Iterator

from kiosk.screens.keyboard.dictionary import Dictionary
from kiosk.screens.keyboard.pinyin import Candidate
from kiosk.screens.keyboard.syllables import Segmentation, fold
from kiosk.texts import Text

MOST_PARTS = 4
PAIR = 2
_ARRANGED = {
    "a": Text("左{first}右{second}", "{first} left, {second} right"),
    "d": Text("上{first}下{second}", "{first} above, {second} below"),
    "s": Text("外{first}内{second}", "{first} around {second}"),
    "w": Text("{first}中有{second}", "{second} inside {first}"),
}


class Parts:
    """Looks characters up by two to four parts, in any order; keeps nothing."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._dictionary = dictionary

    def candidates(self, letters: str) -> list[Candidate]:
        """Return the characters whose parts read so, everyday ones first."""
        read = Segmentation(letters, self._dictionary.syllables, self._dictionary.beginnings)
        found: dict[str, Candidate] = {}
        for sounds in self._sounds(read):
            groups = self._dictionary.with_parts(" ".join(sorted(map(fold, sounds))))
            exact = groups.pop(" ".join(sorted(sounds)), "")
            for character in exact + "".join(groups.values()):
                found.setdefault(character, Candidate(character, len(letters)))
        return list(found.values())

    def _sounds(self, read: Segmentation) -> Iterator[list[str]]:
        for tokens in read.paths(0, MOST_PARTS):
            if tokens[-1].end == len(read.letters) and all(token.whole for token in tokens):
                yield [token.spelling for token in tokens]

    def describe(self, character: str) -> Text | None:
        """Say how to tell a rare character from others; None for everyday characters and words."""
        if len(character) != 1 or is_everyday(character):
            return None
        rare = Text("生僻字", "rare")
        shape = self._dictionary.shape(character)
        if shape is None:
            return rare
        kind, parts = shape
        told = self._told(kind, parts)
        return Text(f"{rare.zh}·{told.zh}", f"{rare.en}: {told.en}")

    def _told(self, kind: str, parts: str) -> Text:
        if kind not in _ARRANGED or len(parts) > PAIR:
            return Text(parts, " + ".join(parts))
        first, second = tuple(parts)
        if radical := self._dictionary.spoken(first):
            return Text(f"{radical}，{second}", f"{first} + {second}")
        return _ARRANGED[kind].fill(first=first, second=second)


def is_everyday(text: str) -> bool:
    """Tell whether all of a text lies in GB 2312-80, the characters that everybody knows."""
    return len(text.encode("gb2312", "ignore")) == 2 * len(text)
