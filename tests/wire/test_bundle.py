import hashlib
import os

import pytest

from kiosk.wire.bundle import HEADING, MOST, pack, unpack
from kiosk.wire.signed import UntrueMessage


def files(*contents: bytes) -> dict[str, bytes]:
    return {hashlib.sha256(one).hexdigest(): one for one in contents}


def test_what_is_packed_comes_out_again() -> None:
    packed = files(b"", b"\n\nsha256:", os.urandom(5000), b"x")
    bundle = pack(packed)
    assert unpack(bundle) == packed
    assert len(bundle) <= sum(HEADING + len(one) for one in packed.values())
    assert unpack(b"") == {}


@pytest.mark.parametrize(
    "wrong",
    [
        b"nonsense",
        b"sha256:" + b"0" * 64 + b" 5\nabc",
        b"sha256:" + b"0" * 64 + b" -1\nabc",
        b"sha256:" + b"G" * 64 + b" 1\na",
        b"sha256:" + b"0" * 64 + b" 1\nab",
    ],
)
def test_what_is_no_bundle_is_unreadable(wrong: bytes) -> None:
    with pytest.raises(UntrueMessage):
        unpack(wrong)


def test_too_many_are_not_taken() -> None:
    with pytest.raises(UntrueMessage):
        unpack(pack(files(*(str(number).encode() for number in range(MOST + 1)))))
