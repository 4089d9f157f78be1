"""A claim code can be read from a slip and typed without mix-ups."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.visits.claim import ALPHABET, claim_code, grouped, is_claim_code, plain

codes = st.binary(min_size=16, max_size=16).map(claim_code)


def test_no_sign_looks_like_another() -> None:
    assert not set("0O1IL") & set(ALPHABET)
    assert len(set(ALPHABET)) == 31


@given(codes)
def test_every_code_is_one_however_it_is_typed(code: str) -> None:
    assert len(code) == 10
    assert is_claim_code(code)
    assert is_claim_code(f" {grouped(code).lower()} ")
    assert is_claim_code("".join(chr(ord(sign) + 0xFEE0) for sign in code))
    assert plain(grouped(code)) == code


@given(codes)
def test_every_wrong_sign_and_every_swap_is_found(code: str) -> None:
    for place, (first, second) in enumerate(pairwise(code)):
        for other in set(ALPHABET) - {first}:
            assert not is_claim_code(code[:place] + other + code[place + 1 :])
        if first != second:
            assert not is_claim_code(code[:place] + second + first + code[place + 2 :])


@given(st.text(max_size=12))
def test_anything_may_be_typed(typed: str) -> None:
    is_claim_code(typed)


def test_too_little_chance_is_refused() -> None:
    with pytest.raises(ValueError, match="16"):
        claim_code(b"short")
