"""Attachments at central: received in pieces, checked against their name, then kept for good."""

import hashlib
import os
import threading
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from sqlalchemy import Connection, insert, select

from kiosk.central.tables import attachments, blobs, conflicts, entries

SIZE_LIMIT = 20 * 1024 * 1024
"""Bytes of the largest attachment."""

PIECE_LIMIT = 1024 * 1024
"""Bytes of the largest piece a PATCH may bring."""


class WrongOffset(Exception):
    """The piece does not begin where the kept bytes end; `offset` says where that is."""

    def __init__(self, offset: int) -> None:
        super().__init__()
        self.offset = offset


class WrongHash(Exception):
    """The bytes are not those of that name; what was kept of them is gone."""


class BlobStore(Protocol):
    """Where whole attachments are kept: a folder, or the object storage of a city."""

    def put(self, parts: Mapping[str, Path]) -> None:
        """Take whole, checked and synced files over, by their SHA-256; durable on return."""

    def open(self, sha256: str) -> BinaryIO:
        """Open a kept one for reading; raises FileNotFoundError."""


class Folder:
    """A folder: one file for each attachment, in 256 sub-folders by its first two digits."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, parts: Mapping[str, Path]) -> None:
        """Move the files in place; both folders must be on one file system."""
        shelves = {self._folder / sha256[:2] for sha256 in parts}
        new = [shelf for shelf in shelves if not shelf.is_dir()]
        for shelf in new:
            shelf.mkdir(parents=True, exist_ok=True)
        if new:
            _sync(self._folder)
        for sha256, part in parts.items():
            part.replace(self._folder / sha256[:2] / sha256)
        for shelf in shelves:
            _sync(shelf)

    def open(self, sha256: str) -> BinaryIO:
        """Open a kept one for reading; raises FileNotFoundError."""
        return (self._folder / sha256[:2] / sha256).open("rb")


class Uploads:
    """Attachments on their way in: one part file for each kiosk and attachment."""

    def __init__(self, folder: Path, store: BlobStore) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._store = store
        # A kiosk that gave up on a slow reply may send the same piece twice at once.
        self._turn = threading.Lock()

    def offset(self, kiosk: str, sha256: str) -> int:
        """Return how many bytes of it are kept so far."""
        try:
            return self._part(kiosk, sha256).stat().st_size
        except FileNotFoundError:
            return 0

    def add(self, kiosk: str, sha256: str, offset: int, length: int, piece: bytes) -> int:
        """Keep a piece durably and return the new offset; at `length` the whole is stored.

        Raises WrongOffset, WrongHash, OSError.
        """
        part = self._part(kiosk, sha256)
        with self._turn:
            kept = self.offset(kiosk, sha256)
            if offset != kept or offset + len(piece) > length:
                raise WrongOffset(kept)
            _write(part, piece)
            if offset + len(piece) == length:
                self._complete(part, sha256)
        return offset + len(piece)

    def add_whole(self, kiosk: str, files: Mapping[str, bytes]) -> None:
        """Store small ones at once; raises WrongHash before anything is kept, OSError."""
        for sha256, content in files.items():
            if hashlib.sha256(content).hexdigest() != sha256:
                raise WrongHash
        parts = {sha256: self._part(kiosk, sha256) for sha256 in files}
        with self._turn:
            # All written before the first is synced: the disk then takes them together.
            for sha256, part in parts.items():
                part.write_bytes(files[sha256])
            for part in parts.values():
                _sync(part)
            self._store.put(parts)

    def _complete(self, part: Path, sha256: str) -> None:
        with part.open("rb") as content:
            found = hashlib.file_digest(content, "sha256").hexdigest()
        if found != sha256:
            part.unlink()
            raise WrongHash
        self._store.put({sha256: part})

    def _part(self, kiosk: str, sha256: str) -> Path:
        owner = hashlib.sha256(kiosk.encode()).hexdigest()[:16]
        return self._folder / f"{sha256}.{owner}.part"


def expected(connection: Connection, kiosk: str, names: Iterable[str]) -> dict[str, int]:
    """Return the sizes in bytes of those attachments that an entry of this kiosk names."""
    sizes: dict[str, int] = {}
    wanted = list(names)
    for table in (entries, conflicts):
        rows = connection.execute(
            select(attachments.c.sha256, attachments.c.size)
            .join(table, attachments.c.entry == table.c.hash)
            .where(attachments.c.sha256.in_(wanted), table.c.kiosk == kiosk)
        )
        sizes |= {row.sha256: row.size for row in rows}
    return sizes


def held(connection: Connection, names: Iterable[str]) -> set[str]:
    """Return those that are kept whole."""
    kept = select(blobs.c.sha256).where(blobs.c.sha256.in_(list(names)))
    return set(connection.execute(kept).scalars())


def note(connection: Connection, sizes: Mapping[str, int], now: datetime) -> None:
    """Remember that attachments are kept, by their SHA-256 and size in bytes."""
    new = sizes.keys() - held(connection, sizes)
    if new:
        rows = [{"sha256": name, "size": sizes[name], "received_at": now} for name in sorted(new)]
        connection.execute(insert(blobs), rows)


def _write(part: Path, piece: bytes) -> None:
    with part.open("ab") as out:
        out.write(piece)
        out.flush()
        os.fsync(out.fileno())


def _sync(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
