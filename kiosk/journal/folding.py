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
from sqlalchemy import Connection, delete, update
from sqlalchemy.dialects.sqlite import insert

from kiosk.errors import Fault
from kiosk.journal.accepting import NEW_CASE
from kiosk.journal.tables import cases, papers, spelled
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


def fold(connection: Connection, position: int, entry: Entry) -> None:
    """Bring the read models up to an entry; Fault for a body that lacks what its kind must hold."""
    folded = _FOLDS.get(entry.kind)
    if folded is not None:
        try:
            folded(connection, position, entry)
        except msgspec.ValidationError as error:
            raise Fault(f"the body of {entry.kind} lacks what the journal needs") from error


def forget_all(connection: Connection) -> None:
    """Empty the read models, to be folded anew."""
    for table in (cases, papers):
        connection.execute(delete(table))


def _case(connection: Connection, position: int, entry: Entry) -> None:
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
    connection.exec_driver_sql(NEW_CASE, values)


def _queued(connection: Connection, position: int, entry: Entry) -> None:
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
    connection.execute(_NEW_PAPER, values)


def _taken(connection: Connection, position: int, entry: Entry) -> None:
    body = msgspec.json.decode(entry.body, type=_Taken)
    job = papers.c.job == body.job
    connection.execute(update(papers).where(job).values(taken=body.taken))


def _ended(connection: Connection, position: int, entry: Entry) -> None:
    body = msgspec.json.decode(entry.body, type=_Ended)
    # The first end stands: paper that came out was not cancelled afterwards.
    job = papers.c.job == body.job
    ended = {
        "ended": entry.kind.removeprefix("paper."),
        "ended_at": spelled(entry.at),
        "reason": body.reason,
    }
    connection.execute(update(papers).where(job, papers.c.ended.is_(None)).values(ended))


_NEW_PAPER = insert(papers).on_conflict_do_nothing()
_FOLDS: dict[str, Callable[[Connection, int, Entry], None]] = {
    CASE_SUBMITTED: _case,
    PAPER_QUEUED: _queued,
    PAPER_TAKEN: _taken,
    PAPER_PRINTED: _ended,
    PAPER_FAILED: _ended,
    PAPER_CANCELLED: _ended,
}
