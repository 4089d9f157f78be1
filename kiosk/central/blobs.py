"""Attachments at central: checked against their names, then kept for good.

Small ones lie in the database, kept in the transaction that notes them: no file, no fsync of
their own. Large ones are received in pieces, and files.
"""

import errno
import hashlib
import os
import secrets
import threading
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Protocol

import pyrage  # type: ignore[import-untyped]  # ships no types
from sqlalchemy import Connection, insert, select

from kiosk.central.files import make_folder, place, place_once
from kiosk.central.tables import attachments, blobs, conflicts, entries
from kiosk.wire.parcel import parcel_identity

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
    """Where whole large ones are kept: a folder, or the object storage of a city."""

    def put(self, sha256: str, part: Path) -> None:
        """Take over a whole, checked and synced file; durable on return."""

    def open(self, sha256: str) -> BinaryIO:
        """Open a kept one for reading; raises FileNotFoundError."""


class Folder:
    """A folder: one sealed file for each attachment, in 256 sub-folders by its first two digits.

    They are age files to a key that lies beside the folder, for its owner only.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        key = folder.with_name(folder.name + ".key")
        make_folder(folder.parent)
        if not key.exists():
            place_once(key, parcel_identity().encode())
        self._identity = pyrage.x25519.Identity.from_str(key.read_text("ascii"))

    def put(self, sha256: str, part: Path) -> None:
        """Seal the file into its place; it is gone from where it was."""
        shelf = self._folder / sha256[:2]
        make_folder(shelf)
        place(shelf / sha256, pyrage.encrypt(part.read_bytes(), [self._identity.to_public()]))
        part.unlink()

    def open(self, sha256: str) -> BinaryIO:
        """Open a kept one for reading; raises FileNotFoundError, and OSError for a touched one."""
        sealed = (self._folder / sha256[:2] / sha256).read_bytes()
        try:
            return BytesIO(pyrage.decrypt(sealed, [self._identity]))
        except pyrage.DecryptError as error:
            raise OSError(errno.EIO, "an attachment was touched") from error


class Uploads:
    """Large attachments on their way in: one part file for each kiosk and attachment."""

    def __init__(self, folder: Path, store: BlobStore) -> None:
        make_folder(folder)
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

    def take(self, sha256: str, content: bytes) -> None:
        """Store one that came whole and was checked; raises OSError."""
        part = self._folder / f"{sha256}.{secrets.token_hex(8)}.part"
        try:
            _write(part, content)
            self._store.put(sha256, part)
        finally:
            part.unlink(missing_ok=True)

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


def expected(connection: Connection, kiosk: str, names: Iterable[str]) -> dict[str, int]:
    """Return the sizes in bytes of those attachments that an entry of this kiosk names."""
    named = select(attachments.c.entry, attachments.c.sha256, attachments.c.size)
    rows = connection.execute(named.where(attachments.c.sha256.in_(list(names)))).all()
    own = _of(connection, kiosk, {row.entry for row in rows})
    return {row.sha256: row.size for row in rows if row.entry in own}


def _of(connection: Connection, kiosk: str, hashes: Collection[str]) -> set[str]:
    """Return those of these entries that came from this kiosk."""
    # The kiosk is compared here: SQLite would rather go through all that it ever sent.
    there = connection.execute(
        select(entries.c.hash, entries.c.kiosk).where(entries.c.hash.in_(hashes))
    )
    found = {row.hash for row in there if row.kiosk == kiosk}
    if len(found) < len(hashes):
        beside = conflicts.c.hash.in_(hashes), conflicts.c.kiosk == kiosk
        found.update(connection.execute(select(conflicts.c.hash).where(*beside)).scalars())
    return found


def held(connection: Connection, names: Iterable[str]) -> set[str]:
    """Return those that are kept whole."""
    kept = select(blobs.c.sha256).where(blobs.c.sha256.in_(list(names)))
    return set(connection.execute(kept).scalars())


def note(connection: Connection, sha256: str, size: int, now: datetime) -> None:
    """Remember that a large one of so many bytes is in the store."""
    if not held(connection, [sha256]):
        row = {"sha256": sha256, "size": size, "received_at": now}
        connection.execute(insert(blobs), row)


def keep(connection: Connection, files: Mapping[str, bytes], now: datetime) -> None:
    """Keep small ones, contents by SHA-256; those that are there already stay as they are."""
    new = files.keys() - held(connection, files)
    if new:
        rows = [
            {"sha256": name, "size": len(files[name]), "received_at": now, "content": files[name]}
            for name in sorted(new)
        ]
        connection.execute(insert(blobs), rows)


def _write(part: Path, piece: bytes) -> None:
    with part.open("ab") as out:
        out.write(piece)
        out.flush()
        os.fsync(out.fileno())
