"""Days and months as people type and read them."""

import locale
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.texts import Language
from tests.catalogue.asking import code, mask, parse, show


@pytest.mark.parametrize(
    "typed",
    ["20261123", "2026-11-23", "2026.11.23", "2026/11/23", "2026年11月23日", "２０２６１１２３",
     " 2026 年 11 月 23 日 "],
)  # fmt: skip
def test_a_day_however_it_is_typed(typed: str) -> None:
    assert parse("date", typed) == "2026-11-23"
    assert code("date", typed) is None


def test_one_digit_months_and_days() -> None:
    assert parse("date", "2026年5月3日") == "2026-05-03"
    assert parse("month", "2024年5月") == "2024-05"


@pytest.mark.parametrize("typed", ["20260230", "20250229", "20261301", "20260431", "20260100"])
def test_days_that_no_calendar_has(typed: str) -> None:
    assert code("date", typed) == "!date.none"


def test_leap_days() -> None:
    assert code("date", "20240229") is None
    assert code("date", "20000229") is None
    assert code("date", "19000229") == "!date.none"


@pytest.mark.parametrize("typed", ["明天", "2026", "202611", "18991231", "2026-11", "261123"])
def test_what_is_no_day(typed: str) -> None:
    assert code("date", typed) == "!date.impossible"


@pytest.mark.parametrize("typed", ["202611", "2026-11", "2026.11", "2026年11月", "２０２６１１"])
def test_a_month_however_it_is_typed(typed: str) -> None:
    assert parse("month", typed) == "2026-11"
    assert code("month", typed) is None


@pytest.mark.parametrize("typed", ["202613", "202600", "2026", "189912", "去年"])
def test_what_is_no_month(typed: str) -> None:
    assert code("month", typed) == "!month.impossible"


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_every_day_is_understood_as_it_is_shown(day: date) -> None:
    assert parse("date", show("date", day.isoformat())) == day.isoformat()
    assert parse("month", show("month", f"{day:%Y-%m}")) == f"{day:%Y-%m}"
    assert code("date", f"{day:%Y%m%d}") is None
    assert code("date", (day + timedelta(days=1)).isoformat()) is None


def test_as_people_read_it() -> None:
    assert show("date", "2026-05-03") == "2026年5月3日"
    assert show("date", "2026-05-03", Language.EN) == "3 May 2026"
    assert show("month", "2026-05") == "2026年5月"
    assert show("month", "2026-05", Language.EN) == "May 2026"
    assert show("date", "明天") == "明天"


def test_english_stays_english_whatever_the_locale() -> None:
    before = locale.setlocale(locale.LC_TIME)
    try:
        locale.setlocale(locale.LC_TIME, "C.UTF-8")
        assert show("date", "2026-11-23", Language.EN) == "23 November 2026"
    finally:
        locale.setlocale(locale.LC_TIME, before)


def test_only_the_year_is_shown_to_strangers() -> None:
    assert mask("date", "2004-11-21") == "2004-**-**"
    assert mask("month", "2024-05") == "2024-**"
    assert mask("date", "2026") == "****-**-**"
