"""The files that entries speak of: kept before the entry, known by their SHA-256.

Small ones lie in the database, where they cost no fsync of their own; large ones are files.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, func, literal_column, select, update
from sqlalchemy.engine.interfaces import DBAPICursor

from kiosk.cases.case import AttachmentRef
from kiosk.errors import Fault
from kiosk.journal.accepting import NEW_ATTACHMENT
from kiosk.journal.blobs import BlobRef, Blobs, Room
from kiosk.journal.database import Database
from kiosk.journal.history import bring_up, brought_up
from kiosk.journal.tables import ASKED, HELD, UNASKED, attachments, contents
from kiosk.journal.troubles import trouble

SMALL = 64 * 1024
"""Bytes up to which the database is the faster place: tests/benchmarks/commit.py measures it."""

LARGEST = 20 * 1024 * 1024
MOST = 30


Kept = Mapping[str, Any]
"""The row of an attachment, before it is known at which position."""

Prepared = tuple[tuple[AttachmentRef, ...], Sequence[Kept]]
"""What an entry says of its attachments, and the rows that keep them."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file to be recorded with an entry: its name in the case, media type and bytes."""

    name: str
    media_type: str
    data: bytes

    def ref(self) -> AttachmentRef:
        """Return what the entry says of it."""
        digest = hashlib.sha256(self.data).hexdigest()
        return AttachmentRef(digest, len(self.data), self.media_type, self.name)


class Attachments:
    """All attachments of this kiosk, read by the SHA-256 (hex) that an entry names."""

    def __init__(self, database: Database, blobs: Blobs) -> None:
        self._database = database
        self._blobs = blobs

    def has(self, sha256: str) -> bool:
        """Tell whether the attachment is on this kiosk."""
        return self._kept(sha256) is not None

    def size(self, sha256: str) -> int:
        """Return the size in bytes; raises Trouble("journal.no_attachment")."""
        return int(self._found(sha256).size)

    def read(self, sha256: str, start: int = 0, length: int | None = None) -> bytes:
        """Return the bytes from `start` on, at most `length`; raises Trouble.

        Without a `length`, all of it is checked against the hash once more: that it was not
        touched is known from its seal already.
        """
        row = self._found(sha256)
        if row.data is not None:
            end = None if length is None else start + length
            return bytes(row.data[start:end])
        data = self._blobs.read(_blob(row), start, length)
        if not start and length is None and hashlib.sha256(data).digest() != row.sha256:
            raise trouble("journal.no_attachment")
        return data

    def pieces(self, wanted: Sequence[tuple[str, int]]) -> Iterator[bytes]:
        """Yield the bytes of some, each from where it says on, bite by bite.

        Raises Trouble("journal.no_attachment") before the first of them where one is not here.
        """
        rows, room = self._rows([sha256 for sha256, _ in wanted]), Room()
        for sha256, start in wanted:
            row = rows[bytes.fromhex(sha256)]
            if row.data is not None:
                yield bytes(row.data[start:])
            else:
                yield from self._blobs.pieces(_blob(row), start, room)

    def read_small(self, names: Iterable[str]) -> dict[str, bytes]:
        """Return the bytes of those that lie in the database, by SHA-256, at one go."""
        digests = [bytes.fromhex(sha256) for sha256 in names]
        wanted = _KEPT.where(attachments.c.sha256.in_(digests), attachments.c.file.is_(None))
        with brought_up(self._database) as connection:
            return {row.sha256.hex(): bytes(row.data) for row in connection.execute(wanted)}

    def asked(self, limit: int = 100) -> tuple[tuple[str, int], ...]:
        """Return (SHA-256, size) of what central said it lacks, small before large."""
        with self._database.reading() as connection:
            rows = connection.execute(_ASKED.limit(limit)).all()
        return tuple((row.sha256.hex(), row.size) for row in rows)

    def are_held(self, names: Iterable[str]) -> None:
        """Note what central holds, as a *verified* word of it says; SHA-256 in hex."""
        with self._database.writing() as connection:
            heard(connection, names, ())

    def prepare(self, enclosures: Sequence[Enclosure]) -> Prepared:
        """Put large ones into durable files; return what the entry says and `keep` writes.

        Raises Fault for more or larger ones than the limits allow, Trouble for the disk.
        """
        if len(enclosures) > MOST or any(len(one.data) > LARGEST for one in enclosures):
            raise Fault("more or larger attachments than an entry may have")
        refs = tuple(one.ref() for one in enclosures)
        rows = [self._row(ref, one.data) for ref, one in zip(refs, enclosures, strict=True)]
        return refs, rows

    def sweep(self) -> int:
        """Remove files that a crash left without an entry; returns how many."""
        with self._database.reading() as connection:
            named = select(attachments.c.file).where(attachments.c.file.is_not(None))
            known = set(connection.execute(named).scalars())
        return self._blobs.sweep(known)

    def unlink(self, files: Iterable[str]) -> None:
        """Remove files whose keys were forgotten by `forget`."""
        for file in files:
            self._blobs.remove(file)

    def _row(self, ref: AttachmentRef, data: bytes) -> dict[str, object]:
        digest = bytes.fromhex(ref.sha256)
        row: dict[str, object] = {"sha256": digest, "size": ref.size, "state": UNASKED}
        if ref.size <= SMALL:
            return row | {"data": data, "file": None, "wrapped_key": None}
        blob = self._blobs.write(digest, data)
        return row | {"data": None, "file": blob.file, "wrapped_key": blob.wrapped_key}

    def _rows(self, names: Sequence[str]) -> dict[bytes, Row[bytes, int, str, bytes, bytes]]:
        digests = [bytes.fromhex(sha256) for sha256 in names]
        with brought_up(self._database) as connection:
            rows = connection.execute(_KEPT.where(attachments.c.sha256.in_(digests))).all()
        if len(rows) < len(digests):
            raise trouble("journal.no_attachment")
        return {row.sha256: row for row in rows}

    def _kept(self, sha256: str) -> Row[bytes, int, str, bytes, bytes] | None:
        wanted = _KEPT.where(attachments.c.sha256 == bytes.fromhex(sha256))
        with brought_up(self._database) as connection:
            return connection.execute(wanted).one_or_none()

    def _found(self, sha256: str) -> Row[bytes, int, str, bytes, bytes]:
        row = self._kept(sha256)
        if row is None:
            raise trouble("journal.no_attachment")
        return row


def _blob(row: Row[bytes, int, str, bytes, bytes]) -> BlobRef:
    return BlobRef(row.sha256, row.size, row.file, row.wrapped_key)


_ENCLOSED = func.substr(contents.c.enclosed, attachments.c.start + 1, attachments.c.size)
_KEPT = select(
    attachments.c.sha256,
    attachments.c.size,
    attachments.c.file,
    attachments.c.wrapped_key,
    func.coalesce(attachments.c.data, _ENCLOSED).label("data"),
).outerjoin(contents, contents.c.position == attachments.c.position)

# The state is written out, not bound: only so does SQLite always see that the index fits.
_ASKED = (
    select(attachments.c.sha256, attachments.c.size)
    .where(attachments.c.state == literal_column(str(ASKED)))
    .order_by(attachments.c.size)
)


def divided(rows: Sequence[Kept]) -> tuple[bytes | None, Sequence[Kept]]:
    """Return the small ones, one behind the other, to lie with the entry, and the others' rows."""
    small = [row["data"] for row in rows if row["data"] is not None]
    return b"".join(small) if small else None, [row for row in rows if row["data"] is None]


def keep(cursor: DBAPICursor, rows: Sequence[Kept], position: int) -> None:
    """Write prepared attachments in the transaction of the entry at `position`.

    Those that are there already stay as they are.
    """
    if rows:
        cursor.executemany(NEW_ATTACHMENT, [{**row, "position": position} for row in rows])


def heard(connection: Connection, held: Iterable[str], missing: Iterable[str]) -> None:
    """Note what central says it holds and lacks; SHA-256 in hex."""
    bring_up(connection.connection.cursor())
    for state, hashes in ((HELD, held), (ASKED, missing)):
        digests = [bytes.fromhex(sha256) for sha256 in hashes]
        if digests:
            named = attachments.c.sha256.in_(digests)
            connection.execute(update(attachments).where(named).values(state=state))


def forget(connection: Connection, positions: Sequence[int], digests: Sequence[bytes]) -> list[str]:
    """Drop those of these attachments that no later entry than at `positions` names.

    Returns the files to unlink afterwards.

    Dropping the row drops the file's key: from then on the file is noise.
    """
    named = attachments.c.sha256.in_(digests)
    gone = delete(attachments).where(named, attachments.c.position.in_(positions))
    files = connection.execute(gone.returning(attachments.c.file)).scalars()
    return [file for file in files if file is not None]
