import re
import zlib

import pytest

from kiosk.errors import Fault
from kiosk.paper.cut import cut
from kiosk.paper.pdf import Objects
from kiosk.paper.typecase import Face
from tests.paper.couple import HARD_NAMES, press


def to_unicode(text: str) -> str:
    typecase = press().typecase
    sorts = [sort for sort in typecase.sorts(text, Face.SERIF) if sort.typeface.name[0] == "N"]
    return zlib.decompress(cut(sorts[0].typeface, sorts).to_unicode).decode("ascii")


def test_a_block_of_the_unicode_map_holds_at_most_a_hundred() -> None:
    characters = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 400))
    text = "".join(one for one in characters if press().printable(one))
    counts = [int(count) for count in re.findall(r"(\d+) beginbfchar", to_unicode(text))]
    assert len(counts) > 1
    assert max(counts) <= 100


def test_characters_beyond_the_bmp_are_pairs() -> None:
    assert "<0001> <D873DC56>" in to_unicode("𬱖")


def test_the_same_characters_give_the_same_cut() -> None:
    sorts = press().typecase.sorts("公民婚育", Face.BOLD)
    assert cut(sorts[0].typeface, sorts) == cut(sorts[0].typeface, sorts)


def test_different_characters_give_another_name() -> None:
    typecase = press().typecase
    names = {
        cut(sorts[0].typeface, sorts).name
        for sorts in (typecase.sorts(one, Face.SERIF) for one in "公民婚育")
    }
    assert len(names) == 4


def test_a_cut_holds_only_what_was_asked_for() -> None:
    sorts = press().typecase.sorts("巴特尔", Face.SANS)
    assert cut(sorts[0].typeface, sorts).file_length < 3000
    assert set(HARD_NAMES).isdisjoint(cut(sorts[0].typeface, sorts).codes)


def test_a_number_that_is_promised_must_be_kept() -> None:
    objects = Objects()
    objects.reserve()
    with pytest.raises(Fault):
        objects.file(1, 1)
