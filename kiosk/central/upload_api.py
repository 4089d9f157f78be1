"""How kiosks bring attachments: in pieces that go on where the last one ended."""

from typing import Annotated, NamedTuple

from fastapi import APIRouter, Header, Path, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from kiosk.cases.canonical import digest
from kiosk.central import blobs, uploads
from kiosk.central.api import CHAIN, Rooms, signed
from kiosk.central.news import acknowledge_files
from kiosk.central.problems import Refusal
from kiosk.central.senders import Senders
from kiosk.wire.bundle import unpack
from kiosk.wire.messages import ProblemKind
from kiosk.wire.signed import UntrueMessage, sign

BlobName = Annotated[str, Path(pattern="^sha256:[0-9a-f]{64}$")]
Bytes = Annotated[int | None, Header(ge=0, lt=2**53)]
Chain = Annotated[str, Query(pattern=CHAIN)]


class _Piece(NamedTuple):
    chain: str
    kiosk: str
    sha256: str
    offset: int
    length: int
    body: bytes


class UploadDoors:
    """The doors for attachments; each asynchronous method is one."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms
        self._senders = Senders(rooms.database, rooms.clock, rooms.pace)

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(prefix="/v1")
        router.head("/blobs/{name}")(self.kept_bytes)
        router.patch("/blobs/{name}")(self.add_bytes)
        router.post("/blobs")(self.add_bundle)
        return router

    async def kept_bytes(self, name: BlobName, request: Request) -> Response:
        """Say how many bytes of an attachment are kept."""
        sent = await self._senders.kiosk(request)
        sha256 = name.removeprefix("sha256:")
        return await run_in_threadpool(self._kept, sent.speaker.kiosk, sha256)

    async def add_bytes(
        self,
        name: BlobName,
        chain: Chain,
        request: Request,
        upload_offset: Bytes = None,
        upload_length: Bytes = None,
    ) -> Response:
        """Keep a piece; once whole, answer with central's signed word that it is held."""
        sent = await self._senders.kiosk(request)
        if upload_offset is None or upload_length is None:
            raise Refusal(ProblemKind.UNREADABLE, "upload-offset, upload-length")
        sha256 = name.removeprefix("sha256:")
        piece = _Piece(chain, sent.speaker.kiosk, sha256, upload_offset, upload_length, sent.body)
        return await run_in_threadpool(self._take, piece)

    async def add_bundle(self, chain: Chain, request: Request) -> Response:
        """Keep a bundle of small attachments; answer with central's signed word."""
        sent = await self._senders.kiosk(request)
        return await run_in_threadpool(self._take_all, sent.speaker.kiosk, chain, sent.body)

    def _kept(self, kiosk: str, sha256: str) -> Response:
        """Say how much is kept."""
        size, held = self._look_up(kiosk, sha256)
        kept = size if held else self._rooms.uploads.offset(kiosk, sha256)
        return Response(headers={"Upload-Offset": str(kept), "Upload-Length": str(size)})

    def _take(self, piece: _Piece) -> Response:
        """Keep a piece; of what is held already the word is given again."""
        size, held = self._look_up(piece.kiosk, piece.sha256)
        if not held:
            offset = self._add(piece, size)
            if offset < size:
                return Response(status_code=204, headers={"Upload-Offset": str(offset)})
        return self._word(piece.kiosk, piece.chain, piece.sha256, size)

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

    def _word(self, kiosk: str, chain: str, sha256: str, size: int) -> Response:
        rooms, now = self._rooms, self._rooms.clock()
        with rooms.database.write() as connection:
            blobs.note(connection, sha256, size, now)
            word = acknowledge_files(connection, kiosk, chain, [sha256], now)
        return signed(sign(word, rooms.identity))

    def _look_up(self, kiosk: str, sha256: str) -> tuple[int, bool]:
        with self._rooms.database.read() as connection:
            size = blobs.expected(connection, kiosk, [sha256]).get(sha256)
            held = bool(blobs.held(connection, [sha256]))
        if size is None:
            raise Refusal(ProblemKind.NOT_FOUND)
        if size > blobs.SIZE_LIMIT:
            raise Refusal(ProblemKind.TOO_LARGE, limit=blobs.SIZE_LIMIT)
        return size, held

    def _add(self, piece: _Piece, size: int) -> int:
        if piece.length != size:
            raise Refusal(ProblemKind.HASH, "length")
        try:
            return self._rooms.uploads.add(*piece[1:])
        except uploads.WrongOffset as error:
            raise Refusal(ProblemKind.OFFSET, offset=error.offset) from error
        except uploads.WrongHash as error:
            raise Refusal(ProblemKind.HASH) from error


def _unpacked(body: bytes) -> dict[str, bytes]:
    try:
        files = unpack(body)
    except UntrueMessage as error:
        raise Refusal(ProblemKind.UNREADABLE, error.reason) from error
    if any(digest(content) != name for name, content in files.items()):
        raise Refusal(ProblemKind.HASH)
    return files
