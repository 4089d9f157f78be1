"""SM2 signs and proves as the standard says, and nothing that was touched passes."""

import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from kiosk.wire.entry import Unsealed, UntrueEntry, read_line, seal, verify
from kiosk.wire.hashing import SM3_NAME
from kiosk.wire.identity import Identity, signed_by
from kiosk.wire.requests import Request, Signer, UnprovenRequest, sender
from kiosk.wire.sm2 import Sm2Identity, make_secret, verifies

NOON = datetime(2026, 11, 21, 4, tzinfo=UTC)
CHAIN = "019c0a11-0000-7000-8000-000000000001"
ME = Sm2Identity(bytes.fromhex("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8"))


def test_the_standards_own_example() -> None:
    # GM/T 0003.5-2012, annex A: key, message and signature on the recommended curve.
    assert ME.public.hex() == (
        "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
        "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"
    )
    signature = bytes.fromhex(
        "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
        "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"
    )
    assert verifies(ME.public, b"message digest", signature)
    assert not verifies(ME.public, b"message digesT", signature)


@pytest.mark.parametrize("wrong", [b"", bytes(64), b"\xff" * 64, bytes(range(64)), bytes(63)])
def test_what_is_no_signature_is_none(wrong: bytes) -> None:
    assert not signed_by(ME.public, b"entry/1", b"x", wrong)
    assert not signed_by(b"\x04" + os.urandom(64), b"entry/1", b"x", wrong)


def test_a_key_that_was_made_signs_for_one_purpose() -> None:
    for _ in range(3):
        made = Sm2Identity(make_secret())
        signature = made.sign(b"entry/1", b"x")
        assert len(signature) == 64
        assert signed_by(made.public, b"entry/1", b"x", signature)
        assert not signed_by(made.public, b"news/1", b"x", signature)
        assert made.secret().hex() not in repr(made)


def test_an_entry_by_sm2_and_sm3() -> None:
    unsealed = Unsealed(
        "one", CHAIN, 1, "0" * 64, CHAIN, "staff.note", None, NOON, "staff", {}, (), SM3_NAME
    )
    entry = read_line(seal(unsealed, ME).line())
    verify(entry, ME.public, "0" * 64)
    with pytest.raises(UntrueEntry):
        verify(entry, Identity.make().public, "0" * 64)


def test_a_request_by_sm2_and_the_key_decides_the_algorithm() -> None:
    other = Identity.make()
    asked = Request("POST", "https://central.example/v1/x", {}, b"body")
    signed = Signer("one", ME).sign(asked, NOON)
    assert 'alg="sm2-sm3"' in signed.headers["signature-input"]
    assert sender(signed, lambda _: ME.public, NOON) == "one"
    for touched, key in (
        (Request("PUT", signed.url, signed.headers, signed.body), ME.public),
        (signed, other.public),
        (Signer("one", other).sign(asked, NOON), ME.public),
    ):
        with pytest.raises(UnprovenRequest) as caught:
            sender(touched, lambda _, key=key: key, NOON)  # type: ignore[misc]  # the loop's value
        assert caught.value.reason == "signature"


def test_without_the_library_it_is_said_what_to_install() -> None:
    script = (
        "import sys; sys.modules['gmalg'] = None\n"
        "from kiosk.wire.sm2 import make_secret\n"
        "from kiosk.errors import Trouble\n"
        "try: make_secret()\n"
        "except Trouble as error: print(error.code, error)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert b"wire.no_sm2" in done.stdout
    assert b"kiosk[sm2]" in done.stdout
