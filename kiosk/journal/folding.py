"""Read models folded from entries: which cases there are, which papers were queued and printed.

A case is folded after it was accepted, by whoever writes or reads next: nobody waits for it.

The journal looks into no body further than this. Bodies of the kinds it folds must hold:
`case.submitted` — number, service, submitted_at (ISO 8601 with zone), with a case id, and by now
names, by which it is found;
`paper.queued` — job, document, and by now kind, copy, again, printer; `paper.taken` — job and
taken, the printer's own name for it; `paper.printed`, `paper.failed`, `paper.cancelled` — job, and
a reason where there is one.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

import msgspec
from sqlalchemy.engine.interfaces import DBAPICursor

from kiosk.errors import Fault
from kiosk.journal.accepting import (
    END_PAPER,
    NEW_CASE,
    NEW_ENCLOSED,
    NEW_NAME,
    NEW_PAPER,
    TAKE_PAPER,
)
from kiosk.journal.tables import UNASKED, spelled
from kiosk.wire.entry import Entry

CASE_SUBMITTED = "case.submitted"
PAPER_QUEUED, PAPER_TAKEN = "paper.queued", "paper.taken"
PAPER_PRINTED, PAPER_FAILED = "paper.printed", "paper.failed"
PAPER_CANCELLED = "paper.cancelled"


class _Submitted(msgspec.Struct, frozen=True):
    """What is listed of a case; of `submitted_at` only that it is there, with a zone."""

    number: str
    service: str
    submitted_at: datetime
    names: tuple[str, ...] = ()


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
        with _as_needed(entry):
            folded(cursor, position, entry)


def unpack(cursor: DBAPICursor, position: int, entry: Entry, enclosed: bytes) -> None:
    """Tell where in the enclosed bytes of an entry each of its small attachments lies."""
    start = 0
    for ref in entry.attachments:
        digest = hashlib.sha256(enclosed[start : start + ref.size]).digest()
        # A large one has a file, and a row since it came.
        if digest.hex() == ref.sha256:
            row = {"sha256": digest, "size": ref.size, "state": UNASKED}
            cursor.execute(NEW_ENCLOSED, row | {"position": position, "start": start})
            start += ref.size


def check(entry: Entry, body: Mapping[str, object]) -> None:
    """Make sure that a submitted case, of that body, can be folded later on; raises Fault."""
    with _as_needed(entry):
        _whole(entry, msgspec.convert(body, _Submitted))


def names_of(entry: Entry) -> tuple[str, ...]:
    """Return the names by which an entry's case is found; none for any other entry."""
    return _submitted(entry).names if entry.kind == CASE_SUBMITTED else ()


def forget_all(cursor: DBAPICursor) -> None:
    """Empty the read models, to be folded anew."""
    for emptied in ("DELETE FROM cases", "DELETE FROM names", "DELETE FROM papers"):
        cursor.execute(emptied)


@contextmanager
def _as_needed(entry: Entry) -> Iterator[None]:
    try:
        yield
    except msgspec.ValidationError as error:
        raise Fault(f"the body of {entry.kind} lacks what the journal needs") from error


def _submitted(entry: Entry) -> _Submitted:
    return _whole(entry, msgspec.json.decode(entry.body, type=_Submitted))


def _whole(entry: Entry, body: _Submitted) -> _Submitted:
    if entry.case_id is None or body.submitted_at.tzinfo is None:
        raise Fault("a submitted case has an id and a time with a zone")
    return body


def _case(cursor: DBAPICursor, position: int, entry: Entry) -> None:
    body = _submitted(entry)
    values = {
        "case_id": entry.case_id,
        "number": body.number,
        "service": body.service,
        "position": position,
    }
    cursor.execute(NEW_CASE, values)
    cursor.executemany(NEW_NAME, [values | {"name": name} for name in body.names])


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
