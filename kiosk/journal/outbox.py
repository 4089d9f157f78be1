"""What waits for central, and how far central has confirmed: all that ever changes here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    ScalarSelect,
    Table,
    bindparam,
    func,
    literal_column,
    select,
    update,
)

from kiosk.errors import Fault
from kiosk.journal.attachments import heard
from kiosk.journal.database import Database
from kiosk.journal.history import entry_of
from kiosk.journal.tables import (
    ASKED,
    CONFIRMED,
    PARKED,
    WAITING,
    attachments,
    chains,
    contents,
    courier,
    deliveries,
    entries,
    moment,
    spelled,
)
from kiosk.wire.entry import Entry
from kiosk.wire.messages import (
    BATCH_BYTES,
    BATCH_LINES,
    OFFER_ENTRIES,
    Acknowledgement,
    Offer,
    Reconciliation,
)


@dataclass(frozen=True, slots=True)
class Effort:
    """How the courier fares: failed attempts in a row, when to try next, why the last failed."""

    attempts: int = 0
    next_at: datetime | None = None
    last_error: str | None = None
    last_success: datetime | None = None


@dataclass(frozen=True, slots=True)
class Queue:
    """How much waits: entries, those parked for a person, attachments, since when (or None)."""

    waiting: int
    parked: int
    attachments: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class Parked:
    """An entry that central refused, and why: for a person to look at."""

    position: int
    sequence: int
    reason: str


class Outbox:
    """The queue from this kiosk to central; nothing leaves it but by a verified word."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def waiting(
        self, limit_entries: int = BATCH_LINES, limit_bytes: int = BATCH_BYTES
    ) -> tuple[Entry, ...]:
        """Return the oldest unconfirmed entries of one chain, whose lines fit into a batch.

        One entry comes even when it alone is over `limit_bytes`.
        """
        batch = _batch(self._database, 0, limit_entries, limit_bytes)
        return tuple(entry for _, entry in batch)

    def batches(self) -> Iterator[tuple[Entry, ...]]:
        """Yield what waits, oldest first, in such batches: each entry once, confirmed or not."""
        last = 0
        while batch := _batch(self._database, last):
            last = batch[-1][0]
            yield tuple(entry for _, entry in batch)

    def confirm(self, word: Acknowledgement) -> int:
        """Note what a *verified* acknowledgement says; returns how many entries it confirmed.

        An entry counts only when every attachment it names is named as held or missing. What
        central refused is parked, so that it blocks nothing behind it. Fault for a chain that
        is not ours.
        """
        named = {*word.held, *word.missing}
        kept, refused = word.kept(), word.refused()
        with self._database.writing() as connection:
            chain = _our_chain(connection, word.kiosk, word.chain)
            heard(connection, word.held, word.missing)
            confirmed: list[dict[str, object]] = []
            for row in _found(connection, chain, [*kept, *refused]):
                entry = entry_of(row.content, row.signature)
                if entry.hash in refused:
                    _park(connection, row.position, refused[entry.hash], word.at)
                elif all(one.sha256 in named for one in entry.attachments):
                    confirmed.append({"place": row.position, "word": kept[entry.hash]})
            count = _confirm(connection, confirmed, word.at)
            complete = update(chains).where(chains.c.id == chain)
            connection.execute(complete.values(complete_to=word.complete_to))
        return count

    def parked(self) -> tuple[Parked, ...]:
        """Return what central refused, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(_PARKED).all()
        return tuple(Parked(row.position, row.sequence, row.reason) for row in rows)

    def set_aside(self, entry: Entry, reason: str, at: datetime) -> None:
        """Park an entry that the line will not carry, so that it blocks nothing behind it."""
        with self._database.writing() as connection:
            chain = _our_chain(connection, entry.kiosk, entry.chain)
            for row in _found(connection, chain, [entry.hash]):
                _park(connection, row.position, reason, at)

    def release(self) -> int:
        """Put every parked entry back into the queue; returns how many."""
        back = update(deliveries).where(_IS_PARKED)
        with self._database.writing() as connection:
            return connection.execute(back.values(state=WAITING)).rowcount

    def queue(self) -> Queue:
        """Count what waits."""
        with self._database.reading() as connection:
            row = connection.execute(_QUEUE).one()
            oldest = connection.execute(_WAITING, {"after": 0, "limit": 1}).one_or_none()
        since = None if oldest is None else entry_of(oldest.content, oldest.signature).at
        return Queue(row.waiting, row.parked, row.attachments, since)

    def effort(self) -> Effort:
        """Return how the courier fares."""
        row = self._courier()
        return Effort(row.attempts, moment(row.next_at), row.last_error, moment(row.last_success))

    def note(self, effort: Effort) -> None:
        """Keep how the courier fares, so that a restart goes on waiting where it was.

        `last_error` is a stable code, never a text with personal data.
        """
        values = {
            "attempts": effort.attempts,
            "next_at": effort.next_at and spelled(effort.next_at),
            "last_error": effort.last_error,
            "last_success": effort.last_success and spelled(effort.last_success),
        }
        with self._database.writing() as connection:
            connection.execute(update(courier).values(values))

    def epoch(self) -> str | None:
        """Return the epoch of central that all confirmations hold for; None before the first."""
        epoch: str | None = self._courier().epoch
        return epoch

    def enter(self, epoch: str) -> None:
        """Note a new epoch, once every offer of the last one was answered and settled."""
        with self._database.writing() as connection:
            connection.execute(update(courier).values(epoch=epoch))

    def offers(self) -> tuple[Offer, ...]:
        """After a new epoch: everything confirmed earlier, to ask central what it lost."""
        with self._database.reading() as connection:
            rows = connection.execute(_CONFIRMED).all()
        by_chain: dict[tuple[str, str], list[str]] = {}
        for row in rows:
            by_chain.setdefault((row.kiosk, row.chain), []).append(row.hash.hex())
        return tuple(
            Offer(kiosk, chain, tuple(hashes[start : start + OFFER_ENTRIES]))
            for (kiosk, chain), hashes in by_chain.items()
            for start in range(0, len(hashes), OFFER_ENTRIES)
        )

    def settle(self, answer: Reconciliation) -> int:
        """Put back into the queue what a *verified* answer says central lacks; returns how many."""
        with self._database.writing() as connection:
            chain = _our_chain(connection, answer.kiosk, answer.chain)
            heard(connection, (), [one.sha256 for one in answer.missing])
            rows = _found(connection, chain, answer.lacking)
            for row in rows:
                again = update(deliveries).where(deliveries.c.position == row.position)
                connection.execute(again.values(state=WAITING))
        return len(rows)

    def _courier(self) -> Row[Any]:
        with self._database.reading() as connection:
            return connection.execute(select(courier)).one()


def _batch(
    database: Database,
    after: int,
    limit_entries: int = BATCH_LINES,
    limit_bytes: int = BATCH_BYTES,
) -> list[tuple[int, Entry]]:
    """Return the entries waiting behind a position, each with its own."""
    with database.reading() as connection:
        rows = connection.execute(_WAITING, {"after": after, "limit": limit_entries}).all()
    batch: list[tuple[int, Entry]] = []
    size = 0
    for row in rows:
        entry = entry_of(row.content, row.signature)
        size += len(entry.line())
        if batch and (size > limit_bytes or entry.chain != batch[0][1].chain):
            break
        batch.append((row.position, entry))
    return batch


def _our_chain(connection: Connection, kiosk: str, chain: str) -> int:
    ours = select(chains.c.id).where(chains.c.kiosk == kiosk, chains.c.chain == chain)
    row = connection.execute(ours).scalar_one_or_none()
    if row is None:
        raise Fault("central spoke of a chain that is not ours")
    return int(row)


def _found(
    connection: Connection, chain: int, hashes: Sequence[str]
) -> Sequence[Row[int, bytes, bytes]]:
    digests = [bytes.fromhex(one) for one in hashes]
    found = _KEPT.where(entries.c.chain_id == chain, entries.c.hash.in_(digests))
    return connection.execute(found).all()


def _confirm(connection: Connection, rows: Sequence[dict[str, object]], at: datetime) -> int:
    if not rows:
        return 0
    return connection.execute(_CONFIRM, [{**row, "told": spelled(at)} for row in rows]).rowcount


def _park(connection: Connection, position: int, reason: str, at: datetime) -> None:
    values = {"state": PARKED, "verdict": "refused", "reason": reason, "at": spelled(at)}
    place = (deliveries.c.position == position) & (deliveries.c.state == WAITING)
    connection.execute(update(deliveries).where(place).values(values))


def _count(table: Table, where: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.count()).select_from(table).where(where).scalar_subquery()


_KEPT = (
    select(entries.c.position, entries.c.signature, contents.c.content)
    .select_from(entries)
    .join(contents, contents.c.position == entries.c.position)
)
# States are written out, not bound: only so does SQLite always see that the index fits.
_IS_WAITING = deliveries.c.state == literal_column(str(WAITING))
_IS_PARKED = deliveries.c.state == literal_column(str(PARKED))
_WAITING = (
    _KEPT.join(deliveries, deliveries.c.position == entries.c.position)
    .where(_IS_WAITING, deliveries.c.position > bindparam("after"))
    .order_by(deliveries.c.position)
    .limit(bindparam("limit"))
)
_CONFIRM = (
    update(deliveries)
    .where(deliveries.c.position == bindparam("place"), deliveries.c.state != CONFIRMED)
    .values(state=CONFIRMED, verdict=bindparam("word"), reason=None, at=bindparam("told"))
)
_PARKED = (
    select(deliveries.c.position, entries.c.sequence, deliveries.c.reason)
    .join(entries, entries.c.position == deliveries.c.position)
    .where(_IS_PARKED)
    .order_by(deliveries.c.position)
)
_CONFIRMED = (
    select(chains.c.kiosk, chains.c.chain, entries.c.hash)
    .join(entries, entries.c.chain_id == chains.c.id)
    .join(contents, contents.c.position == entries.c.position)
    .join(deliveries, deliveries.c.position == entries.c.position)
    .where(deliveries.c.state == CONFIRMED)
    .order_by(entries.c.position)
)
_QUEUE = select(
    _count(deliveries, _IS_WAITING).label("waiting"),
    _count(deliveries, _IS_PARKED).label("parked"),
    _count(attachments, attachments.c.state == literal_column(str(ASKED))).label("attachments"),
)
