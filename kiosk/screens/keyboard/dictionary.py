"""The read-only dictionary behind the keyboard: words, names, places, rare characters, shapes."""

import sqlite3
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kiosk.screens.keyboard.syllables import beginnings_of


class Lexicon(StrEnum):
    """The lists in the dictionary, each with costs of its own; all but RARE can be abbreviated."""

    WORDS = "w"
    FAMILY = "f"
    GIVEN = "g"
    TRANSLITERATED = "t"
    PLACES = "p"
    RARE = "r"


@dataclass(frozen=True, slots=True)
class Reading:
    """All words that are read alike, with their costs (-ln probability x 50), cheapest first."""

    syllables: tuple[str, ...]
    words: tuple[tuple[str, int], ...]


class Dictionary:
    """Opens the dictionary file; what was looked up is kept only until `forget`."""

    def __init__(self, path: Path) -> None:
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._store = sqlite3.connect(address, uri=True)
        rows = self._store.execute("SELECT spelling FROM syllable")
        self.syllables = frozenset(spelling for (spelling,) in rows)
        self.beginnings = beginnings_of(self.syllables)
        self._spoken: dict[str, str] = dict(self._store.execute("SELECT part, name FROM spoken"))
        self._seen: dict[tuple[str, str], tuple[Reading, ...]] = {}

    def whole(self, lexicon: Lexicon, key: str) -> tuple[Reading, ...]:
        """Return what has these folded syllables, which `key` joins with spaces."""
        return self._readings(lexicon.value, key)

    def abbreviated(self, lexicon: Lexicon, initials: str) -> tuple[Reading, ...]:
        """Return the most frequent words with these initials."""
        return self._readings(lexicon.value.upper(), initials)

    def with_parts(self, key: str) -> dict[str, str]:
        """Return, by the exact readings of the parts, the characters made of such parts.

        `key` and the readings are sorted and joined by spaces, the key is folded.
        """
        row = self._store.execute("SELECT lines FROM part WHERE key = ?", (key,)).fetchone()
        return dict(line.split("|") for line in row[0].split("\n")) if row else {}

    def shape(self, character: str) -> tuple[str, str] | None:
        """Return how a rare character is built (a, d, s, w, r) and of which parts."""
        row = self._store.execute(
            "SELECT parts FROM shape WHERE whole = ?", (character,)
        ).fetchone()
        return (row[0][0], row[0][1:]) if row else None

    def spoken(self, part: str) -> str | None:
        """Return what people call a radical, e.g. 两点水; None for what is a word itself."""
        return self._spoken.get(part)

    @property
    def looked_up(self) -> int:
        """How many look-ups are remembered."""
        return len(self._seen)

    def forget(self) -> None:
        """Drop every trace of what was looked up."""
        self._seen.clear()
        self._store.execute("PRAGMA shrink_memory")

    def close(self) -> None:
        """Close the file; the dictionary cannot be used any more."""
        self._seen.clear()
        self._store.close()

    def _readings(self, kind: str, key: str) -> tuple[Reading, ...]:
        seen = self._seen.get((kind, key))
        if seen is None:
            row = self._store.execute(
                "SELECT entries FROM lexicon WHERE kind = ? AND key = ?", (kind, key)
            ).fetchone()
            seen = tuple(map(_unpack, row[0].split("\n"))) if row else ()
            self._seen[kind, key] = seen
        return seen


def _unpack(line: str) -> Reading:
    syllables, _, packed = line.partition("|")
    words = tuple((entry[:-3], int(entry[-3:])) for entry in packed.split(","))
    return Reading(tuple(syllables.split(" ")), words)
