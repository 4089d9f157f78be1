"""Single characters for the input dictionary: how they are read, built and found by their parts."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path

from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PINYIN_DICT
from pypinyin.style import convert

from kiosk.screens.keyboard.syllables import fold

ROOM = Path(__file__).parent.parent / "resources" / "input"
WORDS = ROOM / "words"
PRIVATE = range(0xE000, 0xF900)
FIRST_PLANE = range(0x10000)
EXTENSION_E = range(0x2B820, 0x2CEB0)
"""Where Unicode 8.0 put the characters of China's 2013 table of standard characters."""
TYPED_AS = {"n": "en", "ng": "en", "m": "mu", "hm": "heng", "hng": "heng", "ê": "e", "io": "yo"}
"""Interjections that are no syllable of their own while typing."""
IN_FOREIGN_NAMES = {"勒": "le", "都": "du", "什": "shi", "扎": "zha", "那": "na", "吾": "wu"}
"""How these sound in Mongolian, Uyghur and Tibetan names, whatever they are read elsewhere."""
REPEATS = {
    "ra": "a2",
    "r3a": "a3",
    "rd": "d2",
    "r3d": "d3",
    "r3tr": "r3",
    "r4sq": "r4",
}
MOST_PARTS = 4

Radicals = Mapping[str, tuple[list[str], str]]
"""The readings and the name of every part that has them by hand."""


def is_han(text: str) -> bool:
    """Tell whether every character has a reading."""
    return all(ord(letter) in PINYIN_DICT and ord(letter) not in PRIVATE for letter in text)


def is_common(character: str) -> bool:
    """Tell whether GB 2312-80 has the character."""
    return bool(character.encode("gb2312", "ignore"))


def syllables_of(word: str) -> tuple[str, ...]:
    """Return a word's toneless syllables, v for ü."""
    plain = lazy_pinyin(word, style=Style.NORMAL)
    return tuple(TYPED_AS.get(syllable, syllable) for syllable in plain)


def foreign_syllables_of(word: str) -> set[tuple[str, ...]]:
    """Return the syllables as usual and as in names of other languages."""
    usual = syllables_of(word)
    pairs = zip(word, usual, strict=True)
    return {usual, tuple(IN_FOREIGN_NAMES.get(character, sound) for character, sound in pairs)}


def readings_of(character: str) -> list[str]:
    """Return the toneless readings, most usual first."""
    plain = (
        convert(reading, Style.NORMAL, strict=True).replace("ü", "v")
        for reading in PINYIN_DICT[ord(character)].split(",")
    )
    return list(dict.fromkeys(TYPED_AS.get(syllable, syllable) for syllable in plain))


def listed(name: str) -> Iterator[str]:
    """Yield the entries of a hand-kept list."""
    for line in (WORDS / f"{name}.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield from line.split()


def shapes_of(path: Path) -> dict[str, str]:
    """Read how characters are built: one letter (a, d, s, w, r) followed by their parts."""
    rows = re.findall(r"(\S+?):([a-z0-9]+)\S*?\(([^)]*)\)", path.read_text("utf-8"))
    raw = {whole: (kind, parts.split(",")) for whole, kind, parts in rows}
    shapes = {
        whole: shape
        for whole, (kind, parts) in raw.items()
        if len(whole) == 1 and ord(whole) in PINYIN_DICT and (shape := _shape(kind, parts, raw))
    }
    by_hand = iter(listed("shapes"))
    for character, kind, parts_by_hand in zip(by_hand, by_hand, by_hand, strict=True):
        shapes[character] = kind + parts_by_hand
    return shapes


def _shape(kind: str, parts: list[str], raw: Mapping[str, tuple[str, list[str]]]) -> str | None:
    """Spell a shape out; None where a part has no form of its own."""
    if kind in REPEATS:
        parts = parts * int(REPEATS[kind][1])
        kind = REPEATS[kind][0]
    flat = ""
    for part in parts:
        if len(part) == 1:
            flat += part
        elif part in raw and (inner := _shape(*raw[part], raw)):
            flat += inner[1:]
            kind = kind if inner[0] == kind else "r"
        else:
            return None
    return kind[0] + flat if kind[0] in "adsrw" and len(flat) > 1 else None


def radicals() -> Radicals:
    """Read what people call the parts that are no everyday characters."""
    fields = iter(listed("radicals"))
    return {
        part: (readings.split(","), name)
        for part, readings, name in zip(fields, fields, fields, strict=True)
    }


def found_by_parts(
    characters: list[str], shapes: Mapping[str, str], known: Radicals
) -> Iterator[tuple[str, str]]:
    """Yield, under the folded readings of parts, who has them: lines of `readings|characters`."""
    rows: dict[str, dict[str, str]] = defaultdict(lambda: defaultdict(str))
    for character in characters:
        for sounds in sorted(_part_sounds(character, shapes, known)):
            key = " ".join(sorted(map(fold, sounds)))
            rows[key][" ".join(sounds)] += character
    for key, by_sounds in sorted(rows.items()):
        yield key, "\n".join(f"{sounds}|{wholes}" for sounds, wholes in by_sounds.items())


def _part_sounds(
    character: str, shapes: Mapping[str, str], known: Radicals
) -> set[tuple[str, ...]]:
    """Return the sorted readings of a character's parts; in the first plane also of their parts."""
    parts = shapes[character][1:]
    ways = {parts: 1}
    if ord(character) in FIRST_PLANE:
        finer = "".join(shapes[p][1:] if p in shapes and p not in known else p for p in parts)
        ways = {finer: 1, parts: 2}
    found: set[tuple[str, ...]] = set()
    for way, readings in ways.items():
        choices = [_part_readings(part, known)[:readings] for part in way]
        if len(way) <= MOST_PARTS and all(choices):
            found |= {tuple(sorted(pick)) for pick in product(*choices)}
    return found


def _part_readings(part: str, known: Radicals) -> list[str]:
    if part in known:
        return known[part][0]
    return readings_of(part) if is_han(part) else []
