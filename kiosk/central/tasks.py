"""What the departments have to do: a task per item, what it waits for, and how the case stands."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select, update

from kiosk.cases.case import Due
from kiosk.central.rows import append, renew
from kiosk.central.tables import cases, kiosks, news, tasks
from kiosk.wire.ids import NOISE_BYTES, uuid7
from kiosk.wire.messages import CaseState, ItemState, Progress
from kiosk.wire.signed import plain

PROVEN = frozenset({ItemState.APPROVED, ItemState.ISSUED})
"""What lets those begin that waited for an item."""

SETTLED = PROVEN | {ItemState.REFUSED}
DECISIONS = SETTLED | {ItemState.IN_REVIEW, ItemState.CORRECTION_ASKED}
"""What a department may say of its task; the other states are central's."""


@dataclass(frozen=True, slots=True)
class Task:
    """One item of one case at its department; `due` is a day of the halls' calendar."""

    id: str
    case_id: str
    item: str
    department: str
    waits_for: tuple[str, ...]
    state: ItemState
    due: date
    estimated: bool
    result: str | None = None

    @classmethod
    def planned(cls, case_id: str, due: Due, now: datetime) -> "Task":
        """Make the task of one line of a case's schedule."""
        if due.item_id is None or due.department is None:
            raise ValueError("the last line of a schedule is the whole case")
        state = ItemState.WAITING if due.waits_for else ItemState.DISPATCHED
        return cls(
            uuid7(now, secrets.token_bytes(NOISE_BYTES)),
            case_id,
            due.item_id,
            due.department,
            due.waits_for,
            state,
            due.due,
            due.estimated,
        )

    @classmethod
    def kept(cls, row: Row[Any]) -> "Task":
        """Read a task from its row."""
        return cls(
            row.id,
            row.case_id,
            row.item,
            row.department,
            tuple(msgspec.json.decode(row.waits_for)),
            ItemState(row.state),
            row.due,
            row.estimated,
            row.result,
        )

    def row(self, now: datetime) -> dict[str, object]:
        """Return the row that keeps a task made at that time."""
        return {
            "id": self.id,
            "case_id": self.case_id,
            "item": self.item,
            "department": self.department,
            "waits_for": msgspec.json.encode(self.waits_for).decode(),
            "state": self.state,
            "due": self.due,
            "estimated": self.estimated,
            "started_at": None if self.state is ItemState.WAITING else now,
            "result": None,
            "decided_at": None,
        }


@dataclass(frozen=True, slots=True)
class CaseRef:
    """What progress names of a case, and the kiosk that is told."""

    id: str
    number: str
    kiosk: str


def stand(known: Iterable[Task]) -> CaseState:
    """Tell how a whole case stands from its tasks.

    A task that waits for a refused one is settled by that, until the refusal is taken back.
    """
    plan = list(known)
    states = {task.item: task.state for task in plan}
    if ItemState.CORRECTION_ASKED in states.values():
        return CaseState.CORRECTION_ASKED

    def settled(task: Task) -> bool:
        return task.state in SETTLED or any(
            states.get(item) is ItemState.REFUSED for item in task.waits_for
        )

    if all(settled(task) for task in plan):
        proven = any(task.state in PROVEN for task in plan)
        return CaseState.DONE if proven else CaseState.DECLINED
    if SETTLED & set(states.values()):
        return CaseState.IN_PROGRESS
    return CaseState.ACCEPTED if ItemState.IN_REVIEW in states.values() else CaseState.RECEIVED


def tasks_of(connection: Connection, case_id: str) -> tuple[Task, ...]:
    """Return the tasks of a case, by due date."""
    rows = connection.execute(
        select(tasks).where(tasks.c.case_id == case_id).order_by(tasks.c.due, tasks.c.item)
    )
    return tuple(Task.kept(row) for row in rows)


def work_of(connection: Connection, department: str, limit: int = 100) -> tuple[Task, ...]:
    """Return what a department has to do now, the most urgent first."""
    rows = connection.execute(
        select(tasks)
        .where(
            tasks.c.department == department,
            tasks.c.state.in_([ItemState.DISPATCHED, ItemState.IN_REVIEW]),
        )
        .order_by(tasks.c.due, tasks.c.id)
        .limit(limit)
    )
    return tuple(Task.kept(row) for row in rows)


def step(case: CaseRef, state: CaseState, now: datetime, task: Task | None = None) -> Progress:
    """Say how a case stands, or one task of it."""
    if task is None:
        return Progress(case.number, case.id, state, now)
    return Progress(
        case.number,
        case.id,
        state,
        now,
        item=task.item,
        department=task.department,
        state=task.state,
        due=task.due,
        result=task.result,
        estimated=task.estimated,
    )


def tell(connection: Connection, kiosk: str, steps: Sequence[Progress]) -> None:
    """Put steps into a kiosk's news."""
    last = select(kiosks.c.news).where(kiosks.c.id == kiosk).with_for_update()
    tell_all(connection, {kiosk: connection.execute(last).scalar_one()}, {kiosk: steps})


def tell_all(
    connection: Connection, told: Mapping[str, int], steps: Mapping[str, Sequence[Progress]]
) -> None:
    """Put steps into kiosks' news, after what each was `told` so far.

    The cursor is counted on the kiosk's row, which stays locked until the transaction ends: a
    sequence of the database could show a later number before an earlier one.
    """
    append(
        connection,
        news,
        [
            {"kiosk": kiosk, "cursor": cursor, "progress": plain(one)}
            for kiosk, some in steps.items()
            for cursor, one in enumerate(some, start=told[kiosk] + 1)
        ],
    )
    ends = [{"id": name, "news": told[name] + len(some)} for name, some in steps.items() if some]
    renew(connection, kiosks, ("id",), ends)


def restate(connection: Connection, case: CaseRef, state: CaseState) -> None:
    """Remember how a case stands."""
    connection.execute(update(cases).where(cases.c.id == case.id).values(state=state))
