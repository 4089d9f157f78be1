"""Attachments at central: received in pieces, checked against their name, then kept for good."""

import hashlib
import os
import threading
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

    def put(self, sha256: str, part: Path) -> None:
        """Take a whole, checked file over; durable on return."""

    def open(self, sha256: str) -> BinaryIO:
        """Open a kept one for reading; raises FileNotFoundError."""


class Folder:
    """A folder: one file for each attachment, in 256 sub-folders by its first two digits."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, sha256: str, part: Path) -> None:
        """Move the synced file in place; both must be on one file system."""
        shelf = self._folder / sha256[:2]
        if not shelf.is_dir():
            shelf.mkdir(parents=True, exist_ok=True)
            _sync(self._folder)
        part.replace(shelf / sha256)
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
            with part.open("ab") as out:
                out.write(piece)
                out.flush()
                os.fsync(out.fileno())
            if offset + len(piece) == length:
                self._complete(part, sha256)
        return offset + len(piece)

    def _complete(self, part: Path, sha256: str) -> None:
        with part.open("rb") as content:
            found = hashlib.file_digest(content, "sha256").hexdigest()
        if found != sha256:
            part.unlink()
            raise WrongHash
        self._store.put(sha256, part)

    def _part(self, kiosk: str, sha256: str) -> Path:
        owner = hashlib.sha256(kiosk.encode()).hexdigest()[:16]
        return self._folder / f"{sha256}.{owner}.part"


def expected(connection: Connection, kiosk: str, sha256: str) -> int | None:
    """Return the size in bytes of an attachment that a kiosk names; None if it names none such."""
    for table in (entries, conflicts):
        named = (
            select(attachments.c.size)
            .join(table, attachments.c.entry == table.c.hash)
            .where(attachments.c.sha256 == sha256, table.c.kiosk == kiosk)
        )
        size = connection.execute(named.limit(1)).scalar_one_or_none()
        if size is not None:
            return int(size)
    return None


def size_of(connection: Connection, sha256: str) -> int | None:
    """Return the size in bytes of a whole, kept attachment."""
    kept = select(blobs.c.size).where(blobs.c.sha256 == sha256)
    return connection.execute(kept).scalar_one_or_none()


def note(connection: Connection, sha256: str, size: int, now: datetime) -> None:
    """Remember that an attachment is kept."""
    if size_of(connection, sha256) is None:
        connection.execute(insert(blobs).values(sha256=sha256, size=size, received_at=now))


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
