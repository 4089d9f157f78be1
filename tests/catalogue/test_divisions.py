"""Divisions of the country, today's and those of old numbers."""

import pytest

from kiosk.catalogue.divisions import below, full_name, historic_codes, names, provinces

ORDOS = {
    "150602": "东胜区", "150603": "康巴什区", "150621": "达拉特旗", "150622": "准格尔旗",
    "150623": "鄂托克前旗", "150624": "鄂托克旗", "150625": "杭锦旗", "150626": "乌审旗",
    "150627": "伊金霍洛旗",
}  # fmt: skip


def test_the_counties_of_ordos() -> None:
    assert dict(below("150600")) == ORDOS


def test_a_full_name_starts_with_the_province() -> None:
    assert full_name("150602") == "内蒙古自治区鄂尔多斯市东胜区"
    assert full_name("110105") == "北京市朝阳区"
    assert full_name("150600") == "内蒙古自治区鄂尔多斯市"
    assert full_name("999999") == ""


def test_all_provinces_come_first() -> None:
    found = below(None)
    assert len(found) == 34
    assert found[0] == ("110000", "北京市")


def test_municipalities_have_no_cities() -> None:
    assert ("110105", "朝阳区") in below("110000")
    assert all(code[4:] != "00" for code, _ in below("500000"))


@pytest.mark.parametrize("code", ["152701", "532331", "310230", "150602", "532301", "130529"])
def test_codes_of_old_numbers_are_known(code: str) -> None:
    assert code in historic_codes()


def test_every_county_can_be_reached_by_picking() -> None:
    reached = {
        code
        for province, _ in below(None)
        for second, _ in below(province)
        for code in [second, *(one for one, _ in below(second))]
    }
    assert reached | {code for code, _ in below(None)} == set(names())


def test_province_digits_of_everybody() -> None:
    assert {"11", "15", "65", "71", "81", "82", "83"} <= provinces()
    assert "99" not in provinces()
