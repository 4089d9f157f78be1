"""What came back over the line: central's answer, or the failure that it stands for."""

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
    """Send a request and return the whole answer; raises LineFailure."""
    headers, body = request.headers, _body(request, bandwidth)
    if isinstance(body, Iterator) and request.body:
        headers = headers | {"content-length": str(len(request.body))}
    try:
        return client.request(request.method, request.url, headers=headers, content=body)
    except httpx2.TimeoutException as error:
        raise LineFailure(Failure.TIMEOUT) from error
    except httpx2.ConnectError as error:
        raise LineFailure(failure_of(error)) from error
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise LineFailure(Failure.CUT) from error


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
