"""What the screens read: cases, their progress at central, and what truly came out on paper."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Row,
    Select,
    Table,
    bindparam,
    func,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert

from kiosk.journal.database import Database
from kiosk.journal.hearsay import Hearsay, hear
from kiosk.journal.history import brought_up, entry_of
from kiosk.journal.queueing import is_confirmed
from kiosk.journal.tables import (
    cases,
    chains,
    contents,
    courier,
    entries,
    moment,
    names,
    news,
    papers,
    spelled,
)
from kiosk.wire.entry import Entry
from kiosk.wire.messages import News, Progress
from kiosk.wire.proof import Judgement, Signer, judge, read_proof
from kiosk.wire.signed import plain, read_plain


@dataclass(frozen=True, slots=True)
class KeptCase:
    """A submitted case as recorded: `entry.body` is its JSON; `confirmed` is central's word."""

    case_id: str
    number: str
    confirmed: bool
    entry: Entry


@dataclass(frozen=True, slots=True)
class Found:
    """A case as it is listed, without its content; `confirmed` is central's word."""

    number: str
    service: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A line of the print ledger; `ended` is None, "printed", "failed" or "cancelled".

    `copy` counts from 1; `taken` is the printer's own name for the job, once it took it;
    `reason` is the code of the trouble that ended it.
    """

    job: str
    case_id: str | None
    document: str
    kind: str
    copy: int
    again: bool
    printer: str
    taken: str | None
    queued_at: datetime
    ended: str | None
    ended_at: datetime | None
    reason: str | None


class Reading:
    """Read models: folded from entries, and from central's news, which is never edited here.

    `hearsay` is what central says of itself: the places left, its forms.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.hearsay = Hearsay(database)

    def case(self, number: str) -> KeptCase | None:
        """Return the case of that number, the newest should there be two."""
        return _one_case(self._database, _BY_NUMBER, number)

    def case_by_id(self, case_id: str) -> KeptCase | None:
        """Return the case of that id."""
        return _one_case(self._database, _BY_ID, case_id)

    def found(self, wanted: str, limit: int = 20) -> tuple[Found, ...]:
        """List cases of somebody of exactly that name, or else of that number, newest first."""
        sought = {"key": wanted, "limit": limit}
        with brought_up(self._database) as connection:
            rows = connection.execute(_NAMED, sought).all()
            rows = rows or connection.execute(_NUMBERED, sought).all()
        return tuple(Found(row.number, row.service, row.confirmed) for row in rows)

    def recent(self, limit: int) -> tuple[KeptCase, ...]:
        """Return the last cases recorded, newest first."""
        with brought_up(self._database) as connection:
            rows = connection.execute(_RECENT, {"limit": limit}).all()
        return tuple(_case(row) for row in rows)

    def judged(self, text: str) -> Judgement:
        """Judge what a receipt's QR code says by this kiosk's own keys and cases."""
        with self._database.reading() as connection:
            rows = connection.execute(_KEYS).all()
        signers = tuple(Signer(row.kiosk, (row.public_key,)) for row in rows)
        read = read_proof(text)
        kept = None if read is None else self.case_by_id(read[0].case_id)
        return judge(text, signers, {kept.case_id: kept.entry.hash} if kept else {})

    def papers(self, case_id: str) -> tuple[PrintJob, ...]:
        """Return a case's print jobs, oldest first."""
        return self._jobs(papers.c.case_id == case_id)

    def unprinted(self) -> tuple[PrintJob, ...]:
        """Return print jobs that neither came out nor were cancelled, oldest first."""
        return self._jobs(papers.c.ended.is_(None))

    def wanting(self) -> tuple[tuple[str, str, int], ...]:
        """Return case number, kind and copy of what is not known to have come out, oldest first."""
        with brought_up(self._database) as connection:
            rows = connection.execute(_WANTING).all()
        return tuple((row.number, row.kind, row.copy) for row in rows)

    def print_job(self, job: str) -> PrintJob | None:
        """Return one print job."""
        return next(iter(self._jobs(papers.c.job == job)), None)

    def progress(self, number: str) -> tuple[Progress, ...]:
        """Return all that central said about a case, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(_NEWS, {"number": number}).scalars().all()
        return tuple(read_plain(content, Progress) for content in rows)

    def cursor(self) -> str | None:
        """Return what to ask central for news with; None before the first answer."""
        with self._database.reading() as connection:
            cursor: str | None = connection.execute(select(courier.c.cursor)).scalar_one()
        return cursor

    def apply_news(self, told: News) -> int:
        """Keep *verified* news and its cursor together; returns how many steps were new."""
        rows = [_told(step) for step in told.progress]
        with self._database.writing() as connection:
            count = connection.execute(_TOLD, rows).rowcount if rows else 0
            connection.execute(update(courier).values(cursor=told.cursor))
            hear(connection, told)
        return count

    def _jobs(self, which: ColumnElement[bool]) -> tuple[PrintJob, ...]:
        wanted = select(papers).where(which).order_by(papers.c.queued_at, papers.c.job)
        with brought_up(self._database) as connection:
            rows = connection.execute(wanted).all()
        return tuple(_job(row) for row in rows)


def _one_case(database: Database, wanted: Select[Any], key: str) -> KeptCase | None:
    with brought_up(database) as connection:
        row = connection.execute(wanted, {"key": key}).one_or_none()
    return None if row is None else _case(row)


def _case(row: Row[Any]) -> KeptCase:
    entry = entry_of(row.content, row.signature)
    # A case has an id, or it was not taken (`folding.check`): here too no page is read for it.
    return KeptCase(str(entry.case_id), row.number, row.confirmed, entry)


def _told(step: Progress) -> dict[str, object]:
    content = plain(step)
    return {
        "digest": hashlib.sha256(content).digest(),
        "case_number": step.case_number,
        "at": spelled(step.at),
        "content": content,
    }


def _job(row: Row[Any]) -> PrintJob:
    return PrintJob(
        job=row.job,
        case_id=row.case_id,
        document=row.document,
        kind=row.kind,
        copy=row.copy,
        again=bool(row.again),
        printer=row.printer,
        taken=row.taken,
        queued_at=datetime.fromisoformat(row.queued_at),
        ended=row.ended,
        ended_at=moment(row.ended_at),
        reason=row.reason,
    )


def _listed(among: Table, by: Column[str]) -> Select[Any]:
    confirmed = is_confirmed(among.c.position).label("confirmed")
    return (
        select(among.c.number, among.c.service, confirmed)
        .where(by == bindparam("key"))
        .order_by(among.c.position.desc())
        .limit(bindparam("limit"))
    )


_CASE = (
    select(
        cases.c.number,
        contents.c.content,
        entries.c.signature,
        is_confirmed(cases.c.position).label("confirmed"),
    )
    .join(entries, entries.c.position == cases.c.position)
    .join(contents, contents.c.position == cases.c.position)
)
_NEWEST = _CASE.order_by(cases.c.position.desc())
_KEYS = select(chains.c.kiosk, chains.c.public_key).order_by(chains.c.id.desc())
_BY_NUMBER = _NEWEST.where(cases.c.number == bindparam("key")).limit(1)
_BY_ID = _CASE.where(cases.c.case_id == bindparam("key"))
_NAMED = _listed(names, names.c.name)
_NUMBERED = _listed(cases, cases.c.number)
_RECENT = _NEWEST.limit(bindparam("limit"))
_NEWS = (
    select(news.c.content)
    .where(news.c.case_number == bindparam("number"))
    .order_by(news.c.at, news.c.id)
)
_OUT = papers.alias()
_WANTING = (
    select(cases.c.number, papers.c.kind, papers.c.copy)
    .join(cases, cases.c.case_id == papers.c.case_id)
    .where(
        ~select(_OUT.c.job)
        .where(
            _OUT.c.case_id == papers.c.case_id,
            _OUT.c.kind == papers.c.kind,
            _OUT.c.copy == papers.c.copy,
            _OUT.c.ended == "printed",
        )
        .exists()
    )
    .group_by(cases.c.number, papers.c.kind, papers.c.copy)
    .order_by(func.min(papers.c.position))
)
_TOLD = insert(news).on_conflict_do_nothing()
