"""Numbers of certificates and accounts, sums of money, relations, countries, captures."""

import hashlib

import pytest

from kiosk.catalogue.countries import countries
from kiosk.texts import Language
from tests.catalogue.asking import OPTIONS, code, mask, parse, remarks, show

SHA256 = hashlib.sha256(b"a picture").hexdigest()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("X320101001", None),
        ("x320101001", None),
        ("Ｘ32 0101 001", None),
        ("P990101001", "birth_certificate.province"),
        ("320101001", "!birth_certificate.shape"),
        ("XX20101001", "!birth_certificate.shape"),
        ("X3201010012", "!birth_certificate.shape"),
    ],
)
def test_a_birth_certificate_is_a_letter_and_nine_digits(typed: str, said: str | None) -> None:
    assert code("birth_certificate_no", typed) == said


def test_a_birth_certificate_is_kept_as_printed() -> None:
    assert parse("birth_certificate_no", "x 320-101-001") == "X320101001"


CNAPS = {"min_length": 12, "max_length": 12}


def test_digits_keep_their_zeros() -> None:
    assert parse("digits", " 017 000-00", min_length=6) == "01700000"
    assert code("digits", "017000", min_length=6, max_length=6) is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("102205000014", None),
        ("10220500001", "!digits.length"),
        ("1022050000145", "!digits.length"),
        ("10220500001X", "!digits.shape"),
    ],
)
def test_the_number_of_a_bank_has_twelve_digits(typed: str, said: str | None) -> None:
    assert code("digits", typed, **CNAPS) == said


def test_how_many_digits_are_wanted_is_said() -> None:
    assert remarks("digits", "123", **CNAPS)[0].say.zh == "请填 12 位数字，现在是 3 位"
    (remark,) = remarks("digits", "1", min_length=5, max_length=6)
    assert remark.say.zh == "请填 5 到 6 位数字，现在是 1 位"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1234.5", "1234.50"),
        ("1,234.50", "1234.50"),
        ("￥1234", "1234.00"),
        ("1234元", "1234.00"),
        ("00.5", "0.50"),
        (1234, "1234.00"),
        ("１２３４．５", "1234.50"),
        ("1234.", "1234.00"),
    ],
)
def test_money_however_it_is_typed(typed: object, kept: str) -> None:
    assert parse("money", typed) == kept
    assert code("money", typed) is None


@pytest.mark.parametrize("typed", ["1.234", "-5", "十元", "1.2.3", "1234567890123"])
def test_what_is_no_sum(typed: str) -> None:
    assert code("money", typed) == "!money.shape"


def test_money_is_shown_with_its_unit_and_hidden_from_strangers() -> None:
    assert show("money", "1234.5") == "1234.50 元"
    assert show("money", "1234.5", Language.EN) == "CNY 1234.50"
    assert mask("money", "1234.5") == "**"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("4111 1111 1111 1111", None),
        ("4111 1111 1111 1112", "bank_account.check"),
        ("6222020602001234561", "bank_account.check"),
        ("102205000014", None),
        ("1" * 30, None),
        ("1" * 11, "!bank_account.length"),
        ("1" * 31, "!bank_account.length"),
        ("4111 1111 1111 111X", "!bank_account.shape"),
    ],
)
def test_accounts_are_refused_by_length_and_doubted_by_their_check_digit(
    typed: str, said: str | None
) -> None:
    assert code("bank_account", typed) == said


def test_a_masked_account_keeps_four_digits() -> None:
    assert mask("bank_account", "4111 1111 1111 1234") == "****1234"
    assert mask("bank_account", "1234") == "****"


def test_relations_a_form_may_offer_its_own() -> None:
    assert code("relation", "受托人") is None
    assert parse("relation", "受托人") == "trustee"
    assert show("relation", "spouse") == "配偶"
    assert code("relation", "first", options=OPTIONS) is None
    assert code("relation", "spouse", options=OPTIONS) == "!choice.unknown"


def test_every_country_of_the_standard_once_china_first() -> None:
    assert len({one.code for one in countries()}) == 249
    assert countries()[0].code == "CHN"
    assert all(one.name.zh and one.name.en and one.pinyin for one in countries())


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("CHN", "CHN"), ("chn", "CHN"), ("中国", "CHN"), ("Viet Nam", "Viet Nam"), ("越南", "VNM")],
)
def test_a_country_by_code_or_name(typed: str, kept: str) -> None:
    assert parse("country", typed) == kept


def test_a_country_that_is_on_no_list_goes_to_the_window() -> None:
    assert code("country", "ATL") == "country.unknown"
    assert code("country", "亚特兰蒂斯") == "!country.missing"
    assert show("country", "TWN") == "中国台湾"
    assert show("country", "HKG", Language.EN) == "Hong Kong, China"


def test_a_date_may_be_without_end_only_where_the_form_says_so() -> None:
    for typed in ("长期", "长期有效", "open", "No expiry"):
        assert parse("date", typed, open_end=True) == "open"
        assert code("date", typed, open_end=True) is None
        assert code("date", typed) == "!date.impossible"
    assert code("date", "20361121", open_end=True) is None


@pytest.mark.parametrize("kind", ["photo", "fingerprint"])
def test_a_capture_is_named_by_its_hash_or_left_to_the_window(kind: str) -> None:
    assert parse(kind, SHA256) == SHA256
    assert show(kind, SHA256) == "已采集"
    assert show(kind, "window", Language.EN) == "At the window"
    assert code(kind, SHA256) is None
    assert code(kind, "window") is None
    assert parse(kind, "巴特尔.jpg") is None
    assert SHA256 not in mask(kind, SHA256)


WISH = {"office": "dayao", "day": "2026-11-23", "slot": "s0900"}


def test_an_appointment_has_three_parts() -> None:
    assert parse("appointment", WISH | {"day": "20261123", "more": 1}) == WISH
    assert code("appointment", WISH) is None
    assert code("appointment", {"office": "dayao"}) == "!appointment.missing"
    assert code("appointment", WISH | {"day": "2026-02-30"}) == "!appointment.missing"
    assert code("appointment", WISH | {"day": "2026-11-20"}) == "!appointment.over"
    assert show("appointment", WISH) == "dayao，2026年11月23日，s0900"
