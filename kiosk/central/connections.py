"""What a connection may take of central before it has proven anything: room, bytes and patience.

A sender who trickles holds a connection for as long as it likes unless somebody looks at the clock
(CWE-400, "slowloris"). A connection that is too slow is closed without a word: to a kiosk that is a
line that was cut, and it comes again.
"""

import asyncio
import logging
import resource
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from enum import Enum, auto
from http import HTTPStatus
from typing import Any

import httptools
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from kiosk.central.pouring import Pourable
from kiosk.central.problems import Refusal, answer
from kiosk.wire.messages import Problem, ProblemKind

SPARE_FILES = 256
"""Open files left for the database, attachments and the log."""
MOST_FILES = 65_536
RETRY_SECONDS = 30

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """How many may come, how much they may say, and how long they may take over it.

    A body has `body_seconds`, and a second more for each `body_rate` bytes that came: what
    Apache's mod_reqtimeout takes for a line that is slow and not dead. `idle_seconds` is for
    answers nobody takes, and for the rest of a body that was refused unread.
    """

    everybody: int = 10_000
    of_address: int = 200
    head_bytes: int = 16 * 1024
    head_seconds: float = 20
    body_seconds: float = 20
    body_rate: float = 500
    idle_seconds: float = 30
    rest_seconds: float = 5


def room_for_connections() -> int:
    """Let this process open as many files as it may; return how many connections that leaves."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return MOST_FILES - SPARE_FILES if soft == resource.RLIM_INFINITY else soft - SPARE_FILES
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return wanted - SPARE_FILES


@dataclass
class Crowd:
    """All connections of one central: who may come in, and who has kept it waiting too long.

    `proxies` bring the connections of many, and keep limits of their own.
    """

    limits: Limits = field(default_factory=Limits)
    proxies: Collection[str] = ()
    _inside: "set[Connection]" = field(default_factory=set)
    _by_address: Counter[str] = field(default_factory=Counter)
    _events: Counter[str] = field(default_factory=Counter)

    def protocol(self, config: Any, server_state: Any, app_state: Any, **more: Any) -> "Connection":
        """Return what listens to one connection, as the server asks for it."""
        return Connection(self, config, server_state, app_state, **more)

    def enter(self, connection: "Connection", address: str) -> Refusal | None:
        """Count a connection; says no where there is no room for it."""
        self._inside.add(connection)
        self._by_address[address] += 1
        if len(self._inside) > self.limits.everybody:
            return self._no(ProblemKind.BUSY)
        if address not in self.proxies and self._by_address[address] > self.limits.of_address:
            return self._no(ProblemKind.TOO_MANY)
        return None

    @property
    def overflowing(self) -> bool:
        """Whether there is not even room to say no."""
        return len(self._inside) > self.limits.everybody + SPARE_FILES // 2

    def leave(self, connection: "Connection", address: str) -> None:
        """Forget a connection that is closed."""
        self._inside.discard(connection)
        self._by_address[address] -= 1
        if not self._by_address[address]:
            del self._by_address[address]

    def note(self, event: str) -> None:
        """Count what is logged in one line, however many bring it about."""
        self._events[event] += 1

    async def look_round(self) -> None:
        """Close what takes too long; the server calls this every second."""
        now = asyncio.get_running_loop().time()
        for connection in tuple(self._inside):
            if connection.overdue(now):
                self.note("too slow")
                connection.transport.abort()
        if self._events:
            told = ", ".join(f"{count} {name}" for name, count in sorted(self._events.items()))
            log.warning("connections: %s", told)
            self._events.clear()

    def _no(self, kind: ProblemKind) -> Refusal:
        self.note(kind.rpartition(":")[2])
        return Refusal(kind, retry_after=RETRY_SECONDS)


class _Part(Enum):
    """What is on its way in."""

    NOTHING = auto()
    HEAD = auto()
    BODY = auto()
    REST = auto()
    """A body whose request was answered before it came."""


class Connection(Pourable):
    """The server's own, with an eye on how much comes and how fast; counts bytes, keeps none."""

    def __init__(self, crowd: Crowd, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.access_log = False  # whatever becomes of the program's loggers: it quotes addresses
        self._crowd = crowd
        self._part = _Part.HEAD
        self._since = self._stuck_since = 0.0
        self._came = 0
        self._too_long = False
        self._address = ""
        self._answering: RequestResponseCycle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as the server's own
        """Let it in, or prepare to say why not."""
        super().connection_made(transport)
        self._since = self.loop.time()
        self._address = self.client[0] if self.client else ""
        refusal = self._crowd.enter(self, self._address)
        if self._crowd.overflowing:
            transport.abort()
        elif refusal is not None:
            told = {"Retry-After": str(RETRY_SECONDS), "Connection": "close"}
            self.app = answer(refusal.problem, told)

    def connection_lost(self, exc: Exception | None) -> None:
        """Count it out."""
        self._crowd.leave(self, self._address)
        if self._answering is not None:
            # The server would tell only the last of those that came one behind the other.
            self._answering.disconnected = not self._answering.response_complete
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read what came, within bounds; what is no HTTP is refused."""
        self._unset_keepalive_if_required()
        if self._part is _Part.NOTHING:
            self._begin()
        self._came += len(data)
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            return  # nothing here is to be upgraded: it is answered as if it had not been asked
        except httptools.HttpParserError:
            self._refuse()
            return
        # Trailers and chunks of a byte each would otherwise come without end.
        around = self._came - 8 * self.body_came
        if around > self._crowd.limits.head_bytes * (1 if self._part is _Part.HEAD else 20):
            self._too_long = True
            self._refuse()

    def on_message_begin(self) -> None:
        """Begin to count a request that came behind another."""
        if self._part is not _Part.HEAD:
            self._begin()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Measure the head, and wait for the body from now on."""
        size = len(self.url) + sum(4 + len(name) + len(value) for name, value in self.headers)
        if size > self._crowd.limits.head_bytes:
            self._too_long = True
            raise ValueError("the head is too long")
        self._part, self._since = _Part.BODY, self.loop.time()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Nothing is on its way any more."""
        self._part = _Part.NOTHING
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Wait no longer than need be for the rest of what nobody reads."""
        if self._part is _Part.BODY and self.cycle.response_complete:
            self._part, self._since = _Part.REST, self.loop.time()
        super().on_response_complete()

    def pause_writing(self) -> None:
        """Note since when nobody takes the answer."""
        self._stuck_since = self.loop.time()
        super().pause_writing()

    def resume_writing(self) -> None:
        """Go on answering."""
        self._stuck_since = 0.0
        super().resume_writing()

    def overdue(self, now: float) -> bool:
        """Tell whether this has taken too long; `now` is of the loop's clock."""
        limits = self._crowd.limits
        if self.transport.is_closing():
            self._stuck_since = self._stuck_since or now
        if self._stuck_since:
            return now - self._stuck_since > limits.idle_seconds
        if self.flow.read_paused:
            # It is central that does not read on.
            self._since = now
        waited = now - self._since
        if self._part is _Part.HEAD:
            return waited > limits.head_seconds
        if self._part is _Part.BODY:
            return waited > limits.body_seconds + self.body_came / limits.body_rate
        return self._part is _Part.REST and waited > limits.rest_seconds

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        self._answering = cycle
        super()._start_asgi_task(cycle, app)

    def _begin(self) -> None:
        self._part, self._since = _Part.HEAD, self.loop.time()
        self._came = 0

    def _refuse(self) -> None:
        status = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
        problem = Refusal(ProblemKind.UNREADABLE).problem
        if self._too_long:
            limit = self._crowd.limits.head_bytes
            problem = Problem(ProblemKind.TOO_LARGE, status.phrase, status.value, limit=limit)
        self._crowd.note(problem.title)
        said = answer(problem, {"Connection": "close"})
        fields = [*self.server_state.default_headers, *said.raw_headers]
        head = b"".join(b"%b: %b\r\n" % field for field in fields)
        self.transport.write(
            b"HTTP/1.1 %d %b\r\n%b\r\n%b"
            % (problem.status, problem.title.encode(), head, bytes(said.body))
        )
        self.transport.close()
