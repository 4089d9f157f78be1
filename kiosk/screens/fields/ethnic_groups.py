"""In which order the ethnic groups are offered: those of the hall first, then by pinyin.

Codes of GB/T 3304-1991 in the order of their pinyin; 97 and 98 are not groups but answers.
"""

from kiosk.screens.fields.choosing import Sheet
from kiosk.screens.fields.view import OptionView
from kiosk.texts import Language

FIRST = ("02", "01")
BY_PINYIN = (
    ("A – E", "39 14 47 34 09 10 31 18 46 26 12 51 44 52 45"),
    ("G – L", "23 37 16 17 01 53 03 56 49 28 29 24 19 20 55"),
    ("M – T", "11 36 54 02 06 32 27 42 40 33 35 22 25 41 50 30 15"),
    ("W – Z", "21 05 43 38 13 07 48 04 08 97 98"),
)
SHEET = 16


def first_groups(options: tuple[OptionView, ...]) -> tuple[OptionView, ...]:
    """Return the groups that most people here belong to."""
    known = {option.value: option for option in options}
    return tuple(known[code] for code in FIRST if code in known)


def sheets_of_groups(options: tuple[OptionView, ...], language: Language) -> tuple[Sheet, ...]:
    """All groups by the sound of their first letter, a sheet for each stretch of letters."""
    known = {option.value: option for option in options}
    if language is Language.EN:
        return _by_title(sorted(known.values(), key=lambda option: option.title))
    sheets = [
        Sheet(tab, tuple(known.pop(code) for code in codes.split() if code in known))
        for tab, codes in BY_PINYIN
    ]
    rest = tuple(known.values())
    last = sheets[-1]
    return (*sheets[:-1], Sheet(last.tab, last.options + rest))


def _by_title(options: list[OptionView]) -> tuple[Sheet, ...]:
    parts = [options[start : start + SHEET] for start in range(0, len(options), SHEET)]
    return tuple(Sheet(f"{part[0].title[0]} – {part[-1].title[0]}", tuple(part)) for part in parts)
