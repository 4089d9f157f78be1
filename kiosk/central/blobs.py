"""Attachments at central: checked against their names, then kept for good.

Small ones lie in the database, kept in the transaction that notes them: no file, no fsync of
their own. Large ones are received in pieces, and files.
"""

import errno
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pyrage  # type: ignore[import-untyped]  # ships no types
from sqlalchemy import Connection, bindparam, insert, select

from kiosk.central.files import make_folder, place, place_once, sync_folder
from kiosk.central.rows import among
from kiosk.central.sealed import Seal
from kiosk.central.tables import attachments, blobs, conflicts, entries
from kiosk.wire.parcel import parcel_identity

SIZE_LIMIT = 20 * 1024 * 1024
"""Bytes of the largest attachment."""

PIECE_LIMIT = 1024 * 1024
"""Bytes of the largest piece a PATCH may bring."""


class Folder:
    """A folder: one sealed file for each attachment, in 256 sub-folders by its first two digits.

    What they are sealed with lies beside the folder, for its owner only.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._shelved = False
        key = folder.with_name(folder.name + ".key")
        make_folder(folder.parent)
        if not key.exists():
            place_once(key, parcel_identity().encode())
        self.secret = key.read_bytes()

    def put(self, sha256: str, part: Path) -> None:
        """Take a sealed file over into its place: gone from where it was, not yet settled there."""
        if not self._shelved:
            self._make_shelves()
        shelf = self._folder / sha256[:2]
        try:
            part.replace(shelf / sha256)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            # The folder is on a disk of its own.
            place(shelf / sha256, part.read_bytes())
            part.unlink()

    def _make_shelves(self) -> None:
        """Make all sub-folders at once: their names are made durable together."""
        make_folder(self._folder)
        for number in range(256):
            (self._folder / f"{number:02x}").mkdir(exist_ok=True)
        sync_folder(self._folder)
        self._shelved = True

    def settle(self, names: Iterable[str]) -> None:
        """Make durable that these are in their places."""
        # One after the other: the first writes down what all have waiting, the others find it done.
        for shelf in {name[:2] for name in names}:
            sync_folder(self._folder / shelf)

    def open(self, sha256: str) -> BinaryIO:
        """Open a kept one for reading; raises FileNotFoundError, and OSError for a touched one."""
        with (self._folder / sha256[:2] / sha256).open("rb") as file:
            seal = Seal.read(self.secret, sha256, file)
            if seal is None:
                return self._open_age(file)
            content = b"".join(seal.pieces(file))
        if len(content) != seal.length:
            raise _touched()
        return BytesIO(content)

    def _open_age(self, file: BinaryIO) -> BinaryIO:
        """Open one that was kept as an age file, as all were before."""
        file.seek(0)
        identity = pyrage.x25519.Identity.from_str(self.secret.decode("ascii"))
        try:
            return BytesIO(pyrage.decrypt(file.read(), [identity]))
        except pyrage.DecryptError as error:
            raise _touched() from error


def _touched() -> OSError:
    return OSError(errno.EIO, "an attachment was touched")


def expected(connection: Connection, kiosk: str, names: Iterable[str]) -> dict[str, int]:
    """Return the sizes in bytes of those attachments that an entry of this kiosk names."""
    named = select(attachments.c.entry, attachments.c.sha256, attachments.c.size)
    rows = connection.execute(named.where(attachments.c.sha256.in_(list(names)))).all()
    own = _of(connection, kiosk, {row.entry for row in rows})
    return {row.sha256: row.size for row in rows if row.entry in own}


def sought(
    connection: Connection, kiosk: str, names: Collection[str]
) -> tuple[dict[str, int], set[str]]:
    """Return the sizes of those that an entry of this kiosk names, and which of them are held."""
    rows = connection.execute(_SOUGHT, {"names": list(names)}).all()
    sizes = {row.sha256: row.size for row in rows if row.kiosk == kiosk}
    kept = {row.sha256 for row in rows if row.kept is not None}
    if len(sizes) < len(names):
        beside = expected(connection, kiosk, names)
        kept |= held(connection, beside.keys() - sizes.keys())
        sizes |= beside
    return sizes, kept & sizes.keys()


_SOUGHT = (
    select(attachments.c.sha256, attachments.c.size, entries.c.kiosk, blobs.c.sha256.label("kept"))
    .join(entries, entries.c.hash == attachments.c.entry)
    .outerjoin(blobs, blobs.c.sha256 == attachments.c.sha256)
    .where(attachments.c.sha256.in_(bindparam("names", expanding=True)))
)


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
    kept = select(blobs.c.sha256).where(among(connection, blobs.c.sha256, names))
    return set(connection.execute(kept).scalars())


def note(connection: Connection, sizes: Mapping[str, int], now: datetime) -> None:
    """Remember that large ones are in the store: bytes of each by SHA-256."""
    new = sizes.keys() - held(connection, sizes)
    rows = [{"sha256": name, "size": sizes[name], "received_at": now} for name in sorted(new)]
    if rows:
        connection.execute(insert(blobs), rows)


def keep(connection: Connection, files: Mapping[str, bytes], now: datetime) -> None:
    """Keep small ones, contents by SHA-256; those that are there already stay as they are."""
    new = files.keys() - held(connection, files)
    if new:
        rows = [
            {"sha256": name, "size": len(files[name]), "received_at": now, "content": files[name]}
            for name in sorted(new)
        ]
        connection.execute(insert(blobs), rows)
