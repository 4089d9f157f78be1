"""How a row of pinyin letters falls into syllables, and which syllables people mix up."""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from enum import IntEnum

LONGEST = 6
"""Letters in the longest syllable (zhuang)."""
MAY_BE_ABBREVIATED = 5
"""Letters up to which gaj is read as g-a-j beside ga-j."""

_ALSO_SPELLED = {"lue": "lve", "nue": "nve", "jv": "ju", "qv": "qu", "xv": "xu", "yv": "yu"}
_INITIALS = {"zh": "z", "ch": "c", "sh": "s"}
_BEGINNINGS = frozenset("abcdefghjklmnopqrstwxyz")


def fold(syllable: str) -> str:
    """Give one spelling to syllables that many speakers do not tell apart.

    zh/z, ch/c, sh/s, n/l at the start; ang/an, eng/en, ing/in at the end.
    """
    if syllable[:2] in _INITIALS:
        syllable = _INITIALS[syllable[:2]] + syllable[2:]
    elif syllable[0] == "n":
        syllable = "l" + syllable[1:]
    return syllable[:-1] if syllable.endswith(("ang", "eng", "ing")) else syllable


def initial(syllable: str) -> str:
    """Return the one letter by which a syllable is abbreviated, mix-ups folded."""
    return fold(syllable)[0]


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of what was typed: a whole syllable, or only the beginning of one."""

    spelling: str
    end: int
    whole: bool


class _Fit(IntEnum):
    """How freely the letters have to be read."""

    WHOLE = 0
    BEGUN = 1
    ABBREVIATED = 2


class Segmentation:
    """Every way in which the letters typed so far can be read.

    An apostrophe always parts two syllables. If whole syllables do not fit, the last may be
    only begun (xiao m); if that does not fit either, every one may be (h k b).
    """

    def __init__(self, letters: str, syllables: Set[str], beginnings: Set[str]) -> None:
        self.letters = letters
        self._syllables = syllables
        self._beginnings = beginnings
        for fit in _Fit:
            if fit is _Fit.BEGUN and len(letters) <= MAY_BE_ABBREVIATED:
                continue
            self._steps = self._split(fit)
            if self._steps[0]:
                break

    def paths(self, start: int, longest: int) -> Iterator[tuple[Token, ...]]:
        """Yield all readings from a place on, of one up to `longest` tokens."""
        for token in self._steps[start]:
            yield (token,)
            if longest > 1 and token.end < len(self.letters):
                for rest in self.paths(token.end, longest - 1):
                    yield (token, *rest)

    def _split(self, fit: _Fit) -> list[list[Token]]:
        """List, for each place, the tokens that start there and lead to the last letter."""
        size = len(self.letters)
        steps: list[list[Token]] = [[] for _ in range(size + 1)]
        for start in range(size - 1, -1, -1):
            steps[start] = [
                token
                for token in self._tokens_at(start, fit)
                if token.end == size or steps[token.end]
            ]
        return steps

    def _tokens_at(self, start: int, fit: _Fit) -> Iterator[Token]:
        size = len(self.letters)
        for end in range(min(size, start + LONGEST), start, -1):
            piece = self.letters[start:end]
            if "'" in piece:
                continue
            after = end + 1 if self.letters[end : end + 1] == "'" else end
            lone = fit is _Fit.ABBREVIATED and end - start == 1
            syllable = _ALSO_SPELLED.get(piece, piece)
            if syllable in self._syllables and not lone:
                yield Token(syllable, after, whole=True)
            elif self._may_begin(piece, after, fit):
                yield Token(piece, after, whole=False)

    def _may_begin(self, piece: str, after: int, fit: _Fit) -> bool:
        if fit is _Fit.ABBREVIATED and (piece in _BEGINNINGS or piece in _INITIALS):
            return True
        return fit is not _Fit.WHOLE and after == len(self.letters) and piece in self._beginnings


def beginnings_of(syllables: Set[str]) -> frozenset[str]:
    """Return every beginning of the given syllables."""
    return frozenset(syllable[:size] for syllable in syllables for size in range(1, len(syllable)))
