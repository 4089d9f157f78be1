"""Central in this process: requests go in at its doors without a network between."""

import asyncio
import threading
import uuid
from collections.abc import Callable, MutableMapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import httpx2

from kiosk.central.assembly import build, opened, rooms_of
from kiosk.central.database import Database
from kiosk.central.enrolment import enrol, invite
from kiosk.central.reading import Reader
from kiosk.courier.line import Line
from kiosk.journal.journal import Journal
from kiosk.journal.keys import Keys
from kiosk.wire.messages import EnrolmentAnswer, EnrolmentRequest
from tests.central.hall import DISTRICT, Kiosk, Shelf, Weekdays, now

URL = "http://central.invalid"
HTTP = "http.disconnect"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it leaves the kiosk: names in lower case, the path with its query."""

    method: str
    target: str
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes

    @property
    def head(self) -> bytes:
        """The bytes before the body, as they would travel."""
        fields = b"".join(b"%b: %b\r\n" % field for field in self.headers)
        return f"{self.method} {self.target} HTTP/1.1\r\n".encode() + fields + b"\r\n"


@dataclass(frozen=True, slots=True)
class Told:
    """An answer as it leaves central."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes


class Doors:
    """One central, opened and closed as often as a test likes; it keeps what it has where `url` is.

    An empty one is the embedded database, in its folder.
    """

    def __init__(self, folder: Path, clock: Callable[[], datetime] = now, url: str = "") -> None:
        self.folder, self.clock, self._url = folder, clock, url
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._closing = ExitStack()
        self.open()

    def open(self) -> None:
        self.database: Database = self._closing.enter_context(opened(self._url, self.folder))
        self.app = build(self.database, self.folder, Shelf(), Weekdays(), self.clock)
        reader = Reader(Shelf(), Weekdays())
        self.rooms = rooms_of(self.database, self.folder, reader, self.clock)

    def shut(self) -> None:
        self._closing.close()

    def close(self) -> None:
        """Shut for good."""
        self.shut()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def kiosk(
        self,
        folder: Path,
        name: str = "dongsheng-1",
        clock: Callable[[], datetime] | None = None,
    ) -> Kiosk:
        """Enrol a kiosk; its clock may be another than central's."""
        keys = Keys.open(folder / "keys")
        welcome = self.enrol(keys, name)
        its_clock = clock or self.clock
        journal = Journal.open(folder / "journal", keys, name, its_clock)
        return Kiosk(folder, its_clock, welcome, keys, journal)

    def enrol(self, keys: Keys, name: str) -> EnrolmentAnswer:
        """Invite and register a kiosk, as a person does; again after a restore forgot it."""
        public, central = keys.identity.public, self.rooms.identity.public
        with self.database.write() as connection:
            code = invite(connection, name, DISTRICT, self.clock())
            asked = EnrolmentRequest(code, public, str(uuid.uuid4()), self.clock())
            return enrol(connection, asked, central, self.clock(), self.rooms.recipient)

    def ask(self, asked: Asked, cut: int | None = None) -> Told | None:
        """Answer a request; `cut` of its body's bytes arrive, and then the line is dead."""
        task = asyncio.run_coroutine_threadsafe(self._ask(asked, cut), self._loop)
        return task.result(60)

    async def _ask(self, asked: Asked, cut: int | None) -> Told | None:
        path, _, query = asked.target.partition("?")
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": asked.method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": list(asked.headers),
            "client": ("127.0.0.1", 1),
            "server": ("central.invalid", 80),
        }
        arriving: list[dict[str, Any]] = [
            {"type": "http.request", "body": asked.body[:cut], "more_body": cut is not None},
        ]
        said: list[MutableMapping[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return arriving.pop(0) if arriving else {"type": HTTP}

        async def send(message: MutableMapping[str, Any]) -> None:
            said.append(message)

        try:
            await self.app(scope, receive, send)
        except Exception:
            # The framework answers 500 first, and then says so to the server.
            if cut is None and not said:
                raise
        if cut is not None or not said:
            return None
        body = b"".join(one.get("body", b"") for one in said[1:])
        date = (b"date", format_datetime(self.clock(), usegmt=True).encode())
        return Told(said[0]["status"], (*said[0]["headers"], date), body)


class Straight(httpx2.BaseTransport):
    """A line without faults between a kiosk and these doors."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        told = self._doors.ask(asked_by(request))
        assert told is not None
        return answer(told)


def asked_by(request: httpx2.Request) -> Asked:
    headers = tuple((name.lower(), value) for name, value in request.headers.raw)
    return Asked(request.method, request.url.raw_path.decode(), headers, request.read())


def answer(told: Told) -> httpx2.Response:
    return httpx2.Response(told.status, headers=list(told.headers), content=told.body)


def hang_on(line: Line, transport: httpx2.BaseTransport) -> Line:
    """Let a line's bytes take this way."""
    line._client.close()
    line._client = httpx2.Client(transport=transport)
    return line
