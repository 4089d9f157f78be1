"""Connections that trickle, crowd or ramble, over real sockets; and one that is only slow."""

import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress

import httpx2
import pytest

from kiosk.central import address
from kiosk.central.address import ALWAYS
from kiosk.central.certificates import certify
from kiosk.central.connections import SPARE_FILES, Limits, room_for_connections
from kiosk.courier.courier import Courier
from kiosk.courier.failures import Failure
from kiosk.wire.messages import ProblemKind
from tests.central.hall import Central, Kiosk, central_at, now

SHORT = Limits(
    everybody=12,
    of_address=6,
    head_seconds=1,
    body_seconds=1,
    body_rate=2000,
    idle_seconds=1,
    rest_seconds=1,
)
PATIENCE = 15
PING = b"GET /v1/ping HTTP/1.1\r\nHost: central\r\n\r\n"
ENROL = b"POST /v1/enrol HTTP/1.1\r\nHost: central\r\nContent-Length: 4000\r\n\r\n"
CHUNKED = b"POST /v1/enrol HTTP/1.1\r\nHost: c\r\nTransfer-Encoding: chunked\r\n\r\n"
ELSEWHERE = "127.0.0.2"
"""An address of this machine that is not believed to be a proxy."""


@pytest.fixture
def central(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Central]:
    with central_at("", tmp_path_factory.mktemp("central"), limits=SHORT) as running:
        yield running


def line_to(central: Central, source: str = "127.0.0.1") -> socket.socket:
    return socket.create_connection(("127.0.0.1", central.port), PATIENCE, (source, 0))


def heard(line: socket.socket) -> bytes:
    """Return all that comes until central closes."""
    said = b""
    try:
        while piece := line.recv(65536):
            said += piece
    except ConnectionResetError:
        pass
    return said


def trickled(line: socket.socket, piece: bytes) -> float:
    """Send pieces until the line is closed; returns the seconds it took."""
    begun = time.monotonic()
    try:
        while time.monotonic() < begun + PATIENCE:
            line.sendall(piece)
            time.sleep(0.02)
    except (ConnectionResetError, BrokenPipeError):
        pass
    return time.monotonic() - begun


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"GET /v1/ping HTTP/1.1\r\nHo",
        ENROL + b"{",
        CHUNKED + b"5\r\nab",
        PING + b"GET",
    ],
    ids=["silence", "half a head", "half a body", "half a chunk", "half a second head"],
)
def test_who_does_not_go_on_is_closed(central: Central, begun: bytes) -> None:
    with line_to(central) as line:
        line.sendall(begun)
        said = heard(line)
    assert said.count(b"HTTP/1.1 200") == begun.count(PING)
    assert b" 400 " not in said


@pytest.mark.parametrize("begun", [b"GET /v1/ping HTTP/1.1\r\nX: ", ENROL])
def test_a_trickle_keeps_nothing_open(central: Central, begun: bytes) -> None:
    with line_to(central) as line:
        line.sendall(begun)
        assert trickled(line, b"a") < PATIENCE


def test_a_slow_line_is_not_cut(central: Central) -> None:
    """It takes longer over a body than silence may last, at a rate that is allowed."""
    with line_to(central) as line:
        line.sendall(ENROL)
        for _ in range(40):
            line.sendall(b"x" * 100)
            time.sleep(0.04)
        assert b" 400 " in line.recv(1000)


def test_who_takes_no_answers_is_closed(central: Central, caplog: pytest.LogCaptureFixture) -> None:
    whole = len(httpx2.get(f"{central.url}/v1/openapi.json").content)
    asked = b"GET /v1/openapi.json HTTP/1.1\r\nHost: central\r\n\r\n"
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.settimeout(PATIENCE)
        line.connect(("127.0.0.1", central.port))
        line.sendall(asked * 150)
        time.sleep(4 * SHORT.idle_seconds)
        assert len(heard(line)) < 140 * whole
    assert not [one for one in caplog.records if one.levelname == "ERROR"]


def test_what_is_refused_unread_is_not_read_for_ever(central: Central) -> None:
    head = b"POST /v1/enrol HTTP/1.1\r\nHost: c\r\nContent-Length: 99999999\r\n\r\n"
    with line_to(central) as line:
        line.sendall(head)
        assert b" 413 " in line.recv(1000)
        assert trickled(line, b"a" * 1000) < PATIENCE


@pytest.mark.parametrize(
    "head",
    [
        b"GET /v1/ping HTTP/1.1\r\nX: " + b"a" * 17_000,
        b"GET /v1/ping HTTP/1.1\r\nX: " + b"a" * 17_000 + b"\r\n\r\n",
        b"GET /" + b"a" * 17_000,
        b"GET /v1/ping HTTP/1.1\r\n" + b"X: y\r\n" * 5_000 + b"\r\n",
    ],
    ids=["endless", "too long", "address", "too many fields"],
)
def test_a_head_that_is_too_long_is_refused(central: Central, head: bytes) -> None:
    with line_to(central) as line:
        line.sendall(head)
        said = heard(line)
    assert said.startswith(b"HTTP/1.1 431 ")
    assert ProblemKind.TOO_LARGE.encode() in said
    for name, value in ALWAYS.items():
        assert f"{name.lower()}: {value}".encode() in said


@pytest.mark.parametrize(
    "said",
    [
        b"\x16\x03\x01 TLS where there is none\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET /v1/ping HTTP/1.1\r\nHost : central\r\n\r\n",
        b"GET /v1/ping HTTP/1.1\r\nHost: c\r\nX: a\x00b\r\n\r\n",
        b"POST /v1/enrol HTTP/1.1\r\nHost: c\r\nContent-Length: -1\r\n\r\n",
        b"POST /v1/enrol HTTP/1.1\r\nHost: c\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        CHUNKED.replace(b"Host", b"Content-Length: 5\r\nHost") + b"5\r\nabcde\r\n0\r\n\r\n",
        CHUNKED + b"zz\r\n",
    ],
    ids=["tls", "http/2", "name", "value", "negative", "two lengths", "both", "chunk"],
)
def test_what_is_no_http_is_refused_and_not_guessed_at(central: Central, said: bytes) -> None:
    with line_to(central) as line:
        line.sendall(said)
        answer = heard(line)
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert ProblemKind.UNREADABLE.encode() in answer
    assert answer.count(b"HTTP/1.1") == 1


def test_trailers_do_not_come_without_end(central: Central) -> None:
    with line_to(central) as line:
        line.sendall(CHUNKED + b"1\r\na\r\n0\r\nX: ")
        try:
            for _ in range(1000):
                line.sendall(b"a" * 10_000)
        except (ConnectionResetError, BrokenPipeError):
            return
        assert b" 431 " in heard(line)


def test_one_address_has_so_many_connections_and_others_have_theirs(central: Central) -> None:
    with ExitStack() as open_ones:
        for _ in range(SHORT.of_address):
            open_ones.enter_context(line_to(central, ELSEWHERE))
        seventh = open_ones.enter_context(line_to(central, ELSEWHERE))
        seventh.sendall(PING)
        said = heard(seventh)
        assert said.startswith(b"HTTP/1.1 429 ")
        assert b"retry-after: 30" in said
        assert ProblemKind.TOO_MANY.encode() in said
        assert httpx2.get(f"{central.url}/v1/ping").status_code == 200
    with line_to(central, ELSEWHERE) as line:
        line.sendall(PING)
        assert b" 200 " in line.recv(1000)


def test_all_together_have_so_many(
    central: Central, kiosk: Kiosk, caplog: pytest.LogCaptureFixture
) -> None:
    with ExitStack() as open_ones:
        for _ in range(SHORT.everybody):
            open_ones.enter_context(line_to(central))
        with kiosk.line(central.url) as line:
            courier = Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0)
            assert courier.round() is Failure.BUSY
        time.sleep(2 * SHORT.head_seconds)
    with kiosk.line(central.url) as line:
        assert Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0).round() is None
    assert "busy" in caplog.text
    assert "too slow" in caplog.text


def test_there_is_an_end_to_saying_no(central: Central) -> None:
    # On a slow machine the first may be swept away before the last comes: then once more.
    assert any(closed_without_a_word(central) for _ in range(5))
    time.sleep(2 * SHORT.head_seconds)
    assert httpx2.get(f"{central.url}/v1/ping").status_code == 200


def closed_without_a_word(central: Central) -> bool:
    """Come after more than can even be told no; whether the last one hears nothing at all."""
    with ExitStack() as open_ones:
        for _ in range(SHORT.everybody + SPARE_FILES // 2):
            open_ones.enter_context(line_to(central))
        last = open_ones.enter_context(line_to(central))
        with suppress(ConnectionError):
            last.sendall(PING)
        return heard(last) == b""


def test_who_begins_tls_and_does_not_go_on_is_closed(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(address, "HANDSHAKE_SECONDS", 1)
    folder = tmp_path_factory.mktemp("central")
    made = certify(folder / "tls", ["127.0.0.1"], now())
    with central_at("", folder, tls=made.tls, limits=SHORT) as central:
        with line_to(central) as line:
            line.sendall(b"\x16\x03\x01")
            heard(line)
        trust = ssl.create_default_context(cafile=made.authority)
        answer = httpx2.get(f"{central.url}/v1/ping", verify=trust)
    assert answer.headers["strict-transport-security"]


def test_as_many_files_as_the_machine_allows() -> None:
    assert room_for_connections() >= 100
