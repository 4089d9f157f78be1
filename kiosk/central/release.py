"""A person has looked at a quarantined case and lets it go its way."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from kiosk.cases.wishes import wishes
from kiosk.central.bookings import Asked, give
from kiosk.central.reading import HALLS, Reader
from kiosk.central.results import case_kept
from kiosk.central.tables import cases, kiosks, tasks
from kiosk.central.tasks import CaseRef, Task, step, tasks_of, tell
from kiosk.errors import Trouble
from kiosk.texts import Text
from kiosk.wire.messages import CaseState


def release(
    connection: Connection, reader: Reader, case_id: str, now: datetime
) -> tuple[Task, ...]:
    """Lay out a case's tasks from today on and tell the kiosk; returns the tasks.

    A case that is not quarantined has them already. Raises Trouble `central.no_case`, and
    `catalogue.no_service` for a case on a form that central does not have.
    """
    row = connection.execute(select(cases).where(cases.c.id == case_id)).one_or_none()
    if row is None:
        raise Trouble(
            "central.no_case",
            Text("没有这个办件。", "There is no such case."),
            Text("请核对办件。", "Check which case is meant."),
        )
    connection.execute(select(kiosks.c.id).where(kiosks.c.id == row.kiosk).with_for_update())
    freed = connection.execute(
        update(cases)
        .where(cases.c.id == case_id, cases.c.quarantine.is_not(None))
        .values(quarantine=None)
    )
    if not freed.rowcount:
        return tasks_of(connection, case_id)
    reader.refresh(connection)
    kept = case_kept(connection, case_id)
    service = reader.service_of(kept)
    dues = reader.plan(kept, now.astimezone(HALLS).date())
    planned = tuple(Task.planned(case_id, due, now) for due in dues if due.item_id is not None)
    connection.execute(update(cases).where(cases.c.id == case_id).values(due=dues[-1].due))
    if planned:
        connection.execute(insert(tasks), [task.row(now) for task in planned])
    case = CaseRef(case_id, row.number, row.kiosk)
    asked = [Asked(case_id, service, wish) for wish in wishes(service, kept.answers)]
    booked = give(connection, reader, asked, now).get(case_id, ())
    received = step(case, CaseState.RECEIVED, now)
    steps = [replace(received, booking=one) for one in booked]
    steps += [step(case, CaseState.RECEIVED, now, task) for task in planned]
    tell(connection, row.kiosk, steps)
    return tasks_of(connection, case_id)
