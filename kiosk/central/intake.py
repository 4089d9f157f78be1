"""Entries come in: every line is judged by itself, and all that follows from it is kept at once."""

import json
from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlalchemy import Connection, insert, select

from kiosk.central.database import Database
from kiosk.central.enrolment import Speaker, epoch
from kiosk.central.ledger import Judged, Ledger, files_of, storable
from kiosk.central.reading import SUBMITTED, Line, Reader, Understood, read_lines
from kiosk.central.tables import cases, entries, tasks
from kiosk.central.tasks import CaseRef, Task, step, tell
from kiosk.wire.entry import Entry
from kiosk.wire.messages import (
    Acknowledgement,
    CaseState,
    LineVerdict,
    Progress,
    Verdict,
)


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
            _keep_cases(connection, speaker.kiosk, judged, once, now)
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
        with self._database.read() as connection:
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


def _keep_cases(
    connection: Connection,
    kiosk: str,
    judged: Sequence[Judged],
    understood: dict[str, Understood],
    now: datetime,
) -> None:
    rows: list[dict[str, object]] = []
    work: list[dict[str, object]] = []
    steps: list[Progress] = []
    for one in judged:
        what = understood.get(one.entry.hash)
        new = one.verdict in (Verdict.STORED, Verdict.QUARANTINED)
        if what is None or what.case is None or not new:
            continue
        case = CaseRef(what.case.id, what.case.number, kiosk)
        planned = () if one.reason else _plan(what, now)
        rows.append(_case_row(what, kiosk, one.reason, now))
        work += [task.row(now) for task in planned]
        steps.append(step(case, CaseState.RECEIVED, now))
        steps += [step(case, CaseState.RECEIVED, now, task) for task in planned]
    if rows:
        connection.execute(insert(cases), rows)
    if work:
        connection.execute(insert(tasks), work)
    tell(connection, kiosk, steps)


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
