"""Several large attachments in one request: kept as they come, each on its own account."""

import hashlib
import os
import shutil
import socket
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest

from kiosk.central.blobs import Folder
from kiosk.central.certificates import certify
from kiosk.courier.failures import Failure, LineFailure
from kiosk.courier.line import Line
from kiosk.wire.loads import MOST_BYTES, Part, spelled
from kiosk.wire.messages import Acknowledgement
from kiosk.wire.requests import Request, Signer
from tests.central.hall import Central, Kiosk, central_at, now

PHOTOS = [os.urandom(size) for size in (100_000, 1_300_000, 200_000)]
NAMES = [hashlib.sha256(photo).hexdigest() for photo in PHOTOS]
WHOLE = [Part(name, 0, len(photo)) for name, photo in zip(NAMES, PHOTOS, strict=True)]


def begun(kiosk: Kiosk, line: Line) -> str:
    """Hand in the case that names the photos; returns the chain."""
    entry = kiosk.submit(*PHOTOS)
    line.send(kiosk.journal.outbox.waiting())
    return entry.chain


def bring(
    line: Line, chain: str, parts: Sequence[Part], photos: Sequence[bytes]
) -> Acknowledgement:
    return line.load(chain, parts, lambda: iter(photos))


def content(central: Central, name: str) -> bytes:
    with Folder(central.folder / "attachments").open(name) as kept:
        return kept.read()


def test_all_are_held_and_come_again_without_harm(central: Central, kiosk: Kiosk) -> None:
    with kiosk.line(central.url) as line:
        chain = begun(kiosk, line)
        assert line.kept_of(NAMES) == [0, 0, 0]
        for _ in range(2):
            assert bring(line, chain, WHOLE, PHOTOS).held == tuple(NAMES)
        assert line.kept_of(NAMES) == [len(photo) for photo in PHOTOS]
    assert [content(central, name) for name in NAMES] == PHOTOS
    assert not list((central.folder / "uploads").iterdir())


def test_many_at_once_do_not_get_mixed_up(central: Central, kiosk: Kiosk) -> None:
    photos = [[os.urandom(1_100_000) for _ in range(4)] for _ in range(6)]
    for some in photos:
        kiosk.submit(*some)
    loads = [
        [Part(hashlib.sha256(one).hexdigest(), 0, len(one)) for one in some] for some in photos
    ]
    with kiosk.line(central.url) as line:
        line.send(kiosk.journal.outbox.waiting())
        chain = kiosk.journal.history.head().chain

        def come(parts: list[Part], some: list[bytes]) -> Acknowledgement:
            return bring(line, chain, parts, [b"".join(some)])

        with ThreadPoolExecutor(len(loads)) as lanes:
            words = list(lanes.map(come, loads, photos))
    assert [word.held for word in words] == [tuple(one.sha256 for one in some) for some in loads]
    for parts, some in zip(loads, photos, strict=True):
        assert [content(central, one.sha256) for one in parts] == some


def test_one_that_trickles_is_kept(central: Central, kiosk: Kiosk) -> None:
    with kiosk.line(central.url) as line:
        chain = begun(kiosk, line)
        body = memoryview(b"".join(PHOTOS))
        drops = [bytes(body[place : place + 7_000]) for place in range(0, len(body), 7_000)]

        def slowly() -> Iterator[bytes]:
            for drop in drops:
                time.sleep(0.002)
                yield drop

        assert line.load(chain, WHOLE, slowly).held == tuple(NAMES)
    assert [content(central, name) for name in NAMES] == PHOTOS


def test_they_come_over_tls(tmp_path: Path) -> None:
    made = certify(tmp_path / "tls", ["127.0.0.1"], now())
    with central_at("", tmp_path / "central") as plain:
        kiosk = Kiosk.enrolled(plain, tmp_path / "kiosk")
    with central_at("", tmp_path / "central", tls=made.tls) as central:
        with kiosk.line(central.url, ca=made.authority) as line:
            chain = begun(kiosk, line)
            for _ in range(2):
                assert bring(line, chain, WHOLE, PHOTOS).held == tuple(NAMES)
        assert [content(central, name) for name in NAMES] == PHOTOS
    kiosk.journal.close()


def head_of(central: Central, kiosk: Kiosk, chain: str, fields: dict[str, str]) -> bytes:
    """Return the signed head of a request that brings the photos."""
    headers = {
        "host": urlsplit(central.url).netloc,
        "content-length": str(sum(map(len, PHOTOS))),
        "upload-parts": spelled(WHOLE),
    }
    request = Request("PATCH", f"{central.url}/v1/blobs?chain={chain}", headers | fields)
    signed = Signer(kiosk.welcome.kiosk, kiosk.keys.identity).sign(request, now())
    target = request.url.removeprefix(central.url)
    told = "".join(f"{name}: {value}\r\n" for name, value in signed.headers.items())
    return f"PATCH {target} HTTP/1.1\r\n{told}\r\n".encode()


def send_some(central: Central, peer: socket.socket) -> None:
    """Send a photo and most of the next, and wait until central is at work on that."""
    peer.sendall(PHOTOS[0] + PHOTOS[1][:1_200_000])
    until = time.monotonic() + 20
    while not list((central.folder / "uploads").glob(f"{NAMES[1]}.*")):
        assert time.monotonic() < until


def test_what_came_of_a_cut_request_is_kept_and_it_goes_on_there(
    central: Central, kiosk: Kiosk
) -> None:
    with kiosk.line(central.url) as line:
        chain = begun(kiosk, line)
        with socket.create_connection(("127.0.0.1", central.port)) as peer:
            peer.sendall(head_of(central, kiosk, chain, {}))
            send_some(central, peer)
        there = line.kept_of(NAMES)
        # The first came whole: it was noted, though nobody heard of it.
        assert there == [len(PHOTOS[0]), 1_200_000, 0]
        parts = [
            Part(name, kept, len(photo) - kept)
            for name, photo, kept in zip(NAMES, PHOTOS, there, strict=True)
        ]
        rest = [photo[kept:] for photo, kept in zip(PHOTOS, there, strict=True)]
        word = bring(line, chain, parts, rest)
        assert set(word.held) == set(NAMES)
    assert [content(central, name) for name in NAMES] == PHOTOS


def test_who_asks_how_much_came_has_given_up_what_hangs(central: Central, kiosk: Kiosk) -> None:
    with kiosk.line(central.url) as line:
        chain = begun(kiosk, line)
        with socket.create_connection(("127.0.0.1", central.port), 20) as peer:
            peer.sendall(head_of(central, kiosk, chain, {}))
            send_some(central, peer)
            assert line.kept_of(NAMES) == [len(PHOTOS[0]), 1_200_000, 0]
            assert line.kept(NAMES[1]) == 1_200_000
            assert not peer.recv(1)


@pytest.mark.parametrize("fields", [{}, {"expect": "100-continue"}])
def test_the_connection_serves_on_and_nothing_is_sent_before_it_may(
    central: Central, kiosk: Kiosk, fields: dict[str, str]
) -> None:
    ping = f"GET /v1/ping HTTP/1.1\r\nHost: {urlsplit(central.url).netloc}\r\n\r\n".encode()
    with kiosk.line(central.url) as line:
        chain = begun(kiosk, line)
    with socket.create_connection(("127.0.0.1", central.port), 20) as peer:
        for _ in range(2):
            peer.sendall(head_of(central, kiosk, chain, fields))
            if fields:
                assert peer.recv(1000) == b"HTTP/1.1 100 Continue\r\n\r\n"
            peer.sendall(b"".join(PHOTOS) + ping)
            said = b""
            while said.count(b"HTTP/1.1 200 OK") < 2 or not said.endswith(b"}"):
                said += peer.recv(65536)
            assert all(name.encode() in said for name in NAMES)


def test_a_body_that_is_refused_is_thrown_away(central: Central, kiosk: Kiosk) -> None:
    with kiosk.line(central.url) as line:
        chain = begun(kiosk, line)
        shutil.rmtree(central.folder / "uploads")
        with pytest.raises(LineFailure) as caught:
            bring(line, chain, WHOLE, PHOTOS)
        assert caught.value.failure is Failure.BUSY
        (central.folder / "uploads").mkdir()
        assert bring(line, chain, WHOLE, PHOTOS).held == tuple(NAMES)


def test_one_with_other_bytes_is_dropped_and_the_others_are_kept(
    central: Central, kiosk: Kiosk
) -> None:
    with kiosk.line(central.url) as line:
        chain = begun(kiosk, line)
        damaged = [PHOTOS[0][:-1] + bytes([PHOTOS[0][-1] ^ 1]), *PHOTOS[1:]]
        assert bring(line, chain, WHOLE, damaged).held == tuple(NAMES[1:])
        large = [PHOTOS[0], bytes(len(PHOTOS[1])), PHOTOS[2]]
        assert bring(line, chain, [WHOLE[0]], large[:1]).held == (NAMES[0],)
        assert line.kept_of(NAMES) == [len(photo) for photo in PHOTOS]


def test_of_a_large_one_with_other_bytes_nothing_stays(central: Central, kiosk: Kiosk) -> None:
    with kiosk.line(central.url) as line:
        chain = begun(kiosk, line)
        damaged = [PHOTOS[0], bytes(len(PHOTOS[1])), PHOTOS[2]]
        assert bring(line, chain, WHOLE, damaged).held == (NAMES[0], NAMES[2])
        assert line.kept_of(NAMES)[1] == 0
        assert bring(line, chain, [WHOLE[1]], [PHOTOS[1]]).held == (NAMES[1],)


def test_a_part_that_does_not_go_on_where_it_ended_is_passed_over(
    central: Central, kiosk: Kiosk
) -> None:
    with kiosk.line(central.url) as line:
        chain = begun(kiosk, line)
        ahead = Part(NAMES[2], 50_000, 150_000)
        word = bring(line, chain, [WHOLE[0], ahead], [PHOTOS[0], PHOTOS[2][50_000:]])
        assert word.held == (NAMES[0],)
        assert line.kept_of(NAMES) == [100_000, 0, 0]


@pytest.mark.parametrize(
    ("parts", "failure"),
    [
        ([Part("0" * 64, 0, 5)], Failure.UNKNOWN_FILE),
        ([replace(WHOLE[0], length=100_001)], Failure.HASH),
        ([replace(WHOLE[1], length=MOST_BYTES + 1)], Failure.TOO_LARGE),
    ],
)
def test_what_cannot_be_taken_as_announced_is_refused(
    central: Central, kiosk: Kiosk, parts: list[Part], failure: Failure
) -> None:
    with kiosk.line(central.url) as line:
        chain = begun(kiosk, line)
        with pytest.raises(LineFailure) as caught:
            bring(line, chain, parts, [bytes(parts[0].length)])
    assert caught.value.failure is failure


def test_parts_that_were_not_signed_are_refused(central: Central, kiosk: Kiosk) -> None:
    with kiosk.line(central.url) as line:
        chain = begun(kiosk, line)
    request = Request("PATCH", f"{central.url}/v1/blobs?chain={chain}", {})
    signed = Signer(kiosk.welcome.kiosk, kiosk.keys.identity).sign(request, now())
    headers = signed.headers | {"upload-parts": spelled(WHOLE[:1])}
    answer = httpx2.patch(request.url, headers=headers, content=PHOTOS[0])
    assert (answer.status_code, answer.json()["type"].rpartition(":")[2]) == (401, "bad-signature")
    unnamed = httpx2.patch(request.url, headers=signed.headers, content=PHOTOS[0])
    assert unnamed.status_code == 400
