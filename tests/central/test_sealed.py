"""Attachments on central's disk: never in clear, taken up where a crash left them, alone."""

import hashlib
import os
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pyrage  # type: ignore[import-untyped]  # ships no types
import pytest

from kiosk.central import uploads as rules
from kiosk.central.blobs import Folder
from kiosk.central.uploads import STALE, Uploads, WrongHash, WrongOffset

KIOSK = "dongsheng-1"
PIECE = 4000
CANARY = b"Batu's household register "
PHOTO = CANARY * 400
NAME = hashlib.sha256(PHOTO).hexdigest()
SIZE = len(PHOTO)


def bring(uploads: Uploads, start: int, end: int, photo: bytes = PHOTO) -> int:
    return uploads.add(KIOSK, NAME, start, SIZE, photo[start:end])


def kept(store: Folder) -> bytes:
    with store.open(NAME) as file:
        return file.read()


def part_in(tmp_path: Path) -> Path:
    (part,) = (tmp_path / "uploads").iterdir()
    return part


def test_nothing_lies_in_clear_before_nor_after(
    tmp_path: Path, uploads: Uploads, store: Folder
) -> None:
    for start in range(0, SIZE, PIECE):
        bring(uploads, start, min(start + PIECE, SIZE))
        for file in tmp_path.rglob("*"):
            assert file.is_dir() or CANARY not in file.read_bytes()
    assert not list((tmp_path / "uploads").iterdir())
    assert kept(store) == PHOTO


def test_one_that_came_whole_is_kept_the_same_way(uploads: Uploads, store: Folder) -> None:
    uploads.take(NAME, PHOTO)
    assert kept(store) == PHOTO


@pytest.mark.parametrize("lost", [1, 20, 1000, PIECE])
def test_a_torn_end_is_cut_off_and_it_goes_on_before_it(
    tmp_path: Path, uploads: Uploads, store: Folder, lost: int
) -> None:
    bring(uploads, 0, PIECE)
    whole = part_in(tmp_path).stat().st_size
    bring(uploads, PIECE, 2 * PIECE)
    content = part_in(tmp_path).read_bytes()
    torn = content[: whole + 10] + bytes(lost) + content[whole + 10 + lost :]
    part_in(tmp_path).write_bytes(torn)
    anew = Uploads(tmp_path / "uploads", store)
    assert anew.offset(KIOSK, NAME) == PIECE
    assert part_in(tmp_path).stat().st_size == whole
    with pytest.raises(WrongOffset) as caught:
        bring(anew, 2 * PIECE, SIZE)
    assert caught.value.offset == PIECE
    bring(anew, PIECE, SIZE)
    assert kept(store) == PHOTO


@pytest.mark.parametrize("left", [0, 5, 30])
def test_a_torn_beginning_is_none(tmp_path: Path, uploads: Uploads, left: int) -> None:
    bring(uploads, 0, PIECE)
    part = part_in(tmp_path)
    part.write_bytes(part.read_bytes()[:left])
    assert uploads.offset(KIOSK, NAME) == 0
    assert bring(uploads, 0, PIECE) == PIECE


def test_a_part_in_clear_is_not_taken_up(tmp_path: Path, uploads: Uploads, store: Folder) -> None:
    bring(uploads, 0, PIECE)
    part_in(tmp_path).write_bytes(PHOTO[: 2 * PIECE])
    assert uploads.offset(KIOSK, NAME) == 0
    bring(uploads, 0, SIZE)
    assert kept(store) == PHOTO


def test_wrong_bytes_are_gone(tmp_path: Path, uploads: Uploads) -> None:
    bring(uploads, 0, PIECE, bytes(SIZE))
    with pytest.raises(WrongHash):
        bring(uploads, PIECE, SIZE)
    assert not list((tmp_path / "uploads").iterdir())
    assert uploads.offset(KIOSK, NAME) == 0


@pytest.mark.parametrize(
    "touch",
    [
        lambda content: content[:-1],
        lambda content: content[:-1] + b"\0",
        lambda content: content[: len(content) // 2],
        lambda content: bytes(len(content)),
        lambda content: b"",
        lambda content: content[:60] + b"\xff" + content[61:],
    ],
)
def test_a_touched_one_is_not_given_out(
    tmp_path: Path, uploads: Uploads, store: Folder, touch: Callable[[bytes], bytes]
) -> None:
    bring(uploads, 0, PIECE)
    bring(uploads, PIECE, SIZE)
    file = tmp_path / "attachments" / NAME[:2] / NAME
    file.write_bytes(touch(file.read_bytes()))
    with pytest.raises(OSError, match="touched"):
        store.open(NAME)


def test_one_cannot_stand_for_another(tmp_path: Path, uploads: Uploads, store: Folder) -> None:
    other = hashlib.sha256(PHOTO[1:]).hexdigest()
    uploads.take(NAME, PHOTO)
    uploads.take(other, PHOTO[1:])
    shelves = tmp_path / "attachments"
    (shelves / other[:2] / other).replace(shelves / NAME[:2] / NAME)
    with pytest.raises(OSError, match="touched"):
        store.open(NAME)


def test_what_was_kept_as_an_age_file_can_be_read(tmp_path: Path, store: Folder) -> None:
    key = pyrage.x25519.Identity.from_str((tmp_path / "attachments.key").read_text())
    shelf = tmp_path / "attachments" / NAME[:2]
    shelf.mkdir(parents=True)
    (shelf / NAME).write_bytes(pyrage.encrypt(PHOTO, [key.to_public()]))
    assert kept(store) == PHOTO


def test_the_folder_may_be_on_another_disk(tmp_path: Path) -> None:
    with tempfile.TemporaryDirectory(dir="/dev/shm") as other:
        store = Folder(Path(other) / "attachments")
        Uploads(tmp_path / "uploads", store).take(NAME, PHOTO)
        assert kept(store) == PHOTO
    assert not list((tmp_path / "uploads").iterdir())


def test_the_same_piece_many_times_at_once_is_kept_once(uploads: Uploads, store: Folder) -> None:
    together = Barrier(8)

    def come(_: int) -> int:
        together.wait(10)
        try:
            return bring(uploads, 0, PIECE)
        except WrongOffset as error:
            return -error.offset

    with ThreadPoolExecutor(8) as kiosks:
        told = sorted(kiosks.map(come, range(8)))
    assert told == [-PIECE] * 7 + [PIECE]
    bring(uploads, PIECE, SIZE)
    assert kept(store) == PHOTO


def test_one_under_way_keeps_no_other_waiting(
    uploads: Uploads, store: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = hashlib.sha256(PHOTO[1:]).hexdigest()
    met = Barrier(2)
    put = Folder.put

    def both_at_once(self: Folder, sha256: str, part: Path) -> None:
        met.wait(10)
        put(self, sha256, part)

    monkeypatch.setattr(Folder, "put", both_at_once)
    with ThreadPoolExecutor(2) as kiosks:
        for _ in kiosks.map(uploads.take, (NAME, other), (PHOTO, PHOTO[1:])):
            pass
    assert kept(store) == PHOTO


def test_what_stopped_coming_is_swept_and_what_still_comes_is_not(
    tmp_path: Path, store: Folder
) -> None:
    first = Uploads(tmp_path / "uploads", store)
    for kiosk in ("gone", "slow"):
        first.add(kiosk, NAME, 0, SIZE, PHOTO[:PIECE])
    now = part_of(tmp_path, "gone").stat().st_mtime
    for kiosk, age in (("gone", STALE + 60), ("slow", STALE - 3600)):
        os.utime(part_of(tmp_path, kiosk), (now - age, now - age))
    Uploads(tmp_path / "uploads", store).take(NAME, PHOTO)
    assert list((tmp_path / "uploads").iterdir()) == [part_of(tmp_path, "slow")]


def part_of(tmp_path: Path, kiosk: str) -> Path:
    owner = hashlib.sha256(kiosk.encode()).hexdigest()[:16]
    return tmp_path / "uploads" / f"{NAME}.{owner}.part"


def test_only_so_many_are_remembered(
    uploads: Uploads, store: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "REMEMBERED", 2)
    for kiosk in range(4):
        uploads.add(str(kiosk), NAME, 0, SIZE, PHOTO[:PIECE])
    for kiosk in range(4):
        assert uploads.add(str(kiosk), NAME, PIECE, SIZE, PHOTO[PIECE:]) == SIZE
    assert kept(store) == PHOTO
