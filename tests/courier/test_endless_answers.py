"""Answers are read to their end, as they were packed on the way; those without one are not."""

import gzip
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import httpx2
import pytest

from kiosk.courier import answers
from kiosk.courier.courier import Courier
from kiosk.courier.failures import Failure
from kiosk.wire.requests import Request
from tests.central.hall import Kiosk
from tests.courier.canned import always

HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: video/mp4\r\ntransfer-encoding: chunked\r\n\r\n"


@contextmanager
def endless(piece: bytes, pause: float) -> Iterator[str]:
    """Yield the URL of a server that answers so for ever."""
    chunk = b"%x\r\n%b\r\n" % (len(piece), piece)
    gone = threading.Event()

    def serve() -> None:
        with suppress(OSError):
            while True:
                caller, _ = listener.accept()
                with caller, suppress(OSError):
                    caller.recv(65536)
                    caller.sendall(HEAD)
                    while not gone.wait(pause):
                        caller.sendall(chunk)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            gone.set()
            listener.shutdown(socket.SHUT_RDWR)
    thread.join()


@pytest.mark.parametrize(
    ("piece", "pause", "limit"), [(65536, 0.0, "LARGEST"), (1, 0.01, "LONGEST")]
)
def test_an_answer_without_an_end_is_not_centrals(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch, piece: int, pause: float, limit: str
) -> None:
    monkeypatch.setattr(answers, limit, {"LARGEST": 2**20, "LONGEST": 0.3}[limit])
    entry = kiosk.submit()
    with endless(bytes(piece), pause) as url, kiosk.line(url) as line:
        assert Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0).round() is Failure.PORTAL
    assert entry.hash in {one.hash for one in kiosk.journal.outbox.waiting()}


def test_an_answer_that_a_proxy_packed_is_unpacked_once() -> None:
    told = b'{"word":"kept"}' * 100
    packed = {"content-encoding": "gzip", "x-beside": "stays"}
    with always(200, packed, gzip.compress(told)) as url, httpx2.Client() as client:
        answer = answers.exchange(client, Request("GET", url, {}))
    assert (answer.content, answer.headers["x-beside"]) == (told, "stays")
