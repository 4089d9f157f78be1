"""A key signs for one purpose and never shows itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.wire.identity import Identity, signed_by
from tests.wire.entries import KIOSK, STRANGER


@given(st.binary(), st.binary(max_size=20).filter(lambda purpose: b"\n" not in purpose))
def test_a_signature_is_for_one_key_one_purpose_and_one_message(
    message: bytes, purpose: bytes
) -> None:
    signature = KIOSK.sign(purpose, message)
    assert signed_by(KIOSK.public, purpose, message, signature)
    assert not signed_by(STRANGER.public, purpose, message, signature)
    assert not signed_by(KIOSK.public, purpose + b"/2", message, signature)
    assert not signed_by(KIOSK.public, purpose, message + b".", signature)
    assert not signed_by(KIOSK.public, purpose, message, signature[:-1])


def test_nonsense_keys_and_signatures_verify_nothing() -> None:
    assert not signed_by(b"short", b"entry/1", b"", b"")
    assert not signed_by(KIOSK.public, b"entry/1", b"", b"")


def test_a_key_comes_back_from_its_raw_bytes() -> None:
    made = Identity.make()
    assert Identity.load(made.secret()).public == made.public


def test_a_key_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="32"):
        Identity.load(b"\x00" * 31)


def test_the_secret_is_not_in_the_repr() -> None:
    assert KIOSK.secret().hex() not in repr(KIOSK)
    assert str(KIOSK.secret()) not in repr(KIOSK)
