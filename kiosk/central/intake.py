"""Entries come in: every line is judged by itself, and all that follows from it is kept at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, select

from kiosk.central.bookings import Asked, give
from kiosk.central.database import AWAY, Database
from kiosk.central.enrolment import Speaker, epoch
from kiosk.central.ledger import Judged, Key, Ledger, files_of, storable
from kiosk.central.machines import note_devices
from kiosk.central.readers import Readers
from kiosk.central.reading import Brief, Delivery, Line, Reader
from kiosk.central.rows import among, append
from kiosk.central.tables import cases, tasks
from kiosk.central.tasks import CaseRef, Task, step, tell_all
from kiosk.wire.entry import Entry
from kiosk.wire.messages import (
    Acknowledgement,
    Booking,
    CaseState,
    LineVerdict,
    Progress,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class _New:
    """A case that has just come, with the tasks it makes."""

    ref: CaseRef
    what: Brief
    entry: str
    quarantine: str | None
    planned: tuple[Task, ...]

    def told(self, booked: Mapping[str, tuple[Booking, ...]], now: datetime) -> Iterator[Progress]:
        """Say what became of it."""
        received = step(self.ref, CaseState.RECEIVED, now)
        yield received
        yield from (replace(received, booking=one) for one in booked.get(self.ref.id, ()))
        yield from (step(self.ref, CaseState.RECEIVED, now, task) for task in self.planned)


@dataclass(frozen=True, slots=True)
class _Read:
    """A delivery and what its lines say."""

    sent: Delivery
    lines: tuple[Line, ...]

    @property
    def key(self) -> Key:
        return self.sent.speaker.kiosk, self.sent.chain

    @property
    def proven(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.entry and line.proven)


class Intake:
    """Receives batches of chains; durable when it answers."""

    def __init__(self, database: Database, reader: Reader, readers: Readers | None = None) -> None:
        self._database = database
        self._reader = reader
        self._readers = readers or Readers(reader)

    def receive(
        self, speaker: Speaker, chain: str, lines: Sequence[bytes], now: datetime
    ) -> Acknowledgement:
        """Judge and keep a batch of one chain; raises what the database raises."""
        (word,) = self.receive_all([Delivery(speaker, chain, lines)], now)
        if isinstance(word, Exception):
            raise word
        return word

    def receive_all(
        self, deliveries: Sequence[Delivery], now: datetime
    ) -> list[Acknowledgement | Exception]:
        """Judge and keep batches of several kiosks in one transaction.

        Where that cannot be, each is kept by itself: what is wrong with one is no other's trouble.
        """
        with self._database.read() as connection:
            self._reader.refresh(connection)
        read = self._readers.read(deliveries, now)
        batches = [_Read(*one) for one in zip(deliveries, read, strict=True)]
        try:
            return [*self._keep(batches, now)]
        except AWAY as error:
            return [error] * len(batches)
        except Exception as error:
            if len(batches) == 1:
                return [error]
        return [self._alone(one, now) for one in batches]

    def _alone(self, batch: _Read, now: datetime) -> Acknowledgement | Exception:
        try:
            return self._keep([batch], now)[0]
        except Exception as error:  # told to the one who brought it
            return error

    def _keep(self, batches: Sequence[_Read], now: datetime) -> list[Acknowledgement]:
        with self._database.write() as connection:
            ledger = Ledger(connection, (one.key for one in batches))
            submitted = _submitted(batches)
            twice = _twice(connection, submitted)
            reasons = {name: one.quarantine for name, one in submitted.items() if one.quarantine}
            judged = ledger.judge(
                [(one.key, _entries(one.proven)) for one in batches],
                reasons | dict.fromkeys(twice, "case_twice"),
            )
            ledger.keep([one for batch in judged for one in batch], now)
            new = [
                case
                for batch, found in zip(batches, judged, strict=True)
                for case in _new(batch, found, twice, now)
            ]
            self._open(connection, ledger, new, now)
            note_devices(connection, _stored(judged), now)
            return _words(connection, ledger, list(zip(batches, judged, strict=True)), now)

    def _open(
        self, connection: Connection, ledger: Ledger, new: Sequence[_New], now: datetime
    ) -> None:
        """Keep cases, give the places asked for, and tell the kiosks."""
        append(connection, cases, [_case_row(one, now) for one in new])
        append(connection, tasks, [task.row(now) for one in new for task in one.planned])
        booked = give(connection, self._reader, self._asked(new), now)
        steps: dict[str, list[Progress]] = {}
        for one in new:
            steps.setdefault(one.ref.kiosk, []).extend(one.told(booked, now))
        tell_all(connection, ledger.told, steps)

    def _asked(self, new: Sequence[_New]) -> list[Asked]:
        return [
            Asked(one.ref.id, self._reader.service_of(one.what), wish)
            for one in new
            if not one.quarantine
            for wish in one.what.wishes
        ]


def _entries(lines: Sequence[Line]) -> tuple[Entry, ...]:
    return tuple(line.entry for line in lines if line.entry)


def _stored(judged: Sequence[Sequence[Judged]]) -> Iterator[Entry]:
    return (one.entry for batch in judged for one in batch if one.verdict is Verdict.STORED)


def _submitted(batches: Sequence[_Read]) -> dict[str, Line]:
    """Return the first line of each submission, by the hash of its entry."""
    found: dict[str, Line] = {}
    for batch in batches:
        for line in batch.proven:
            if line.entry and (line.case or line.quarantine):
                found.setdefault(line.entry.hash, line)
    return found


def _twice(connection: Connection, submitted: Mapping[str, Line]) -> set[str]:
    # A case is submitted once; a second entry that says so again is for a person.
    first: dict[str, str] = {}
    for name, line in submitted.items():
        if line.case:
            first.setdefault(line.case.id, name)
    if not first:
        return set()
    known = select(cases.c.id).where(among(connection, cases.c.id, first))
    again = set(connection.execute(known).scalars())
    return {
        name
        for name, line in submitted.items()
        if line.case and (line.case.id in again or first[line.case.id] != name)
    }


def _new(batch: _Read, judged: Sequence[Judged], twice: set[str], now: datetime) -> Iterator[_New]:
    for line, one in zip(batch.proven, judged, strict=True):
        # A case in conflict is somebody's case all the same: it waits for a person.
        there = one.verdict in (Verdict.KNOWN, Verdict.REFUSED)
        if line.case is not None and not there and one.entry.hash not in twice:
            ref = CaseRef(line.case.id, line.case.number, one.entry.kiosk)
            planned = () if one.reason else _plan(line.case, now)
            yield _New(ref, line.case, one.entry.hash, one.reason, planned)


def _plan(what: Brief, now: datetime) -> tuple[Task, ...]:
    return tuple(Task.planned(what.id, due, now) for due in what.schedule if due.item_id)


def _case_row(new: _New, now: datetime) -> dict[str, object]:
    case = new.what
    whole = next((due.due for due in case.schedule if due.item_id is None), None)
    return {
        "id": case.id,
        "number": storable(case.number),
        "entry": new.entry,
        "kiosk": new.ref.kiosk,
        "service": storable(case.service.key),
        "version": min(case.service.version, 2**63 - 1),
        "day": case.service.day,
        "submitted_at": case.submitted_at,
        "received_at": now,
        "state": CaseState.RECEIVED,
        "due": whole,
        "remarks": case.remarks,
        "quarantine": new.quarantine,
    }


def _words(
    connection: Connection,
    ledger: Ledger,
    batches: Sequence[tuple[_Read, Sequence[Judged]]],
    now: datetime,
) -> list[Acknowledgement]:
    """Say what became of each batch: all of it is in this transaction."""
    named = (one.entry for _, judged in batches for one in judged)
    held, present = set(files_of(connection, named)[0]), epoch(connection)
    return [
        Acknowledgement(
            kiosk=batch.sent.speaker.kiosk,
            chain=batch.sent.chain,
            verdicts=_verdicts(batch.lines, judged),
            held=tuple(sorted(names & held)),
            missing=tuple(sorted(names - held)),
            complete_to=ledger.chains[batch.key].complete_to,
            gaps=ledger.gaps(batch.key),
            epoch=present,
            at=now,
        )
        for batch, judged in batches
        for names in [{file.sha256 for one in judged for file in one.entry.attachments}]
    ]


def _verdicts(read: Sequence[Line], judged: Sequence[Judged]) -> tuple[LineVerdict, ...]:
    proven = iter(judged)
    return tuple(_verdict(line, next(proven) if line.proven else None) for line in read)


def _verdict(line: Line, one: Judged | None) -> LineVerdict:
    name, sequence = (line.entry.hash, line.entry.sequence) if line.entry else (None, None)
    if one is None:
        return LineVerdict(line.number, Verdict.REFUSED, name, sequence, line.reason)
    return LineVerdict(line.number, one.verdict, name, sequence, one.reason)
