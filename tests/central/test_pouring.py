"""A body's bytes are taken off its connection on a thread, and the end is heard on both sides."""

import asyncio
import errno
import os
import socket
from collections.abc import Iterator
from typing import Any
from unittest.mock import Mock

import pytest

from kiosk.central import pouring
from kiosk.central.pouring import Pouring

BODY = os.urandom(50_000)


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    here, there = socket.socketpair()
    with here, there:
        here.setblocking(False)
        yield here, there


def listening(here: socket.socket, left: int = len(BODY)) -> tuple[Pouring, Mock]:
    """Listen to one end of a line as the server would let it."""
    source = Mock(body_came=0)
    told: dict[str, Any] = {"socket": here}
    source.transport.get_extra_info = told.get
    return Pouring(source, left), source


def test_what_is_here_is_taken_and_nobody_waits(
    ends: tuple[socket.socket, socket.socket],
) -> None:
    here, there = ends
    one, source = listening(here)
    room = memoryview(bytearray(100_000))
    assert one.draw(room) == 0
    there.sendall(BODY[:1000])
    assert one.draw(room) == 1000
    there.sendall(BODY[1000:] + b"the next request")
    assert one.draw(room[1000:]) == len(BODY) - 1000
    assert bytes(room[: len(BODY)]) == BODY
    one.close()
    one.close()
    source.poured.assert_called_once_with()
    source.transport.abort.assert_not_called()
    assert here.recv(100) == b"the next request"


def test_once_the_line_is_cut_nobody_waits_and_it_is_given_up(
    ends: tuple[socket.socket, socket.socket],
) -> None:
    here, there = ends
    one, source = listening(here)
    there.sendall(BODY[:1000])
    there.close()
    room = memoryview(bytearray(100_000))
    assert one.draw(room) == 1000
    assert asyncio.run(one.into(room)) == 0
    one.close()
    source.poured.assert_not_called()
    source.transport.abort.assert_called_once_with()


def test_an_end_that_the_server_hears_of_while_bytes_come_stays_the_end(
    ends: tuple[socket.socket, socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = ends
    one, _ = listening(here)
    there.sendall(BODY[:1000])
    readv = os.readv

    def meanwhile(handle: int, rooms: list[memoryview]) -> int:
        came = readv(handle, rooms)
        one.connection_lost(None)
        return came

    monkeypatch.setattr(pouring.os, "readv", meanwhile)
    room = memoryview(bytearray(100_000))
    assert one.draw(room) == 1000
    assert asyncio.run(asyncio.wait_for(one.into(room), 5)) == 0
    one.close()


def test_with_too_many_open_files_the_server_brings_it_all(
    ends: tuple[socket.socket, socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_many(handle: int) -> int:
        raise OSError(errno.EMFILE, "too many")

    here, there = ends
    monkeypatch.setattr(pouring.os, "dup", too_many)
    one, source = listening(here, 3)
    there.sendall(b"abc")
    assert one.draw(memoryview(bytearray(3))) == 0

    async def by_the_server() -> int:
        waiting = asyncio.ensure_future(one.into(memoryview(bytearray(3))))
        await asyncio.sleep(0)
        one.buffer_updated(here.recv_into(one.get_buffer(-1)))
        return await waiting

    assert asyncio.run(by_the_server()) == 3
    source.poured.assert_called_once_with()
