"""Who looked at whose case, when and through which door: changed by nobody, and kept until told.

Cybersecurity Law of the PRC, art. 21 (3): such records are kept for six months at least;
GB/T 35273-2020, 11.7: they must not be altered. The database itself sees to both.
"""

import os
import pwd
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from kiosk.central.tables import cases, readings
from kiosk.errors import Trouble
from kiosk.texts import Text
from kiosk.wire.ids import NOISE_BYTES, uuid7

STAY = timedelta(days=183)
"""Half a year; triggers of the database refuse to remove what is younger."""

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


def forget(connection: Connection, older_than: timedelta, now: datetime) -> int:
    """Remove the records of looks before that time, and record that; returns how many.

    Raises Trouble `central.audit_stays` for what the law still wants kept.
    """
    if older_than < STAY:
        raise _stays()
    before = now - older_than
    gone = connection.execute(delete(readings).where(readings.c.at < before)).rowcount
    note(connection, operator(), "forget", [f"{gone} before {before:%Y-%m-%d}"], now)
    return gone


def _stays() -> Trouble:
    return Trouble(
        "central.audit_stays",
        Text(
            f"访问记录至少保存 {STAY.days} 天。",
            f"Records of who looked stay for {STAY.days} days at least.",
        ),
        Text("请给出更长的天数。", "Give more days."),
    )


def operator() -> str:
    """Name the account that runs this program, as the machine knows it."""
    account = os.getuid()
    try:
        return f"operator:{pwd.getpwuid(account).pw_name}"
    except KeyError:
        return f"operator:{account}"
