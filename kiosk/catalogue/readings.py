"""How Chinese characters are read: one sign per syllable, so that a text can be searched by it."""

import re
from pathlib import Path
from typing import Self

READINGS = Path(__file__).parents[2] / "resources" / "input" / "readings.txt"

_FIRST = 0xE000
"""Syllables are signs of Unicode's private use area, in the order of their spelling."""
LOWER = {capital: capital + 32 for capital in range(ord("A"), ord("Z") + 1)}


class Readings:
    """A reading for each character; in some words another one (银行 is yin hang)."""

    def __init__(self, characters: dict[str, str], words: dict[str, tuple[str, ...]]) -> None:
        self.syllables = sorted({*characters.values(), *(one for r in words.values() for one in r)})
        sign = {one: chr(_FIRST + place) for place, one in enumerate(self.syllables)}
        self._sign, self._beginnings = sign, _beginnings(sign)
        self._signs = str.maketrans({one: sign[read] for one, read in characters.items()}) | LOWER
        self._letters = str.maketrans({sign[one]: one[0] for one in self.syllables})
        self._words: dict[str, dict[str, str]] = {}
        for word in sorted(words, key=len, reverse=True):
            signs = "".join(sign[one] for one in words[word])
            self._words.setdefault(word[0], {})[word] = signs
        self._begins = re.compile(f"[{re.escape(''.join(self._words))}]") if words else None

    @classmethod
    def load(cls, file: Path = READINGS) -> Self:
        """Read the table that `packaging/make_readings.py` makes."""
        characters: dict[str, str] = {}
        words: dict[str, tuple[str, ...]] = {}
        for line in file.read_text("utf-8").splitlines():
            read, _, several = line.partition("|")
            if " " in read:
                words |= dict.fromkeys(several.split(","), tuple(read.split(" ")))
            else:
                characters |= dict.fromkeys(several, read)
        return cls(characters, words)

    def signs(self, text: str) -> str:
        """Return a sign for each character that can be read; any other stays, in small letters."""
        plain = text.translate(self._signs)
        if self._begins is None:
            return plain
        parts, done = [], 0
        for begin in self._begins.finditer(text):
            here = begin.start()
            if here >= done:
                for word, signs in self._words[begin.group()].items():
                    if text.startswith(word, here):
                        parts += [plain[done:here], signs]
                        done = here + len(word)
                        break
        return "".join((*parts, plain[done:]))

    def initials(self, signs: str) -> str:
        """Return the first letter of each syllable in place of its sign."""
        return signs.translate(self._letters)

    def beginning(self, letters: str) -> str:
        """Return the signs of the syllables that begin so."""
        return self._beginnings.get(letters, "")

    def whole(self, letters: str) -> str:
        """Return the sign of a syllable, or nothing."""
        return self._sign.get(letters, "")


def is_sign(one: str) -> bool:
    """Tell whether this is the sign of a syllable and no character."""
    return "\ue000" <= one <= "\uf8ff"


def _beginnings(signs: dict[str, str]) -> dict[str, str]:
    """Return, for every beginning of a syllable, the signs of all that begin so."""
    found: dict[str, str] = {}
    for syllable, sign in signs.items():
        for size in range(1, len(syllable) + 1):
            found[syllable[:size]] = found.get(syllable[:size], "") + sign
    return found
