"""What one request brings: kept bite by bite, however it comes and wherever it ends."""

import asyncio
import errno
import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Event, Timer
from unittest.mock import Mock

import pytest

from kiosk.central import wholes
from kiosk.central.blobs import Folder
from kiosk.central.incoming import Incoming, Room
from kiosk.central.loads import _Load
from kiosk.central.pouring import Body
from kiosk.central.uploads import Uploads
from kiosk.wire.loads import Part

KIOSK = "dongsheng-1"
PHOTOS = [os.urandom(size) for size in (100_000, 2_500_000, 70_000)]
NAMES = [hashlib.sha256(photo).hexdigest() for photo in PHOTOS]
SIZES = dict(zip(NAMES, map(len, PHOTOS), strict=True))
WHOLE = [Part(name, 0, SIZES[name]) for name in NAMES]


def incoming(uploads: Uploads, parts: Sequence[Part] = WHOLE) -> Incoming:
    return Incoming(uploads, KIOSK, parts, SIZES, (), Room())


def lay(work: Incoming, content: bytes, at_once: int = 1 << 20) -> None:
    """Let bytes come, at most so many at a time."""
    rest = memoryview(content)
    while rest:
        came = min(len(work.free), len(rest), at_once)
        work.free[:came] = rest[:came]
        work.took(came)
        rest = rest[came:]


def kept(store: Folder, name: str) -> bytes:
    with store.open(name) as file:
        return file.read()


@pytest.mark.parametrize("at_once", [1 << 20, 65_536, 999])
def test_however_they_come_they_are_kept(uploads: Uploads, store: Folder, at_once: int) -> None:
    work = incoming(uploads)
    lay(work, b"".join(PHOTOS), at_once)
    assert (work.left, len(work.free)) == (0, 0)
    assert work.finish() == NAMES
    assert [kept(store, name) for name in NAMES] == PHOTOS


def test_one_that_is_not_wanted_goes_by(uploads: Uploads, tmp_path: Path) -> None:
    work = Incoming(uploads, KIOSK, WHOLE, SIZES, NAMES[:2], Room())
    lay(work, bytes(len(PHOTOS[0]) + len(PHOTOS[1])) + PHOTOS[2])
    assert work.finish() == NAMES[2:]
    assert [file.name for file in tmp_path.glob("attachments/*/*")] == NAMES[2:]


@pytest.mark.parametrize("came", [1, 1 << 20, 1_200_000, 2_499_999])
def test_what_came_of_one_that_was_cut_is_there_and_it_goes_on_from_there(
    uploads: Uploads, store: Folder, came: int
) -> None:
    work = incoming(uploads)
    lay(work, PHOTOS[0] + PHOTOS[1][:came])
    assert work.finish() == NAMES[:1]
    assert [uploads.offset(KIOSK, name) for name in NAMES[1:]] == [came, 0]
    rest = Part(NAMES[1], came, SIZES[NAMES[1]] - came)
    again = incoming(uploads, [rest])
    lay(again, PHOTOS[1][came:])
    assert again.finish() == NAMES[1:2]
    assert kept(store, NAMES[1]) == PHOTOS[1]


def test_of_one_that_comes_twice_at_once_the_first_that_is_cut_is_gone_on_with(
    uploads: Uploads, store: Folder, tmp_path: Path
) -> None:
    longer, shorter = incoming(uploads, WHOLE[1:2]), incoming(uploads, WHOLE[1:2])
    lay(longer, PHOTOS[1][:2_000_000])
    lay(shorter, PHOTOS[1][:1000])
    assert longer.finish() == shorter.finish() == []
    assert uploads.offset(KIOSK, NAMES[1]) == 2_000_000
    assert len(list((tmp_path / "uploads").iterdir())) == 1


def test_one_with_other_bytes_is_gone_and_the_next_is_kept(
    uploads: Uploads, store: Folder, tmp_path: Path
) -> None:
    work = incoming(uploads)
    lay(work, PHOTOS[0] + PHOTOS[1][:-1] + bytes([PHOTOS[1][-1] ^ 1]) + PHOTOS[2])
    assert work.finish() == [NAMES[0], NAMES[2]]
    assert not list((tmp_path / "uploads").iterdir())
    with pytest.raises(FileNotFoundError):
        store.open(NAMES[1])


def test_one_of_which_all_is_there_needs_no_more_bytes(
    uploads: Uploads, store: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(sha256: str, part: Path) -> None:
        raise OSError("killed")

    with monkeypatch.context() as power:
        power.setattr(store, "put", killed)
        with pytest.raises(OSError, match="killed"):
            uploads.add(KIOSK, NAMES[0], 0, SIZES[NAMES[0]], PHOTOS[0])
    assert uploads.offset(KIOSK, NAMES[0]) == SIZES[NAMES[0]]
    assert incoming(uploads, [Part(NAMES[0], SIZES[NAMES[0]], 0)]).finish() == NAMES[:1]
    assert kept(store, NAMES[0]) == PHOTOS[0]


def test_once_the_disk_is_full_the_rest_goes_by_and_what_was_kept_stays(
    uploads: Uploads, store: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = wholes.write_at

    def full(handle: int, content: bytes, place: int) -> int:
        if place > len(PHOTOS[0]):
            raise OSError(errno.ENOSPC, "full")
        return write(handle, content, place)

    monkeypatch.setattr(wholes, "write_at", full)
    work = incoming(uploads)
    lay(work, b"".join(PHOTOS))
    with pytest.raises(OSError, match="full"):
        work.finish()
    assert kept(store, NAMES[0]) == PHOTOS[0]
    assert not list((tmp_path / "uploads").iterdir())
    assert [file.name for file in tmp_path.glob("attachments/*/*")] == NAMES[:1]


@pytest.mark.parametrize("times", [1, 2])
def test_who_is_told_to_stop_ends_what_is_under_way_before_it_is_put_in_order(
    uploads: Uploads, times: int
) -> None:
    """The body's own thread is still at work when the server gives its task up, and insists."""
    at_work, go_on, told = Event(), Event(), list[str]()

    class Slow(Body):
        async def read(self, room: memoryview) -> memoryview:
            room[:1000] = PHOTOS[0][:1000]
            return room[:1000]

        def draw(self, room: memoryview) -> int:
            at_work.set()
            go_on.wait(10)
            told.append("drawn")
            return 0

        def close(self) -> None:
            told.append("closed")

    async def stop() -> None:
        with ThreadPoolExecutor(4) as pool:
            receiving = Mock(uploads=uploads)
            receiving.expected = Mock(return_value=(SIZES, set()))
            receiving.apart = partial(asyncio.get_running_loop().run_in_executor, pool)
            load = _Load(receiving, [], KIOSK, WHOLE, Slow(Mock()))
            task = asyncio.ensure_future(load.take("chain"))
            await asyncio.to_thread(at_work.wait, 10)
            task.cancel()
            Timer(0.2, go_on.set).start()
            for _ in range(times - 1):
                await asyncio.sleep(0)
                task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(stop())
    assert told == ["drawn", "closed"]
    # Who insists does not wait for it, and what was not begun yet may be left undone.
    assert uploads.offset(KIOSK, NAMES[0]) in {1: {1000}, 2: {0, 1000}}[times]
