"""Processes beside the server keep what comes: as it would itself, whatever becomes of them."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from kiosk.central.database import Database, identity_key
from kiosk.central.hall_desk import Where
from kiosk.central.intake import Intake, Keeping
from kiosk.central.keepers import keepers
from kiosk.central.tables import chains, entries, unopened
from kiosk.wire.identity import Identity
from kiosk.wire.messages import Acknowledgement, Verdict
from kiosk.wire.signed import read_signed
from tests.central.hall import now, real_filling
from tests.central.many import Sender, enrol_all
from tests.faults.family import children

PATIENCE = 30
KILLS, EACH = 6, 60

SERVES = """
import sys, time
from pathlib import Path
from kiosk.central.database import open_database
from kiosk.central.hall_desk import Where
from kiosk.central.keepers import keepers
if __name__ == "__main__":
    url, folder = sys.argv[1], Path(sys.argv[2])
    with keepers(open_database(url, folder), Where(url, folder), print):
        print("here", flush=True)
        time.sleep(600)
"""


pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@pytest.fixture
def told() -> list[datetime]:
    return []


@pytest.fixture
def keeping(
    database: Database, database_url: str, tmp_path: Path, told: list[datetime]
) -> Iterator[Keeping]:
    with keepers(database, Where(database_url, tmp_path), told.append) as found:
        assert found
        yield found


def kept(keeping: Keeping, folder: Path, sender: Sender, *lines: bytes) -> Acknowledgement:
    """Deliver lines; central's word on them, which has its signature."""
    (word,) = keeping.keep([sender.delivery(*lines)], now())
    if isinstance(word, Exception):
        raise word
    return read_signed(word, Acknowledgement, Identity.load(identity_key(folder)).public)


def stored(database: Database) -> tuple[int, int]:
    """Return how many entries there are, and how many wait to be opened."""
    with database.read() as connection:
        counts = [
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (entries, unopened)
        ]
    return counts[0], counts[1]


def until(what: str, done: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < end, what
        time.sleep(0.02)


def spawned(process: int) -> list[int]:
    """Return the processes beside this one."""
    return [one for one in children(process) if b"spawn_main" in _command(one)]


def test_they_keep_and_sign_and_say_what_is_to_be_opened(
    keeping: Keeping, database: Database, sender: Sender, tmp_path: Path, told: list[datetime]
) -> None:
    word = kept(keeping, tmp_path, sender, sender.open(now()))
    assert [one.verdict for one in word.verdicts] == [Verdict.STORED]
    assert told == []
    lines = [sender.submit(real_filling(), now()) for _ in range(3)]
    word = kept(keeping, tmp_path, sender, *lines, b"no entry")
    assert [one.verdict for one in word.verdicts] == [*3 * [Verdict.STORED], Verdict.REFUSED]
    assert word.complete_to == 4
    assert len(told) == 1
    assert stored(database) == (4, 3)


def test_several_deliver_at_once(
    keeping: Keeping, database: Database, sender: Sender, tmp_path: Path
) -> None:
    others = [Sender(f"other-{one}", one + 2) for one in range(6)]
    with database.write() as connection:
        enrol_all(connection, others, now())

    def deliver(one: Sender) -> None:
        kept(keeping, tmp_path, one, one.open(now()))
        for _ in range(5):
            kept(keeping, tmp_path, one, one.submit(real_filling(), now()))

    threads = [threading.Thread(target=deliver, args=(one,)) for one in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert stored(database) == (36, 30)


def test_one_that_dies_over_a_delivery_promised_nothing_and_is_begun_anew(
    keeping: Keeping, database: Database, sender: Sender, tmp_path: Path
) -> None:
    kept(keeping, tmp_path, sender, sender.open(now()))
    line, wrong = sender.submit(real_filling(), now()), list[Exception]()
    before = spawned(os.getpid())

    def deliver() -> None:
        try:
            kept(keeping, tmp_path, sender, line)
        except OSError as error:
            wrong.append(error)

    with database.write() as connection:
        connection.execute(select(chains).with_for_update())
        thread = threading.Thread(target=deliver)
        thread.start()
        time.sleep(0.2)  # it waits for the lock by now, or will
        _kill(*before)
        thread.join(PATIENCE)
    assert [type(one) for one in wrong] == [ConnectionResetError]
    until("gone", lambda: not set(before) & set(spawned(os.getpid())))
    assert stored(database) == (1, 0)
    for verdict in (Verdict.STORED, Verdict.KNOWN):
        word = kept(keeping, tmp_path, sender, line)
        assert [one.verdict for one in word.verdicts] == [verdict]
    assert stored(database) == (2, 1)


def test_killed_at_any_moment_they_keep_each_entry_once(
    keeping: Keeping, database: Database, sender: Sender, tmp_path: Path
) -> None:
    chance = random.Random(7)  # noqa: S311  # a test that can be repeated, no secret
    kept(keeping, tmp_path, sender, sender.open(now()))
    for _ in range(KILLS):
        lines = [sender.submit(real_filling(), now()) for _ in range(EACH)]
        kill = threading.Timer(chance.random() / 10, _kill, spawned(os.getpid()))
        kill.start()
        word = None
        while word is None:
            with suppress(OSError):
                word = kept(keeping, tmp_path, sender, *lines)
        kill.join()
    assert stored(database) == (1 + KILLS * EACH, KILLS * EACH)
    word = kept(keeping, tmp_path, sender, sender.submit(real_filling(), now()))
    assert (word.complete_to, word.gaps) == (2 + KILLS * EACH, ())


def test_an_error_comes_without_what_it_quotes(
    database: Database,
    database_url: str,
    sender: Sender,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    line, stranger = sender.submit(real_filling(), now()), Sender("hall-9", 9)
    with keepers(database, Where(database_url, tmp_path), lambda _: None) as keeping:
        assert keeping
        with database.write() as connection:
            connection.execute(text("ALTER TABLE entries RENAME TO away"))
        with pytest.raises(RuntimeError, match=r"^ProgrammingError$"):
            kept(keeping, tmp_path, sender, line)
        with database.write() as connection:
            connection.execute(text("ALTER TABLE away RENAME TO entries"))
        (broken,) = keeping.keep([None], now())  # type: ignore[list-item]  # what nobody delivers
        assert isinstance(broken, RuntimeError)
        with pytest.raises(OSError, match=r"^IntegrityError$"):
            kept(keeping, tmp_path, stranger, stranger.open(now()))
    assert capfd.readouterr().err.splitlines() == [
        f"{name} while entries were kept"
        for name in ("ProgrammingError", "AttributeError", "IntegrityError")
    ]


def test_what_is_done_with_it_then_takes_no_word_back(
    database: Database, database_url: str, sender: Sender, tmp_path: Path
) -> None:
    def broken(_: datetime) -> None:
        raise ZeroDivisionError

    with keepers(database, Where(database_url, tmp_path), broken) as keeping:
        assert keeping
        lines = sender.open(now()), sender.submit(real_filling(), now())
        assert len(kept(keeping, tmp_path, sender, *lines).verdicts) == 2


def test_they_end_with_a_server_that_is_killed(database_url: str, tmp_path: Path) -> None:
    script = tmp_path / "serves.py"
    script.write_text(SERVES)
    with subprocess.Popen(
        [sys.executable, script, database_url, tmp_path], stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout
        assert server.stdout.readline() == "here\n"
        family = spawned(server.pid)
        assert family
        server.kill()
    until("gone", lambda: not any(_command(one) for one in family))


def test_here_and_beside_say_the_same(
    keeping: Keeping, database: Database, sender: Sender, tmp_path: Path
) -> None:
    lines = [sender.open(now()), sender.submit(real_filling(), now()), b"{}"]
    beside = kept(keeping, tmp_path, sender, *lines)
    at = now()
    (here,) = Intake(database, lambda _: None).receive_all([sender.delivery(*lines)], at)
    assert isinstance(here, Acknowledgement)
    assert [one.hash for one in here.verdicts] == [one.hash for one in beside.verdicts]
    assert (here.complete_to, here.epoch) == (beside.complete_to, beside.epoch)


def _kill(*processes: int) -> None:
    for process in processes:
        os.kill(process, signal.SIGKILL)


def _command(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except FileNotFoundError:
        return b""
