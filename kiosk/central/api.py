"""What kiosks may ask of central over HTTP; every answer that counts is signed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from kiosk.central import blobs
from kiosk.central.database import Database
from kiosk.central.enrolment import NotInvited, enrol
from kiosk.central.intake import Intake
from kiosk.central.news import news_for, reconcile
from kiosk.central.problems import Refusal
from kiosk.central.senders import BODY_LIMIT, Senders, read_body
from kiosk.wire.entry import LINE_LIMIT
from kiosk.wire.identity import Identity
from kiosk.wire.messages import (
    BATCH_LINES,
    OFFER_ENTRIES,
    EnrolmentRequest,
    Offer,
    ProblemKind,
)
from kiosk.wire.signed import UntrueMessage, read_plain, read_self_signed, sign

ENROLMENT_LIMIT = 4096
CHAIN = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"


@dataclass(frozen=True, slots=True)
class Rooms:
    """What the doors lead to."""

    database: Database
    intake: Intake
    uploads: blobs.Uploads
    identity: Identity
    catalogue: str
    clock: Callable[[], datetime]


def kiosk_doors(rooms: Rooms) -> APIRouter:
    """Return the routes that kiosks use."""
    router = APIRouter(prefix="/v1")
    senders = Senders(rooms.database, rooms.clock)
    for door in (_entry_doors, _news_doors):
        door(router, rooms, senders)
    _open_doors(router, rooms)
    return router


def _open_doors(router: APIRouter, rooms: Rooms) -> None:
    @router.get("/ping")
    async def ping() -> dict[str, Any]:
        """Say that central is there, and its limits."""
        return {
            "service": "kiosk-central",
            "at": rooms.clock().isoformat(),
            "limits": {
                "batch_lines": BATCH_LINES,
                "body_bytes": BODY_LIMIT,
                "line_bytes": LINE_LIMIT,
                "attachment_bytes": blobs.SIZE_LIMIT,
            },
        }

    @router.get("/catalogue")
    async def catalogue(request: Request) -> Response:
        """Name the catalogue that cases are checked by."""
        tag = f'"{rooms.catalogue}"'
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"ETag": tag})
        body = f'{{"hash":"{rooms.catalogue}"}}'
        return Response(body, headers={"ETag": tag}, media_type="application/json")

    @router.post("/enrol")
    async def welcome(request: Request) -> Response:
        """Register the public key of a kiosk that holds a one-time code."""
        body = await read_body(request, ENROLMENT_LIMIT)

        def register() -> bytes:
            asked = read_self_signed(body, EnrolmentRequest)
            with rooms.database.write() as connection:
                answer = enrol(connection, asked, rooms.identity.public, rooms.clock())
            return sign(answer, rooms.identity)

        try:
            return signed(await run_in_threadpool(register))
        except UntrueMessage as error:
            raise Refusal(ProblemKind.UNREADABLE, error.reason) from error
        except NotInvited as error:
            raise Refusal(ProblemKind.CODE) from error


def _entry_doors(router: APIRouter, rooms: Rooms, senders: Senders) -> None:
    @router.post("/entries")
    async def entries(request: Request, chain: Annotated[str, Query(pattern=CHAIN)]) -> Response:
        """Receive entries of one chain as NDJSON; one verdict a line."""
        sent = await senders.kiosk(request)
        lines = [line for line in sent.body.split(b"\n") if line]
        if len(lines) > BATCH_LINES:
            raise Refusal(ProblemKind.TOO_LARGE, "lines", limit=BODY_LIMIT)

        def receive() -> bytes:
            word = rooms.intake.receive(sent.speaker, chain, lines, rooms.clock())
            return sign(word, rooms.identity)

        return signed(await run_in_threadpool(receive))

    @router.post("/reconcile")
    async def offered(request: Request) -> Response:
        """Say which of the offered entries central lacks, and which of their attachments."""
        sent = await senders.kiosk(request)

        def compare() -> bytes:
            offer = read_plain(sent.body, Offer)
            if len(offer.hashes) > OFFER_ENTRIES:
                raise Refusal(ProblemKind.TOO_LARGE, "hashes", limit=BODY_LIMIT)
            with rooms.database.write() as connection:
                answer = reconcile(connection, sent.speaker.kiosk, offer, rooms.clock())
            return sign(answer, rooms.identity)

        try:
            return signed(await run_in_threadpool(compare))
        except UntrueMessage as error:
            raise Refusal(ProblemKind.UNREADABLE, error.reason) from error


def _news_doors(router: APIRouter, rooms: Rooms, senders: Senders) -> None:
    @router.get("/news")
    async def news(request: Request, after: Annotated[str, Query(max_length=100)] = "") -> Response:
        """Tell what happened to this kiosk's cases since it last asked."""
        sent = await senders.kiosk(request)

        def tell() -> bytes:
            with rooms.database.read() as connection:
                told = news_for(connection, sent.speaker.kiosk, after, rooms.clock())
            return sign(told, rooms.identity)

        return signed(await run_in_threadpool(tell))


def signed(content: bytes) -> Response:
    """Return the response that carries a signed message."""
    return Response(content, media_type="application/json")
