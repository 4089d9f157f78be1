"""A TCP proxy between kiosk and central that fails as lines, portals and proxies do."""

import contextlib
import random
import socket
import sys
import threading
import time
from collections.abc import Iterator
from enum import StrEnum


class Fault(StrEnum):
    """What happens to one connection; each carries one request, so that none is hidden."""

    NONE = "none"
    REFUSE = "refuse"
    CUT_REQUEST = "cut request"
    DROP_REPLY = "drop reply"
    CUT_REPLY = "cut reply"
    PORTAL = "portal"
    BAD_GATEWAY = "bad gateway"
    SLOW = "slow"


PORTAL = b"<html><title>Wi-Fi</title>Please log in</html>"
CANNED = {
    Fault.PORTAL: (b"200 OK", b"text/html"),
    Fault.BAD_GATEWAY: (b"502 Bad Gateway", b"text/html"),
}
SLOW_SECONDS = 0.05


class FaultProxy:
    """Listens on a port of its own; `faults` decides over the next connections, then none.

    No request and no answer of more than `most` bytes gets through.
    """

    def __init__(self, port: int, faults: Iterator[Fault], most: int = sys.maxsize) -> None:
        self._target, self.most = port, most
        self._faults = faults
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.met: list[Fault] = []
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(10)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            fault = next(self._faults, Fault.NONE)
            self.met.append(fault)
            with client, contextlib.suppress(OSError):
                client.settimeout(20)
                self._carry(client, fault)

    def _carry(self, client: socket.socket, fault: Fault) -> None:
        if fault is Fault.REFUSE:
            return
        request = read_message(client)
        if not request:
            return
        if fault in CANNED:
            status, kind = CANNED[fault]
            client.sendall(
                b"HTTP/1.1 %b\r\nContent-Type: %b\r\nContent-Length: %d\r\n"
                b"Connection: close\r\n\r\n%b" % (status, kind, len(PORTAL), PORTAL)
            )
            return
        with socket.create_connection(("127.0.0.1", self._target), timeout=20) as central:
            if fault is Fault.CUT_REQUEST or len(request) > self.most:
                central.sendall(request[: min(len(request) // 2, self.most)])
                return
            central.sendall(request)
            reply = read_message(central, head_only=request.startswith(b"HEAD"))
        if fault is Fault.DROP_REPLY:
            return
        if fault is Fault.CUT_REPLY or len(reply) > self.most:
            client.sendall(reply[: min(len(reply) // 2, self.most)])
            return
        if fault is Fault.SLOW:
            half = len(reply) // 2
            client.sendall(reply[:half])
            time.sleep(SLOW_SECONDS)
            reply = reply[half:]
        client.sendall(reply)
        # One request a connection: over a kept one, a good request would hide the next fault.


def read_message(peer: socket.socket, *, head_only: bool = False) -> bytes:
    """Read one HTTP/1.1 message with a Content-Length, or what there is of it."""
    data = bytearray()
    while b"\r\n\r\n" not in data:
        piece = peer.recv(65536)
        if not piece:
            return bytes(data)
        data += piece
    head, _, body = bytes(data).partition(b"\r\n\r\n")
    length = 0
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length" and not head_only:
            length = int(value)
    while len(body) < length:
        piece = peer.recv(65536)
        if not piece:
            break
        body += piece
    return head + b"\r\n\r\n" + body


def by_chance(seed: int, share: float) -> Iterator[Fault]:
    """Give a fault to that share of connections, for ever."""
    chance = random.Random(seed)  # noqa: S311  # a test that can be repeated, no secret
    kinds = [fault for fault in Fault if fault is not Fault.NONE]
    while True:
        yield chance.choice(kinds) if chance.random() < share else Fault.NONE
