"""A person has looked at an entry that is no case, and it waits for nobody any more.

The entry itself stays where it is, as it came: what was settled, by whom and why stands beside it.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from kiosk.central.tables import cases, conflicts, entries, settlements
from kiosk.errors import Trouble
from kiosk.texts import Text

WHY_LIMIT = 2000
"""Characters of the longest reason."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Who settled an entry, when and why."""

    at: datetime
    who: str
    why: str


def settle(connection: Connection, name: str, settled: Settled) -> None:
    """Settle the entry with this hash; again, it stays as it was settled first.

    Raises Trouble `central.nothing_to_settle`, and `central.to_release` for an entry that hands in
    a case: that goes its way, and its departments decide.
    """
    waiting = select(entries.c.hash).where(
        entries.c.hash == name, entries.c.quarantine.is_not(None)
    )
    beside = select(conflicts.c.hash).where(conflicts.c.hash == name)
    if not connection.execute(waiting.union(beside)).first():
        raise _nothing()
    if connection.execute(select(cases.c.id).where(cases.c.entry == name)).first():
        raise _to_release()
    if settlement(connection, name) is None:
        row = {"hash": name, "at": settled.at, "who": settled.who, "why": settled.why[:WHY_LIMIT]}
        connection.execute(insert(settlements).values(row))


def settlement(connection: Connection, name: str) -> Settled | None:
    """Return how an entry was settled, if it was."""
    row = connection.execute(select(settlements).where(settlements.c.hash == name)).one_or_none()
    return Settled(row.at, row.who, row.why) if row else None


def _nothing() -> Trouble:
    return Trouble(
        "central.nothing_to_settle",
        Text("没有等待处理的这条记录。", "No entry of this hash waits for a person."),
        Text(
            "请从 kiosk central attention 的列表中复制。",
            "Copy it from the list of `kiosk central attention`.",
        ),
    )


def _to_release() -> Trouble:
    return Trouble(
        "central.to_release",
        Text("这条记录是一个办件。", "This entry hands in a case."),
        Text(
            "请用 kiosk central release 放行，由部门决定。",
            "Let it go its way with `kiosk central release`; its departments decide.",
        ),
    )
