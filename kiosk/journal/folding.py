"""Read models folded from entries: which cases there are, which papers were queued and printed.

The journal looks into no body further than this. Bodies of the kinds it folds must hold:
`case.submitted` — number, service, submitted_at (ISO 8601 with zone), with a case id;
`paper.queued` — job, document, and by now kind, copy, again, printer; `paper.taken` — job and
taken, the printer's own name for it; `paper.printed`, `paper.failed`, `paper.cancelled` — job, and
a reason where there is one.
"""

from collections.abc import Callable
from datetime import datetime

import msgspec
from sqlalchemy.engine.interfaces import DBAPICursor

from kiosk.errors import Fault
from kiosk.journal.accepting import END_PAPER, NEW_CASE, NEW_PAPER, TAKE_PAPER
from kiosk.journal.tables import spelled
from kiosk.wire.entry import Entry

CASE_SUBMITTED = "case.submitted"
PAPER_QUEUED, PAPER_TAKEN = "paper.queued", "paper.taken"
PAPER_PRINTED, PAPER_FAILED = "paper.printed", "paper.failed"
PAPER_CANCELLED = "paper.cancelled"


class _Submitted(msgspec.Struct, frozen=True):
    number: str
    service: str
    submitted_at: datetime


class _Queued(msgspec.Struct, frozen=True):
    job: str
    document: str
    kind: str = ""
    copy: int = 1
    again: bool = False
    printer: str = ""


class _Taken(msgspec.Struct, frozen=True):
    job: str
    taken: str


class _Ended(msgspec.Struct, frozen=True):
    job: str
    reason: str | None = None


def fold(cursor: DBAPICursor, position: int, entry: Entry) -> None:
    """Bring the read models up to an entry; Fault for a body that lacks what its kind must hold."""
    folded = _FOLDS.get(entry.kind)
    if folded is not None:
        try:
            folded(cursor, position, entry)
        except msgspec.ValidationError as error:
            raise Fault(f"the body of {entry.kind} lacks what the journal needs") from error


def forget_all(cursor: DBAPICursor) -> None:
    """Empty the read models, to be folded anew."""
    for emptied in ("DELETE FROM cases", "DELETE FROM papers"):
        cursor.execute(emptied)


def _case(cursor: DBAPICursor, position: int, entry: Entry) -> None:
    body = msgspec.json.decode(entry.body, type=_Submitted)
    if entry.case_id is None or body.submitted_at.tzinfo is None:
        raise Fault("a submitted case has an id and a time with a zone")
    values = {
        "case_id": entry.case_id,
        "number": body.number,
        "service": body.service,
        "submitted_at": spelled(body.submitted_at),
        "position": position,
    }
    cursor.execute(NEW_CASE, values)


def _queued(cursor: DBAPICursor, position: int, entry: Entry) -> None:
    body = msgspec.json.decode(entry.body, type=_Queued)
    values = {
        "job": body.job,
        "position": position,
        "case_id": entry.case_id,
        "document": body.document,
        "kind": body.kind,
        "copy": body.copy,
        "again": int(body.again),
        "printer": body.printer,
        "queued_at": spelled(entry.at),
    }
    cursor.execute(NEW_PAPER, values)


def _taken(cursor: DBAPICursor, position: int, entry: Entry) -> None:
    body = msgspec.json.decode(entry.body, type=_Taken)
    cursor.execute(TAKE_PAPER, {"job": body.job, "taken": body.taken})


def _ended(cursor: DBAPICursor, position: int, entry: Entry) -> None:
    body = msgspec.json.decode(entry.body, type=_Ended)
    ended = {
        "job": body.job,
        "ended": entry.kind.removeprefix("paper."),
        "ended_at": spelled(entry.at),
        "reason": body.reason,
    }
    cursor.execute(END_PAPER, ended)


_FOLDS: dict[str, Callable[[DBAPICursor, int, Entry], None]] = {
    CASE_SUBMITTED: _case,
    PAPER_QUEUED: _queued,
    PAPER_TAKEN: _taken,
    PAPER_PRINTED: _ended,
    PAPER_FAILED: _ended,
    PAPER_CANCELLED: _ended,
}
