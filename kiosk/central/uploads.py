"""Large attachments on their way in: kept, sealed and synced piece by piece.

There is one part file for each kiosk and attachment, and whoever works on one has it alone.
"""

import fcntl
import hashlib
import os
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol

from kiosk.central.files import make_folder
from kiosk.central.sealed import ROUND, Seal
from kiosk.central.wholes import Coming, Written, WrongHash, finish, write_at

REMEMBERED = 4096
"""Attachments under way whose hash is kept running; that of others is made anew from the file."""

STALE = 7 * 24 * 3600
"""Seconds after which a part that stopped coming is removed; its kiosk would begin anew."""

SWEEP_EVERY = 3600
"""Seconds between two looks for such parts."""


class WrongOffset(Exception):
    """The piece does not begin where the kept bytes end; `offset` says where that is."""

    def __init__(self, offset: int) -> None:
        super().__init__()
        self.offset = offset


class BlobStore(Protocol):
    """Where whole large ones are kept: a folder, or the object storage of a city."""

    @property
    def secret(self) -> bytes:
        """What they are sealed with."""

    def put(self, sha256: str, part: Path) -> None:
        """Take over a whole, sealed and synced file; durable once it is settled."""

    def settle(self, names: Iterable[str]) -> None:
        """Make durable that these were taken over."""

    def open(self, sha256: str) -> BinaryIO:
        """Open a kept one for reading; raises FileNotFoundError."""


@dataclass(slots=True)
class _Part:
    """What is kept of one attachment: bytes of it and of its file, and the hash of all so far."""

    seal: Seal
    inode: int
    offset: int = 0
    end: int = 0
    hash: "hashlib._Hash" = field(default_factory=hashlib.sha256)


class Uploads:
    """All that is on its way in."""

    def __init__(self, folder: Path, store: BlobStore) -> None:
        make_folder(folder)
        self._folder = folder
        self._store = store
        self._known: dict[Path, _Part] = {}
        self._turn = threading.Lock()
        self._rooms = threading.local()
        self._sweep_at = 0.0

    def offset(self, kiosk: str, sha256: str) -> int:
        """Return how many bytes of it are kept so far."""
        path = self._path(kiosk, sha256)
        if not path.exists():
            return 0
        with _alone(path) as file:
            part = self._taken(path, file, sha256)
            if part is None:
                return 0
            self._remember(path, part)
            return part.offset

    def add(  # whose, what, where, and what is known of it
        self,
        kiosk: str,
        sha256: str,
        offset: int,
        length: int,
        piece: bytes | memoryview,
        digest: str = "",
    ) -> int:
        """Keep a piece durably and return the new offset.

        At `length` the whole is in the store, where it has to be settled. `digest` is the piece's
        SHA-256 in hex where it is known. Raises WrongOffset, WrongHash, OSError.
        """
        path = self._path(kiosk, sha256)
        with _alone(path) as file:
            part = self._taken(path, file, sha256)
            kept = part.offset if part else 0
            if offset != kept or offset + len(piece) > length:
                raise WrongOffset(kept)
            if part is None:
                part = _Part(Seal.new(self._store.secret, sha256, length), _inode(file))
                self._sweep(file.fileno())
            _append(file, part, piece, self._room())
            right = digest == sha256 and len(piece) == length
            if not right:
                part.hash.update(piece)
            if part.offset == length:
                self._complete(path, sha256, right=right or part.hash.hexdigest() == sha256)
            else:
                self._remember(path, part)
        return part.offset

    def begin(self, kiosk: str, sha256: str, size: int, room: bytearray) -> Coming | None:
        """Begin with one that comes from its first byte on; None where some is kept already.

        It is sealed in `room`. Once whole it has to be finished, and settled. Raises OSError.
        """
        if self._path(kiosk, sha256).exists():
            return None
        return self._coming(sha256, size, room)

    def leave(self, kiosk: str, sha256: str, coming: Coming) -> None:
        """Keep durably what came of one that was cut; raises OSError."""
        coming.leave(self._path(kiosk, sha256))

    def finish(self, begun: Iterable[Written]) -> None:
        """Keep durably what was begun; it has yet to be settled. Raises OSError."""
        finish(begun, self._store.put)

    def take(self, sha256: str, content: bytes) -> None:
        """Store one that came whole and was checked, durably; raises OSError."""
        coming = self._coming(sha256, len(content), self._room())
        coming.add(content)
        self.finish([coming.whole()])
        self.settle([sha256])

    def settle(self, names: Iterable[str]) -> None:
        """Make durable that these are in the store; raises OSError."""
        self._store.settle(names)

    def _taken(self, path: Path, file: BinaryIO, sha256: str) -> _Part | None:
        """Return what is kept, from memory or from the file; forgotten until remembered again."""
        with self._turn:
            part = self._known.pop(path, None)
        if part and (part.inode, part.end) == (_inode(file), os.fstat(file.fileno()).st_size):
            return part
        return _read(file, self._store.secret, sha256)

    def _room(self) -> bytearray:
        """Return where this thread seals: memory that is new for each piece is slow to get."""
        room: bytearray = self._rooms.__dict__.setdefault("room", bytearray())
        return room

    def _remember(self, path: Path, part: _Part) -> None:
        with self._turn:
            self._known[path] = part
            if len(self._known) > REMEMBERED:
                del self._known[next(iter(self._known))]

    def _coming(self, sha256: str, size: int, room: bytearray) -> Coming:
        coming = Coming(self._folder, self._store.secret, sha256, size, room)
        self._sweep(coming.handle)
        return coming

    def _complete(self, path: Path, sha256: str, *, right: bool) -> None:
        if not right:
            path.unlink()
            raise WrongHash
        self._store.put(sha256, path)

    def _sweep(self, new: int) -> None:
        """Remove parts that stopped coming, by the disk's own clock: `new` was written just now."""
        if time.monotonic() < self._sweep_at:
            return
        self._sweep_at = time.monotonic() + SWEEP_EVERY
        now = os.fstat(new).st_mtime
        with suppress(OSError):  # it is tried again
            for path in self._folder.iterdir():
                with suppress(FileNotFoundError):
                    if now - path.stat().st_mtime > STALE:
                        with _alone(path):
                            path.unlink()

    def _path(self, kiosk: str, sha256: str) -> Path:
        owner = hashlib.sha256(kiosk.encode()).hexdigest()[:16]
        return self._folder / f"{sha256}.{owner}.part"


@contextmanager
def _alone(path: Path) -> Iterator[BinaryIO]:
    """Open a part that nobody else has open here, in any process; an empty one is not left."""
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        with os.fdopen(handle, "r+b", buffering=0) as file:
            fcntl.flock(handle, fcntl.LOCK_EX)
            # Whoever had it before may have stored or removed it meanwhile.
            if not _is_at(file, path):
                continue
            try:
                yield file
            finally:
                if not os.fstat(handle).st_size and _is_at(file, path):
                    path.unlink()
            return


def _is_at(file: BinaryIO, path: Path) -> bool:
    with suppress(FileNotFoundError):
        return path.stat().st_ino == _inode(file)
    return False


def _inode(file: BinaryIO) -> int:
    return os.fstat(file.fileno()).st_ino


def _read(file: BinaryIO, secret: bytes, sha256: str) -> _Part | None:
    """Find out what a file holds; what a crash left behind its last true piece is cut off."""
    seal = Seal.read(secret, sha256, file)
    if seal is None:
        file.truncate(0)
        return None
    part = _Part(seal, _inode(file), end=len(seal.heading))
    for piece in seal.pieces(file):
        part.hash.update(piece)
        part.offset += len(piece)
        part.end += ROUND + len(piece)
    file.truncate(part.end)
    return part


def _append(file: BinaryIO, part: _Part, piece: bytes | memoryview, room: bytearray) -> None:
    sealed = part.seal.close(part.offset, piece, room)
    heading = b"" if part.end else part.seal.heading
    end = part.end
    try:
        for content in (heading, sealed):
            end = write_at(file.fileno(), content, end)
        os.fsync(file.fileno())
    except OSError:
        # After a failed sync the disk may be taken to hold what it does not.
        with suppress(OSError):
            file.truncate(part.end)
        raise
    part.end = end
    part.offset += len(piece)
