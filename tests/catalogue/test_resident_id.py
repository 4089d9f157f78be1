"""Resident ID numbers: GB 11643-1999, with invented numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_11_2

from kiosk.catalogue.days import age, birth_date, sex_of
from tests.catalogue.asking import code, mask, parse

GOOD = (
    "150602200411219993",
    "150602200411229999",
    "15060220061121998X",
    "150602200611229985",
    "150602200402299995",
    "130529202609019997",
    "152701197001019995",
    "53230119880808998X",
    "83000019900101999X",
    "11010519491231002X",
)
HISTORIC = ("152701197001010018", "310115198001010016", "532301197001010017", "150602199001010016")


@pytest.mark.parametrize("number", GOOD + HISTORIC)
def test_good_numbers_whatever_the_age_of_their_district(number: str) -> None:
    assert code("resident_id", number) is None


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("15060220041121999", "!id.length"),
        ("1506022004112199933", "!id.length"),
        ("1506022004112199X3", "!id.shape"),
        ("15060220041121999A", "!id.shape"),
        ("150602041121999", "!id.old"),
        ("150602200411219994", "!id.check"),
        ("150602203001010015", "!id.date"),
        ("150602202611229995", "!id.date"),
        ("150602200402309995", "!id.date"),
        ("150602200502299995", "!id.date"),
        ("150602200413019995", "!id.date"),
        ("440524188001010014", "!id.date"),
    ],
)
def test_what_is_wrong_with_a_number(number: str, said: str) -> None:
    assert code("resident_id", number) == said


def _with_check(digits: str) -> str:
    return digits + mod_11_2.calc_check_digit(digits)


def test_an_unknown_district_is_only_looked_at_again() -> None:
    assert code("resident_id", _with_check("15069919900101999")) == "id.district"
    assert code("resident_id", _with_check("99069919900101999")) is None
    assert code("resident_id", _with_check("17069919900101999")) == "id.province"


@pytest.mark.parametrize("region", ["810000", "820000", "830000"])
def test_residence_permits_are_known(region: str) -> None:
    assert code("resident_id", _with_check(region + "19900101999")) is None


@pytest.mark.parametrize(
    "typed",
    [
        "15060220061121998x",
        " 150602 20061121 998X ",
        "150602-20061121-998X",
        "１５０６０２２００６１１２１９９８Ｘ",
        "１５０６０２　２００６１１２１　９９８ｘ",
        "150602\u201420061121\u00ad998X",
    ],
)
def test_however_it_is_typed(typed: str) -> None:
    assert parse("resident_id", typed) == "15060220061121998X"


def test_three_digits_and_four_are_shown() -> None:
    assert mask("resident_id", "150602200411219993") == "150***********9993"
    assert mask("resident_id", "1506") == "****"


@pytest.mark.parametrize(
    ("number", "sex", "born", "years"),
    [
        ("150602200411219993", "male", "2004-11-21", 22),
        ("150602200411229999", "male", "2004-11-22", 21),
        ("15060220061121998X", "female", "2006-11-21", 20),
        ("150602200611229985", "female", "2006-11-22", 19),
        ("150602200402299995", "male", "2004-02-29", 22),
    ],
)
def test_what_a_number_says(number: str, sex: str, born: str, years: int) -> None:
    assert (sex_of(number), birth_date(number)) == (sex, born)
    assert age(number, "2026-11-21") == years


@given(st.sampled_from(GOOD), st.integers(0, 17), st.sampled_from("0123456789"))
def test_no_single_wrong_digit_goes_through(number: str, place: int, digit: str) -> None:
    changed = number[:place] + digit + number[place + 1 :]
    if changed != number:
        assert (code("resident_id", changed) or "").startswith("!")
