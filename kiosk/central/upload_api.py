"""How kiosks bring attachments: in pieces that go on where the last one ended."""

from typing import Annotated

from fastapi import APIRouter, Header, Path, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from kiosk.cases.canonical import digest
from kiosk.central import blobs
from kiosk.central.api import CHAIN, Rooms, signed
from kiosk.central.loads import Loads
from kiosk.central.news import acknowledge_files
from kiosk.central.problems import Refusal
from kiosk.central.receiving import Piece, Receiving
from kiosk.central.senders import Senders
from kiosk.wire.bundle import unpack
from kiosk.wire.messages import ProblemKind
from kiosk.wire.signed import UntrueMessage, sign

BlobName = Annotated[str, Path(pattern="^sha256:[0-9a-f]{64}$")]
Bytes = Annotated[int | None, Header(ge=0, lt=2**53)]
Parts = Annotated[str | None, Header()]
"""Described for the document; read by `Senders.load`, once the sender is proven."""
Chain = Annotated[str, Query(pattern=CHAIN)]


class UploadDoors:
    """The doors for attachments; each asynchronous method is one."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms
        self._senders = Senders(rooms.database, rooms.clock, rooms.pace)
        self._receiving = Receiving(rooms)
        self._loads = Loads(self._receiving)

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(prefix="/v1")
        router.head("/blobs/{name}")(self.kept_bytes)
        router.patch("/blobs/{name}")(self.add_bytes)
        router.post("/blobs")(self.add_bundle)
        router.head("/blobs")(self.kept_of_many)
        router.patch("/blobs")(self.add_many)
        return router

    async def kept_bytes(self, name: BlobName, request: Request) -> Response:
        """Say how many bytes of an attachment are kept."""
        sent = await self._senders.kiosk(request, self._rooms.pace.pieces)
        sha256 = name.removeprefix("sha256:")
        await self._loads.end(sent.speaker.kiosk, [sha256])
        size, kept = await run_in_threadpool(self._receiving.kept, sent.speaker.kiosk, sha256)
        return Response(headers={"Upload-Offset": str(kept), "Upload-Length": str(size)})

    async def add_bytes(
        self,
        name: BlobName,
        chain: Chain,
        request: Request,
        upload_offset: Bytes = None,
        upload_length: Bytes = None,
    ) -> Response:
        """Keep a piece; once whole, answer with central's signed word that it is held."""
        sent = await self._senders.kiosk(request, self._rooms.pace.pieces)
        if upload_offset is None or upload_length is None:
            raise Refusal(ProblemKind.UNREADABLE, "upload-offset, upload-length")
        sha256, kiosk = name.removeprefix("sha256:"), sent.speaker.kiosk
        piece = Piece(kiosk, sha256, upload_offset, upload_length, sent.body, sent.sha256)
        told = await self._receiving.take(chain, piece)
        if isinstance(told, bytes):
            return signed(told)
        return Response(status_code=204, headers={"Upload-Offset": str(told)})

    async def kept_of_many(self, request: Request, upload_parts: Parts = None) -> Response:
        """Say how many bytes are kept of each of several attachments."""
        speaker, parts = await self._senders.load(request)
        names = [one.sha256 for one in parts]
        kept = await self._loads.kept_of(speaker.kiosk, names)
        return Response(headers={"Upload-Offset": ", ".join(map(str, kept))})

    async def add_many(
        self, chain: Chain, request: Request, upload_parts: Parts = None
    ) -> Response:
        """Keep pieces of several; answer with central's signed word on those that are whole."""
        speaker, parts = await self._senders.load(request)
        return signed(await self._loads.take(speaker.kiosk, chain, parts, request))

    async def add_bundle(self, chain: Chain, request: Request) -> Response:
        """Keep a bundle of small attachments; answer with central's signed word."""
        sent = await self._senders.kiosk(request)
        return await run_in_threadpool(self._take_all, sent.speaker.kiosk, chain, sent.body)

    def _take_all(self, kiosk: str, chain: str, body: bytes) -> Response:
        """Keep a bundle; of those no entry names nothing is said."""
        rooms, now, files = self._rooms, self._rooms.clock(), _unpacked(body)
        with rooms.database.write() as connection:
            sizes = blobs.expected(connection, kiosk, files)
            if any(len(files[name]) != size for name, size in sizes.items()):
                raise Refusal(ProblemKind.HASH, "length")
            blobs.keep(connection, {name: files[name] for name in sizes}, now)
            word = acknowledge_files(connection, kiosk, chain, sizes, now)
        return signed(sign(word, rooms.identity))


def _unpacked(body: bytes) -> dict[str, bytes]:
    try:
        files = unpack(body)
    except UntrueMessage as error:
        raise Refusal(ProblemKind.UNREADABLE, error.reason) from error
    if any(digest(content) != name for name, content in files.items()):
        raise Refusal(ProblemKind.HASH)
    return files
