"""Personal data goes when its time is over: after central's confirmation, and not before.

It goes in small steps, so that nobody who submits a case meanwhile waits for it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, literal_column, select, tuple_, update

from kiosk.journal.attachments import forget
from kiosk.journal.database import Database
from kiosk.journal.folding import names_of
from kiosk.journal.history import entry_of
from kiosk.journal.tables import (
    CONFIRMED,
    ERASED,
    HELD,
    attachments,
    cases,
    contents,
    deliveries,
    entries,
    names,
    news,
    papers,
    spelled,
)
from kiosk.wire.entry import Entry

AT_ONCE = 100
"""Entries erased in one transaction."""


@dataclass(frozen=True, slots=True)
class _Due:
    """An entry whose time is over, and when central confirmed it."""

    position: int
    at: str
    entry: Entry


def retire(database: Database, before: datetime) -> Iterator[tuple[int, list[str]]]:
    """Erase entries confirmed before then, a few in each transaction.

    Yields how many and the files to unlink. An entry whose attachments central does not hold yet
    stays whole.
    """
    last = ("", 0)
    while True:
        with database.writing() as connection:
            due = _due(connection, before, last)
            if not due:
                return
            last = (due[-1].at, due[-1].position)
            gone = _held(connection, due)
            files = _erase(connection, gone)
        yield len(gone), files


def _due(connection: Connection, before: datetime, last: tuple[str, int]) -> list[_Due]:
    values = {"before": spelled(before), "at": last[0], "position": last[1]}
    rows = connection.execute(_CONFIRMED_BEFORE, values)
    return [_Due(row.position, row.at, entry_of(row.content, row.signature)) for row in rows]


def _held(connection: Connection, due: Sequence[_Due]) -> list[_Due]:
    """Return those of which central holds every attachment that no later entry names."""
    lacking = select(attachments.c.position).where(
        attachments.c.sha256.in_(_digests(due)), attachments.c.state != HELD
    )
    waiting = set(connection.execute(lacking).scalars())
    return [one for one in due if one.position not in waiting]


def _erase(connection: Connection, gone: Sequence[_Due]) -> list[str]:
    if not gone:
        return []
    positions = [one.position for one in gone]
    numbers = select(cases.c.number).where(cases.c.position.in_(positions))
    connection.execute(delete(news).where(news.c.case_number.in_(numbers)))
    named = [(name, one.position) for one in gone for name in names_of(one.entry)]
    connection.execute(delete(names).where(tuple_(names.c.name, names.c.position).in_(named)))
    for table in (cases, papers, contents):
        connection.execute(delete(table).where(table.c.position.in_(positions)))
    lines = update(deliveries).where(deliveries.c.position.in_(positions))
    connection.execute(lines.values(state=ERASED))
    return forget(connection, positions, _digests(gone))


def _digests(due: Sequence[_Due]) -> list[bytes]:
    return [bytes.fromhex(ref.sha256) for one in due for ref in one.entry.attachments]


# The state is written out, not bound: only so does SQLite always see that the index fits.
_CONFIRMED_BEFORE = (
    select(deliveries.c.position, deliveries.c.at, entries.c.signature, contents.c.content)
    .select_from(deliveries)
    .join(entries, entries.c.position == deliveries.c.position)
    .join(contents, contents.c.position == deliveries.c.position)
    .where(
        deliveries.c.state == literal_column(str(CONFIRMED)),
        deliveries.c.at < bindparam("before"),
        tuple_(deliveries.c.at, deliveries.c.position)
        > tuple_(bindparam("at"), bindparam("position")),
    )
    .order_by(deliveries.c.at, deliveries.c.position)
    .limit(AT_ONCE)
)
