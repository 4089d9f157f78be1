from pathlib import Path

import pytest

from kiosk.errors import Trouble
from kiosk.paper.typecase import RARE, Face, Typecase
from tests.paper.couple import FONTS, HARD_NAMES, press

COMMITTED_LIMIT = 10 * 1024 * 1024
SYMBOLS = "☑☐□✓·“”‘’（）《》〔〕№①⑩—…、。；：？！￥㎡〇○●"


@pytest.mark.parametrize("character", HARD_NAMES + SYMBOLS + "亖鄂尔多斯AaZz09%")
def test_what_names_and_forms_need_can_be_printed(character: str) -> None:
    assert press().printable(character)


@pytest.mark.parametrize("character", ["\U0010fffd", "\n", "\u200b", "\ue000"])
def test_what_no_typeface_has_is_known_before_it_is_printed(character: str) -> None:
    assert not press().printable(character)


def test_every_character_of_gb_2312_is_in_our_own_typefaces() -> None:
    own = Typecase(FONTS, rare=())
    rows = ((high, low) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    hanzi = "".join(bytes(pair).decode("gb2312", "ignore") for pair in rows)
    assert len(hanzi) == 6763
    for face in Face:
        assert {sort.typeface.name for sort in own.sorts(hanzi, face)} == {face.value}


def test_the_committed_typefaces_stay_small_and_carry_their_licences() -> None:
    assert sum(path.stat().st_size for path in FONTS.iterdir()) <= COMMITTED_LIMIT
    for family in {face.split("-")[0] for face in Face}:
        licence = (FONTS / f"{family}-OFL.txt").read_text("utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_a_rare_character_takes_its_typeface_along() -> None:
    names = [sort.typeface.name for sort in press().typecase.sorts("李𬎆", Face.SERIF)]
    assert names == ["NotoSerifSC-Regular", "HanaMinB"]


def test_without_the_rare_typefaces_the_character_is_named() -> None:
    bare = Typecase(FONTS, rare=())
    assert not bare.printable("𬎆")
    with pytest.raises(Trouble) as caught:
        bare.check("李𬎆")
    assert caught.value.code == "paper.missing_glyph"
    assert "𬎆" in caught.value.say.zh
    assert "U+2C386" in caught.value.remedy.zh
    assert "fonts-hanazono" in caught.value.remedy.en


def test_a_missing_typeface_is_trouble_with_a_name(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as caught:
        Typecase(tmp_path)
    assert caught.value.code == "paper.missing_font"
    assert "NotoSerifSC-Regular.ttf" in caught.value.remedy.en


def test_a_broken_typeface_is_trouble_too(tmp_path: Path) -> None:
    for face in Face:
        (tmp_path / f"{face}.ttf").write_bytes((FONTS / f"{face}.ttf").read_bytes()[:20_000])
    with pytest.raises(Trouble, match="NotoSerifSC"):
        Typecase(tmp_path)


def test_rare_typefaces_are_where_the_package_lays_them() -> None:
    assert all(path.is_file() for path in RARE)
