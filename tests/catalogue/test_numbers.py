"""Telephone numbers, certificate numbers, and how many."""

import pytest

from kiosk.texts import Language
from tests.catalogue.asking import code, mask, parse, remarks, show


@pytest.mark.parametrize(
    "number",
    [f"{prefix}04770001" for prefix in (138, 147, 162, 170, 190, 192, 197, 199)]
    + ["04778123456", "02162345678"],
)
def test_numbers_that_reach_somebody(number: str) -> None:
    assert code("phone", number) is None


@pytest.mark.parametrize("prefix", [140, 141, 154])
def test_an_unknown_prefix_is_looked_at_again(prefix: int) -> None:
    assert code("phone", f"{prefix}04770001") == "phone.unknown"


@pytest.mark.parametrize(
    "number",
    [
        *("12345", "1380477000", "138047700011", "12804770001", "8123456", "1380477000a", "打听"),
        *("00887805738", "002234482792"),
    ],
)
def test_numbers_that_reach_nobody(number: str) -> None:
    assert code("phone", number) == "!phone.shape"


def test_how_many_digits_there_are_is_said() -> None:
    (remark,) = remarks("phone", "1380477000")
    assert remark.say.zh == "请填 11 位手机号，现在是 10 位"


@pytest.mark.parametrize(
    "typed",
    ["138 0477 0001", "138-0477-0001", "+86 138 0477 0001", "008613804770001", "8613804770001",
     "１３８０４７７０００１", "(86)13804770001"],
)  # fmt: skip
def test_a_telephone_number_however_it_is_typed(typed: str) -> None:
    assert parse("phone", typed) == "13804770001"


def test_area_codes_keep_their_zero() -> None:
    assert parse("phone", "0477-8123456") == "04778123456"


def test_masked_telephone_numbers() -> None:
    assert mask("phone", "13804770001") == "138****0001"
    assert mask("phone", "1380477") == "*******"


@pytest.mark.parametrize(
    ("typed", "kept", "said"),
    [
        ("J150602-2026-000123", "J150602-2026-000123", None),
        ("bj150602－2026－000123", "BJ150602-2026-000123", None),
        ("J110101 2010 000001", "J110101-2010-000001", None),
        ("j1506022026000123", "J150602-2026-000123", None),
        ("J150602 — 2026 – 000123", "J150602-2026-000123", None),
        ("J152701-1998-000123", "J152701-1998-000123", None),
        ("J999999-2026-000123", "J999999-2026-000123", "certificate.district"),
        ("J150602-2026-000000", "J150602-2026-000000", "!certificate.impossible"),
        ("J150602-2027-000123", "J150602-2027-000123", "!certificate.impossible"),
        ("J150602-0000-000123", "J150602-0000-000123", "!certificate.impossible"),
        ("L150602-2026-000123", "L150602-2026-000123", "!certificate.divorce"),
        ("BL150602-2026-000123", "BL150602-2026-000123", "!certificate.divorce"),
        ("东民结字第 123 号", "东民结字第 123 号", "certificate.old"),
        ("字" * 30, "字" * 30, "certificate.old"),
        ("字" * 31, "字" * 31, "!certificate.long"),
    ],
)
def test_certificate_numbers(typed: str, kept: str, said: str | None) -> None:
    assert parse("certificate_no", typed) == kept
    assert code("certificate_no", typed) == said


@pytest.mark.parametrize(("typed", "kept"), [("3", 3), (3, 3), ("０７", 7), ("0", 0)])
def test_how_many(typed: object, kept: int) -> None:
    assert parse("number", typed) == kept
    assert code("number", typed) is None


@pytest.mark.parametrize("typed", ["-1", "1.5", "三", True, "1" * 13])
def test_what_is_no_whole_number(typed: object) -> None:
    assert code("number", typed) == "!number.shape"


def test_numbers_are_shown_in_digits() -> None:
    assert show("number", "07", Language.EN) == "7"
    assert mask("number", 3) == "**"
