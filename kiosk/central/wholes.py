"""Large attachments that come whole: each in a sealed file of its own, synced with those beside it.

The disk begins with one while the next comes, so that whoever syncs them all waits for little.
"""

import hashlib
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kiosk.central.sealed import Seal


class WrongHash(Exception):
    """The bytes are not those of that name; what was kept of them is gone."""


@dataclass(frozen=True, slots=True)
class Written:
    """One that lies in a file nobody else knows; not durable before it is synced."""

    sha256: str
    size: int
    path: Path
    handle: int


class Coming:
    """One on its way into a file that nobody else knows, bite by bite.

    `room` is where bites are sealed: memory that is new for each is slow to get. Raises OSError;
    then there is no file.
    """

    def __init__(
        self, folder: Path, secret: bytes, sha256: str, size: int, room: bytearray
    ) -> None:
        self._seal, self._room = Seal.new(secret, sha256, size), room
        path = folder / f"{sha256}.{self._seal.mark}.part"
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._written = Written(sha256, size, path, handle)
        self._hash = hashlib.sha256()
        self._end = self._write(self._seal.heading, 0)
        self.came = 0

    @property
    def handle(self) -> int:
        """The open file."""
        return self._written.handle

    def add(self, bite: bytes | memoryview) -> None:
        """Seal and write the next bytes."""
        self._hash.update(bite)
        self._end = self._write(self._seal.close(self.came, bite, self._room), self._end)
        self.came += len(bite)

    def whole(self) -> Written:
        """Return the file, now that all is there; raises WrongHash."""
        if self._hash.hexdigest() != self._written.sha256:
            drop([self._written])
            raise WrongHash
        if hasattr(os, "posix_fadvise"):
            # What nobody wants to read soon is written out at once, and not waited for.
            with suppress(OSError):  # it is but advice
                os.posix_fadvise(self.handle, 0, 0, os.POSIX_FADV_DONTNEED)
        return self._written

    def leave(self, part: Path) -> None:
        """Leave what came as the part that goes on from there, unless there is one."""
        try:
            if self.came:
                os.fsync(self.handle)
                with suppress(FileExistsError):
                    os.link(self._written.path, part)
        finally:
            drop([self._written])

    def _write(self, content: bytes | memoryview, place: int) -> int:
        try:
            return write_at(self.handle, content, place)
        except OSError:
            drop([self._written])
            raise


def finish(written: Iterable[Written], put: Callable[[str, Path], None]) -> None:
    """Sync each and put it where it belongs; raises OSError, and those not put are gone."""
    left = list(written)
    try:
        for one in left:
            os.fsync(one.handle)
        while left:
            put(left[0].sha256, left[0].path)
            os.close(left.pop(0).handle)
    finally:
        drop(left)


def drop(written: Iterable[Written]) -> None:
    """Remove some after all."""
    for one in written:
        with suppress(OSError):
            os.close(one.handle)
        with suppress(OSError):
            one.path.unlink()


def write_at(handle: int, content: bytes | memoryview, place: int) -> int:
    """Write all of it from that place on; returns where it ends."""
    left = memoryview(content)
    while left:
        written = os.pwrite(handle, left, place)
        left, place = left[written:], place + written
    return place
