"""A line that loses a share of all requests, as a process of its own: it moves bytes, no more.

`python -m … PORT SHARE SEED`: it says at which port it listens. A request that is lost is cut at
any byte of it or of its answer, and the connection with it.
"""

import contextlib
import os
import random
import re
import socket
import sys
import threading
from collections.abc import Iterator
from subprocess import PIPE, Popen
from typing import NamedTuple

SEED = 5
PIPE_BYTES = 64 * 1024
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class _Head(NamedTuple):
    """The head of a message with what came along, and how much of the whole is to come still."""

    here: bytes
    to_come: int


@contextlib.contextmanager
def losing(url: str, share: float) -> Iterator[str]:
    """Yield the URL of a line to a server that loses that share of requests."""
    port = url.rpartition(":")[2]
    command = [sys.executable, "-m", "tests.benchmarks.lossy_line", port, str(share), str(SEED)]
    with Popen(command, stdout=PIPE, text=True) as process:
        assert process.stdout is not None
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        process.terminate()


def main() -> None:
    port, share, seed = int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
    chance = random.Random(seed)  # noqa: S311  # a line that can be repeated, no secret
    with socket.create_server(("127.0.0.1", 0)) as listener:
        print(listener.getsockname()[1], flush=True)  # noqa: T201  # to whoever began it
        while True:
            client, _ = listener.accept()
            threading.Thread(target=_serve, args=(client, port, share, chance)).start()


def _serve(client: socket.socket, port: int, share: float, chance: random.Random) -> None:
    with (
        contextlib.suppress(OSError),
        client,
        socket.create_connection(("127.0.0.1", port)) as central,
        _pipe() as pipe,
    ):
        while _one(client, central, pipe, cut=chance.random() < share, chance=chance):
            pass


def _one(
    client: socket.socket,
    central: socket.socket,
    pipe: tuple[int, int],
    *,
    cut: bool,
    chance: random.Random,
) -> bool:
    """Carry one request and its answer; tell whether the connection goes on."""
    request = _head(client)
    size = len(request.here) + request.to_come
    if cut and chance.random() < 1 / 2:
        _carry(client, central, request, chance.randrange(size), pipe)
        return False
    _carry(client, central, request, size, pipe)
    if cut:
        return False
    answer = _head(central, body=not request.here.startswith(b"HEAD"))
    _carry(central, client, answer, len(answer.here) + answer.to_come, pipe)
    return True


def _head(peer: socket.socket, *, body: bool = True) -> _Head:
    here = b""
    while b"\r\n\r\n" not in here:
        more = peer.recv(PIPE_BYTES)
        if not more:
            raise ConnectionResetError
        here += more
    end = here.index(b"\r\n\r\n") + 4
    told = _LENGTH.search(here[:end])
    length = int(told[1]) if told and body else 0
    return _Head(here, length - (len(here) - end))


def _carry(
    source: socket.socket, target: socket.socket, head: _Head, size: int, pipe: tuple[int, int]
) -> None:
    """Move the first bytes of a message; what is not here yet never passes through this process."""
    target.sendall(head.here[:size])
    left = size - len(head.here)
    while left > 0:
        moved = os.splice(source.fileno(), pipe[1], min(left, PIPE_BYTES))
        if not moved:
            raise ConnectionResetError
        left -= moved
        while moved:
            moved -= os.splice(pipe[0], target.fileno(), moved)


@contextlib.contextmanager
def _pipe() -> Iterator[tuple[int, int]]:
    ends = os.pipe()
    try:
        yield ends
    finally:
        for end in ends:
            os.close(end)


if __name__ == "__main__":
    main()
