"""Several large attachments come in one request: each is kept as it comes, while the next one does.

Of a request that is cut in the middle, all that came is kept.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from kiosk.central import uploads
from kiosk.central.blobs import PIECE_LIMIT
from kiosk.central.problems import Refusal
from kiosk.central.receiving import Piece, Receiving
from kiosk.wire.loads import Part
from kiosk.wire.messages import ProblemKind

AT_ONCE = 3
"""Pieces of one request that are being kept while the next one comes."""


class Load:
    """One such request on its way in; `body` is what comes of it, bit by bit."""

    def __init__(
        self,
        receiving: Receiving,
        kiosk: str,
        chain: str,
        parts: Sequence[Part],
        body: AsyncIterator[bytes],
    ) -> None:
        self._receiving = receiving
        self._kiosk, self._chain = kiosk, chain
        self._parts = parts
        self._body = _Body(body)
        self._keeping: dict[str, asyncio.Task[int | None]] = {}
        self._free: asyncio.LifoQueue[bytearray] = asyncio.LifoQueue()
        for _ in range(AT_ONCE + 1):
            self._free.put_nowait(bytearray())

    async def take(self) -> bytes:
        """Keep them all, and return central's signed word on those that are whole.

        Raises Refusal, before any of the body is read, where they cannot be taken as announced;
        ClientDisconnect; OSError.
        """
        sizes, held = await run_in_threadpool(
            self._receiving.expected, self._kiosk, [one.sha256 for one in self._parts]
        )
        if any(one.offset + one.length > sizes[one.sha256] for one in self._parts):
            raise Refusal(ProblemKind.HASH, "length")
        try:
            for part in self._parts:
                await self._take_one(part, sizes[part.sha256], wanted=part.sha256 not in held)
        finally:
            await asyncio.gather(*self._keeping.values(), return_exceptions=True)
        new = {name: kept.result() for name, kept in self._keeping.items()}
        whole = {name: size for name, size in sizes.items() if new.get(name) == size}
        names = tuple(one.sha256 for one in self._parts if one.sha256 in held | whole.keys())
        return await self._receiving.word(self._kiosk, self._chain, names, whole)

    async def _take_one(self, part: Part, size: int, *, wanted: bool) -> None:
        place, end = part.offset, part.offset + part.length
        while True:
            buffer = await self._free.get()
            content = await self._body.read(min(PIECE_LIMIT, end - place), buffer)
            came = len(content)
            # Nothing of one that is there in full may come: then only central's word was lost.
            if wanted and (came or place == size):
                piece = Piece(self._kiosk, self._chain, part.sha256, place, size, content, "")
                wanted = await self._begin_to_keep(piece, buffer)
            else:
                self._free.put_nowait(buffer)
            place += came
            if place == end:
                return
            if self._body.cut:
                raise ClientDisconnect

    async def _begin_to_keep(self, piece: Piece, buffer: bytearray) -> bool:
        """Keep a piece once the one before it is kept; False when that was dropped."""
        before = self._keeping.get(piece.sha256)
        if before is not None and await before is None:
            self._free.put_nowait(buffer)
            return False
        task = asyncio.create_task(self._keep(piece))
        task.add_done_callback(lambda _: self._free.put_nowait(buffer))
        self._keeping[piece.sha256] = task
        return True

    async def _keep(self, piece: Piece) -> int | None:
        """Return how many bytes are kept now; None when the attachment was dropped."""
        try:
            return await self._receiving.keep_apart(piece)
        except (uploads.WrongOffset, uploads.WrongHash):
            # The others are none the worse; what is not held is brought by itself.
            return None


class _Body:
    """What comes of a request, in such bites as are wanted; `cut` once there is no more."""

    def __init__(self, coming: AsyncIterator[bytes]) -> None:
        self._coming = coming
        self._rest = memoryview(b"")
        self.cut = False

    async def read(self, size: int, buffer: bytearray) -> memoryview:
        """Read so many bytes, or what there is when it is cut, into a buffer made to fit."""
        if len(buffer) < size:
            buffer.extend(bytes(size - len(buffer)))
        room, place = memoryview(buffer), 0
        while place < size and not self.cut:
            bit, self._rest = self._rest[: size - place], self._rest[size - place :]
            room[place : place + len(bit)] = bit
            place += len(bit)
            if place < size:
                await self._fetch()
        return room[:place]

    async def _fetch(self) -> None:
        try:
            self._rest = memoryview(await anext(self._coming))
        except (StopAsyncIteration, ClientDisconnect):
            self.cut = True
