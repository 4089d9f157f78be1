"""Who sent a request: read within limits, its signature checked before anything is believed."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from kiosk.central.database import Database
from kiosk.central.enrolment import Speaker, department_of, find
from kiosk.central.pace import Pace
from kiosk.central.problems import Refusal
from kiosk.wire import requests as wire
from kiosk.wire.messages import BATCH_BYTES, ProblemKind

BODY_LIMIT = BATCH_BYTES
"""Bytes of the largest request body: a batch of entries, or a piece of an attachment."""

_WHY = {
    "signature": ProblemKind.SIGNATURE,
    "digest": ProblemKind.DIGEST,
    "clock": ProblemKind.CLOCK,
    "key": ProblemKind.UNKNOWN_KEY,
}


@dataclass(frozen=True, slots=True)
class Sent:
    """A request that a kiosk of ours has shown to be its own."""

    speaker: Speaker
    body: bytes


async def read_body(request: Request, limit: int = BODY_LIMIT) -> bytes:
    """Read a whole body; raises Refusal beyond `limit` bytes."""
    announced = request.headers.get("content-length", "0")
    if announced.isdecimal() and int(announced) > limit:
        raise Refusal(ProblemKind.TOO_LARGE, limit=limit)
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > limit:
            raise Refusal(ProblemKind.TOO_LARGE, limit=limit)
    return bytes(body)


class Senders:
    """Tells senders apart by the keys and tokens central knows, and gives each its turns."""

    def __init__(self, database: Database, clock: Callable[[], datetime], pace: Pace) -> None:
        self._database = database
        self._clock = clock
        self._pace = pace

    async def kiosk(self, request: Request) -> Sent:
        """Return what a kiosk sent; raises Refusal."""
        message = wire.Request(
            request.method,
            _url(request),
            dict(request.headers),
            await read_body(request),
        )
        sent = await run_in_threadpool(self._prove, message)
        # Only now: by a name that is merely claimed, anybody could use up a kiosk's turns.
        self._pace.kiosks.take(sent.speaker.kiosk)
        return sent

    async def department(self, request: Request) -> str:
        """Return the department whose token the request bears; raises Refusal."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Refusal(ProblemKind.UNKNOWN_KEY)

        def look_up() -> str | None:
            with self._database.read() as connection:
                return department_of(connection, token)

        department = await run_in_threadpool(look_up)
        if department is None:
            raise Refusal(ProblemKind.UNKNOWN_KEY)
        self._pace.departments.take(department)
        return department

    def _prove(self, message: wire.Request) -> Sent:
        @functools.cache
        def speaker(kiosk: str) -> Speaker | None:
            with self._database.read() as connection:
                return find(connection, kiosk)

        def key_of(kiosk: str) -> bytes | None:
            known = speaker(kiosk)
            return known.keys[0] if known else None

        try:
            known = speaker(wire.sender(message, key_of, self._clock()))
        except wire.UnprovenRequest as error:
            raise Refusal(_WHY[error.reason]) from error
        if known is None:
            raise Refusal(ProblemKind.UNKNOWN_KEY)
        if known.revoked:
            raise Refusal(ProblemKind.REVOKED)
        return Sent(known, message.body)


def _url(request: Request) -> str:
    # As it was sent: the framework's own URL is decoded and spelled anew.
    scope: Any = request.scope
    path = scope["raw_path"].decode("ascii")
    query = scope["query_string"].decode("ascii")
    target = f"{path}?{query}" if query else path
    return f"{scope['scheme']}://{request.headers.get('host', '')}{target}"
