"""What departments may ask of central: their work, and to say what came of it."""

from dataclasses import asdict
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Path, Request, Response
from starlette.concurrency import run_in_threadpool

from kiosk.central.api import Rooms
from kiosk.central.audit import note_tasks
from kiosk.central.problems import Refusal
from kiosk.central.results import NoSuchTask, NotNow, Said, decide
from kiosk.central.senders import Senders, read_body
from kiosk.central.tasks import work_of
from kiosk.wire.messages import ItemState, ProblemKind

RESULT_LIMIT = 16 * 1024

TaskId = Annotated[str, Path(pattern="^[0-9a-f-]{36}$")]


class Decision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a department says of a task; `result` is its sentence to the citizen."""

    state: ItemState
    result: Annotated[str, msgspec.Meta(min_length=1, max_length=2000)] | None = None


class DepartmentDoors:
    """The doors that departments use; each request bears the department's token."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms
        self._senders = Senders(rooms.database, rooms.clock, rooms.pace)

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(prefix="/v1")
        router.get("/work")(self.work)
        router.post("/tasks/{task_id}/result")(self.result)
        return router

    async def work(self, request: Request) -> list[dict[str, Any]]:
        """List what the department has to do now, the most urgent first."""
        department = await self._senders.department(request)
        return await run_in_threadpool(self._work_of, department)

    async def result(self, task_id: TaskId, request: Request) -> Response:
        """Set the state of a task; the same again changes nothing."""
        department = await self._senders.department(request)
        body = await read_body(request, RESULT_LIMIT)
        try:
            kept = await run_in_threadpool(self._keep, department, task_id, body)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise Refusal(ProblemKind.UNREADABLE) from error
        except NoSuchTask as error:
            raise Refusal(ProblemKind.NOT_FOUND) from error
        except NotNow as error:
            raise Refusal(ProblemKind.UNREADABLE, "state") from error
        return Response(kept, media_type="application/json")

    def _work_of(self, department: str) -> list[dict[str, Any]]:
        with self._rooms.database.write() as connection:
            found = work_of(connection, department)
            told = [task.case_id for task in found]
            note_tasks(connection, department, "work", told, self._rooms.clock())
        return [asdict(task) for task in found]

    def _keep(self, department: str, task_id: str, body: bytes) -> bytes:
        said = msgspec.json.decode(body, type=Decision)
        decision = Said(department, task_id, said.state, said.result)
        now = self._rooms.clock()
        with self._rooms.database.write() as connection:
            task = decide(connection, self._rooms.reader, decision, now)
            note_tasks(connection, department, "result", [task.case_id], now)
        return msgspec.json.encode(task)
