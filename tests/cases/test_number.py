"""A case number notices when it is copied wrongly."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.cases.number import case_number, day_of, grouped, is_case_number

DAY = date(2026, 11, 23)
NUMBER = case_number("150602", "01", DAY, 1, 17)

numbers = st.builds(
    case_number,
    st.from_regex(r"\A[1-9][0-9]{5}\Z"),
    st.from_regex(r"\A[0-9]{2}\Z"),
    st.dates(date(2026, 1, 1), date(2099, 12, 31)),
    st.integers(1, 9999),
    st.integers(1, 9999),
)


def test_it_reads_district_service_day_kiosk_counter_check() -> None:
    assert NUMBER.startswith("15060201261123010017")
    assert len(NUMBER) == 22
    assert int(NUMBER) % 97 == 1


def test_people_read_it_in_groups() -> None:
    assert grouped(NUMBER) == f"150602 01 261123 01 0017 {NUMBER[-2:]}"
    assert is_case_number(grouped(NUMBER))
    assert is_case_number(NUMBER.translate(str.maketrans("0123456789", "０１２３４５６７８９")))


@given(numbers)
def test_every_number_is_one(number: str) -> None:
    assert is_case_number(number)
    assert is_case_number(grouped(number))
    assert grouped(number).replace(" ", "") == number


@given(numbers)
def test_every_single_wrong_digit_is_found(number: str) -> None:
    for place, digit in enumerate(number):
        for other in set("0123456789") - {digit}:
            assert not is_case_number(number[:place] + other + number[place + 1 :])


@given(numbers)
def test_every_swap_of_neighbours_is_found(number: str) -> None:
    for place, (first, second) in enumerate(pairwise(number)):
        if first != second:
            swapped = number[:place] + second + first + number[place + 2 :]
            assert not is_case_number(swapped)


@given(numbers)
def test_a_lost_or_doubled_digit_is_found(number: str) -> None:
    assert not is_case_number(number[1:])
    assert not is_case_number(number + number[-1])


def test_from_the_hundredth_kiosk_on_it_has_24_digits() -> None:
    assert len(case_number("150602", "01", DAY, 99, 1)) == 22
    grown = case_number("150602", "01", DAY, 100, 1)
    assert len(grown) == 24
    assert grouped(grown).split()[3] == "0100"
    assert is_case_number(grown)


@given(st.integers(1, 9999), st.integers(1, 9999), st.integers(1, 9999), st.integers(1, 9999))
def test_two_kiosks_or_counters_never_share_a_number(a: int, b: int, c: int, d: int) -> None:
    one = case_number("150602", "01", DAY, a, b)
    other = case_number("150602", "01", DAY, c, d)
    assert (one == other) == ((a, b) == (c, d))


@pytest.mark.parametrize(("kiosk", "counter"), [(0, 1), (10000, 1), (1, 0), (1, 10000)])
def test_what_does_not_fit_is_refused(kiosk: int, counter: int) -> None:
    with pytest.raises(ValueError, match="1 to 9999"):
        case_number("150602", "01", DAY, kiosk, counter)


@pytest.mark.parametrize(("district", "service"), [("15060", "01"), ("150602", "1"), ("x", "01")])
def test_a_district_or_service_that_is_none_is_refused(district: str, service: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # stdnum speaks first when letters are in
        case_number(district, service, DAY, 1, 1)


@pytest.mark.parametrize("kiosk", [1, 100])
def test_a_number_says_its_day(kiosk: int) -> None:
    assert day_of(case_number("150602", "01", DAY, kiosk, 17)) == DAY
    with pytest.raises(ValueError, match="not a whole"):
        day_of("150602")


@pytest.mark.parametrize("typed", ["", "abc", "150602", NUMBER[:-1] + "x", "９" * 22])
def test_other_things_are_no_number(typed: str) -> None:
    assert not is_case_number(typed)
