"""The days of open cases counted anew after a calendar was published: 预计 becomes a date."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, case, or_, select, update

from kiosk.cases.case import Due
from kiosk.catalogue.workdays import Year
from kiosk.central.database import Database
from kiosk.central.reading import HALLS, Reader
from kiosk.central.results import case_kept
from kiosk.central.tables import cases, entries, kiosks, tasks
from kiosk.central.tasks import SETTLED, CaseRef, step, tasks_of, tell
from kiosk.wire.messages import CaseState


def recount(database: Database, reader: Reader, years: Iterable[Year], now: datetime) -> int:
    """Count the days that these years may move, and tell the kiosks; returns how many moved.

    A transaction for each kiosk, so that its cases come in meanwhile; doing it again changes
    nothing.
    """
    with database.read() as connection:
        reader.refresh(connection)
        concerned = _concerned(connection, years)
    moved = 0
    for kiosk, case_ids in concerned.items():
        with database.write() as connection:
            connection.execute(select(kiosks.c.id).where(kiosks.c.id == kiosk).with_for_update())
            moved += sum(_recount(connection, reader, name, now) for name in case_ids)
    return moved


def _concerned(connection: Connection, years: Iterable[Year]) -> dict[str, list[str]]:
    first = min((date(one.year, 1, 1) for one in years), default=date.max)
    rows = connection.execute(
        select(cases.c.kiosk, cases.c.id)
        .distinct()
        .join(tasks, tasks.c.case_id == cases.c.id)
        .where(
            tasks.c.state.not_in(SETTLED), or_(tasks.c.estimated.is_(True), tasks.c.due >= first)
        )
        .order_by(cases.c.kiosk, cases.c.id)
    )
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row.kiosk, []).append(row.id)
    return found


def _recount(connection: Connection, reader: Reader, case_id: str, now: datetime) -> int:
    row = connection.execute(_CASE.where(cases.c.id == case_id)).one()
    dues = _counted(connection, reader, row)
    ref = CaseRef(case_id, row.number, row.kiosk)
    moved = []
    for task in tasks_of(connection, case_id):
        due = dues.get(task.item)
        if due is None or task.state in SETTLED or _days(due) == (task.due, task.estimated):
            continue
        connection.execute(
            update(tasks).where(tasks.c.id == task.id).values(due=due.due, estimated=due.estimated)
        )
        moved.append(replace(task, due=due.due, estimated=due.estimated))
    connection.execute(update(cases).where(cases.c.id == case_id).values(due=dues[None].due))
    state = CaseState(row.state)
    tell(connection, row.kiosk, [step(ref, state, now, task) for task in moved])
    return len(moved)


_CASE = select(
    cases, case((entries.c.hash.is_(None), "beside"), else_=entries.c.quarantine).label("once")
).outerjoin(entries, entries.c.hash == cases.c.entry)
"""A case, and why it was set aside at first: in conflict it has no entry in its place."""


def _counted(connection: Connection, reader: Reader, row: Row[Any]) -> Mapping[str | None, Due]:
    """Return when each item is due, counted from the day it was counted from before."""
    kept = case_kept(connection, row.id)
    plan = connection.execute(select(tasks).where(tasks.c.case_id == row.id)).all()
    begun = {one.item: one.started_at.astimezone(HALLS).date() for one in plan if one.started_at}
    first = min(begun.values()) if row.once else reader.first_day(kept, row.received_at)
    dues = {due.item_id: due for due in reader.plan(kept, first)}
    for item, day in begun.items():
        waited = dues[item].waits_for
        if waited:
            # It began when these were proven: its own time counts from that day.
            rest = replace(kept, items=tuple(one for one in kept.items if one not in waited))
            later = {due.item_id: due for due in reader.plan(rest, day)}
            dues[item] = later[item]
    return dues


def _days(due: Due) -> tuple[date, bool]:
    return due.due, due.estimated
