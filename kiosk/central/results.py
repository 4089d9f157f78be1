"""Departments decide: a result comes back, those that waited for it begin, the kiosk is told."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, select, update

from kiosk.cases.case import Case
from kiosk.central.reading import HALLS, Reader, case_of
from kiosk.central.tables import cases, conflicts, entries, kiosks, tasks
from kiosk.central.tasks import (
    DECISIONS,
    PROVEN,
    CaseRef,
    Task,
    restate,
    stand,
    step,
    tasks_of,
    tell,
)
from kiosk.wire.entry import read_content
from kiosk.wire.messages import CaseState, ItemState


class NoSuchTask(Exception):
    """That department has no task of that id."""


class NotNow(Exception):
    """The task still waits for another one, or the state is not a department's to set."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a department says of a task; `result` is its sentence to the citizen."""

    department: str
    task_id: str
    state: ItemState
    result: str | None = None


def decide(connection: Connection, reader: Reader, said: Said, now: datetime) -> Task:
    """Set what a department says of its task; the same again changes nothing.

    Raises NoSuchTask, NotNow.
    """
    found = _locked(connection, said.department, said.task_id)
    if found is None:
        raise NoSuchTask
    case, before = found
    plan = {task.id: task for task in tasks_of(connection, case.id)}
    task = plan[said.task_id]
    if said.state not in DECISIONS or task.state is ItemState.WAITING:
        raise NotNow
    if (task.state, task.result) == (said.state, said.result):
        return task
    connection.execute(
        update(tasks)
        .where(tasks.c.id == said.task_id)
        .values(state=said.state, result=said.result, decided_at=now)
    )
    decided = tasks_of(connection, case.id)
    begun = _begin(connection, reader, case, decided, now)
    after = tasks_of(connection, case.id)
    now_stands = stand(after)
    news = [step(case, now_stands, now, one) for one in after if one.id in {said.task_id, *begun}]
    if now_stands is not before:
        restate(connection, case, now_stands)
        news.append(step(case, now_stands, now))
    tell(connection, case.kiosk, news)
    return next(one for one in after if one.id == said.task_id)


def _locked(
    connection: Connection, department: str, task_id: str
) -> tuple[CaseRef, CaseState] | None:
    # Two departments may decide at once; each must see what the other did. Everything that
    # changes a case takes its kiosk's row first, so that none waits for the other in a ring.
    case = connection.execute(
        select(cases.c.id, cases.c.kiosk, cases.c.number)
        .join(tasks, tasks.c.case_id == cases.c.id)
        .where(tasks.c.id == task_id, tasks.c.department == department)
    ).one_or_none()
    if case is None:
        return None
    connection.execute(select(kiosks.c.id).where(kiosks.c.id == case.kiosk).with_for_update())
    state = connection.execute(select(cases.c.state).where(cases.c.id == case.id)).scalar_one()
    return CaseRef(case.id, case.number, case.kiosk), CaseState(state)


def _begin(
    connection: Connection, reader: Reader, case: CaseRef, plan: tuple[Task, ...], now: datetime
) -> set[str]:
    """Dispatch what waited and no longer has to; its time begins today."""
    proven = {task.item for task in plan if task.state in PROVEN}
    ready = [
        task for task in plan if task.state is ItemState.WAITING and set(task.waits_for) <= proven
    ]
    if not ready:
        return set()
    reader.refresh(connection)
    kept = case_kept(connection, case.id)
    # What is proven takes no more time: the rest is reckoned from today.
    rest = replace(kept, items=tuple(item for item in kept.items if item not in proven))
    dues = {due.item_id: due for due in reader.plan(rest, now.astimezone(HALLS).date())}
    for task in ready:
        due = dues[task.item]
        connection.execute(
            update(tasks)
            .where(tasks.c.id == task.id)
            .values(
                state=ItemState.DISPATCHED,
                started_at=now,
                due=due.due,
                estimated=due.estimated,
            )
        )
    return {task.id for task in ready}


def case_kept(connection: Connection, case_id: str) -> Case:
    """Read a case from the exact bytes that came, in their place or beside it."""
    row = next(
        row
        for table in (entries, conflicts)
        for row in connection.execute(
            select(table.c.content, table.c.signature)
            .join(cases, cases.c.entry == table.c.hash)
            .where(cases.c.id == case_id)
        )
    )
    return case_of(read_content(bytes(row.content), bytes(row.signature)))
