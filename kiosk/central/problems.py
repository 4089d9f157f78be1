"""How central says no: problem documents (RFC 9457) that name the kind and quote nothing."""

import logging
from collections.abc import Mapping
from http import HTTPStatus

import msgspec
from fastapi import Request, Response
from starlette.exceptions import HTTPException

from kiosk.wire.messages import Problem, ProblemKind

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 30

STATUS = {
    ProblemKind.UNREADABLE: HTTPStatus.BAD_REQUEST,
    ProblemKind.DIGEST: HTTPStatus.BAD_REQUEST,
    ProblemKind.SIGNATURE: HTTPStatus.UNAUTHORIZED,
    ProblemKind.UNKNOWN_KEY: HTTPStatus.UNAUTHORIZED,
    ProblemKind.CLOCK: HTTPStatus.UNAUTHORIZED,
    ProblemKind.REVOKED: HTTPStatus.FORBIDDEN,
    ProblemKind.CODE: HTTPStatus.FORBIDDEN,
    ProblemKind.CLONE: HTTPStatus.CONFLICT,
    ProblemKind.NOT_FOUND: HTTPStatus.NOT_FOUND,
    ProblemKind.OFFSET: HTTPStatus.CONFLICT,
    ProblemKind.HASH: HTTPStatus.UNPROCESSABLE_ENTITY,
    ProblemKind.TOO_LARGE: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    ProblemKind.TOO_MANY: HTTPStatus.TOO_MANY_REQUESTS,
    ProblemKind.BUSY: HTTPStatus.SERVICE_UNAVAILABLE,
    ProblemKind.FAILED: HTTPStatus.INTERNAL_SERVER_ERROR,
}
"""The status each kind comes with; docs/protocol.md says what each means and what to do."""

ORDINARY = {ProblemKind.OFFSET, ProblemKind.NOT_FOUND}
"""What kiosks meet on an ordinary day, as after a cut."""

log = logging.getLogger(__name__)


class Refusal(Exception):
    """Central will not do what was asked; `retry_after` is in seconds."""

    def __init__(
        self,
        kind: ProblemKind,
        detail: str | None = None,
        *,
        limit: int | None = None,
        offset: int | None = None,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(kind)
        self.retry_after = retry_after
        status = STATUS[kind]
        self.problem = Problem(kind, status.phrase, status.value, detail, limit, offset)


def answer(problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """Return the response that carries a problem."""
    known = {
        name: value for name, value in msgspec.to_builtins(problem).items() if value is not None
    }
    return Response(
        msgspec.json.encode(known), problem.status, dict(headers or {}), media_type=MEDIA_TYPE
    )


async def refused(request: Request, error: Exception) -> Response:
    """Answer a refusal; an upload learns where to go on, who asked too often when to return."""
    if not isinstance(error, Refusal):
        raise error
    if error.problem.type not in ORDINARY:
        _tell(request, error.problem)
    told = {"Upload-Offset": error.problem.offset, "Retry-After": error.retry_after}
    return answer(
        error.problem, {name: str(value) for name, value in told.items() if value is not None}
    )


def address(request: Request) -> str:
    """Return the network address a request came from; empty where there is no network."""
    return request.client.host if request.client else ""


async def unreadable(request: Request, error: Exception) -> Response:
    """Answer what does not fit the door: a wrong name, offset or length."""
    return await refused(request, Refusal(ProblemKind.UNREADABLE))


async def no_such_door(request: Request, error: Exception) -> Response:
    """Answer what central does not know, with the framework's status."""
    status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.NOT_FOUND
    problem = Problem(ProblemKind.NOT_FOUND, HTTPStatus(status).phrase, int(status))
    return answer(problem, _allowed(request) if status == HTTPStatus.METHOD_NOT_ALLOWED else None)


async def gone(request: Request, error: Exception) -> Response:
    """Answer nobody: whoever asked was cut off, or gave up, in the middle of the body."""
    return Response(status_code=HTTPStatus.BAD_REQUEST)


async def in_trouble(request: Request, error: Exception) -> Response:
    """Answer 503 when database or disk is away: nothing was promised, the kiosk asks again."""
    log.warning("%s while answering %s", type(error).__name__, request.method)
    problem = Refusal(ProblemKind.BUSY).problem
    return answer(problem, {"Retry-After": str(RETRY_SECONDS)})


async def at_fault(request: Request, error: Exception) -> Response:
    """Answer 500 for a bug of ours; the log gets its place and not its words."""
    log.error("%s while answering %s", type(error).__name__, request.method)
    return answer(Refusal(ProblemKind.FAILED).problem)


def _allowed(request: Request) -> dict[str, str]:
    """Name every method at this path: the framework names that of the first door there."""
    route = request.scope["route"]
    described = request.app.openapi()["paths"].get(route.path, ())
    return {"Allow": ", ".join(sorted(route.methods | {one.upper() for one in described}))}


def _tell(request: Request, problem: Problem) -> None:
    try:
        request.app.state.pace.told.take(address(request))
    except Refusal:
        return  # whoever floods the door does not flood the log
    # The door as it is described, without the names that were asked for.
    door = getattr(request.scope.get("route"), "path", "")
    name = problem.type.rpartition(":")[2]
    log.warning("%s %s from %s: %s", request.method, door, address(request), name)
