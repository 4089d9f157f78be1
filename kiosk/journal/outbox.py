"""What waits for central, and how far central has confirmed: all that ever changes here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import Any

from sqlalchemy import Row, select, update

from kiosk.journal.attachments import heard
from kiosk.journal.database import Database
from kiosk.journal.history import entry_of
from kiosk.journal.queueing import (
    CONFIRMED_ENTRIES,
    IS_PARKED,
    PARKED_ENTRIES,
    QUEUED,
    confirm,
    found,
    our_chain,
    park,
    settled,
    waiting,
)
from kiosk.journal.tables import WAITING, chains, courier, deliveries, moment, spelled
from kiosk.wire.entry import Entry
from kiosk.wire.messages import (
    BATCH_BYTES,
    BATCH_LINES,
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

    def batches(
        self, limit_bytes: Callable[[], int] = lambda: BATCH_BYTES
    ) -> Iterator[tuple[Entry, ...]]:
        """Yield what waits, oldest first, in such batches: each entry once, confirmed or not.

        Before each it is asked how large it may be.
        """
        last = 0
        while batch := _batch(self._database, last, limit_bytes=limit_bytes()):
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
            chain = our_chain(connection, word.kiosk, word.chain)
            heard(connection, word.held, word.missing)
            confirmed: list[dict[str, object]] = []
            for row in settled(connection, chain, [*kept, *refused]):
                entry = entry_of(row.content, row.signature)
                if entry.hash in refused:
                    park(connection, row.position, refused[entry.hash], word.at)
                elif all(one.sha256 in named for one in entry.attachments):
                    confirmed.append({"place": row.position, "word": kept[entry.hash]})
            count = confirm(connection, confirmed, word.at)
            complete = update(chains).where(chains.c.id == chain)
            connection.execute(complete.values(complete_to=word.complete_to))
        return count

    def parked(self) -> tuple[Parked, ...]:
        """Return what central refused, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(PARKED_ENTRIES).all()
        return tuple(Parked(row.position, row.sequence, row.reason) for row in rows)

    def set_aside(self, entry: Entry, reason: str, at: datetime) -> None:
        """Park an entry that the line will not carry, so that it blocks nothing behind it."""
        with self._database.writing() as connection:
            chain = our_chain(connection, entry.kiosk, entry.chain)
            for row in settled(connection, chain, [entry.hash]):
                park(connection, row.position, reason, at)

    def release(self) -> int:
        """Put every parked entry back into the queue; returns how many."""
        back = update(deliveries).where(IS_PARKED)
        with self._database.writing() as connection:
            return connection.execute(back.values(state=WAITING)).rowcount

    def queue(self) -> Queue:
        """Count what waits."""
        with self._database.reading() as connection:
            row = connection.execute(QUEUED).one()
            oldest = waiting(connection, 0, 1)
        since = entry_of(oldest[0].content, oldest[0].signature).at if oldest else None
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

    def offers(self) -> Iterator[Offer]:
        """After a new epoch: everything confirmed earlier, to ask central what it lost."""
        after = 0
        while True:
            with self._database.reading() as connection:
                rows = connection.execute(CONFIRMED_ENTRIES, {"after": after}).all()
            if not rows:
                return
            kiosk, chain = rows[0].kiosk, rows[0].chain
            same = list(takewhile(lambda row: row.chain == chain, rows))  # noqa: B023  # used here
            yield Offer(kiosk, chain, tuple(row.hash.hex() for row in same))
            after = same[-1].position

    def settle(self, answer: Reconciliation) -> int:
        """Put back into the queue what a *verified* answer says central lacks; returns how many."""
        with self._database.writing() as connection:
            chain = our_chain(connection, answer.kiosk, answer.chain)
            heard(connection, (), [one.sha256 for one in answer.missing])
            rows = found(connection, chain, answer.lacking)
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
        rows = waiting(connection, after, limit_entries)
    batch: list[tuple[int, Entry]] = []
    size = 0
    for row in rows:
        entry = entry_of(row.content, row.signature)
        size += len(entry.line())
        if batch and (size > limit_bytes or entry.chain != batch[0][1].chain):
            break
        batch.append((row.position, entry))
    return batch
