"""Divisions by code and addresses below them."""

import pytest

from kiosk.catalogue.divisions import MUNICIPALITIES, below, full_name, historic_codes, names
from tests.catalogue.asking import code, mask, parse, show

ORDOS = {
    "150602": "东胜区",
    "150603": "康巴什区",
    "150621": "达拉特旗",
    "150622": "准格尔旗",
    "150623": "鄂托克前旗",
    "150624": "鄂托克旗",
    "150625": "杭锦旗",
    "150626": "乌审旗",
    "150627": "伊金霍洛旗",
}
HOME = {"division": "150602", "detail": "富兴街道 1 号"}


def test_the_counties_of_ordos() -> None:
    assert dict(below("150600")) == ORDOS


@pytest.mark.parametrize(("number", "name"), [("532302", "禄丰市"), ("130529", "巨鹿县")])
def test_counties_elsewhere(number: str, name: str) -> None:
    assert names()[number] == name


@pytest.mark.parametrize("number", ["152701", "532331", "310230", "310115", "150602"])
def test_codes_of_former_years_are_known(number: str) -> None:
    assert number in historic_codes()


def test_every_county_is_reached_from_the_provinces() -> None:
    reached = set[str]()
    open_ = [number for number, _ in below(None)]
    while open_:
        number = open_.pop()
        reached.add(number)
        open_ += [one for one, _ in below(number)]
    assert reached == set(names())


@pytest.mark.parametrize("province", sorted(MUNICIPALITIES))
def test_municipalities_have_no_cities(province: str) -> None:
    assert all(not below(number) for number, _ in below(f"{province}0000"))


def test_names_from_the_province_down() -> None:
    assert full_name("150602") == "内蒙古自治区鄂尔多斯市东胜区"
    assert full_name("310115") == "上海市浦东新区"
    assert full_name("152701") == ""


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("150602", None),
        ("441900", None),
        ("152701", "division.unknown"),
        ("150600", "!division.missing"),
        ("150000", "!division.missing"),
        ("1506", "!division.missing"),
        ("东胜区", "!division.missing"),
    ],
)
def test_a_division_is_chosen_down_to_the_county(typed: str, said: str | None) -> None:
    assert code("division", typed) == said


def test_an_address_wants_both_parts() -> None:
    assert code("address", HOME) is None
    assert code("address", {"division": "150602"}) == "!address.detail"
    assert code("address", {"detail": "富兴街道 1 号"}) == "!division.missing"
    assert code("address", {**HOME, "detail": "号" * 100}) is None
    assert code("address", {**HOME, "detail": "号" * 101}) == "!address.long"
    assert code("address", {**HOME, "detail": "街\ue863"}) == "address.private"
    assert code("address", {**HOME, "division": "152701"}) == "division.unknown"


def test_plain_words_are_kept_as_the_detail() -> None:
    assert parse("address", " 富兴街道　1 号 ") == {"detail": "富兴街道 1 号"}
    assert parse("address", {"division": "", "detail": None}) is None
    assert parse("address", {"division": "150602", "street": "x"}) == {"division": "150602"}


def test_one_line_the_largest_part_first() -> None:
    assert show("address", HOME) == "内蒙古自治区鄂尔多斯市东胜区富兴街道 1 号"
    assert show("address", "富兴街道 1 号") == "富兴街道 1 号"
    assert mask("address", HOME) == "内蒙古自治区鄂尔多斯市东胜区****"
    assert mask("division", "150602") == "内蒙古自治区鄂尔多斯市东胜区"
