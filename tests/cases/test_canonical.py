"""One value, one spelling, whoever spells it."""

import enum
import json
import math
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.cases.canonical import canonical

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | TEXTS
    | st.floats(allow_nan=False, allow_infinity=False)
)
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner))


class Role(enum.StrEnum):
    WIFE = "wife"


class Spot(NamedTuple):
    x: int
    y: int


def spelled(value: object) -> bytes:
    """The spelling as it has always been."""
    return json.dumps(
        value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    ).encode()


@given(VALUES)
def test_every_value_is_spelled_as_ever(value: object) -> None:
    assert canonical(value) == spelled(value)


@pytest.mark.parametrize(
    "value",
    [
        {"b": [1e20, 10**30, -0.0, 1.5], "a": {"ü": None, "": True, "𠮷": "\x1f\x7f\u2028"}},
        {"role": Role.WIFE, Role.WIFE: (1, 2), "spot": Spot(1, 2)},
        [[{"a": [{"b": "c"}]}], (), {}],
        "\ufffe",
    ],
)
def test_what_is_rare_is_spelled_as_ever(value: object) -> None:
    assert canonical(value) == spelled(value)


@pytest.mark.parametrize("value", [{"a": [{1: "b"}]}, {"a": [1.5, {None: 1}]}, {True: 1}])
def test_a_key_that_is_no_text_is_refused_wherever_it_stands(value: object) -> None:
    with pytest.raises(TypeError, match="text keys"):
        canonical(value)


@pytest.mark.parametrize("value", [b"bytes", {"a": {1}}, [object()], 1j])
def test_what_json_does_not_have_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        canonical(value)


@pytest.mark.parametrize("value", [math.nan, [math.inf], "\ud800", {"\udfff": 1}])
def test_what_nobody_could_read_back_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        canonical(value)
