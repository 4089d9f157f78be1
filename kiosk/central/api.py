"""What kiosks may ask of central over HTTP; every answer that counts is signed."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import msgspec
from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from kiosk.cases.canonical import digest
from kiosk.central import blobs, uploads
from kiosk.central.database import Database
from kiosk.central.enrolment import Cloned, NotInvited, enrol, note_forms
from kiosk.central.intake import Intake, Keeping
from kiosk.central.lines import Delivery
from kiosk.central.machines import Beat, Heartbeats, note_beats
from kiosk.central.news import Question, answers, reconcile
from kiosk.central.pace import Pace
from kiosk.central.problems import Refusal, address
from kiosk.central.reading import Reader
from kiosk.central.senders import BODY_LIMIT, Senders, Sent, read_body
from kiosk.central.straight import Way
from kiosk.central.together import Together
from kiosk.wire.entry import LINE_LIMIT
from kiosk.wire.identity import Identity
from kiosk.wire.messages import (
    BATCH_LINES,
    NEWS_STEPS,
    OFFER_ENTRIES,
    EnrolmentRequest,
    Offer,
    ProblemKind,
)
from kiosk.wire.signed import UntrueMessage, read_plain, read_self_signed, sign

ENROLMENT_LIMIT = 4096
GROUP = 4 * BATCH_LINES
"""Lines that are kept together at most."""

Mark = Annotated[str, Query(max_length=100)]
Count = Annotated[int, Query(ge=0, lt=2**31)]
CHAIN = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
_OF_CHAIN = re.compile(f"chain=({CHAIN[1:-1]})")


@dataclass(frozen=True, slots=True)
class PingLimits:
    """The most that is taken at once: lines of a batch, and bytes of what the others name."""

    batch_lines: int = BATCH_LINES
    body_bytes: int = BODY_LIMIT
    line_bytes: int = LINE_LIMIT
    attachment_bytes: int = blobs.SIZE_LIMIT


@dataclass(frozen=True, slots=True)
class Ping:
    """That central is there; `at` is its clock."""

    at: datetime
    service: str = "kiosk-central"
    limits: PingLimits = PingLimits()


@dataclass(frozen=True, slots=True)
class Rooms:
    """What the doors lead to."""

    database: Database
    intake: Intake
    keeping: Keeping
    uploads: uploads.Uploads
    identity: Identity
    reader: Reader
    clock: Callable[[], datetime]
    pace: Pace
    recipient: str = ""


class KioskDoors:
    """The doors that kiosks use, but for attachments; each method is one."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms
        self._senders = Senders(rooms.database, rooms.clock, rooms.pace)
        self._deliveries: Together[Delivery, bytes] = Together(
            self._receive_all,
            lanes=rooms.keeping.lanes,
            most=GROUP,
            weigh=lambda one: len(one.lines),
        )
        self._questions: Together[Question, bytes] = Together(self._tell_all)
        self._heartbeats = Heartbeats()

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(prefix="/v1")
        router.get("/ping")(self.ping)
        router.get("/catalogue")(self.catalogue)
        router.get("/calendar")(self.calendar)
        router.get("/settings")(self.settings)
        router.post("/enrol")(self.enrol)
        router.post("/entries")(self.entries)
        router.post("/reconcile")(self.reconcile)
        router.get("/news")(self.news)
        return router

    def ways(self) -> tuple[Way, ...]:
        """Return the straight ways to the doors that are never empty."""
        return (Way("POST", "/v1/entries", _OF_CHAIN, self.entries),)

    async def ping(self, request: Request) -> Response:
        """Say that central is there, and its limits."""
        self._rooms.pace.strangers.take(address(request))
        told = msgspec.json.encode(Ping(self._rooms.clock()))
        return Response(told, media_type="application/json")

    async def catalogue(self, request: Request) -> Response:
        """Give the forms that were published, signed: every version of them."""
        self._rooms.pace.strangers.take(address(request))
        return await self._notices(request, lambda reader: reader.gazette.forms())

    async def calendar(self, request: Request) -> Response:
        """Give the working days central reckons by, signed: every year it knows."""
        self._rooms.pace.strangers.take(address(request))
        return await self._notices(request, lambda reader: reader.calendar.notices())

    async def settings(self, request: Request) -> Response:
        """Give what this kiosk is told to be set to, signed."""
        who = (await self._senders.kiosk(request)).speaker
        return await self._notices(
            request, lambda reader: reader.gazette.settings(who.kiosk, who.district)
        )

    async def enrol(self, request: Request) -> Response:
        """Register the public key of a kiosk that holds a one-time code."""
        self._rooms.pace.enrolments.take(address(request))
        body = await read_body(request, ENROLMENT_LIMIT)
        try:
            return signed(await run_in_threadpool(self._register, body))
        except UntrueMessage as error:
            raise Refusal(ProblemKind.UNREADABLE, error.reason) from error
        except NotInvited as error:
            raise Refusal(ProblemKind.CODE) from error
        except Cloned as error:
            raise Refusal(ProblemKind.CLONE) from error

    async def entries(
        self, request: Request, chain: Annotated[str, Query(pattern=CHAIN)]
    ) -> Response:
        """Receive entries of one chain as NDJSON; one verdict a line."""
        sent = await self._senders.kiosk(request)
        lines = [line for line in sent.body.split(b"\n") if line]
        if len(lines) > BATCH_LINES:
            raise Refusal(ProblemKind.TOO_LARGE, "lines", limit=BODY_LIMIT)
        return signed(await self._deliveries.ask(Delivery(sent.speaker, chain, lines)))

    async def reconcile(self, request: Request) -> Response:
        """Say which of the offered entries central lacks, and which of their attachments."""
        sent = await self._senders.kiosk(request)
        try:
            return signed(await run_in_threadpool(self._compare, sent))
        except UntrueMessage as error:
            raise Refusal(ProblemKind.UNREADABLE, error.reason) from error

    async def news(  # noqa: PLR0913  # all that may be said with it
        self,
        request: Request,
        *,
        after: Mark = "",
        vacancies: Mark = "",
        forms: Mark = "",
        waiting: Count | None = None,
        parked: Count = 0,
        program: Mark = "",
        unread: Mark = "",
        most: Annotated[int, Query(ge=1, le=NEWS_STEPS)] = NEWS_STEPS,
    ) -> Response:
        """Tell what happened to this kiosk's cases since it last asked.

        `vacancies` is the version it knows of the places left, `forms` the mark of its catalogue;
        how much is `waiting` and `parked` there, the version of its `program`, and what it left
        `unread` of what was published, make its heartbeat. At `most` so many steps are told.
        """
        sent = await self._senders.kiosk(request)
        beat = waiting is not None and Beat(sent.speaker.kiosk, waiting, parked, program, unread)
        asked = Question(sent.speaker, after, vacancies, forms, most, beat or None)
        return signed(await self._questions.ask(asked))

    def _register(self, body: bytes) -> bytes:
        asked = read_self_signed(body, EnrolmentRequest)
        rooms = self._rooms
        with rooms.database.write() as connection:
            answer = enrol(connection, asked, rooms.identity.public, rooms.clock(), rooms.recipient)
        return sign(answer, rooms.identity)

    def _receive_all(self, deliveries: Sequence[Delivery]) -> Sequence[bytes | Exception]:
        return self._rooms.keeping.keep(deliveries, self._rooms.clock())

    def _compare(self, sent: Sent) -> bytes:
        offer = read_plain(sent.body, Offer)
        if len(offer.hashes) > OFFER_ENTRIES:
            raise Refusal(ProblemKind.TOO_LARGE, "hashes", limit=BODY_LIMIT)
        with self._rooms.database.read() as connection:
            answer = reconcile(connection, sent.speaker.kiosk, offer, self._rooms.clock())
        return sign(answer, self._rooms.identity)

    def _tell_all(self, asked: Sequence[Question]) -> list[bytes | Exception]:
        rooms = self._rooms
        with rooms.database.read() as connection:
            told = answers(connection, rooms.reader, asked, rooms.clock())
        if any(one.speaker.more for one in asked):
            rooms.intake.catch_up(rooms.clock())
        for one in asked:
            if one.forms and one.forms != one.speaker.forms:
                with rooms.database.write() as connection:
                    note_forms(connection, one.speaker.kiosk, one.forms)
        beats = self._heartbeats.due((one.beat for one in asked if one.beat), rooms.clock())
        if beats:
            with rooms.database.write() as connection:
                note_beats(connection, beats, rooms.clock())
        return [sign(one, rooms.identity) for one in told]

    async def _notices(self, request: Request, what: Callable[[Reader], object]) -> Response:
        rooms = self._rooms

        def content() -> bytes:
            with rooms.database.read() as connection:
                rooms.reader.refresh(connection)
            return sign(what(rooms.reader), rooms.identity)

        signed_ = await run_in_threadpool(content)
        return _tagged(request, digest(signed_), signed_)


def _tagged(request: Request, mark: str, content: bytes) -> Response:
    tag = f'"{mark}"'
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"ETag": tag})
    return Response(content, headers={"ETag": tag}, media_type="application/json")


def signed(content: bytes) -> Response:
    """Return the response that carries a signed message."""
    return Response(content, media_type="application/json")
