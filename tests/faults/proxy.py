"""A TCP proxy between a real courier and a real central that fails at any byte of either way."""

import contextlib
import random
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable
from enum import StrEnum

from tests.courier.fault_proxy import read_message


class Cut(StrEnum):
    """What happens to one connection; each carries one request, so that none is hidden."""

    RESET = "reset"
    REQUEST = "request cut"
    ANSWER = "answer cut"
    DOUBLED = "request twice"
    LATE = "request later"
    DRIBBLED = "byte by byte"
    PORTAL = "portal"
    STATUS = "status"


PAGE = b"<html>Please log in</html>"
STATUSES = (b"401 No", b"409 No", b"413 No", b"422 No", b"429 No", b"500 No", b"502 No", b"503 No")
HEAD = b"HTTP/1.1 %b\r\nContent-Type: text/html\r\nContent-Length: %d\r\n"
ANSWER = HEAD + b"Connection: close\r\n\r\n%b"
PATIENCE = 20
LATE_SECONDS = 0.05


class Proxy:
    """Listens on a port of its own; `share` of the connections fail, until it is 0."""

    def __init__(self, port: int, chance: random.Random, share: float) -> None:
        self.port, self.share = port, share
        self.met: Counter[Cut] = Counter()
        self._chance = chance
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._later: list[threading.Timer] = []
        self._ways: dict[Cut, Callable[[socket.socket, bytes], None]] = {
            Cut.RESET: self._reset,
            Cut.REQUEST: self._cut_request,
            Cut.ANSWER: self._cut_answer,
            Cut.DOUBLED: self._twice,
            Cut.LATE: self._late,
            Cut.DRIBBLED: self._dribble,
            Cut.PORTAL: self._portal,
            Cut.STATUS: self._status,
        }
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(10)
        for timer in self._later:
            timer.join(10)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            with client, contextlib.suppress(OSError):
                client.settimeout(PATIENCE)
                self._carry(client)

    def _carry(self, client: socket.socket) -> None:
        request = read_message(client)
        if not request:
            return
        if self._chance.random() >= self.share:
            client.sendall(self._through(request))
            return
        cut = self._chance.choice(list(Cut))
        self.met[cut] += 1
        self._ways[cut](client, request)

    def _through(self, request: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as central:
            central.sendall(request)
            return read_message(central, head_only=request.startswith(b"HEAD"))

    def _reset(self, client: socket.socket, _: bytes) -> None:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def _cut_request(self, _: socket.socket, request: bytes) -> None:
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as central:
            central.sendall(request[: self._chance.randrange(len(request))])

    def _cut_answer(self, client: socket.socket, request: bytes) -> None:
        answer = self._through(request)
        client.sendall(answer[: self._chance.randrange(len(answer) or 1)])

    def _twice(self, client: socket.socket, request: bytes) -> None:
        self._through(request)
        client.sendall(self._through(request))

    def _late(self, _: socket.socket, request: bytes) -> None:
        def deliver() -> None:
            with contextlib.suppress(OSError):
                self._through(request)

        timer = threading.Timer(self._chance.random() * LATE_SECONDS, deliver)
        self._later = [one for one in self._later if one.is_alive()] + [timer]
        timer.start()

    def _dribble(self, client: socket.socket, request: bytes) -> None:
        answer = self._through(request)
        for start in range(0, len(answer), 97):
            client.sendall(answer[start : start + 97])
            time.sleep(0)

    def _portal(self, client: socket.socket, _: bytes) -> None:
        client.sendall(ANSWER % (b"200 OK", len(PAGE), PAGE))

    def _status(self, client: socket.socket, _: bytes) -> None:
        client.sendall(ANSWER % (self._chance.choice(STATUSES), len(PAGE), PAGE))
