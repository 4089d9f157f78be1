"""Birthdays and ages, as the law counts them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.days import FUNCTIONS, add_days, add_years, age, birthday, sex_of

HE, NOT_YET = "150602200411219993", "150602200411229999"
SHE, NEITHER = "15060220061121998X", "150602200611229985"
LEAP = "150602200402299995"


@pytest.mark.parametrize(
    ("born", "day", "years"),
    [
        (HE, "2026-11-21", 22),
        (HE, "2026-11-20", 21),
        (NOT_YET, "2026-11-21", 21),
        (SHE, "2026-11-21", 20),
        (NEITHER, "2026-11-21", 19),
        ("2004-11-21", "2026-11-21", 22),
        (LEAP, "2026-02-28", 21),
        (LEAP, "2026-03-01", 22),
        (LEAP, "2028-02-29", 24),
        ("2026-11-21", "2026-11-21", 0),
    ],
)
def test_age_in_whole_years(born: str, day: str, years: int) -> None:
    assert age(born, day) == years


def test_the_sex_an_id_number_holds() -> None:
    assert (sex_of(HE), sex_of(SHE), sex_of("150602")) == ("male", "female", None)


@given(st.dates(max_value=date(2900, 1, 1)), st.integers(0, 130))
def test_on_the_birthday_and_not_a_day_sooner(born: date, years: int) -> None:
    attained = birthday(born, years)
    assert attained is not None
    assert age(born.isoformat(), attained.isoformat()) == years
    if years:
        assert age(born.isoformat(), (attained - timedelta(days=1)).isoformat()) == years - 1


def test_days_and_years_later() -> None:
    assert add_years("2004-02-29", 22) == "2026-03-01"
    assert add_days("2026-11-23", 30) == "2026-12-23"
    assert add_years("9999-01-01", 1) is None
    assert add_days("9999-12-31", 1) is None


rubbish = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just("2026-02-30")
)


@given(rubbish, rubbish)
def test_rubbish_is_not_given(one: object, other: object) -> None:
    for name, function in FUNCTIONS.items():
        two = name in {"age", "add_years", "add_days", "days_between", "weeks_between"}
        assert function(*((one, other) if two else (one,))) is None
