"""The cases that are not wholly at central yet, for staff: since when, and what holds each up."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from sqlalchemy import func, literal_column, select

from kiosk.journal.database import Database
from kiosk.journal.folding import CASE_SUBMITTED
from kiosk.journal.history import entry_of
from kiosk.journal.outbox import Outbox
from kiosk.journal.tables import ASKED, PARKED, attachments, contents, deliveries, entries
from kiosk.wire.entry import Entry


@dataclass(frozen=True, slots=True)
class PendingCase:
    """A case by its number, and when it was submitted.

    It waits in the queue; or it was put aside for the reason of that code; or central has it, but
    not yet so many of its attachments.
    """

    number: str
    since: datetime
    aside: str | None = None
    attachments: int = 0


class Pending:
    """Reads them from the queue itself, so that nothing can be forgotten."""

    def __init__(self, database: Database, outbox: Outbox) -> None:
        self._database = database
        self._outbox = outbox

    def cases(self, limit: int = 1000) -> tuple[PendingCase, ...]:
        """Return at most so many: those put aside, then those in the queue, then the others."""
        return tuple(islice(self._all(), limit))

    def _all(self) -> Iterator[PendingCase]:
        with self._database.reading() as connection:
            aside, asked = connection.execute(_ASIDE).all(), connection.execute(_ASKED).all()
        for row in aside:
            yield from _case(entry_of(row.content, row.signature), aside=row.reason)
        for batch in self._outbox.batches():
            for entry in batch:
                yield from _case(entry)
        for row in asked:
            yield from _case(entry_of(row.content, row.signature), attachments=row.many)


def _case(entry: Entry, aside: str | None = None, attachments: int = 0) -> Iterator[PendingCase]:
    if entry.kind == CASE_SUBMITTED:
        yield PendingCase(json.loads(entry.body)["number"], entry.at, aside, attachments)


_ASIDE = (
    select(entries.c.signature, contents.c.content, deliveries.c.reason)
    .select_from(entries)
    .join(contents, contents.c.position == entries.c.position)
    .join(deliveries, deliveries.c.position == entries.c.position)
    .where(deliveries.c.state == literal_column(str(PARKED)))
    .order_by(deliveries.c.position)
)
_MANY = (
    select(attachments.c.position, func.count().label("many"))
    .where(attachments.c.state == literal_column(str(ASKED)))
    .group_by(attachments.c.position)
    .subquery()
)
_ASKED = (
    select(entries.c.signature, contents.c.content, _MANY.c.many)
    .select_from(entries)
    .join(contents, contents.c.position == entries.c.position)
    .join(_MANY, _MANY.c.position == entries.c.position)
    .order_by(entries.c.position)
)
