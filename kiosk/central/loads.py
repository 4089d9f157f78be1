"""Several large attachments come in one request: each is kept as it comes.

They are sealed bite by bite and synced together. Of a request that is cut in the middle, all that
came is kept.
"""

import asyncio
import threading
from collections.abc import Callable, Collection, Sequence
from typing import Any, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request

from kiosk.central.incoming import Incoming, Room
from kiosk.central.pouring import Body
from kiosk.central.problems import Refusal
from kiosk.central.receiving import Receiving
from kiosk.wire.loads import Part
from kiosk.wire.messages import ProblemKind

Answer = TypeVar("Answer")

SPARE = 4
"""Rooms that wait for the next requests: memory that is new is slow to get."""

QUIET = 0.2
"""Seconds without a byte after which no more is to come of a request that was given up."""


class Loads:
    """All such requests that are on their way in."""

    def __init__(self, receiving: Receiving) -> None:
        self._receiving = receiving
        self._coming: set[_Load] = set()
        self._rooms: list[Room] = []

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
        rooms: list[Room],
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
        self._turn = threading.Lock()

    async def take(self, chain: str) -> bytes:
        """Keep them all; as `Loads.take`."""
        names = [one.sha256 for one in self._parts]
        sizes, held = await run_in_threadpool(self._receiving.expected, self.kiosk, names)
        if any(one.offset + one.length > sizes[one.sha256] for one in self._parts):
            raise Refusal(ProblemKind.HASH, "length")
        room = self._rooms.pop() if self._rooms else Room()
        asked = self.kiosk, self._parts, sizes, held, room
        incoming = await self._apart(Incoming, self._receiving.uploads, *asked)
        try:
            await self._take_all(incoming)
        finally:
            try:
                whole = {name: sizes[name] for name in await self._apart(incoming.finish)}
            finally:
                with self._turn:  # it is not taken away from who still draws
                    self._body.close()
        if len(self._rooms) < SPARE:
            self._rooms.append(room)
        told = tuple(name for name in names if name in held | whole.keys())
        # What came whole of a request that was cut is noted, too, and need not come again.
        word = await self._receiving.word(self.kiosk, chain, told, whole)
        if incoming.left:
            raise ClientDisconnect
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

    async def _take_all(self, incoming: Incoming) -> None:
        while incoming.left and not self._body.cut:
            came = await self._body.read(incoming.free)
            await self._apart(self._keep, incoming, len(came))

    async def _apart(self, work: Callable[..., Answer], *asked: Any) -> Answer:
        """Do some of it on a thread: one thing after the other, also where nobody waits for it."""

        def one() -> Answer:
            with self._turn:
                return work(*asked)

        return await self._receiving.apart(one)

    def _keep(self, incoming: Incoming, came: int) -> None:
        """Keep what came and, without going back to wait for it, what is here already behind it."""
        while came:
            incoming.took(came)
            came = self._body.draw(incoming.free)
