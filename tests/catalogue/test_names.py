"""Names are written exactly as on the ID card, whatever the script."""

import unicodedata

import pytest

from tests.catalogue.asking import code, mask, parse

DOTS = "\u00b7\u2022\u30fb\u2027\u2219\uff65\uff0e."
RARE = "𠮷", "㛃", "䶮", "〇", "𬭚", "𪚥"
COMPATIBILITY = "\uf92c\ufa0c\ufa0e\U0002f800"


@pytest.mark.parametrize("dot", DOTS, ids=lambda dot: f"U+{ord(dot):04X}")
@pytest.mark.parametrize("around", ["", " "])
def test_every_middle_dot_becomes_the_lawful_one(dot: str, around: str) -> None:
    typed = f"买买提{around}{dot}{around}吾守尔"
    assert parse("person_name", typed) == "买买提·吾守尔"
    assert code("person_name", typed) is None


@pytest.mark.parametrize("character", COMPATIBILITY, ids=lambda one: f"U+{ord(one):04X}")
def test_compatibility_ideographs_are_characters_of_their_own(character: str) -> None:
    assert parse("person_name", f"张{character}") == f"张{character}"
    assert code("person_name", f"张{character}") is None


def test_accents_are_composed() -> None:
    decomposed = unicodedata.normalize("NFD", "José Muñoz")
    assert parse("person_name", decomposed) == "José Muñoz"
    assert code("person_name", decomposed) is None


@pytest.mark.parametrize("length", [1, 2, 3, 4, 24, 25])
def test_one_to_25_characters_are_usual(length: int) -> None:
    assert code("person_name", "巴" * length) is None


def test_longer_names_are_possible_and_looked_at_again() -> None:
    assert code("person_name", "巴" * 26) == "name.many"
    assert code("person_name", "巴" * 100) == "name.many"
    assert code("person_name", "巴" * 101) == "!name.long"


@pytest.mark.parametrize(
    "name",
    ["Abdurahman Mamat-Tursun O'Neil " + "Rozi" * 10, "ئابدۇراخمان", "Anne-Marie", "D’Arcy", "Jr."],
)
def test_names_in_letters_have_room(name: str) -> None:
    assert code("person_name", name) is None


@pytest.mark.parametrize("character", RARE)
def test_rare_characters_count_as_one(character: str) -> None:
    assert parse("person_name", character) == character
    assert code("person_name", character * 25) is None


def test_a_private_character_goes_to_the_window() -> None:
    assert code("person_name", "张\ue863") == "name.private"
    assert code("person_name", "张\U000f0000") == "name.private"


@pytest.mark.parametrize("typed", ["张 三", "　张　三　", "张\u200b三", "\ufeff张三", "张\t三\n"])
def test_blanks_and_invisible_signs_go(typed: str) -> None:
    assert parse("person_name", typed) == "张三"


@pytest.mark.parametrize("typed", ["张3", "张三!", "·张三", "张三·", "张··三", "1", "张三（小）"])
def test_digits_and_signs_are_no_name(typed: str) -> None:
    assert code("person_name", typed) == "!name.shape"


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("欧阳娜娜", "欧阳**"),
        ("欧阳", "欧*"),
        ("巴特尔", "巴**"),
        ("张", "*"),
        ("买买提·吾守尔", "买******"),
        ("𠮷田", "𠮷*"),
    ],
)
def test_only_the_family_name_is_shown(name: str, masked: str) -> None:
    assert mask("person_name", name) == masked
