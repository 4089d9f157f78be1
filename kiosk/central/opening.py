"""Submissions that were kept are opened: understood, laid out in tasks, and told to the kiosks.

A case is opened exactly once, in the transaction that takes it out of the queue. Whatever becomes
of that, its entry is safe: it waits in the queue, or for a person.
"""

import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, select, update

from kiosk.cases.case import Case
from kiosk.central.bookings import Asked, give
from kiosk.central.database import AWAY, Database
from kiosk.central.enrolment import Speaker, find_all
from kiosk.central.ledger import storable
from kiosk.central.lines import authentic
from kiosk.central.overview import SEQUENCE
from kiosk.central.reading import Reader, Understood
from kiosk.central.rows import among, append
from kiosk.central.tables import cases, conflicts, entries, kiosks, tasks, unopened
from kiosk.central.tasks import CaseRef, Task, step, tell_all
from kiosk.wire.entry import Entry, read_content
from kiosk.wire.messages import Booking, CaseState, Progress

MANY = 100
"""Cases that are opened together."""

LATE = timedelta(minutes=1)
"""A case that waits longer to be opened waits for somebody to look why."""

MOMENT = 5.0
"""Seconds that whoever asks for a case waits for it to be opened."""

FAULT = "fault"
"""Why a case is put aside that we could not keep."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A submission in the queue; `aside` is why a person must look at it, whatever it says."""

    place: int
    entry: Entry
    received_at: datetime
    aside: str | None


@dataclass(frozen=True, slots=True)
class _Opened:
    """What a submission turned out to be; `wrong` is why a person must look first."""

    waited: _Waiting
    what: Understood
    wrong: str | None
    planned: tuple[Task, ...] = ()

    def told(self, booked: Mapping[str, tuple[Booking, ...]], now: datetime) -> Iterator[Progress]:
        """Say what became of it."""
        if self.what.case is None:
            return
        ref = _ref(self.what.case, self.waited.entry)
        received = step(ref, CaseState.RECEIVED, now)
        yield received
        yield from (replace(received, booking=one) for one in booked.get(ref.id, ()))
        yield from (step(ref, CaseState.RECEIVED, now, task) for task in self.planned)


class Opening:
    """Opens what waits, in the order it came; safe to be asked by many threads and programs."""

    def __init__(self, database: Database, reader: Reader) -> None:
        self._database, self._reader = database, reader

    def open_all(self, now: datetime) -> None:
        """Open all that waits; raises what the database raises when it is away."""
        while self.open_some(now):
            pass

    def open_some(self, now: datetime) -> bool:
        """Open the first of those that wait; tells whether there were any."""
        with self._database.read() as connection:
            waiting = _first(connection)
            if not waiting:
                return False
            self._reader.refresh(connection)
            known = find_all(connection, {one.entry.kiosk for one in waiting})
        opened = [self._read(one, known.get(one.entry.kiosk), now) for one in waiting]
        try:
            self._keep(opened, now)
        except AWAY:
            raise
        except Exception as error:
            log.info("cases are opened one by one: %s", type(error).__name__)
            for one in opened:
                self._alone(one, now)
        return True

    def _read(self, one: _Waiting, speaker: Speaker | None, now: datetime) -> _Opened:
        what = self._reader.understand(one.entry, one.received_at)
        signed = speaker is not None and authentic(one.entry, speaker)
        wrong = one.aside or (what.quarantine if signed else "signature")
        if what.case is None or wrong:
            return _Opened(one, what, wrong)
        case_id = what.case.id
        plan = (Task.planned(case_id, due, now) for due in what.schedule if due.item_id)
        return _Opened(one, what, None, tuple(plan))

    def _alone(self, one: _Opened, now: datetime) -> None:
        try:
            self._keep([one], now)
        except AWAY:
            raise
        except Exception as error:
            # Without the message: it may quote an answer.
            log.error("case of entry %s: %s", one.waited.entry.hash, type(error).__name__)
            self._keep([_Opened(one.waited, Understood(None), FAULT)], now)

    def _keep(self, opened: Sequence[_Opened], now: datetime) -> None:
        with self._database.write() as connection:
            told = _held(connection, {one.waited.entry.kiosk for one in opened})
            opened = _once(connection, _still(connection, opened))
            new = [(one, one.what.case) for one in opened if one.what.case]
            append(connection, cases, [_row(one, case) for one, case in new])
            append(connection, tasks, [task.row(now) for one in opened for task in one.planned])
            booked = give(connection, self._reader, self._asked(opened), now)
            steps: dict[str, list[Progress]] = {}
            for one in opened:
                steps.setdefault(one.waited.entry.kiosk, []).extend(one.told(booked, now))
            tell_all(connection, told, steps)
            for one in opened:
                if one.wrong and one.wrong != one.waited.aside:
                    _put_aside(connection, one.waited.entry, one.wrong)
            places = [one.waited.place for one in opened]
            connection.execute(delete(unopened).where(among(connection, unopened.c.place, places)))

    def _asked(self, opened: Sequence[_Opened]) -> list[Asked]:
        return [
            Asked(one.what.case.id, self._reader.service_of(one.what.case), wish)
            for one in opened
            if one.what.case and not one.wrong
            for wish in one.what.wishes
        ]


def await_opening(database: Database) -> None:
    """Wait a moment for cases that came just now; who has them opened is another program."""
    end = time.monotonic() + MOMENT
    while time.monotonic() < end:
        with database.read() as connection:
            if connection.execute(select(unopened.c.place).limit(1)).first() is None:
                return
        time.sleep(0.05)


def late(connection: Connection, now: datetime) -> tuple[int, datetime] | None:
    """Return how many cases have waited too long to be opened, and since when; None for none."""
    waiting = unopened.join(entries, entries.c.hash == unopened.c.entry)
    long_ago = entries.c.received_at < now - LATE
    asked = select(func.count(), func.min(entries.c.received_at)).select_from(waiting)
    many, since = connection.execute(asked.where(long_ago)).one()
    return (many, since) if many else None


def _first(connection: Connection) -> list[_Waiting]:
    """Return the first that wait: in their place in a chain, or in conflict beside it."""
    there = select(unopened.c.place, unopened.c.kiosk, entries.c.hash.label("in_place"))
    for table in (entries, conflicts):
        there = there.outerjoin(table, table.c.hash == unopened.c.entry)
    kept = (
        func.coalesce(entries.c[name], conflicts.c[name]).label(name)
        for name in ("content", "signature", "received_at")
    )
    there = there.add_columns(entries.c.quarantine, *kept)
    return [
        _Waiting(
            row.place,
            read_content(bytes(row.content), bytes(row.signature)),
            row.received_at,
            row.quarantine if row.in_place else SEQUENCE,
        )
        for row in connection.execute(there.order_by(unopened.c.place).limit(MANY))
    ]


def _held(connection: Connection, names: set[str]) -> dict[str, int]:
    """Lock the rows of kiosks; returns how much each was told so far."""
    # Always in this order, so that none waits for another in a ring; who only names them is let by.
    rows = select(kiosks.c.id, kiosks.c.news).where(among(connection, kiosks.c.id, names))
    locked = rows.order_by(kiosks.c.id).with_for_update(key_share=True)
    return {row.id: row.news for row in connection.execute(locked)}


def _still(connection: Connection, opened: Sequence[_Opened]) -> list[_Opened]:
    """Return those that nobody else has opened meanwhile."""
    places = [one.waited.place for one in opened]
    there = select(unopened.c.place).where(among(connection, unopened.c.place, places))
    still = set(connection.execute(there).scalars())
    return [one for one in opened if one.waited.place in still]


def _once(connection: Connection, opened: Sequence[_Opened]) -> list[_Opened]:
    """Leave the case out of those that submit one which is here: they are for a person."""
    known = select(cases.c.id).where(
        among(connection, cases.c.id, {one.what.case.id for one in opened if one.what.case})
    )
    here = set(connection.execute(known).scalars())

    def first(one: _Opened) -> _Opened:
        case = one.what.case
        if case is None or case.id not in here:
            here.update([case.id] if case else [])
            return one
        return _Opened(one.waited, Understood(None), one.wrong or "case_twice")

    return [first(one) for one in opened]


def _put_aside(connection: Connection, entry: Entry, why: str) -> None:
    kept = entries.c.kiosk == entry.kiosk, entries.c.hash == entry.hash
    connection.execute(update(entries).where(*kept).values(quarantine=why))


def _ref(case: Case, entry: Entry) -> CaseRef:
    return CaseRef(case.id, case.number, entry.kiosk)


def _row(one: _Opened, case: Case) -> dict[str, object]:
    whole = next((due.due for due in one.what.schedule if due.item_id is None), None)
    return {
        "id": case.id,
        "number": storable(case.number),
        "entry": one.waited.entry.hash,
        "kiosk": one.waited.entry.kiosk,
        "service": storable(case.service.key),
        "version": min(case.service.version, 2**63 - 1),
        "day": case.service.day,
        "submitted_at": case.submitted_at,
        "received_at": one.waited.received_at,
        "state": CaseState.RECEIVED,
        "due": whole,
        "remarks": one.what.told,
        "quarantine": one.wrong,
    }
