"""The text on the four types of card."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices.card_reader import Card, CardType
from kiosk.devices.sam.chip import TEXT_BYTES, card, chip_text
from kiosk.devices.sam.pretend import SAMPLE

RESIDENT = replace(SAMPLE, photo=b"")
HMT = replace(
    RESIDENT,
    type=CardType.HMT_RESIDENT,
    name="陈大文",
    number="83000019900101999X",
    ethnic_group="",
    permit_number="H12345678",
)
OLD_FOREIGNER = Card(
    type=CardType.FOREIGNER_2017,
    name="史密斯",
    english_name="SMITH, JOHN",
    sex="male",
    number="USA110090010101",
    nationality="USA",
    born=date(1990, 1, 1),
    valid_from=date(2020, 1, 1),
    valid_until=date(2030, 1, 1),
)
NEW_FOREIGNER = replace(
    OLD_FOREIGNER,
    type=CardType.FOREIGNER_2023,
    number="911124199001010018",
    english_name="ALEXANDRA-MAXIMILIANA VON HOHENSTEIN-SIGM",
)


@pytest.mark.parametrize("one", [RESIDENT, HMT, OLD_FOREIGNER, NEW_FOREIGNER])
def test_what_is_written_is_read_again(one: Card) -> None:
    written = chip_text(one)
    assert len(written) == TEXT_BYTES
    assert card(written) == one


def test_the_places_are_those_of_the_standard() -> None:
    text = chip_text(RESIDENT)
    assert text[0:6].decode("utf-16-le") == "巴特尔"
    assert text[30:32] == "1".encode("utf-16-le")
    assert text[32:36] == "02".encode("utf-16-le")
    assert text[36:52].decode("utf-16-le") == "20041121"
    assert text[122:158].decode("utf-16-le") == "150602200411219993"
    assert text[204:220].decode("utf-16-le") == "20400101"
    assert chip_text(HMT)[248:250] == "J".encode("utf-16-le")
    assert chip_text(HMT)[220:238].decode("utf-16-le") == "H12345678"
    assert chip_text(OLD_FOREIGNER)[152:158].decode("utf-16-le") == "USA"
    assert chip_text(NEW_FOREIGNER)[242:248].decode("utf-16-le") == "USA"


def test_a_card_without_end_has_no_last_day() -> None:
    forever = replace(RESIDENT, valid_until=None)
    assert "长期".encode("utf-16-le") in chip_text(forever)
    assert card(chip_text(forever)) == forever


@pytest.mark.parametrize("name", ["㛃䶮", "𬱖𫍯𠅤", "买买提·阿不都"])
def test_rare_characters_come_off_the_chip(name: str) -> None:
    assert card(chip_text(replace(RESIDENT, name=name))).name == name


def test_a_flag_nobody_knows_is_read_as_a_resident_card() -> None:
    text = bytearray(chip_text(RESIDENT))
    text[248:250] = "Z".encode("utf-16-le")
    assert card(bytes(text)) == RESIDENT


@given(st.binary(max_size=TEXT_BYTES))
def test_whatever_a_chip_holds_it_is_read(text: bytes) -> None:
    card(text)
