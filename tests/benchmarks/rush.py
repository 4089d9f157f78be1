"""A light crowd: many connections from one thread, each request sent when it is due."""

import re
import selectors
import socket
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

_LENGTH = re.compile(rb"(?i)content-length: *(\d+)")
READ = 65536


@dataclass(frozen=True, slots=True)
class Due:
    """A request that a kiosk sends at a moment, in seconds from the beginning."""

    at: float
    kiosk: int
    request: bytes


@dataclass(slots=True)
class Told:
    """What came of a rush: seconds from when each was due to when its answer had come."""

    seconds: list[float] = field(default_factory=list)
    answers: list[bytes] = field(default_factory=list)
    took: float = 0.0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.seconds) / self.took

    def percentile(self, share: float) -> float:
        """Return the seconds within which that share was answered."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class _Kiosk:
    """One connection; what falls due while an answer is awaited waits too, and its time runs."""

    def __init__(self) -> None:
        self.waiting: deque[Due] = deque()
        self.line: socket.socket | None = None
        self.came = bytearray()


class Rush:
    """Sends requests when they are due; `kept` connections, or a new one for each."""

    def __init__(self, url: str, kiosks: int, *, kept: bool = True) -> None:
        parts = urlsplit(url)
        self._address = parts.hostname, parts.port
        self._kept = kept
        self._kiosks = [_Kiosk() for _ in range(kiosks)]
        self._ready = selectors.DefaultSelector()
        self._begun = 0.0
        self._told = Told()
        if kept:
            for one in self._kiosks:
                self._open(one)

    def run(self, schedule: Iterable[Due]) -> Told:
        """Send all and wait for all answers; raises RuntimeError for any that is not 200."""
        todo, under_way = iter(sorted(schedule, key=lambda one: one.at)), 0
        self._told, self._begun = Told(), time.perf_counter()
        upcoming = next(todo, None)
        while upcoming or under_way:
            passed = time.perf_counter() - self._begun
            while upcoming and upcoming.at <= passed:
                kiosk = self._kiosks[upcoming.kiosk]
                kiosk.waiting.append(upcoming)
                under_way += 1
                if len(kiosk.waiting) == 1:
                    self._send(kiosk)
                upcoming = next(todo, None)
            rest = max(0.0, upcoming.at - passed) if upcoming else 1.0
            for key, _ in self._ready.select(rest):
                under_way -= self._hear(key.data)
        self._told.took = time.perf_counter() - self._begun
        return self._told

    def close(self) -> None:
        """Close all connections."""
        for one in self._kiosks:
            self._close(one)
        self._ready.close()

    def _open(self, kiosk: _Kiosk) -> None:
        kiosk.line = socket.create_connection(self._address)
        kiosk.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._ready.register(kiosk.line, selectors.EVENT_READ, kiosk)

    def _close(self, kiosk: _Kiosk) -> None:
        if kiosk.line is not None:
            self._ready.unregister(kiosk.line)
            kiosk.line.close()
            kiosk.line = None

    def _send(self, kiosk: _Kiosk) -> None:
        if kiosk.line is None:
            self._open(kiosk)
        assert kiosk.line
        kiosk.line.sendall(kiosk.waiting[0].request)

    def _hear(self, kiosk: _Kiosk) -> int:
        """Read what came; 1 when an answer is whole."""
        assert kiosk.line
        piece = kiosk.line.recv(READ)
        kiosk.came += piece
        head = kiosk.came.find(b"\r\n\r\n")
        if not piece:
            return self._hung_up(kiosk)
        if head < 0:
            return 0
        length = _LENGTH.search(kiosk.came, 0, head)
        if length is None or len(kiosk.came) < head + 4 + int(length[1]):
            return 0
        if not kiosk.came.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(bytes(kiosk.came[:400]).decode(errors="replace"))
        done = kiosk.waiting.popleft()
        self._told.seconds.append(time.perf_counter() - self._begun - done.at)
        self._told.answers.append(bytes(kiosk.came[head + 4 :]))
        kiosk.came.clear()
        if not self._kept:
            self._close(kiosk)
        if kiosk.waiting:
            self._send(kiosk)
        return 1

    def _hung_up(self, kiosk: _Kiosk) -> int:
        """A kept connection that nobody used for a while is closed; it is opened again."""
        if kiosk.came:
            raise RuntimeError("central hung up in the middle of an answer")
        self._close(kiosk)
        if kiosk.waiting:
            self._send(kiosk)
        return 0


def evenly(requests: Sequence[Sequence[bytes]], rate: float) -> Iterator[Due]:
    """Spread every kiosk's requests over time, so that all together send `rate` a second."""
    period = len(requests) / rate
    for number, own in enumerate(requests):
        for turn, request in enumerate(own):
            yield Due((turn + number / len(requests)) * period, number, request)
