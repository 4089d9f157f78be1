"""A character that cannot be spelled is found by its parts, and told from others."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.screens.keyboard.dictionary import Dictionary
from kiosk.screens.keyboard.parts import Parts, is_everyday


@pytest.fixture
def parts() -> Iterator[Parts]:
    dictionary = Dictionary(Path("resources/input/pinyin.sqlite"))
    yield Parts(dictionary)
    dictionary.close()


@pytest.mark.parametrize(
    ("letters", "character"),
    [
        ("longtian", "䶮"), ("tianlong", "䶮"), ("jiji", "喆"), ("fangfangtu", "堃"),
        ("longlonglong", "龘"), ("shiwei", "祎"), ("youye", "頔"), ("youye", "𬱖"),
        ("yanxian", "𫍯"), ("siwan", "𬘫"), ("wangying", "𬎆"), ("huohuohuohuo", "燚"),
        ("nvwan", "婉"), ("muxin", "梓"), ("bingqing", "凊"),
    ],
)  # fmt: skip
def test_parts_lead_to_the_character(parts: Parts, letters: str, character: str) -> None:
    assert character in [candidate.text for candidate in parts.candidates(letters)][:12]


def test_one_part_is_not_enough(parts: Parts) -> None:
    assert parts.candidates("long") == []


@pytest.mark.parametrize(
    ("character", "told"),
    [("䶮", "生僻字·上龙下天"), ("凊", "生僻字·两点水，青"), ("堃", "生僻字·方方土")],
)
def test_a_rare_character_is_told_from_others(parts: Parts, character: str, told: str) -> None:
    said = parts.describe(character)
    assert said is not None
    assert said.zh == told


def test_everyday_characters_need_no_telling(parts: Parts) -> None:
    assert parts.describe("清") is None
    assert is_everyday("清")
    assert not is_everyday("𬎆")
