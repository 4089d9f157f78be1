"""A scanner's quick hand and a person's, told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices.wedge import GAP, LEAST, Wedge

NUMBER = "1506020126112301001741"


def heard(text: str, gap: float, before_the_end: float | None = None) -> str | None:
    wedge, at = Wedge(), 100.0
    for letter in text:
        at += gap
        wedge.typed(letter, at)
    return wedge.ended(at + (gap if before_the_end is None else before_the_end))


@given(
    st.text(min_size=LEAST, max_size=250), st.floats(min_value=0, max_value=GAP, exclude_max=True)
)
def test_what_comes_quickly_was_scanned(text: str, gap: float) -> None:
    assert heard(text, min(gap, GAP * 0.99)) == text


@pytest.mark.parametrize("gap", [0.08, 0.2, 1.0])
def test_what_comes_at_a_persons_pace_was_typed(gap: float) -> None:
    assert heard(NUMBER, gap) is None
    assert heard(NUMBER, 0.01, before_the_end=gap) is None


def test_a_few_quick_keys_are_no_scan() -> None:
    assert heard(NUMBER[: LEAST - 1], 0.01) is None


def test_a_scan_after_typing_is_the_scan_alone() -> None:
    wedge = Wedge()
    assert [wedge.typed(letter, at) for letter, at in (("1", 0.0), ("2", 0.3))] == [1, 1]
    for count, letter in enumerate(NUMBER):
        assert wedge.typed(letter, 1 + count * 0.01) == count + 1
    assert wedge.ended(1.23) == NUMBER
    assert wedge.ended(1.24) is None
