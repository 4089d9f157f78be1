"""The entries themselves, in the order they happened: written, read, checked, folded anew."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, insert, select

from kiosk.journal.database import Database
from kiosk.journal.folding import fold, forget_all
from kiosk.journal.tables import WAITING, chains, contents, deliveries, entries
from kiosk.journal.troubles import trouble
from kiosk.wire.entry import FIRST, Entry, UnreadableEntry, UntrueEntry, read_content, verify

_PAGE = 200


@dataclass(frozen=True, slots=True)
class Chain:
    """One unbroken series of entries, bound to one kiosk name and one identity key."""

    row: int
    chain: str
    kiosk: str
    public_key: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain stands: its last sequence (0 for none) and that entry's hash."""

    chain: str
    sequence: int
    hash: str


class History:
    """What happened on this kiosk, oldest first, over all its chains."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def head(self) -> Head:
        """Return where the present chain stands."""
        with self._database.reading() as connection:
            return head(connection, present_chain(connection))

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

    def rebuild(self) -> None:
        """Fold all read models anew from the entries, in one transaction."""
        with self._database.writing() as connection:
            forget_all(connection)
            for row in connection.execute(_ALL):
                fold(connection, row.position, entry_of(row.content, row.signature))


def present_chain(connection: Connection) -> Chain | None:
    """Return the chain that new entries go to; None before the first."""
    row = connection.execute(_PRESENT).one_or_none()
    return None if row is None else Chain(row.id, row.chain, row.kiosk, row.public_key)


def head(connection: Connection, chain: Chain | None) -> Head:
    """Return where a chain stands."""
    if chain is None:
        return Head("", 0, FIRST)
    row = connection.execute(_HEAD, {"chain": chain.row}).one_or_none()
    if row is None:
        return Head(chain.chain, 0, FIRST)
    return Head(chain.chain, row.sequence, row.hash.hex())


def write(connection: Connection, chain: Chain, entry: Entry) -> None:
    """Write an entry, its place in the queue and its read models, in the caller's transaction."""
    row = {
        "chain_id": chain.row,
        "sequence": entry.sequence,
        "hash": bytes.fromhex(entry.hash),
        "signature": entry.signature,
    }
    position = int(connection.execute(_ENTRY, row).lastrowid)
    connection.execute(_CONTENT, {"position": position, "content": entry.content})
    connection.execute(_DELIVERY, {"position": position, "state": WAITING})
    fold(connection, position, entry)


def entry_of(content: bytes, signature: bytes) -> Entry:
    """Read a kept entry back; Trouble("journal.untrue") where the bytes are none."""
    try:
        return read_content(content, signature)
    except UnreadableEntry as error:
        raise trouble("journal.untrue") from error


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
    content: bytes, signature: bytes, hash_: bytes, chain: Chain, sequence: int, previous: str
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


_PRESENT = select(chains).order_by(chains.c.id.desc()).limit(1)
_HEAD = (
    select(entries.c.sequence, entries.c.hash)
    .where(entries.c.chain_id == bindparam("chain"))
    .order_by(entries.c.sequence.desc())
    .limit(1)
)
_ALL = (
    select(entries.c.position, entries.c.signature, contents.c.content)
    .join(contents, contents.c.position == entries.c.position)
    .order_by(entries.c.position)
)
_AFTER = _ALL.where(entries.c.position > bindparam("after")).limit(_PAGE)
_CHAIN = (
    select(entries.c.sequence, entries.c.hash, entries.c.signature, contents.c.content)
    .outerjoin(contents, contents.c.position == entries.c.position)
    .where(entries.c.chain_id == bindparam("chain"))
    .order_by(entries.c.sequence)
)
_ENTRY, _CONTENT, _DELIVERY = insert(entries), insert(contents), insert(deliveries)
