"""Several large attachments come in one request: each is kept as it comes, while the next one does.

They are sealed one by one and synced together. Of a request that is cut in the middle, all that
came is kept.
"""

import asyncio
from collections.abc import Collection, Sequence

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request

from kiosk.central import uploads
from kiosk.central.blobs import PIECE_LIMIT
from kiosk.central.pouring import Body
from kiosk.central.problems import Refusal
from kiosk.central.receiving import Piece, Receiving
from kiosk.central.wholes import Written
from kiosk.wire.loads import Part
from kiosk.wire.messages import ProblemKind

AT_ONCE = 3
"""Pieces of one request that are being kept while the next one comes."""

SPARE = 16
"""Rooms for pieces that wait for the next ones: memory that is new is slow to get."""

QUIET = 0.2
"""Seconds without a byte after which no more is to come of a request that was given up."""


class Loads:
    """All such requests that are on their way in."""

    def __init__(self, receiving: Receiving) -> None:
        self._receiving = receiving
        self._coming: set[_Load] = set()
        self._rooms: list[bytearray] = []

    async def take(self, kiosk: str, chain: str, parts: Sequence[Part], request: Request) -> bytes:
        """Keep all that a request brings, and return central's signed word on what is whole.

        Raises Refusal, before any of the body is read, where it cannot be taken as announced;
        ClientDisconnect; OSError.
        """
        load = _Load(self._receiving, self._rooms, kiosk, parts, Body(request))
        self._coming.add(load)
        try:
            return await load.take(chain)
        finally:
            self._coming.discard(load)
            load.over.set()

    async def kept_of(self, kiosk: str, names: Sequence[str]) -> list[int]:
        """Return how many bytes are kept of each of these; raises Refusal.

        Who asks has given up the request that was bringing them: what came of it is kept first.
        """
        await self.end(kiosk, names)
        return await run_in_threadpool(self._receiving.kept_of, kiosk, names)

    async def end(self, kiosk: str, names: Collection[str]) -> None:
        """Let requests of a kiosk that were bringing some of these come to their end."""
        for load in tuple(self._coming):
            if load.kiosk == kiosk and load.names.intersection(names):
                await load.end()


class _Load:
    """One such request on its way in."""

    def __init__(
        self,
        receiving: Receiving,
        rooms: list[bytearray],
        kiosk: str,
        parts: Sequence[Part],
        body: Body,
    ) -> None:
        self.kiosk = kiosk
        self.names = frozenset(one.sha256 for one in parts)
        self.over = asyncio.Event()
        self._receiving = receiving
        self._rooms = rooms
        self._parts = parts
        self._body = body
        self._free = asyncio.Semaphore(AT_ONCE + 1)
        self._keeping: dict[str, asyncio.Task[int | Written | None]] = {}

    async def take(self, chain: str) -> bytes:
        """Keep them all; as `Loads.take`."""
        names = [one.sha256 for one in self._parts]
        sizes, held = await run_in_threadpool(self._receiving.expected, self.kiosk, names)
        if any(one.offset + one.length > sizes[one.sha256] for one in self._parts):
            raise Refusal(ProblemKind.HASH, "length")
        try:
            for part in self._parts:
                await self._take_one(part, sizes[part.sha256], wanted=part.sha256 not in held)
        finally:
            kept = await self._kept()
            whole = {name: size for name, size in sizes.items() if kept.get(name) == size}
            told = tuple(name for name in names if name in held | whole.keys())
            # What came whole of a request that was cut is noted, too, and need not come again.
            word = await self._receiving.word(self.kiosk, chain, told, whole)
        return word

    async def end(self) -> None:
        """Wait until what came is kept; cut it off where no more comes."""
        while not self.over.is_set():
            came = self._body.came
            try:
                await asyncio.wait_for(self.over.wait(), QUIET)
            except TimeoutError:
                if self._body.came == came:
                    self._body.cut_off()

    async def _take_one(self, part: Part, size: int, *, wanted: bool) -> None:
        place, end = part.offset, part.offset + part.length
        while True:
            room = await self._room()
            content = await self._body.read(memoryview(room)[: min(PIECE_LIMIT, end - place)])
            came = len(content)
            # Nothing of one that is there in full may come: then only central's word was lost.
            if wanted and (came or place == size):
                piece = Piece(self.kiosk, part.sha256, place, size, content)
                wanted = await self._begin_to_keep(piece, room)
            else:
                self._give_back(room)
            place += came
            if place == end:
                return
            if self._body.cut:
                raise ClientDisconnect

    async def _room(self) -> bytearray:
        await self._free.acquire()
        return self._rooms.pop() if self._rooms else bytearray(PIECE_LIMIT)

    def _give_back(self, room: bytearray) -> None:
        self._free.release()
        if len(self._rooms) < SPARE:
            self._rooms.append(room)

    async def _begin_to_keep(self, piece: Piece, room: bytearray) -> bool:
        """Keep a piece once the one before it is kept; False when that was dropped."""
        before = self._keeping.get(piece.sha256)
        if before is not None and await before is None:
            self._give_back(room)
            return False
        task = asyncio.create_task(self._keep(piece))
        task.add_done_callback(lambda _: self._give_back(room))
        self._keeping[piece.sha256] = task
        return True

    async def _keep(self, piece: Piece) -> int | Written | None:
        """Return how many bytes are kept now, or what was begun; None where it was dropped."""
        try:
            return await self._receiving.keep_apart(piece)
        except (uploads.WrongOffset, uploads.WrongHash):
            # The others are none the worse; what is not held is brought by itself.
            return None

    async def _kept(self) -> dict[str, int | None]:
        """Wait until all that came is kept durably; returns how many bytes of each."""
        told = await asyncio.gather(*self._keeping.values(), return_exceptions=True)
        await self._receiving.finish([one for one in told if isinstance(one, Written)])
        for one in told:
            if isinstance(one, BaseException):
                raise one
        return {
            name: one.size if isinstance(one, Written) else one
            for name, one in zip(self._keeping, told, strict=True)
            if not isinstance(one, BaseException)
        }
