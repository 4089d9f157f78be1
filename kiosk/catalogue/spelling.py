"""How what somebody typed may be meant: characters, syllables, first letters, one slip of the key.

A piece is what one character may be: itself, or any of the signs of syllables (`readings.py`)
that stand in it. Nothing in it means that it may be anything.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from kiosk.catalogue.readings import Readings, is_sign

LETTERS = "abcdefghijklmnopqrstuvwxyz"
PAUSES = " '"
"""What parts two syllables and is not looked for."""
LONGEST = 6
"""Letters in the longest syllable (zhuang)."""
WAYS = 12
"""How many ways to part letters are tried; those with the longest pieces come first."""
ANY = "?"


@dataclass(frozen=True, slots=True)
class Pattern:
    """What one character after the other may be, and the letters by which they begin."""

    pieces: tuple[str, ...]
    letters: str

    def fits(self, text: str, signs: str, place: int) -> bool:
        """Tell whether it stands at a place of a text; `signs` is the same text as read."""
        for here, piece in enumerate(self.pieces, start=place):
            string = signs if is_sign(piece[:1]) else text
            if piece and string[here] not in piece:
                return False
        return True


def spelled(typed: str, readings: Readings) -> list[Pattern]:
    """Return the ways in which whole syllables were typed; the last may be only begun."""
    return _several(_Parting(readings).whole(typed))


def shortened(typed: str, readings: Readings) -> list[Pattern]:
    """Return the ways in which any syllable may be shortened, to its first letter at least."""
    found = _several(_Parting(readings).loose(typed, LONGEST))
    first = _several(_Parting(readings).loose(typed, 1))
    return [*found, *(one for one in first if one not in found)]


def misspelled(typed: str, readings: Readings) -> list[Pattern]:
    """Return the ways in which whole syllables were meant, one of them with a slip."""
    found = [one for one in _Parting(readings).slipped(typed) if len(one) > 1]
    return list(map(_joined, sorted(dict.fromkeys(found), key=len)[: 2 * WAYS]))


def missed(letters: str, readings: Readings) -> list[Pattern]:
    """Return the first letters that may have been meant, `ANY` where one was missed."""
    meant: dict[str, None] = {}
    for place in range(len(letters) + 1):
        before, after = letters[:place], letters[place:]
        turned = after[1::-1] + after[2:]
        for one in (turned, ANY + after[1:], after[1:], ANY + after):
            meant[before + one] = None
    kept = (one.strip(ANY) for one in meant if one != letters)
    return [
        Pattern(tuple("" if one == ANY else readings.beginning(one) for one in word), word)
        for word in dict.fromkeys(kept)
        if len(word) >= len(letters) - 1 and all(c == ANY or readings.beginning(c) for c in word)
    ]


def slips(typed: str) -> Iterator[str]:
    """Yield what may have been meant if one key was missed, doubled, mixed up or out of turn."""
    for place in range(len(typed) + 1):
        before, after = typed[:place], typed[place:]
        for letter in LETTERS:
            yield before + letter + after
        if after:
            yield before + after[1:]
            for letter in LETTERS:
                yield before + letter + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]


_Pieces = tuple[tuple[str, str], ...]
"""Pieces, each with the letter it begins with."""


class _Parting:
    """Parts typed letters into pieces, the longest first."""

    def __init__(self, readings: Readings) -> None:
        self._readings = readings
        self._near = cache(self._nearly)

    def whole(self, typed: str) -> Iterator[_Pieces]:
        """Yield whole syllables; before a pause and at the end one may be only begun."""
        typed = typed.lstrip(PAUSES)
        if not typed:
            yield ()
        elif typed[0] not in LETTERS:
            yield from (((typed[0], typed[0]), *rest) for rest in self.whole(typed[1:]))
        for end in range(_run(typed, LONGEST), 0, -1):
            letters, after = typed[:end], typed[end:]
            piece = self._readings.whole(letters) if after else ""
            if not piece and (not after or after[0] not in LETTERS):
                piece = self._readings.beginning(letters)
            if piece:
                yield from (((piece, letters[0]), *rest) for rest in self.whole(after))

    def loose(self, typed: str, longest: int) -> Iterator[_Pieces]:
        """Yield beginnings of syllables."""
        typed = typed.lstrip(PAUSES)
        if not typed:
            yield ()
        elif typed[0] not in LETTERS:
            yield from (((typed[0], typed[0]), *rest) for rest in self.loose(typed[1:], longest))
        for end in range(_run(typed, longest), 0, -1):
            piece = self._readings.beginning(typed[:end])
            if piece:
                rests = self.loose(typed[end:], longest)
                yield from (((piece, typed[0]), *rest) for rest in rests)

    def slipped(self, typed: str) -> Iterator[_Pieces]:
        """Yield whole syllables, one of which is only near to what was typed."""
        for end in range(min(len(typed), LONGEST + 1), 0, -1):
            letters, after = typed[:end], typed[end:]
            if near := self._near(letters):
                yield from (((near, ANY), *rest) for rest in islice(self.whole(after), WAYS))
            if after and (piece := self._readings.whole(letters)):
                yield from (((piece, letters[0]), *rest) for rest in self.slipped(after))
            turned = self._readings.whole(letters[:-1] + after[:1]) if after else ""
            if turned:  # the last letter of one syllable and the first of the next
                rests = islice(self.whole(letters[-1] + after[1:]), WAYS)
                yield from (((turned, letters[0]), *rest) for rest in rests)

    def _nearly(self, letters: str) -> str:
        """Return the signs of the syllables one slip away."""
        return "".join(sorted(set(map(self._readings.whole, slips(letters)))))


def _run(typed: str, most: int) -> int:
    """Return how many letters there are at the beginning, up to `most`."""
    size = 0
    while size < min(most, len(typed)) and typed[size] in LETTERS:
        size += 1
    return size


def _several(ways: Iterator[_Pieces]) -> list[Pattern]:
    return [_joined(one) for one in islice(ways, WAYS)]


def _joined(pieces: _Pieces) -> Pattern:
    return Pattern(tuple(one for one, _ in pieces), "".join(first for _, first in pieces))
