"""The entries themselves, in the order they happened: written, read, checked, folded anew."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.engine.interfaces import DBAPICursor

from kiosk.errors import Fault, Trouble
from kiosk.journal.accepting import (
    BEHIND,
    FOLDED_ALL,
    FOLDED_TO,
    NEW_CONTENT,
    NEW_ENTRY,
    NOT_FOLDED,
    PRESENT_CHAIN,
)
from kiosk.journal.database import Database
from kiosk.journal.folding import fold, forget_all, unpack
from kiosk.journal.tables import chains, contents, entries
from kiosk.journal.troubles import trouble
from kiosk.wire.entry import FIRST, Entry, UnreadableEntry, UntrueEntry, read_content, verify

_PAGE = 200


@dataclass(frozen=True, slots=True)
class Chain:
    """One unbroken series of entries, bound to one kiosk name and one identity key.

    `sequence` and `hash` are its head: those of its last entry, or 0 and FIRST.
    """

    row: int
    chain: str
    kiosk: str
    public_key: bytes
    sequence: int = 0
    hash: str = FIRST


class History:
    """What happened on this kiosk, oldest first, over all its chains."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def head(self) -> Chain:
        """Return the present chain with its head."""
        with self._database.reading() as connection:
            return _head(connection)

    def chains(self) -> tuple[str, ...]:
        """Return every chain this journal ever had, the first one first."""
        with self._database.reading() as connection:
            return tuple(one.chain for one in _chains(connection))

    def entries(self, after: int = 0) -> Iterator[tuple[int, Entry]]:
        """Read entries with their position on this kiosk, those after a position.

        Entries whose content was erased after central's confirmation are left out. Raises
        Trouble("journal.untrue") for bytes that are no entry.
        """
        while True:
            with self._database.reading() as connection:
                rows = connection.execute(_AFTER, {"after": after}).all()
            for row in rows:
                yield row.position, entry_of(row.content, row.signature)
                after = row.position
            if len(rows) < _PAGE:
                return

    def verify_chain(self) -> int:
        """Check every hash, signature and link; returns how many entries were read.

        Raises Trouble("journal.untrue") for an entry altered, dropped, doubled or moved.
        """
        count = 0
        with self._database.reading() as connection:
            for chain in _chains(connection):
                count += _verify(connection, chain)
        return count

    def verify_head(self) -> None:
        """Check the newest entry, on which the next is built; Trouble("journal.untrue")."""
        with self._database.reading() as connection:
            # Of one moment: window and courier may both be at work.
            head, row = _head(connection), connection.execute(_NEWEST).one()
        if row.content is not None:
            _check(row.content, row.signature, row.hash, head, head.sequence, None)

    def rebuild(self) -> None:
        """Fold all read models anew from the entries, in one transaction."""
        with self._database.recording() as cursor:
            forget_all(cursor)
            cursor.execute(FOLDED_TO, {"position": 0})
            bring_up(cursor)


def present_chain(cursor: DBAPICursor) -> Chain | None:
    """Return the chain that new entries go to, with its head; None before the first."""
    cursor.execute(PRESENT_CHAIN)
    return _present(cursor.fetchone())


def write(cursor: DBAPICursor, chain: Chain, entry: Entry, enclosed: bytes | None = None) -> int:
    """Write an entry in the caller's transaction; from then on it waits for central.

    `enclosed` are its small attachments, one behind the other in the order it names them.

    Returns its position on this kiosk, over all chains. Read models are brought up to it later.
    """
    row = {
        "chain_id": chain.row,
        "sequence": entry.sequence,
        "hash": bytes.fromhex(entry.hash),
        "signature": entry.signature,
    }
    cursor.execute(NEW_ENTRY, row)
    position = int(cursor.lastrowid)
    kept = {"position": position, "content": entry.content, "enclosed": enclosed}
    cursor.execute(NEW_CONTENT, kept)
    return position


def bring_up(cursor: DBAPICursor) -> None:
    """Fold every entry that the read models do not hold yet, in the caller's transaction."""
    if cursor.execute(BEHIND).fetchall() == [(0,)]:
        return
    while rows := cursor.execute(NOT_FOLDED).fetchall():
        for position, content, signature, enclosed in rows:
            entry = entry_of(content, signature)
            fold(cursor, position, entry)
            if enclosed is not None:
                unpack(cursor, position, entry, enclosed)
        cursor.execute(FOLDED_TO, {"position": rows[-1][0]})
    cursor.execute(FOLDED_ALL)


@contextmanager
def brought_up(database: Database) -> Iterator[Connection]:
    """Open a snapshot to read from in which the read models hold every entry.

    Where the disk takes nothing more, they hold what they held before.
    """
    with database.reading() as connection:
        behind = connection.exec_driver_sql(BEHIND).scalar_one()
        if not behind:
            yield connection
    if behind:
        with suppress(Trouble), database.recording() as cursor:
            bring_up(cursor)
        with database.reading() as connection:
            yield connection


def entry_of(content: bytes, signature: bytes) -> Entry:
    """Read a kept entry back; Trouble("journal.untrue") where the bytes are none."""
    try:
        return read_content(content, signature)
    except UnreadableEntry as error:
        raise trouble("journal.untrue") from error


def _head(connection: Connection) -> Chain:
    chain = _present(connection.exec_driver_sql(PRESENT_CHAIN).one_or_none())
    if chain is None:
        raise Fault("an opened journal has a chain")
    return chain


def _present(row: Sequence[Any] | None) -> Chain | None:
    if row is None:
        return None
    id_, chain, kiosk, public_key, of_last, sequence, hash_ = row
    if of_last != id_:
        return Chain(id_, chain, kiosk, public_key)
    return Chain(id_, chain, kiosk, public_key, sequence, hash_.hex())


def _chains(connection: Connection) -> list[Chain]:
    rows = connection.execute(select(chains).order_by(chains.c.id)).all()
    return [Chain(row.id, row.chain, row.kiosk, row.public_key) for row in rows]


def _verify(connection: Connection, chain: Chain) -> int:
    previous, count = FIRST, 0
    for row in connection.execute(_CHAIN, {"chain": chain.row}):
        count += 1
        if row.sequence != count:
            raise trouble("journal.untrue")
        if row.content is not None:
            _check(row.content, row.signature, row.hash, chain, count, previous)
        previous = row.hash.hex()
    return count


def _check(
    content: bytes,
    signature: bytes,
    hash_: bytes,
    chain: Chain,
    sequence: int,
    previous: str | None,
) -> None:
    entry = entry_of(content, signature)
    try:
        verify(entry, chain.public_key, previous)
    except UntrueEntry as error:
        raise trouble("journal.untrue") from error
    if (entry.hash, entry.sequence, entry.chain, entry.kiosk) != (
        hash_.hex(),
        sequence,
        chain.chain,
        chain.kiosk,
    ):
        raise trouble("journal.untrue")


_ALL = (
    select(entries.c.position, entries.c.signature, contents.c.content)
    .join(contents, contents.c.position == entries.c.position)
    .order_by(entries.c.position)
)
_NEWEST = (
    select(entries.c.hash, entries.c.signature, contents.c.content)
    .outerjoin(contents, contents.c.position == entries.c.position)
    .order_by(entries.c.position.desc())
    .limit(1)
)
_AFTER = _ALL.where(entries.c.position > bindparam("after")).limit(_PAGE)
_CHAIN = (
    select(entries.c.sequence, entries.c.hash, entries.c.signature, contents.c.content)
    .outerjoin(contents, contents.c.position == entries.c.position)
    .where(entries.c.chain_id == bindparam("chain"))
    .order_by(entries.c.position)
)
