"""What departments may ask of central: their work, and to say what came of it."""

from dataclasses import asdict
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Path, Request, Response
from starlette.concurrency import run_in_threadpool

from kiosk.central.api import Rooms
from kiosk.central.problems import Refusal
from kiosk.central.reading import Reader
from kiosk.central.results import NoSuchTask, NotNow, decide
from kiosk.central.senders import Senders, read_body
from kiosk.central.tasks import work_of
from kiosk.wire.messages import ItemState, ProblemKind

RESULT_LIMIT = 16 * 1024

TaskId = Annotated[str, Path(pattern="^[0-9a-f-]{36}$")]


class Decision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a department says of a task; `result` is its sentence to the citizen."""

    state: ItemState
    result: Annotated[str, msgspec.Meta(min_length=1, max_length=2000)] | None = None


def department_doors(rooms: Rooms, reader: Reader) -> APIRouter:
    """Return the routes that departments use; each bears the department's token."""
    router = APIRouter(prefix="/v1")
    senders = Senders(rooms.database, rooms.clock)

    @router.get("/work")
    async def work(request: Request) -> list[dict[str, Any]]:
        """List what the department has to do now, the most urgent first."""
        department = await senders.department(request)

        def look_up() -> list[dict[str, Any]]:
            with rooms.database.read() as connection:
                return [asdict(task) for task in work_of(connection, department)]

        return await run_in_threadpool(look_up)

    @router.post("/tasks/{task_id}/result")
    async def result(task_id: TaskId, request: Request) -> Response:
        """Set the state of a task; the same again changes nothing."""
        department = await senders.department(request)
        body = await read_body(request, RESULT_LIMIT)

        def keep() -> bytes:
            said = msgspec.json.decode(body, type=Decision)
            with rooms.database.write() as connection:
                task = decide(
                    connection,
                    reader,
                    department,
                    task_id,
                    said.state,
                    said.result,
                    rooms.clock(),
                )
            return msgspec.json.encode(task)

        try:
            return Response(await run_in_threadpool(keep), media_type="application/json")
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise Refusal(ProblemKind.UNREADABLE) from error
        except NoSuchTask as error:
            raise Refusal(ProblemKind.NOT_FOUND) from error
        except NotNow as error:
            raise Refusal(ProblemKind.UNREADABLE, "state") from error

    return router
