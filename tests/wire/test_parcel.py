"""A parcel is opened by one central only, and whatever was done to it on the way is noticed."""

import io
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.wire.identity import Identity
from kiosk.wire.parcel import (
    Batch,
    Parcel,
    UnreadableParcel,
    attachment,
    parcel_identity,
    recipient_of,
    seal,
    unseal,
)
from kiosk.wire.signed import read_self_signed, sign

CHAIN = "019c0a11-0000-7000-8000-000000000001"
NOON = datetime(2026, 11, 21, 4, tzinfo=UTC)
CENTRAL = parcel_identity()
KIOSK = Identity.make()


@dataclass
class Taken:
    """Keeps what comes."""

    lines: list[bytes] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)

    def begin(self, heading: bytes) -> Parcel:
        return read_self_signed(heading, Parcel)

    def batch(self, chain: str, lines: list[bytes]) -> None:
        self.lines += lines

    def attachment(self, sha256: str, content: bytes) -> None:
        self.files[sha256] = content


def content(lines: list[bytes], files: dict[str, bytes]) -> Iterator[bytes]:
    batches = (Batch(CHAIN, len(lines)),) if lines else ()
    yield sign(Parcel("one", KIOSK.public, CHAIN, batches, NOON), KIOSK) + b"\n"
    yield from (line + b"\n" for line in lines)
    yield from (attachment(name, data) for name, data in files.items())


def sealed(lines: list[bytes], files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    seal(content(lines, files), recipient_of(CENTRAL), out)
    return out.getvalue()


def taken(data: bytes, identity: str = CENTRAL) -> Taken:
    found = Taken()
    unseal(io.BytesIO(data), identity, found)
    return found


@given(
    st.lists(st.binary(max_size=9000).filter(lambda line: b"\n" not in line), max_size=5),
    st.lists(st.binary(max_size=20000), max_size=4),
)
@settings(max_examples=40, deadline=None)
def test_what_is_packed_comes_out(lines: list[bytes], blobs: list[bytes]) -> None:
    files = {f"{number:064x}": data for number, data in enumerate(blobs)}
    found = taken(sealed(lines, files))
    assert (found.lines, found.files) == (lines, files)


WHOLE = sealed([b"a line"], {"0" * 64: os.urandom(150_000)})


@given(st.integers(0, len(WHOLE) - 1))
@settings(max_examples=60, deadline=None)
def test_cut_anywhere_is_noticed(end: int) -> None:
    with pytest.raises(UnreadableParcel):
        taken(WHOLE[:end])


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
@settings(max_examples=60, deadline=None)
def test_altered_anywhere_is_noticed(place: int, by: int) -> None:
    with pytest.raises(UnreadableParcel):
        taken(WHOLE[:place] + bytes([WHOLE[place] ^ by]) + WHOLE[place + 1 :])


@pytest.mark.parametrize(
    "short", [b"", b"sha256:", b"sha256:%b 5\nfour" % (b"0" * 64), b"something else\n"]
)
def test_packed_wrongly_is_noticed_too(short: bytes) -> None:
    out = io.BytesIO()
    heading = sign(Parcel("one", KIOSK.public, CHAIN, (Batch(CHAIN, 1),), NOON), KIOSK)
    # Without its one line the parcel is too short; with it, what follows is no attachment.
    seal([heading + b"\n", b"a line\n" if short else b"", short], recipient_of(CENTRAL), out)
    with pytest.raises(UnreadableParcel) as caught:
        taken(out.getvalue())
    assert caught.value.reason == "damaged"


def test_for_another_central_and_from_nowhere() -> None:
    with pytest.raises(UnreadableParcel) as caught:
        taken(WHOLE, parcel_identity())
    assert caught.value.reason == "other central"
    with pytest.raises(UnreadableParcel) as caught:
        taken(b"MZ a program that somebody left on the stick")
    assert caught.value.reason == "foreign"


def test_what_goes_wrong_beside_it_is_told_as_it_is() -> None:
    class Full(io.BytesIO):
        def write(self, data: object) -> int:
            raise OSError(28, "full")

    with pytest.raises(OSError, match="full"):
        seal([b"x" * 100_000], recipient_of(CENTRAL), Full())
    with pytest.raises(ZeroDivisionError):
        seal((bytes(1 // zero) for zero in [0]), recipient_of(CENTRAL), io.BytesIO())
    with pytest.raises(ValueError, match="recipient"):
        seal([], "nobody", io.BytesIO())
