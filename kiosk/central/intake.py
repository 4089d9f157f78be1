"""Entries come in: every line is judged by itself, and all that follows from it is kept at once."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import msgspec
from sqlalchemy import Connection, insert, select

from kiosk.cases.wishes import wishes
from kiosk.central.bookings import Asked, give
from kiosk.central.database import Database
from kiosk.central.enrolment import Speaker, epoch
from kiosk.central.ledger import Judged, Ledger, files_of, storable
from kiosk.central.reading import SUBMITTED, Line, Reader, Understood, read_lines
from kiosk.central.tables import cases, entries, tasks
from kiosk.central.tasks import CaseRef, Task, step, tell
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
    what: Understood
    quarantine: str | None
    planned: tuple[Task, ...]

    def told(self, booked: Mapping[str, tuple[Booking, ...]], now: datetime) -> Iterator[Progress]:
        """Say what became of it."""
        received = step(self.ref, CaseState.RECEIVED, now)
        yield received
        yield from (replace(received, booking=one) for one in booked.get(self.ref.id, ()))
        yield from (step(self.ref, CaseState.RECEIVED, now, task) for task in self.planned)


class Intake:
    """Receives batches of one kiosk's chain; durable when `receive` returns."""

    def __init__(self, database: Database, reader: Reader) -> None:
        self._database = database
        self._reader = reader

    def receive(
        self, speaker: Speaker, chain: str, lines: Sequence[bytes], now: datetime
    ) -> Acknowledgement:
        """Judge and keep a batch of one chain; raises what the database raises."""
        read = tuple(_of_chain(line, chain) for line in read_lines(lines, speaker))
        batch = tuple(line.entry for line in read if line.entry and line.proven)
        understood = self._understand(batch, now)
        with self._database.write() as connection:
            ledger = Ledger(connection, speaker.kiosk, chain, now)
            reasons = {name: one.quarantine for name, one in understood.items() if one.quarantine}
            twice = _twice(connection, understood)
            judged = ledger.judge(batch, reasons | dict.fromkeys(twice, "case_twice"))
            ledger.keep(judged)
            once = {name: one for name, one in understood.items() if name not in twice}
            new = _new(speaker.kiosk, judged, once, now)
            _keep_cases(connection, new, now)
            booked = give(connection, self._reader, _asked(new), now)
            tell(connection, speaker.kiosk, [one for case in new for one in case.told(booked, now)])
            kept = tuple(one.entry for one in judged)
            held, missing = files_of(connection, kept)
            return Acknowledgement(
                kiosk=speaker.kiosk,
                chain=chain,
                verdicts=_verdicts(read, judged),
                held=held,
                missing=tuple(file.sha256 for file in missing),
                complete_to=ledger.complete_to,
                gaps=ledger.gaps(),
                epoch=epoch(connection),
                at=now,
            )

    def _understand(self, batch: Sequence[Entry], now: datetime) -> dict[str, Understood]:
        submitted = {entry.hash: entry for entry in batch if entry.kind == SUBMITTED}
        if not submitted:
            return {}
        with self._database.read() as connection:
            self._reader.calendar.refresh(connection)
            known = set(
                connection.execute(
                    select(entries.c.hash).where(entries.c.hash.in_(submitted))
                ).scalars()
            )
        return {
            name: self._reader.understand(entry, now)
            for name, entry in submitted.items()
            if name not in known
        }


def _of_chain(line: Line, chain: str) -> Line:
    if line.entry is None or line.entry.chain == chain or not line.proven:
        return line
    return Line(line.number, line.entry, "chain")


def _twice(connection: Connection, understood: dict[str, Understood]) -> set[str]:
    # A case is submitted once; a second entry that says so again is for a person.
    by_case = {one.case.id: name for name, one in reversed(understood.items()) if one.case}
    there = connection.execute(select(cases.c.id).where(cases.c.id.in_(by_case))).scalars()
    again = set(there)
    return {
        name
        for name, one in understood.items()
        if one.case and (one.case.id in again or by_case[one.case.id] != name)
    }


def _new(
    kiosk: str, judged: Sequence[Judged], understood: dict[str, Understood], now: datetime
) -> tuple[_New, ...]:
    found = []
    for one in judged:
        what = understood.get(one.entry.hash)
        # A case in conflict is somebody's case all the same: it waits for a person.
        there = one.verdict in (Verdict.KNOWN, Verdict.REFUSED)
        if what is not None and what.case is not None and not there:
            ref = CaseRef(what.case.id, what.case.number, kiosk)
            found.append(_New(ref, what, one.reason, () if one.reason else _plan(what, now)))
    return tuple(found)


def _keep_cases(connection: Connection, new: Sequence[_New], now: datetime) -> None:
    rows = [_case_row(one.what, one.ref.kiosk, one.quarantine, now) for one in new]
    work = [task.row(now) for one in new for task in one.planned]
    if rows:
        connection.execute(insert(cases), rows)
    if work:
        connection.execute(insert(tasks), work)


def _asked(new: Sequence[_New]) -> list[Asked]:
    return [
        Asked(one.ref.id, one.what.service, wish)
        for one in new
        if one.what.service and one.what.case and not one.quarantine
        for wish in wishes(one.what.service, one.what.case.answers)
    ]


def _plan(what: Understood, now: datetime) -> tuple[Task, ...]:
    if what.case is None:
        return ()
    return tuple(
        Task.planned(what.case.id, due, now) for due in what.schedule if due.item_id is not None
    )


def _case_row(
    what: Understood, kiosk: str, quarantine: str | None, now: datetime
) -> dict[str, object]:
    case = what.case
    if case is None:
        raise ValueError("only a readable case has a row")
    whole = next((due.due for due in what.schedule if due.item_id is None), None)
    remarks = [
        {"severity": one.severity, "code": one.code, "on": one.on, "zh": one.say.zh}
        for one in what.remarks
    ]
    return {
        "id": case.id,
        "number": storable(case.number),
        "entry": what.entry.hash,
        "kiosk": kiosk,
        "service": storable(case.service.key),
        "version": min(case.service.version, 2**63 - 1),
        "day": case.service.day,
        "submitted_at": case.submitted_at,
        "received_at": now,
        "state": CaseState.RECEIVED,
        "due": whole,
        "remarks": json.dumps(msgspec.to_builtins(remarks), ensure_ascii=False),
        "quarantine": quarantine,
    }


def _verdicts(read: Sequence[Line], judged: Sequence[Judged]) -> tuple[LineVerdict, ...]:
    proven = iter(judged)
    return tuple(_verdict(line, next(proven) if line.proven else None) for line in read)


def _verdict(line: Line, one: Judged | None) -> LineVerdict:
    name, sequence = (line.entry.hash, line.entry.sequence) if line.entry else (None, None)
    if one is None:
        return LineVerdict(line.number, Verdict.REFUSED, name, sequence, line.reason)
    return LineVerdict(line.number, one.verdict, name, sequence, one.reason)
