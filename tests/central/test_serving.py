"""The real program: alone in its folder, and gone only when what is under way is done."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from kiosk.central.database import Database
from kiosk.central.enrolment import invite
from kiosk.central.overview import received
from kiosk.central.serving import alone
from kiosk.courier.courier import Courier
from kiosk.errors import Trouble
from kiosk.wire.messages import ProblemKind
from tests.central.hall import DISTRICT, Kiosk, now, number_of, real_filling
from tests.central.postgres import free_port
from tests.central.test_connections import heard
from tests.courier.test_killed import wait_until

BODY = b'{"content":{},"signature":""}'


@contextmanager
def serving(
    folder: Path, port: int = 0, database: str = ""
) -> Iterator[tuple["subprocess.Popen[bytes]", int]]:
    """Run the program; yields it and its port once it answers, and stops it as an operator does."""
    port = port or free_port()
    command = [sys.executable, "-m", "kiosk", "central", "serve", "--port", str(port)]
    command += ["--folder", str(folder), *(["--database", database] if database else [])]
    with subprocess.Popen(command) as process:
        try:
            for _ in range(1200):
                if answers(port):
                    break
                assert process.poll() is None
                time.sleep(0.05)
            yield process, port
            process.terminate()
            process.wait(40)
        finally:
            process.kill()


def test_what_is_under_way_is_finished_first(tmp_path: Path) -> None:
    expecting = b"Expect: 100-continue\r\nContent-Length: %d\r\n\r\n" % len(BODY)
    head = b"POST /v1/enrol HTTP/1.1\r\nHost: central\r\n" + expecting
    with serving(tmp_path) as (process, port):
        with (
            socket.create_connection(("127.0.0.1", port), 20) as line,
            socket.create_connection(("127.0.0.1", port), 20) as idle,
        ):
            line.sendall(head)
            assert b" 100 " in line.recv(1000)
            line.sendall(BODY[:5])
            process.send_signal(signal.SIGTERM)
            assert idle.recv(100) == b""
            with pytest.raises(ConnectionRefusedError):
                socket.create_connection(("127.0.0.1", port), 20)
            line.sendall(BODY[5:])
            said = heard(line)
        assert process.wait(20) == 0
    assert ProblemKind.UNREADABLE.encode() in said
    assert not (tmp_path / "central.db-wal").exists()


def ended(command: list[str], port: int) -> str:
    """Return what a server said that ended by itself, and never answered."""
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            while server.poll() is None:
                assert not answers(port)
                time.sleep(0.05)
        finally:
            server.kill()
        _, told = server.communicate()
    assert server.returncode == 1
    return told


def answers(port: int) -> bool:
    try:
        return httpx2.get(f"http://127.0.0.1:{port}/v1/ping").is_success
    except httpx2.ConnectError:
        return False


def test_one_server_in_a_folder(tmp_path: Path) -> None:
    with serving(tmp_path) as (process, _):
        second = free_port()
        where = ["--host", "0.0.0.0", "--port", str(second)]  # noqa: S104  # what is warned of
        command = [sys.executable, "-m", "kiosk", "central", "serve", *where]
        told = ended([*command, "--folder", str(tmp_path)], second)
        assert "already" in told
        assert "no TLS at 0.0.0.0" in told
        assert "Traceback" not in told
        # Commands are another thing: staff work while kiosks deliver.
        shown = [sys.executable, "-m", "kiosk", "central", "kiosks", "--folder", str(tmp_path)]
        assert json.loads(subprocess.check_output(shown)) == []
        with pytest.raises(Trouble) as caught, alone(tmp_path):
            pass
        assert caught.value.code == "central.already_served"
        os.kill(process.pid, signal.SIGKILL)
        process.wait(20)
        with alone(tmp_path):
            pass


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_cases_are_opened_by_a_process_that_ends_with_central(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    with database.write() as connection:
        code = invite(connection, "hall-1", DISTRICT, now())
    with serving(tmp_path / "central", database=database_url) as (process, port):
        kiosk = Kiosk.welcomed(f"http://127.0.0.1:{port}", code, tmp_path / "kiosk", now)
        number = number_of(kiosk.submit(filling=real_filling()))
        with kiosk.line(f"http://127.0.0.1:{port}") as line:
            assert Courier(kiosk.journal, line, now, lambda: 0.0).round() is None
        kiosk.journal.close()
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        begun = children.read_text("ascii").split()
        assert begun
        wait_until(lambda: tasks_at(database, number))
        process.terminate()
        assert process.wait(40) == 0
    wait_until(lambda: not [one for one in begun if Path(f"/proc/{one}").exists()])


def tasks_at(database: Database, number: str) -> int:
    with database.read() as connection:
        return sum(len(case.tasks) for case in received(connection, number))
