"""Turns pinyin letters into Chinese: the cheapest chains of words, then words, then characters."""

from collections.abc import Iterator
from enum import StrEnum
from heapq import nsmallest
from typing import NamedTuple

from kiosk.screens.keyboard.dictionary import Dictionary, Lexicon
from kiosk.screens.keyboard.syllables import Segmentation, Token, fold, initial

LONGEST_WORD = 7
CHAINS = 3
CHAINS_OF_NAMES = 5
WORDS_IN_CHAINS = 4
"""How many words of one reading may take part in a chain."""
MIXED_UP = 300
"""Cost of a syllable that was typed as its neighbour (zh for z)."""
CUT_SHORT = 100
"""Cost of a syllable that was only begun."""
NOT_A_NAME = 250
RARELY_USED = 500


class InputMode(StrEnum):
    """What a field takes, which decides what is offered first."""

    TEXT = "text"
    NAME = "name"
    ADDRESS = "address"


class Candidate(NamedTuple):
    """One thing to choose, and how many of the typed letters it uses up."""

    text: str
    letters: int


class _Match(NamedTuple):
    cost: int
    word: str


class _Chain(NamedTuple):
    cost: int
    words: tuple[str, ...]


Shelf = tuple[tuple[Lexicon, int], ...]
"""Lexicons to look into, with what is added to their costs."""

_SHELVES: dict[InputMode, Shelf] = {
    InputMode.TEXT: ((Lexicon.WORDS, 0),),
    InputMode.ADDRESS: ((Lexicon.PLACES, 0), (Lexicon.WORDS, 100)),
    InputMode.NAME: (
        (Lexicon.GIVEN, 0),
        (Lexicon.TRANSLITERATED, 0),
        (Lexicon.WORDS, NOT_A_NAME),
    ),
}
_NAME_BEGINS: Shelf = (
    (Lexicon.FAMILY, 0),
    (Lexicon.TRANSLITERATED, 0),
    (Lexicon.WORDS, NOT_A_NAME),
)


class Pinyin:
    """Offers candidates for letters; keeps nothing but look-ups, and those until `forget`."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._dictionary = dictionary

    def candidates(self, letters: str, mode: InputMode, before: str = "") -> list[Candidate]:
        """Return everything that can be chosen, likeliest first.

        `letters` are a to z and apostrophes, v standing for ü. `before` is the text left of
        the cursor: in a name field nothing before it means that a family name comes first.
        """
        read = Segmentation(letters, self._dictionary.syllables, self._dictionary.beginnings)
        first = _NAME_BEGINS if mode is InputMode.NAME and not before else _SHELVES[mode]
        chains = self._chains(read, first, _SHELVES[mode], mode)
        found = {chain: Candidate(chain, len(letters)) for chain in chains}
        for candidate in self._beginnings(read, first):
            found.setdefault(candidate.text, candidate)
        return list(found.values())

    def forget(self) -> None:
        """Drop every trace of what was typed."""
        self._dictionary.forget()

    def _chains(self, read: Segmentation, first: Shelf, later: Shelf, mode: InputMode) -> list[str]:
        """Return the cheapest chains of words over all letters (Viterbi, n best)."""
        size = len(read.letters)
        keep = CHAINS_OF_NAMES if mode is InputMode.NAME else CHAINS
        reached: list[list[_Chain]] = [[] for _ in range(size + 1)]
        reached[0] = [_Chain(0, ())]
        for start in range(size):
            so_far = nsmallest(keep, reached[start])
            if not so_far:
                continue
            for tokens in read.paths(start, LONGEST_WORD):
                matches = self._cheapest(tokens, later if start else first)
                reached[tokens[-1].end].extend(
                    _Chain(chain.cost + match.cost, (*chain.words, match.word))
                    for chain in so_far
                    for match in matches
                )
        return ["".join(chain.words) for chain in nsmallest(keep, reached[size])] if size else []

    def _cheapest(self, tokens: tuple[Token, ...], shelf: Shelf) -> list[_Match]:
        found = [
            match
            for lexicon, extra in shelf
            for match in self._matches(tokens, lexicon, extra, True)
        ]
        return nsmallest(WORDS_IN_CHAINS, found)

    def _beginnings(self, read: Segmentation, shelf: Shelf) -> Iterator[Candidate]:
        """Yield what the first letters alone can be: longest first, then likeliest."""
        offered: list[tuple[int, int, str]] = []
        for tokens in read.paths(0, LONGEST_WORD):
            shelves = (*shelf, (Lexicon.RARE, RARELY_USED)) if len(tokens) == 1 else shelf
            for lexicon, extra in shelves:
                for match in self._matches(tokens, lexicon, extra, False):
                    offered.append((-tokens[-1].end, match.cost, match.word))
        for end, _, word in sorted(offered):
            yield Candidate(word, -end)

    def _matches(
        self, tokens: tuple[Token, ...], lexicon: Lexicon, extra: int, few: bool
    ) -> Iterator[_Match]:
        whole = all(token.whole for token in tokens)
        if whole:
            key = " ".join([fold(token.spelling) for token in tokens])
            readings = self._dictionary.whole(lexicon, key)
        else:
            key = "".join([initial(token.spelling) for token in tokens])
            readings = self._dictionary.abbreviated(lexicon, key)
        for reading in readings:
            distance = _distance(tokens, reading.syllables)
            if distance is not None:
                words = reading.words[:WORDS_IN_CHAINS] if few else reading.words
                for word, cost in words:
                    yield _Match(cost + extra + distance, word)


def _distance(tokens: tuple[Token, ...], syllables: tuple[str, ...]) -> int | None:
    """Return what typing this for those syllables costs; None if it does not fit them."""
    total = 0
    for token, syllable in zip(tokens, syllables, strict=True):
        if token.whole:
            if token.spelling != syllable:
                if fold(token.spelling) != fold(syllable):
                    return None
                total += MIXED_UP
        elif syllable.startswith(token.spelling):
            total += CUT_SHORT
        elif fold(syllable).startswith(fold(token.spelling)):
            total += CUT_SHORT + MIXED_UP
        else:
            return None
    return total
