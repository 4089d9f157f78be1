"""What central knows of a case, for people to look at."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, Table, func, select

from kiosk.central.bookings import bookings_of
from kiosk.central.reading import UNREADABLE, wrong_member
from kiosk.central.tables import (
    attachments,
    blobs,
    cases,
    conflicts,
    entries,
    kiosks,
    settlements,
    tasks,
)
from kiosk.central.tasks import Task, tasks_of
from kiosk.wire.entry import read_content
from kiosk.wire.messages import Booking, CaseState

NO_FORM = "catalogue.no_service"
"""Why a case on an unknown form, or an unknown version of it, is quarantined."""
_SETTLED = select(settlements.c.hash)

SEQUENCE = "sequence"
"""Why an entry stands beside another: both have one number of one chain."""


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """An attachment a case names, and whether central has all of it; size in bytes."""

    name: str
    sha256: str
    size: int
    held: bool


@dataclass(frozen=True, slots=True)
class ReceivedRemark:
    """What the checks said when central made them again: severity, code, answers concerned."""

    severity: str
    code: str
    on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReceivedCase:
    """A case as central has it; `quarantine` says why a person must look first."""

    id: str
    number: str
    kiosk: str
    service: str
    version: int
    submitted_at: datetime
    received_at: datetime
    state: CaseState
    due: date | None
    quarantine: str | None
    remarks: tuple[ReceivedRemark, ...]
    tasks: tuple[Task, ...]
    files: tuple[ReceivedFile, ...]
    bookings: tuple[Booking, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every attachment is here."""
        return all(file.held for file in self.files)


@dataclass(frozen=True, slots=True)
class Totals:
    """How much central holds."""

    entries: int
    cases: int
    tasks: int
    attachments: int
    quarantined: int
    conflicts: int


def received(connection: Connection, number: str) -> tuple[ReceivedCase, ...]:
    """Return the cases of that number; more than one only if a kiosk's disk was cloned."""
    rows = connection.execute(
        select(cases).where(cases.c.number == number).order_by(cases.c.received_at, cases.c.id)
    ).all()
    return tuple(
        ReceivedCase(
            id=row.id,
            number=row.number,
            kiosk=row.kiosk,
            service=row.service,
            version=row.version,
            submitted_at=row.submitted_at,
            received_at=row.received_at,
            state=CaseState(row.state),
            due=row.due,
            quarantine=row.quarantine,
            remarks=tuple(
                ReceivedRemark(one["severity"], one["code"], tuple(one["on"]))
                for one in json.loads(row.remarks)
            ),
            tasks=tasks_of(connection, row.id),
            files=_files(connection, row.entry),
            bookings=bookings_of(connection, row.id),
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class Attention:
    """Something kept that a person must look at: a quarantined entry, or one in conflict.

    `hash` names the entry; `number` is that of its case, where it could be read; `lacking` is
    the form that central would need to check it; `member` is what of its body cannot be read.
    """

    kiosk: str
    hash: str
    reason: str
    received_at: datetime
    number: str | None = None
    lacking: str | None = None
    member: str | None = None

    @property
    def subject(self) -> str:
        """The number of the case, or the hash of an entry that has none."""
        return self.number or self.hash


def attention(connection: Connection) -> tuple[Attention, ...]:
    """Return all that waits for a person, oldest first."""
    quarantined = connection.execute(
        select(entries.c.kiosk, entries.c.hash, entries.c.quarantine, entries.c.received_at)
        .add_columns(cases.c.number, cases.c.quarantine.label("still"))
        .add_columns(cases.c.service, cases.c.version)
        .outerjoin(cases, cases.c.entry == entries.c.hash)
        .where(entries.c.quarantine.is_not(None), entries.c.hash.not_in(_SETTLED))
    )
    found = [
        Attention(
            row.kiosk,
            row.hash,
            row.quarantine,
            row.received_at,
            row.number,
            f"{row.service} version {row.version}" if row.quarantine == NO_FORM else None,
            _wrong_member(connection, row.hash) if row.quarantine == UNREADABLE else None,
        )
        for row in quarantined
        if row.number is None or row.still is not None
    ]
    beside = connection.execute(
        select(conflicts.c.kiosk, conflicts.c.hash, conflicts.c.received_at)
        .add_columns(cases.c.number, cases.c.quarantine.label("still"))
        .outerjoin(cases, cases.c.entry == conflicts.c.hash)
        .where(conflicts.c.hash.not_in(_SETTLED))
    )
    found += [
        Attention(row.kiosk, row.hash, SEQUENCE, row.received_at, row.number)
        for row in beside
        if row.number is None or row.still is not None
    ]
    return tuple(sorted(found, key=lambda one: (one.received_at, one.hash)))


def _wrong_member(connection: Connection, name: str) -> str:
    asked = select(entries.c.content, entries.c.signature).where(entries.c.hash == name)
    row = connection.execute(asked).one()
    return wrong_member(read_content(bytes(row.content), bytes(row.signature)))


def totals(connection: Connection) -> Totals:
    """Count what central holds."""

    def count(table: Table, *where: ColumnElement[bool]) -> int:
        wanted = select(func.count()).select_from(table).where(*where)
        return connection.execute(wanted).scalar_one()

    return Totals(
        entries=count(entries),
        cases=count(cases),
        tasks=count(tasks),
        attachments=count(blobs),
        quarantined=count(entries, entries.c.quarantine.is_not(None)),
        conflicts=count(conflicts),
    )


def _files(connection: Connection, entry: str) -> tuple[ReceivedFile, ...]:
    rows = connection.execute(
        select(attachments, blobs.c.sha256.label("kept"))
        .outerjoin(blobs, blobs.c.sha256 == attachments.c.sha256)
        .where(attachments.c.entry == entry)
        .order_by(attachments.c.position)
    )
    return tuple(ReceivedFile(row.name, row.sha256, row.size, row.kept is not None) for row in rows)


@dataclass(frozen=True, slots=True)
class Stranger:
    """A kiosk whose forms are others than central's; `forms` is the mark it named."""

    kiosk: str
    forms: str


def strangers(connection: Connection, forms: str) -> tuple[Stranger, ...]:
    """Return the kiosks that last named another catalogue than this."""
    rows = connection.execute(
        select(kiosks.c.id, kiosks.c.forms)
        .where(kiosks.c.forms.is_not(None), kiosks.c.forms != forms)
        .order_by(kiosks.c.id)
    )
    return tuple(Stranger(row.id, row.forms) for row in rows)
