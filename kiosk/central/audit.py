"""Who looked at whose case, when and through which door: kept for ever, changed by nobody.

Cybersecurity Law of the PRC, art. 21 (3): such records are kept for six months at least;
GB/T 35273-2020, 11.7: they must not be altered.
"""

import os
import pwd
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from kiosk.central.tables import cases, readings
from kiosk.wire.ids import NOISE_BYTES, uuid7

SHOWN = 1000
"""How many records are listed at once, the newest."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One look at one case.

    `who` is `department:police` or `operator:name`, `what` the door or the command; `subject` is
    the case's number, or the hash of an entry that has none.
    """

    at: datetime
    who: str
    what: str
    subject: str

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S}  {self.subject}  {self.who}  {self.what}"


def note(
    connection: Connection, who: str, what: str, subjects: Iterable[str], now: datetime
) -> None:
    """Record a look, in the transaction that reads: what is not recorded is not shown."""
    rows = [
        {
            "id": uuid7(now, secrets.token_bytes(NOISE_BYTES)),
            "at": now,
            "who": who,
            "what": what,
            "subject": subject,
        }
        for subject in dict.fromkeys(subjects)
    ]
    if rows:
        connection.execute(insert(readings), rows)


def note_tasks(
    connection: Connection, department: str, what: str, case_ids: Iterable[str], now: datetime
) -> None:
    """Record that a department was told of tasks of these cases."""
    wanted = select(cases.c.number).where(cases.c.id.in_(set(case_ids))).order_by(cases.c.number)
    note(connection, f"department:{department}", what, connection.execute(wanted).scalars(), now)


def readings_of(connection: Connection, subject: str | None = None) -> tuple[Reading, ...]:
    """Return who looked at a case, or at any; the newest of them, oldest first."""
    wanted = select(readings)
    if subject is not None:
        wanted = wanted.where(readings.c.subject == subject)
    newest = wanted.order_by(readings.c.at.desc(), readings.c.id.desc()).limit(SHOWN)
    rows = connection.execute(newest).all()
    return tuple(Reading(row.at, row.who, row.what, row.subject) for row in reversed(rows))


def operator() -> str:
    """Name the account that runs this program, as the machine knows it."""
    account = os.getuid()
    try:
        return f"operator:{pwd.getpwuid(account).pw_name}"
    except KeyError:
        return f"operator:{account}"
