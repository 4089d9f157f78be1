"""The body of a large request comes straight into the memory where it is worked on.

Handed on as it trickles in, each byte would be copied four times, and central woken up sixteen
times for each mebibyte.
"""

import asyncio
import os
from functools import partial

import httptools
from starlette.requests import ClientDisconnect, Request
from starlette.types import Scope
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

EXTENSION = "kiosk.pouring"
"""Under this name the server offers it with a request (ASGI: `extensions` of its scope)."""

SPILL = 64 * 1024


class Pourable(HttpToolsProtocol):
    """The server's own listener at a connection, which can let another listen to a body's rest.

    `body_came` counts the bytes of the body that is on its way in, or came last.
    """

    body_came = 0

    def on_message_begin(self) -> None:
        """Count anew."""
        self.body_came = 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Offer it with each request."""
        scope: Scope = self.scope  # type: ignore[assignment]  # the server's own word for it
        scope["extensions"] = {EXTENSION: partial(self._pour, scope)}
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Count a piece of the body."""
        self.body_came += len(body)
        super().on_body(body)

    def poured(self) -> None:
        """Listen again: all of the body has come, and the next that comes is a head."""
        self.transport.set_protocol(self)
        self.on_message_complete()
        self.parser = httptools.HttpRequestParser(self)
        self.parser.set_dangerous_leniencies(lenient_data_after_close=True)

    def _pour(self, scope: Scope) -> "Pouring | None":
        fields = dict(scope["headers"])
        left = int(fields.get(b"content-length", b"0")) - self.body_came
        whole = scope is not self.scope or left <= 0 or not self.cycle.more_body
        # What is here already, or was not told to come, is taken the usual way first.
        first = self.cycle.body or self.cycle.waiting_for_100_continue
        if whole or first or self.transport.is_closing():
            return None
        return Pouring(self, left)


class Pouring(asyncio.BufferedProtocol):
    """Listens to a connection until `left` bytes have come; nothing is read that nobody asks for.

    What comes after the request was answered is thrown away.
    """

    def __init__(self, source: Pourable, left: int) -> None:
        self._source = source
        self._left = left
        self._room = memoryview(b"")
        self._came = 0
        self._full: asyncio.Future[None] | None = None
        self._lost = False
        self._spring = _spring(source.transport)
        source.flow.pause_reading()
        source.transport.set_protocol(self)

    async def into(self, room: memoryview) -> int:
        """Fill this; returns how many bytes came: fewer where the line was cut, or no more come."""
        self._room, self._came = room[: self._left], 0
        if self._room and not self._lost:
            self._full = asyncio.get_running_loop().create_future()
            self._source.flow.resume_reading()
            try:
                await self._full
            finally:
                self._room = memoryview(b"")
        return self._came

    def draw(self, room: memoryview) -> int:
        """Fill this with what is here already; returns how much that is.

        On any thread, but not while somebody waits for more. Through TLS nothing comes this way.
        """
        room, came = room[: self._left], 0
        while came < len(room) and self._spring is not None and not self._lost:
            try:
                drawn = os.readv(self._spring, [room[came:]])
            except BlockingIOError:
                break
            except OSError:
                drawn = 0
            if not drawn:  # never the other way: whoever hears of the end elsewhere says so, too
                self._lost = True
            came += drawn
        self._left -= came
        self._source.body_came += came
        return came

    def close(self) -> None:
        """Let the connection serve on where all has come, and give it up where it was cut."""
        if self._spring is not None:
            os.close(self._spring)
            self._spring = None
            if not self._left and not self._lost:
                self._end()
        self.cut_off()

    def cut_off(self) -> None:
        """Take no more of what is still to come."""
        if self._left:
            self._source.transport.abort()

    def get_buffer(self, sizehint: int) -> memoryview:
        """Return where the next bytes go."""
        return self._room[self._came :] or memoryview(bytearray(min(self._left, SPILL)))

    def buffer_updated(self, nbytes: int) -> None:
        """Hear that so many came, and read no further than there is room."""
        self._left -= nbytes
        self._came += nbytes
        self._source.body_came += nbytes
        if self._came == len(self._room):
            self._source.flow.pause_reading()
            self._wake()
        if not self._left and self._spring is None:
            self._source.flow.pause_reading()
            self._end()

    def connection_lost(self, exc: Exception | None) -> None:
        """Hear that there is no more to come."""
        self._lost = True
        self._wake()
        self._source.connection_lost(exc)

    def pause_writing(self) -> None:
        """Hear that nobody takes the answer."""
        self._source.pause_writing()

    def resume_writing(self) -> None:
        """Hear that the answer is taken again."""
        self._source.resume_writing()

    def _end(self) -> None:
        self._source.poured()
        self._source.flow.resume_reading()

    def _wake(self) -> None:
        if self._full is not None and not self._full.done():
            self._full.set_result(None)


def _spring(transport: asyncio.Transport) -> int | None:
    """Return what a connection's bytes can be read from, too.

    None where they come through TLS, or where there are too many open files.
    """
    if transport.get_extra_info("sslcontext") is not None:
        return None
    try:
        return os.dup(transport.get_extra_info("socket").fileno())
    except OSError:
        return None


class Body:
    """What comes of a request, into such rooms as are given; `cut` once there is no more.

    `came` counts its bytes.
    """

    def __init__(self, request: Request) -> None:
        self._scope = request.scope
        self._coming = request.stream()
        self._rest = memoryview(b"")
        self._pouring: Pouring | None = None
        self.came = 0
        self.cut = False

    async def read(self, room: memoryview) -> memoryview:
        """Fill a room; returns what came of it, which is less once the request is cut."""
        place = 0
        while place < len(room) and not self.cut:
            bit = self._rest[: len(room) - place]
            if bit:
                room[place : place + len(bit)] = bit
                self._rest = self._rest[len(bit) :]
                place += len(bit)
            else:
                place += await self._fetch(room[place:])
        return room[:place]

    def draw(self, room: memoryview) -> int:
        """Fill a room with what is here already, on any thread; returns how much that is."""
        came = self._pouring.draw(room) if self._pouring is not None else 0
        self.came += came
        return came

    def close(self) -> None:
        """Let go of it."""
        if self._pouring is not None:
            self._pouring.close()

    def cut_off(self) -> None:
        """Take no more of it, where it is known how."""
        if self._pouring is not None:
            self._pouring.cut_off()

    async def _fetch(self, room: memoryview) -> int:
        """Read on, straight into the room where the server can; returns how much lies there."""
        if self._pouring is None:
            begin = self._scope.get("extensions", {}).get(EXTENSION)
            self._pouring = begin() if begin else None
        if self._pouring is not None:
            came = await self._pouring.into(room)
            self.cut = came < len(room)
        else:
            came = 0
            try:
                self._rest = memoryview(await anext(self._coming))
            except (StopAsyncIteration, ClientDisconnect):
                self.cut = True
        self.came += came + len(self._rest)
        return came
