"""Pinyin becomes the Chinese that people at a hall mean."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.screens.keyboard.dictionary import Dictionary
from kiosk.screens.keyboard.pinyin import InputMode, Pinyin
from tests.screens.keyboard.phrases import phrases

FIRST_CHOICE = {InputMode.NAME: 39, InputMode.ADDRESS: 40, InputMode.TEXT: 43}
FIRST_FIVE = {InputMode.NAME: 48, InputMode.ADDRESS: 40, InputMode.TEXT: 45}
"""Floors, out of 50 names, 40 addresses and 45 offices; raise them, never lower them."""


@pytest.fixture
def pinyin() -> Iterator[Pinyin]:
    dictionary = Dictionary(Path("resources/input/pinyin.sqlite"))
    yield Pinyin(dictionary)
    dictionary.close()


def texts(pinyin: Pinyin, letters: str, mode: InputMode, before: str = "") -> list[str]:
    return [candidate.text for candidate in pinyin.candidates(letters, mode, before)]


def test_most_phrases_are_the_first_choice_and_nearly_all_among_the_first_five(
    pinyin: Pinyin,
) -> None:
    first: Counter[InputMode] = Counter()
    five: Counter[InputMode] = Counter()
    for letters, text, mode in phrases():
        offered = texts(pinyin, letters, mode)[:5]
        first[mode] += offered[:1] == [text]
        five[mode] += text in offered
    assert all(first[mode] >= floor for mode, floor in FIRST_CHOICE.items()), first
    assert all(five[mode] >= floor for mode, floor in FIRST_FIVE.items()), five


@pytest.mark.parametrize(
    ("letters", "character"),
    [
        ("kun", "堃"), ("yi", "祎"), ("di", "頔"), ("yan", "䶮"), ("zhe", "喆"), ("jie", "㛃"),
        ("di", "𬱖"), ("xian", "𫍯"), ("ying", "𬎆"), ("huan", "𬘫"), ("da", "龘"), ("xi", "𠅤"),
    ],
)  # fmt: skip
def test_rare_characters_of_names_can_be_spelled(
    pinyin: Pinyin, letters: str, character: str
) -> None:
    assert character in texts(pinyin, letters, InputMode.NAME, "李")


@pytest.mark.parametrize(
    ("letters", "text"),
    [
        ("hkb", "户口簿"),
        ("pcs", "派出所"),
        ("hydjc", "婚姻登记处"),
        ("gaj", "公安局"),
        ("huk", "户口"),
    ],
)
def test_initials_stand_for_words(pinyin: Pinyin, letters: str, text: str) -> None:
    assert text in texts(pinyin, letters, InputMode.TEXT)[:8]


@pytest.mark.parametrize(
    ("letters", "exact", "mixed_up"),
    [("zong", "总", "中"), ("cen", "岑", "陈"), ("si", "四", "是"), ("lan", "兰", "南"),
     ("ben", "本", "崩"), ("min", "民", "明"), ("fan", "反", "方")],
)  # fmt: skip
def test_neighbouring_sounds_come_after_exact_ones(
    pinyin: Pinyin, letters: str, exact: str, mixed_up: str
) -> None:
    offered = texts(pinyin, letters, InputMode.TEXT)
    assert offered.index(exact) < offered.index(mixed_up)


def test_an_apostrophe_parts_syllables(pinyin: Pinyin) -> None:
    assert texts(pinyin, "xi'an", InputMode.TEXT)[0] == "西安"
    assert texts(pinyin, "xian", InputMode.TEXT)[0] != "西安"


def test_a_name_begins_with_a_family_name(pinyin: Pinyin) -> None:
    assert texts(pinyin, "shan", InputMode.NAME)[0] == "单"
    assert texts(pinyin, "shan", InputMode.NAME, "李")[0] != "单"


@pytest.mark.parametrize(
    "letters", ["nvfang", "nüfang".replace("ü", "v"), "lue", "lve", "jv", "nver"]
)
def test_v_stands_for_u_with_dots(pinyin: Pinyin, letters: str) -> None:
    assert texts(pinyin, letters, InputMode.TEXT)


def test_a_candidate_says_how_many_letters_it_uses(pinyin: Pinyin) -> None:
    offered = pinyin.candidates("liwanqing", InputMode.NAME)
    used = {candidate.text: candidate.letters for candidate in offered}
    assert (used["李婉清"], used["李"]) == (9, 2)


def test_what_cannot_be_read_offers_nothing(pinyin: Pinyin) -> None:
    assert texts(pinyin, "iuv", InputMode.TEXT) == []


def test_every_character_with_a_reading_is_there() -> None:
    dictionary = Dictionary(Path("resources/input/pinyin.sqlite"))
    pinyin = Pinyin(dictionary)
    singles = {
        text
        for syllable in dictionary.syllables
        for text in texts(pinyin, syllable, InputMode.TEXT)
        if len(text) == 1
    }
    dictionary.close()
    assert len(singles) > 41_500
    assert not any(0xE000 <= ord(character) < 0xF900 for character in singles)


@given(letters=st.text("abcdefghijklmnopqrstuvwxyz'", min_size=1, max_size=20))
def test_whatever_is_typed_is_read_or_offers_nothing(letters: str) -> None:
    dictionary = Dictionary(Path("resources/input/pinyin.sqlite"))
    offered = Pinyin(dictionary).candidates(letters, InputMode.NAME)
    dictionary.close()
    assert all(0 < candidate.letters <= len(letters) for candidate in offered)
    assert len({candidate.text for candidate in offered}) == len(offered)
