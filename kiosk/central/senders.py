"""Who sent a request: read within limits, its signature checked before anything is believed."""

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from kiosk.central.database import Database
from kiosk.central.enrolment import Speaker, department_of, find_all
from kiosk.central.pace import Pace, Turns
from kiosk.central.problems import Refusal, address
from kiosk.central.together import Together
from kiosk.wire import requests as wire
from kiosk.wire.loads import FIELD as PARTS
from kiosk.wire.loads import MOST_BYTES, Part, read_parts
from kiosk.wire.messages import BATCH_BYTES, ProblemKind
from kiosk.wire.signed import UntrueMessage

BODY_LIMIT = BATCH_BYTES
"""Bytes of the largest request body: a batch of entries, or a piece of an attachment."""

_WHY = {
    "signature": ProblemKind.SIGNATURE,
    "clock": ProblemKind.CLOCK,
    "key": ProblemKind.UNKNOWN_KEY,
}


@dataclass(frozen=True, slots=True)
class Sent:
    """A request that a kiosk of ours has shown to be its own; `sha256` of its body, in hex."""

    speaker: Speaker
    body: bytes
    sha256: str


_Proof = tuple[wire.Proven, Speaker]


async def read_body(request: Request, limit: int = BODY_LIMIT) -> bytes:
    """Read a whole body; raises Refusal beyond `limit` bytes."""
    _announced(request, limit)
    pieces: list[bytes] = []
    size = 0
    async for piece in request.stream():
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            raise Refusal(ProblemKind.TOO_LARGE, limit=limit)
    return b"".join(pieces)


def _announced(request: Request, limit: int) -> None:
    announced = request.headers.get("content-length", "0")
    if announced.isdecimal() and int(announced) > limit:
        raise Refusal(ProblemKind.TOO_LARGE, limit=limit)


class Senders:
    """Tells senders apart by the keys and tokens central knows, and gives each its turns."""

    def __init__(self, database: Database, clock: Callable[[], datetime], pace: Pace) -> None:
        self._database = database
        self._clock = clock
        self._pace = pace
        self._proofs: Together[wire.Request, _Proof] = Together(self._prove_all)

    async def kiosk(self, request: Request, turns: Turns | None = None) -> Sent:
        """Return what a kiosk sent, and take one of its `turns`; raises Refusal.

        Who cannot prove himself by the head is refused before any of the body is read.
        """
        head, speaker = await self._proven_head(request, BODY_LIMIT, turns or self._pace.kiosks)
        body = await read_body(request)
        try:
            head.compare(body)
        except wire.UnprovenRequest as error:
            raise Refusal(ProblemKind.DIGEST) from error
        return Sent(speaker, body, base64.b64decode(head.digest or "").hex())

    async def load(self, request: Request) -> tuple[Speaker, tuple[Part, ...]]:
        """Return who brings several attachments, and which; raises Refusal.

        The body has not been read: its parts are named in the head, and so proven with it.
        """
        _, speaker = await self._proven_head(request, MOST_BYTES, self._pace.pieces)
        try:
            parts = read_parts(request.headers.get(PARTS, ""))
        except UntrueMessage as error:
            raise Refusal(ProblemKind.UNREADABLE, PARTS) from error
        size = sum(one.length for one in parts)
        if request.method != "HEAD" and request.headers.get("content-length") != str(size):
            raise Refusal(ProblemKind.UNREADABLE, "content-length")
        return speaker, parts

    async def _proven_head(self, request: Request, limit: int, turns: Turns) -> _Proof:
        _announced(request, limit)
        message = wire.Request(request.method, _url(request), dict(request.headers))
        head, speaker = await self._proven(message, address(request))
        # Only now: by a name that is merely claimed, anybody could use up a kiosk's turns.
        turns.take(speaker.kiosk)
        return head, speaker

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
            self._pace.unproven.take(address(request))
            raise Refusal(ProblemKind.UNKNOWN_KEY)
        self._pace.departments.take(department)
        return department

    async def _proven(self, message: wire.Request, where: str) -> _Proof:
        # A kiosk's failures are its own: many stand behind one address, and one of them, or
        # somebody who uses its name there, must not shut the others out.
        claimed = wire.claimed_sender(message)
        if claimed is None:
            self._pace.unproven.take(where)
            raise Refusal(ProblemKind.SIGNATURE)
        mark = f"{where} {claimed}"
        self._pace.unproven.check(mark)
        try:
            return await self._proofs.ask(message)
        except Refusal as refusal:
            # Of the others it is known that the name is one of ours.
            unknown = refusal.problem.type in (ProblemKind.UNKNOWN_KEY, ProblemKind.CLOCK)
            self._pace.unproven.take(where if unknown else mark)
            raise

    def _prove_all(self, messages: Sequence[wire.Request]) -> list[_Proof | Exception]:
        names = [name for one in messages if (name := wire.claimed_sender(one)) is not None]
        with self._database.read() as connection:
            known = find_all(connection, names)
        now = self._clock()
        return [_proof(one, known, now) for one in messages]


def _proof(
    message: wire.Request, known: Mapping[str, Speaker], now: datetime
) -> _Proof | Exception:
    keys = {name: one.keys[0] for name, one in known.items()}
    try:
        head = wire.proven_head(message, keys.get, now)
    except wire.UnprovenRequest as error:
        refusal = Refusal(_WHY[error.reason])
        refusal.__cause__ = error
        return refusal
    except Exception as error:  # one request that finds a fault in us is no other's trouble
        return error
    speaker = known[head.kiosk]
    return Refusal(ProblemKind.REVOKED) if speaker.revoked else (head, speaker)


def _url(request: Request) -> str:
    # As it was sent: the framework's own URL is decoded and spelled anew.
    scope: Any = request.scope
    path = scope["raw_path"].decode("ascii")
    query = scope["query_string"].decode("ascii")
    target = f"{path}?{query}" if query else path
    return f"{scope['scheme']}://{request.headers.get('host', '')}{target}"
