"""Searching all guides: by Chinese words, pinyin, first letters, English; a slip is forgiven.

What leads (a title, an item, a material) is found before what only tells more.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from kiosk.catalogue.passages import Passage, Section, passages_of
from kiosk.catalogue.readings import LOWER, Readings
from kiosk.catalogue.schema import JointService
from kiosk.catalogue.spelling import ANY, Pattern, missed, misspelled, shortened, slips, spelled
from kiosk.texts import Language

MOST = 24
"""How many places are told: more than anybody reads."""
CORRECTED = 3
"""From so many letters on, one may be wrong."""
FEW = 10
"""So few syllables are looked for one by one."""
ENOUGH = 400
"""So many passages that begin with the same letters are looked at."""
BREAK = "\n"

Mark = tuple[int, int]
"""From which character to which one, the last not included."""

_WORD = re.compile("[a-z0-9]+")
_CHARACTERS = re.compile("[^\n\ue000-\uf8ff]+")
_SIGNS = re.compile("[\ue000-\uf8ff]+")
_JOINT = re.compile("(?<=[0-9a-z])(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])(?=[0-9a-z])")
"""Where a figure and a character meet; in print a space parts them."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage, and which characters of it were meant, in the language they were found in."""

    passage: Passage
    language: Language
    marks: tuple[Mark, ...]


class GuideSearch:
    """Made once of all services in force; finds while somebody types."""

    def __init__(self, services: Iterable[JointService], readings: Readings) -> None:
        ranks: list[list[Passage]] = [[] for _ in range(4)]
        for service in services:
            for passage in passages_of(service):
                ranks[_rank(passage)].append(passage)
        self._readings = readings
        self._shelves = [_Shelf(passages, readings) for passages in ranks]

    def find(self, typed: str, service: str = "") -> tuple[Hit, ...]:
        """Return the places where it is spoken of, the likeliest first; at most `MOST`.

        `service` is the key of the one guide to look in; empty: in all.
        """
        wanted = unicodedata.normalize("NFKC", typed).translate(LOWER).strip()
        if not wanted:
            return ()
        for tried in (self._as_typed, self._shortened, self._corrected):
            hits = self._best(tried(wanted), service)
            if hits:
                return hits
        return ()

    def _best(self, looks: "Sequence[_Look]", service: str) -> tuple[Hit, ...]:
        hits: list[Hit] = []
        seen: set[tuple[str, Section, str]] = set()  # each part and each text once
        for shelf in self._shelves:
            found: dict[int, Hit] = {}
            for place, hit in chain.from_iterable(look(shelf, service) for look in looks):
                found.setdefault(place, hit)
                if len(found) >= MOST:
                    break
            for _, hit in sorted(found.items(), key=lambda one: one[0]):
                passage = hit.passage
                whole = passage.section is Section.TITLE
                names = {"" if whole else passage.part or passage.text.zh, passage.text.zh}
                about = {(passage.service, passage.section, name) for name in names}
                if not seen & about:
                    hits.append(hit)
                seen |= about
            if len(hits) >= MOST:
                break
        return tuple(hits[:MOST])

    def _as_typed(self, typed: str) -> "list[_Look]":
        looks = [_written(one) for one in dict.fromkeys((typed, _JOINT.sub(" ", typed)))]
        looks.append(_in_english([[one] for one in _english(typed)]))
        if any(one.isascii() and one.isalpha() for one in typed):
            looks += map(_alike, spelled(typed, self._readings))
        return looks

    def _shortened(self, typed: str) -> "list[_Look]":
        return list(map(_alike, shortened(typed, self._readings)))

    def _corrected(self, typed: str) -> "list[_Look]":
        letters = typed.replace(" ", "").replace("'", "")
        if not letters.isascii() or not letters.isalpha() or len(letters) < CORRECTED:
            return []
        return [
            _in_english([self._meant(one) for one in _english(typed)]),
            *map(_alike, misspelled(letters, self._readings)),
            *(_of_what_leads(_alike(one)) for one in missed(letters, self._readings)),
        ]

    def _meant(self, word: str) -> list[str]:
        """Return the English words that were meant by one that nothing begins with."""
        if len(word) < CORRECTED or any(shelf.has(word) for shelf in self._shelves):
            return [word]
        meant = dict.fromkeys(slips(word))
        return [one for one in meant if any(shelf.has(one) for shelf in self._shelves)]


def _rank(passage: Passage) -> int:
    if not passage.leads:
        return 3
    return {Section.TITLE: 0, Section.ITEM: 1}.get(passage.section, 2)


class _Shelf:
    """Passages of one rank in one long string: as written, as read, by first letters."""

    def __init__(self, passages: list[Passage], readings: Readings) -> None:
        self.passages = passages
        self.leads = any(one.leads for one in passages)
        chinese = BREAK.join(one.text.zh for one in passages)
        self.text = chinese.translate(LOWER)
        self.signs = readings.signs(chinese)
        self.initials = readings.initials(self.signs)
        self.starts = array("L")
        begin = 0
        for one in passages:
            self.starts.append(begin)
            begin += len(one.text.zh) + 1
        self._of_service: dict[str, tuple[int, int]] = {}
        words: dict[str, array[int]] = {}
        for place, one in enumerate(passages):
            first, _ = self._of_service.get(one.service, (place, place))
            self._of_service[one.service] = (first, place + 1)
            for word in set(_WORD.findall(one.text.en.lower())):
                words.setdefault(word, array("L")).append(place)
        self._words = words
        self._vocabulary = sorted(words)

    def passages_within(self, service: str) -> tuple[int, int]:
        """Return the first passage of a service and the one behind its last."""
        return self._of_service.get(service, (0, 0)) if service else (0, len(self.passages))

    def within(self, service: str) -> tuple[int, int]:
        """Return where the text of a service begins and ends."""
        first, behind = self.passages_within(service)
        if first == behind:
            return 0, 0
        whole = behind == len(self.starts)
        return self.starts[first], len(self.text) if whole else self.starts[behind] - 1

    def hit(self, begin: int, size: int) -> tuple[int, Hit]:
        """Return which passage a place in the text belongs to."""
        place = bisect_right(self.starts, begin) - 1
        start = begin - self.starts[place]
        return place, Hit(self.passages[place], Language.ZH, ((start, start + size),))

    def has(self, word: str) -> bool:
        """Tell whether an English word begins so."""
        place = bisect_left(self._vocabulary, word)
        return place < len(self._vocabulary) and self._vocabulary[place].startswith(word)

    def holding(self, word: str, most: int) -> set[int]:
        """Return the passages with an English word that begins so, at least the first `most`."""
        found: set[int] = set()
        place = bisect_left(self._vocabulary, word)
        while place < len(self._vocabulary) and len(found) < most:
            known = self._vocabulary[place]
            if not known.startswith(word):
                break
            found.update(self._words[known][:most])
            place += 1
        return found


_Look = Callable[[_Shelf, str], Iterator[tuple[int, Hit]]]
"""One way to look through a shelf: yields the passage's place on it and the hit."""


def _written(typed: str) -> _Look:
    def look(shelf: _Shelf, service: str) -> Iterator[tuple[int, Hit]]:
        begin, end = shelf.within(service)
        begin -= 1
        while (begin := shelf.text.find(typed, begin + 1, end)) >= 0:
            yield shelf.hit(begin, len(typed))

    return look


def _alike(pattern: Pattern) -> _Look:
    """Look for a pattern by its rarest part, and compare the rest there."""
    size = len(pattern.pieces)

    def look(shelf: _Shelf, service: str) -> Iterator[tuple[int, Hit]]:
        begin, end = shelf.within(service)
        for at, string, anchor in _anchors(pattern, shelf):
            place = begin + at - 1
            while (place := string.find(anchor, place + 1, end)) >= 0:
                first = place - at
                if first + size <= end and pattern.fits(shelf.text, shelf.signs, first):
                    yield shelf.hit(first, size)

    return look


def _anchors(pattern: Pattern, shelf: _Shelf) -> list[tuple[int, str, str]]:
    """Return what to look for: where in the pattern, in which string, which signs."""
    fixed = "".join(piece if len(piece) == 1 else BREAK for piece in pattern.pieces)
    letters = pattern.letters.replace(ANY, BREAK)
    if len(pattern.pieces) == 1 < len(pattern.pieces[0]) < FEW:
        return [(0, shelf.signs, one) for one in pattern.pieces[0]]
    for kind, string, wanted in (
        (_CHARACTERS, shelf.text, fixed),
        (_SIGNS, shelf.signs, fixed),
        (_CHARACTERS, shelf.initials, letters),
    ):
        run = max(kind.finditer(wanted), key=lambda one: len(one.group()), default=None)
        if run is not None:
            return [(run.start(), string, run.group())]
    return []


def _of_what_leads(look: _Look) -> _Look:
    """Look only where so little to go by does not find everything."""
    return lambda shelf, service: look(shelf, service) if shelf.leads else iter(())


def _english(typed: str) -> list[str]:
    words = _WORD.findall(typed) if typed.isascii() else []
    return words if words and len(words[0]) > 1 else []


def _in_english(words: Sequence[Sequence[str]]) -> _Look:
    """Look for passages with all these words, each in one of several ways, or begun so."""
    every = [one for ways in words for one in ways]

    def look(shelf: _Shelf, service: str) -> Iterator[tuple[int, Hit]]:
        if not words:
            return
        most = ENOUGH if len(every) == 1 and not service else len(shelf.passages)
        held = (set().union(*(shelf.holding(one, most) for one in ways)) for ways in words)
        found = set.intersection(*held)
        first, behind = shelf.passages_within(service)
        for place in sorted(one for one in found if first <= one < behind):
            passage = shelf.passages[place]
            marks = _words_at(passage.text.en.lower(), every)
            yield place, Hit(passage, Language.EN, marks)

    return look


def _words_at(text: str, words: Iterable[str]) -> tuple[Mark, ...]:
    found = (re.search(rf"(?<![a-z0-9]){re.escape(one)}", text) for one in words)
    return tuple(sorted({one.span() for one in found if one is not None}))
