"""Ids are UUIDs of version 7: unique, and sorted by the moment they were given."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.wire.ids import uuid7
from tests.wire.entries import AT, times

noises = st.binary(min_size=10, max_size=10)


@given(times, noises)
def test_an_id_is_a_uuid_of_version_7(at: datetime, noise: bytes) -> None:
    made = UUID(uuid7(at, noise))
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert made.int >> 80 == int(at.timestamp() * 1000)


@given(noises, noises)
def test_a_later_id_sorts_later(first: bytes, second: bytes) -> None:
    assert uuid7(AT, first) < uuid7(AT + timedelta(milliseconds=1), second)


def test_the_rfcs_own_example() -> None:
    # RFC 9562, appendix A.6: 2022-02-22 14:22:22 -05:00.
    at = datetime.fromisoformat("2022-02-22T14:22:22-05:00")
    noise = bytes.fromhex("0cc318c4dc0c0c07398f")
    assert uuid7(at, noise) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


def test_too_little_noise_is_refused() -> None:
    with pytest.raises(ValueError, match="10"):
        uuid7(AT, b"")
