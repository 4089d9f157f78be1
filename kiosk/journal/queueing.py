"""How far each entry is: which wait for central, and the lines that say what it said of them.

An entry gets its line when central speaks of it, or of a later one. Those behind the last line
wait by being there: accepting a case writes nothing about its delivery.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    ScalarSelect,
    Table,
    and_,
    bindparam,
    func,
    insert,
    literal,
    literal_column,
    not_,
    select,
    text,
    update,
)

from kiosk.errors import Fault
from kiosk.journal.tables import (
    ASKED,
    CONFIRMED,
    PARKED,
    WAITING,
    attachments,
    chains,
    contents,
    deliveries,
    entries,
    spelled,
)
from kiosk.wire.messages import OFFER_ENTRIES

Kept = Row[int, bytes, bytes]
"""An entry as it is kept: `position`, `signature`, `content`."""


def waiting(connection: Connection, after: int, limit: int) -> list[Kept]:
    """Return what waits behind a position: what has a line that says so, then what has none yet."""
    rows = list(connection.execute(_AGAIN, {"after": after, "limit": limit}))
    more = {"after": after, "limit": limit - len(rows)}
    return rows + list(connection.execute(_NEW, more)) if more["limit"] else rows


def settled(connection: Connection, chain: int, hashes: Sequence[str]) -> Sequence[Kept]:
    """Return the entries of those hashes; each has a line of its own from now on."""
    rows = found(connection, chain, hashes)
    if rows:
        connection.execute(_NOTE, {"last": max(row.position for row in rows)})
    return rows


def our_chain(connection: Connection, kiosk: str, chain: str) -> int:
    """Return the row of a chain of ours; Fault for any other."""
    ours = select(chains.c.id).where(chains.c.kiosk == kiosk, chains.c.chain == chain)
    row = connection.execute(ours).scalar_one_or_none()
    if row is None:
        raise Fault("central spoke of a chain that is not ours")
    return int(row)


def found(connection: Connection, chain: int, hashes: Sequence[str]) -> Sequence[Kept]:
    """Return the entries of those hashes, as far as they are on that chain and not erased."""
    digests = [bytes.fromhex(one) for one in hashes]
    wanted = _KEPT.where(entries.c.chain_id == chain, entries.c.hash.in_(digests))
    return connection.execute(wanted).all()


def confirm(connection: Connection, rows: Sequence[dict[str, object]], at: datetime) -> int:
    """Note central's `word` on the entry at each `place`; return how many were not confirmed."""
    if not rows:
        return 0
    return connection.execute(_CONFIRM, [{**row, "told": spelled(at)} for row in rows]).rowcount


def park(connection: Connection, position: int, reason: str, at: datetime) -> None:
    """Take a waiting entry out of the queue, for a person to look at."""
    values = {"state": PARKED, "verdict": "refused", "reason": reason, "at": spelled(at)}
    place = (deliveries.c.position == position) & (deliveries.c.state == WAITING)
    connection.execute(update(deliveries).where(place).values(values))


def is_confirmed(position: ColumnElement[int]) -> ColumnElement[bool]:
    """Tell in SQL whether central confirmed the entry at a position; it must not be erased.

    An entry's own line lies anywhere among all of them; what waits again or is parked is a short
    list. SQLite would read the line, so the list's index is named.
    """
    again, parked = (
        select(literal_column("1"))
        .select_from(text(f"deliveries AS line INDEXED BY {index}"))
        .where(text(f"line.state = {state}"), literal_column("line.position") == position)
        .exists()
        for index, state in (("waiting_entries", WAITING), ("parked_entries", PARKED))
    )
    return and_(position <= _LAST_NOTED, not_(again), not_(parked))


def _count(table: Table, where: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.count()).select_from(table).where(where).scalar_subquery()


_KEPT = (
    select(entries.c.position, entries.c.signature, contents.c.content)
    .select_from(entries)
    .join(contents, contents.c.position == entries.c.position)
)
# States are written out, not bound: only so does SQLite always see that the index fits.
_IS_WAITING = deliveries.c.state == literal_column(str(WAITING))
IS_PARKED = deliveries.c.state == literal_column(str(PARKED))
_AGAIN = (
    _KEPT.join(deliveries, deliveries.c.position == entries.c.position)
    .where(_IS_WAITING, deliveries.c.position > bindparam("after"))
    .order_by(deliveries.c.position)
    .limit(bindparam("limit"))
)
_LAST_NOTED = select(func.coalesce(func.max(deliveries.c.position), 0)).scalar_subquery()
_NEW = (
    _KEPT.where(entries.c.position > func.max(bindparam("after"), _LAST_NOTED))
    .order_by(entries.c.position)
    .limit(bindparam("limit"))
)
_NOTE = insert(deliveries).from_select(
    ["position", "state"],
    select(entries.c.position, literal(WAITING)).where(
        entries.c.position > _LAST_NOTED, entries.c.position <= bindparam("last")
    ),
)
_CONFIRM = (
    update(deliveries)
    .where(deliveries.c.position == bindparam("place"), deliveries.c.state != CONFIRMED)
    .values(state=CONFIRMED, verdict=bindparam("word"), reason=None, at=bindparam("told"))
)
PARKED_ENTRIES = (
    select(deliveries.c.position, entries.c.sequence, deliveries.c.reason)
    .join(entries, entries.c.position == deliveries.c.position)
    .where(IS_PARKED)
    .order_by(deliveries.c.position)
)
CONFIRMED_ENTRIES = (
    select(chains.c.kiosk, chains.c.chain, entries.c.position, entries.c.hash)
    .select_from(deliveries)
    .join(entries, entries.c.position == deliveries.c.position)
    .join(chains, chains.c.id == entries.c.chain_id)
    .where(deliveries.c.state == CONFIRMED, deliveries.c.position > bindparam("after"))
    .order_by(deliveries.c.position)
    .limit(OFFER_ENTRIES)
)
# Positions have no gaps: an entry is never deleted.
_NOT_NOTED = select(func.coalesce(func.max(entries.c.position), 0)).scalar_subquery() - _LAST_NOTED
QUEUED = select(
    (_count(deliveries, _IS_WAITING) + _NOT_NOTED).label("waiting"),
    _count(deliveries, IS_PARKED).label("parked"),
    _count(attachments, attachments.c.state == literal_column(str(ASKED))).label("attachments"),
)
