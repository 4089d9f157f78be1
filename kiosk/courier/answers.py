"""What came back over the line: central's answer, or the failure that it stands for."""

import time
from collections.abc import Iterator
from http import HTTPStatus
from itertools import chain

import httpx2

from kiosk.courier.bandwidth import Bandwidth
from kiosk.courier.failures import Failure, LineFailure
from kiosk.courier.secured import failure_of
from kiosk.wire.messages import Problem, ProblemKind
from kiosk.wire.requests import Request
from kiosk.wire.signed import UntrueMessage, read_plain

LONGEST_WAIT = 3600.0
"""Seconds that a Retry-After is obeyed at most."""

LARGEST = 64 * 1024 * 1024
"""Bytes of the largest answer that is listened to: central's own are far smaller."""

LONGEST = 600.0
"""Seconds that an answer may take to come: it is not waited for one that has no end."""

AS_IT_CAME = ("content-encoding", "content-length", "transfer-encoding")
"""Fields that speak of the bytes on the line, not of those that were read."""

_BY_PROBLEM = {
    ProblemKind.UNREADABLE: Failure.UNREADABLE,
    ProblemKind.DIGEST: Failure.DIGEST,
    ProblemKind.SIGNATURE: Failure.SIGNATURE,
    ProblemKind.UNKNOWN_KEY: Failure.UNKNOWN_KEY,
    ProblemKind.CLOCK: Failure.CLOCK,
    ProblemKind.REVOKED: Failure.REVOKED,
    ProblemKind.CODE: Failure.CODE,
    ProblemKind.CLONE: Failure.CLONE,
    ProblemKind.OFFSET: Failure.OFFSET,
    ProblemKind.HASH: Failure.HASH,
    ProblemKind.TOO_LARGE: Failure.TOO_LARGE,
    ProblemKind.TOO_MANY: Failure.BUSY,
    ProblemKind.BUSY: Failure.BUSY,
    ProblemKind.FAILED: Failure.SERVER,
}
_BY_STATUS = {
    HTTPStatus.NOT_FOUND: Failure.OUTDATED,
    HTTPStatus.METHOD_NOT_ALLOWED: Failure.OUTDATED,
    HTTPStatus.UPGRADE_REQUIRED: Failure.OUTDATED,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: Failure.TOO_LARGE,
    HTTPStatus.TOO_MANY_REQUESTS: Failure.BUSY,
    HTTPStatus.SERVICE_UNAVAILABLE: Failure.BUSY,
    HTTPStatus.NETWORK_AUTHENTICATION_REQUIRED: Failure.PORTAL,
}


def exchange(
    client: httpx2.Client, request: Request, bandwidth: Bandwidth | None = None
) -> httpx2.Response:
    """Send a request and return the whole answer; raises LineFailure.

    One that is too large, or has no end, is somebody else's.
    """
    headers, body = request.headers, _body(request, bandwidth)
    if isinstance(body, Iterator) and request.body:
        headers = headers | {"content-length": str(len(request.body))}
    try:
        with client.stream(request.method, request.url, headers=headers, content=body) as answer:
            return _whole(answer)
    except httpx2.TimeoutException as error:
        raise LineFailure(Failure.TIMEOUT) from error
    except httpx2.ConnectError as error:
        raise LineFailure(failure_of(error)) from error
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise LineFailure(Failure.CUT) from error


def _whole(answer: httpx2.Response) -> httpx2.Response:
    content, until = bytearray(), time.monotonic() + LONGEST
    for piece in answer.iter_bytes():
        content += piece
        if len(content) > LARGEST or time.monotonic() > until:
            raise LineFailure(Failure.PORTAL)
    headers = [field for field in answer.headers.multi_items() if field[0] not in AS_IT_CAME]
    return httpx2.Response(
        answer.status_code,
        headers=headers,
        content=bytes(content),
        request=answer.request,
        extensions=answer.extensions,
    )


def _body(request: Request, bandwidth: Bandwidth | None) -> bytes | Iterator[bytes]:
    if request.stream is None:
        return bandwidth.spread(request.body) if bandwidth and request.body else request.body
    stream = request.stream()
    return chain.from_iterable(map(bandwidth.spread, stream)) if bandwidth else stream


def heard(answer: httpx2.Response) -> httpx2.Response:
    """Return a 2xx answer; raise the LineFailure that any other stands for."""
    if answer.is_success:
        return answer
    if answer.headers.get("content-type", "").startswith("application/problem+json"):
        try:
            problem = read_plain(answer.content, Problem)
        except UntrueMessage:
            pass
        else:
            raise LineFailure(_named(problem), _wait(answer), problem.offset)
    failure = _BY_STATUS.get(HTTPStatus(answer.status_code)) if _known(answer) else None
    if failure is None:
        failure = Failure.SERVER if answer.is_server_error else Failure.PORTAL
    raise LineFailure(failure, _wait(answer))


def _named(problem: Problem) -> Failure:
    if problem.type is ProblemKind.NOT_FOUND:
        return Failure.OUTDATED
    return _BY_PROBLEM[problem.type]


def _known(answer: httpx2.Response) -> bool:
    return answer.status_code in set(HTTPStatus)


def _wait(answer: httpx2.Response) -> float | None:
    told = answer.headers.get("retry-after", "")
    return min(float(told), LONGEST_WAIT) if told.isdecimal() else None
