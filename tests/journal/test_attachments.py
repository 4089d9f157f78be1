"""Attachments come back byte for byte or not at all, and their files say nothing."""

import hashlib
import shutil
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.errors import Trouble
from kiosk.journal.attachments import SMALL, Enclosure
from kiosk.journal.blobs import PIECE, BlobRef, Blobs
from kiosk.journal.journal import Journal
from tests.journal.kept import KEYS, NAME, Kiosk, case_id, submit

PHOTO = hashlib.sha512(b"photo").digest() * 40_000
"""2.44 MiB: two whole pieces and a part of a third."""


def digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


@pytest.fixture
def blobs(kiosk: Kiosk) -> Blobs:
    return Blobs(kiosk.folder / "blobs", KEYS)


def enclosed(journal: Journal, data: bytes) -> str:
    entry = submit(journal, len(data), Enclosure("photo", "image/jpeg", data))
    return entry.attachments[0].sha256


@pytest.mark.parametrize(
    "size", [0, 1, SMALL, SMALL + 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, len(PHOTO)]
)
def test_every_size_comes_back(journal: Journal, size: int) -> None:
    sha256 = enclosed(journal, PHOTO[:size])
    assert journal.attachments.has(sha256)
    assert journal.attachments.size(sha256) == size
    assert journal.attachments.read(sha256) == PHOTO[:size]
    assert len(list((journal._folder / "blobs").iterdir())) == (size > SMALL)


@pytest.fixture
def photo(blobs: Blobs) -> BlobRef:
    return blobs.write(digest(PHOTO), PHOTO)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(PHOTO) + 9), st.none() | st.integers(0, len(PHOTO) + 9))
def test_a_cut_upload_goes_on_from_any_place(
    blobs: Blobs, photo: BlobRef, start: int, length: int | None
) -> None:
    end = None if length is None else start + length
    assert blobs.read(photo, start, length) == PHOTO[start:end]


@pytest.mark.parametrize(("start", "length"), [(0, 3), (2, None), (2, 2), (9, 1)])
def test_small_ones_are_read_in_part_too(journal: Journal, start: int, length: int | None) -> None:
    sha256 = enclosed(journal, b"strokes")
    end = None if length is None else start + length
    assert journal.attachments.read(sha256, start, length) == b"strokes"[start:end]


def test_the_same_content_is_kept_once(journal: Journal) -> None:
    entries = [submit(journal, n, Enclosure(f"photo {n}", "image/jpeg", PHOTO)) for n in (1, 2)]
    assert len({entry.attachments[0].sha256 for entry in entries}) == 1
    assert journal.attachments.read(entries[1].attachments[0].sha256) == PHOTO
    assert journal.attachments.sweep() == 1
    assert journal.attachments.read(entries[0].attachments[0].sha256) == PHOTO


def test_an_attachment_we_never_had_is_a_trouble(journal: Journal) -> None:
    assert not journal.attachments.has("a" * 64)
    for ask in (journal.attachments.read, journal.attachments.size):
        with pytest.raises(Trouble) as caught:
            ask("a" * 64)
        assert caught.value.code == "journal.no_attachment"


def _flip(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "first byte": lambda data: _flip(data, 0),
    "a piece": lambda data: _flip(data, PIECE + 100),
    "last byte": lambda data: _flip(data, len(data) - 1),
    "cut short": lambda data: data[:-1],
    "last piece gone": lambda data: data[: 7 + 2 * (PIECE + 16)],
    "pieces swapped": lambda data: (
        data[:7]
        + data[7 + PIECE + 16 : 7 + 2 * (PIECE + 16)]
        + data[7 : 7 + PIECE + 16]
        + data[7 + 2 * (PIECE + 16) :]
    ),
    "empty": lambda data: b"",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_touched_file_is_never_read_as_whole(blobs: Blobs, kiosk: Kiosk, damage: str) -> None:
    blob = blobs.write(digest(PHOTO), PHOTO)
    path = kiosk.folder / "blobs" / blob.file
    path.write_bytes(DAMAGES[damage](path.read_bytes()))
    with pytest.raises(Trouble) as caught:
        blobs.read(blob)
    assert caught.value.code == "journal.no_attachment"


def test_a_key_opens_no_other_file(blobs: Blobs) -> None:
    one, other = blobs.write(digest(PHOTO), PHOTO), blobs.write(digest(PHOTO[1:]), PHOTO[1:])
    swapped = BlobRef(one.sha256, one.size, one.file, other.wrapped_key)
    with pytest.raises(Trouble):
        blobs.read(swapped)


def test_a_lost_file_is_a_trouble(journal: Journal, kiosk: Kiosk) -> None:
    sha256 = enclosed(journal, PHOTO)
    shutil.rmtree(kiosk.folder / "blobs")
    with pytest.raises(Trouble) as caught:
        journal.attachments.read(sha256)
    assert caught.value.code == "journal.no_attachment"


def test_files_without_an_entry_are_swept_at_the_start(kiosk: Kiosk) -> None:
    journal = kiosk.window()
    sha256 = enclosed(journal, PHOTO)
    journal.close()
    Blobs(kiosk.folder / "blobs", KEYS).write(digest(b""), b"a crash came before the entry")
    (kiosk.folder / "blobs" / "half.part").write_bytes(b"a crash came while writing")
    again = kiosk.window()
    assert len(list((kiosk.folder / "blobs").iterdir())) == 1
    assert again.attachments.read(sha256) == PHOTO
    again.close()


def test_a_courier_sweeps_nothing_from_under_the_window(kiosk: Kiosk, blobs: Blobs) -> None:
    blobs.write(digest(PHOTO), PHOTO)
    kiosk.courier().close()
    assert len(list((kiosk.folder / "blobs").iterdir())) == 1


def test_nothing_of_a_citizen_can_be_read_on_the_disk(kiosk: Kiosk) -> None:
    journal = kiosk.window()
    secret = f"canary {NAME}".encode()
    small = Enclosure("canary small", "text/plain", secret)
    large = Enclosure("canary large", "text/plain", secret * 10_000)
    entry = submit(journal, 1, small, large)
    journal.append("visit.rated", {"said": "canary"}, actor="canary", case_id=case_id(1))
    readable = [b"canary", NAME.encode(), case_id(1).encode(), b"CREATE TABLE", b"SQLite"]
    readable += [one.sha256.encode() for one in entry.attachments]
    readable += [bytes.fromhex(one.sha256) for one in entry.attachments]

    def leaks() -> list[tuple[str, bytes]]:
        files = [path for path in kiosk.folder.rglob("*") if path.is_file()]
        told = [(path.name, path.name.encode() + path.read_bytes()) for path in files]
        return [(name, mark) for name, data in told for mark in readable if mark in data]

    assert {path.name for path in kiosk.folder.iterdir()} >= {"journal.db", "journal.db-wal"}
    assert leaks() == []
    journal.close()
    assert leaks() == []
