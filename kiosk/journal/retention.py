"""Personal data goes when its time is over: after central's confirmation, and not before."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, exists, select

from kiosk.journal.attachments import forget
from kiosk.journal.tables import (
    CONFIRMED,
    HELD,
    attachments,
    cases,
    contents,
    deliveries,
    news,
    papers,
    spelled,
)

_AT_ONCE = 1000


def retire(connection: Connection, before: datetime) -> tuple[int, list[str]]:
    """Erase entries confirmed before then; return how many, and the files to unlink.

    An entry whose attachments central does not hold yet stays whole.
    """
    count, files = 0, list[str]()
    while positions := _due(connection, before):
        files += _erase(connection, positions)
        count += len(positions)
    return count, files


def _due(connection: Connection, before: datetime) -> Sequence[int]:
    unheld = exists().where(
        attachments.c.position == deliveries.c.position, attachments.c.state != HELD
    )
    due = (
        select(deliveries.c.position)
        .join(contents, contents.c.position == deliveries.c.position)
        .where(deliveries.c.state == CONFIRMED, deliveries.c.at < spelled(before), ~unheld)
        .order_by(deliveries.c.position)
        .limit(_AT_ONCE)
    )
    return connection.execute(due).scalars().all()


def _erase(connection: Connection, positions: Sequence[int]) -> list[str]:
    numbers = select(cases.c.number).where(cases.c.position.in_(positions))
    connection.execute(delete(news).where(news.c.case_number.in_(numbers)))
    for table in (cases, papers, contents):
        connection.execute(delete(table).where(table.c.position.in_(positions)))
    return forget(connection, positions)
