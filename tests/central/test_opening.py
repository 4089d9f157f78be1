"""Cases are opened after they were kept: each once, whoever opens them, and none is lost."""

import json
import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, func, select, text

from kiosk.catalogue.catalogue import Catalogue
from kiosk.central.database import AWAY, Database
from kiosk.central.hall_desk import Where, attention_lines
from kiosk.central.intake import Intake
from kiosk.central.opener import AGAIN, Opener
from kiosk.central.opening import Opening
from kiosk.central.overview import attention, totals
from kiosk.central.reading import Reader
from kiosk.central.tables import news, unopened
from kiosk.wire.messages import Acknowledgement, Verdict
from tests.cases.wedding import whole
from tests.central.hall import Shelf, Weekdays, now, real_filling
from tests.central.many import Sender, enrol_all
from tests.central.postgres import dying_at_the_commit

TASKS, PATIENCE = 4, 30
KILLS, EACH = 6, 60


@pytest.fixture
def sender(database: Database) -> Sender:
    made = Sender("hall-1", 1)
    with database.write() as connection:
        enrol_all(connection, [made], now())
    return made


@pytest.fixture
def opening(database: Database) -> Opening:
    return Opening(database, Reader(Shelf(), Weekdays()))


def left(database: Database) -> tuple[int, int]:
    """Return how many cases there are, and how many wait to be opened."""
    with database.read() as connection:
        waiting = connection.execute(select(func.count()).select_from(unopened)).scalar_one()
        return totals(connection).cases, waiting


def comes_to(database: Database, cases: int) -> None:
    """Wait until so many cases are open, and none waits."""
    end = time.monotonic() + PATIENCE
    while left(database) != (cases, 0):
        assert time.monotonic() < end, left(database)
        time.sleep(0.02)


@contextmanager
def away(database: Database, folder: Path) -> Iterator[None]:
    """Let nobody open it who has not yet: its server refuses, or its key cannot be read."""
    url, key, aside = database.engine.url, folder / "store.key", folder / "aside"
    if url.get_backend_name() == "sqlite":
        key.rename(aside)
        key.mkdir()
        yield
        key.rmdir()
        aside.rename(key)
        return
    engine = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    allow = f"ALTER DATABASE {url.database} ALLOW_CONNECTIONS"
    with engine.connect() as beside:
        beside.execute(text(f"{allow} false"))
        yield
        beside.execute(text(f"{allow} true"))
    engine.dispose()


def kept(word: Acknowledgement | Exception) -> bool:
    assert isinstance(word, Acknowledgement)
    return {one.verdict for one in word.verdicts} == {Verdict.STORED}


def test_what_cannot_be_opened_now_is_kept_and_opened_later(
    database: Database, sender: Sender, opening: Opening
) -> None:
    def away(_: object) -> None:
        raise AssertionError("this is not the trouble of who brought it")

    (word,) = Intake(database, away).receive_all(
        [sender.delivery(sender.open(now()), sender.submit(whole(), now()))], now()
    )
    assert kept(word)
    assert left(database) == (0, 1)
    (word,) = Intake(database, opening.open_all).receive_all(
        [sender.delivery(sender.submit(whole(), now()))], now()
    )
    assert kept(word)
    assert left(database) == (2, 0)


def test_staff_are_told_of_what_has_waited_too_long(
    database: Database, database_url: str, sender: Sender, opening: Opening, tmp_path: Path
) -> None:
    came, where = now(), Where(database_url, tmp_path)
    lines = [sender.open(came), sender.submit(whole(), came), sender.submit(whole(), came)]
    Intake(database, lambda _: None).receive_all([sender.delivery(*lines)], came)
    assert attention_lines(where, came + timedelta(seconds=50)) == ()
    (line,) = attention_lines(where, came + timedelta(seconds=70))
    assert line.startswith("2 cases are not open, the oldest since ")
    opening.open_all(now())
    assert attention_lines(where, came + timedelta(seconds=70)) == ()


def test_who_opens_at_one_time_opens_each_case_once(
    database: Database, sender: Sender, opening: Opening
) -> None:
    lines = [sender.open(now()), *(sender.submit(whole(), now()) for _ in range(30))]
    Intake(database, lambda _: None).receive_all([sender.delivery(*lines)], now())
    looked = threading.Barrier(3, timeout=30)

    class Late(Reader):
        """All have seen what waits before any of them opens it."""

        def refresh(self, connection: Connection) -> None:
            looked.wait()

    many = [Opening(database, Late(Shelf(), Weekdays())) for _ in range(3)]
    threads = [threading.Thread(target=one.open_some, args=(now(),)) for one in many]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert left(database) == (30, 0)
    with database.read() as connection:
        told = connection.execute(select(func.count()).select_from(news)).scalar_one()
        there = totals(connection)
        assert (there.tasks, there.quarantined, told) == (TASKS * 30, 0, (TASKS + 1) * 30)
        assert attention(connection) == ()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_server_that_dies_while_it_opens_has_lost_nothing(
    database: Database, sender: Sender, opening: Opening
) -> None:
    lines = [sender.open(now()), *(sender.submit(whole(), now()) for _ in range(3))]
    Intake(database, lambda _: None).receive_all([sender.delivery(*lines)], now())

    with dying_at_the_commit(database), pytest.raises(AWAY):
        opening.open_all(now())
    assert left(database) == (0, 3)
    opening.open_all(now())
    assert left(database) == (3, 0)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_case_that_cannot_be_kept_waits_for_a_person(
    database: Database, sender: Sender, opening: Opening
) -> None:
    lines = [sender.open(now()), *(sender.submit(whole(), now()) for _ in range(3))]
    number = json.loads(lines[2])["content"]["body"]["number"]
    with database.write() as connection:
        refused = f"ALTER TABLE cases ADD CONSTRAINT not_this CHECK (number <> '{number}')"
        connection.execute(text(refused))
    Intake(database, opening.open_all).receive_all([sender.delivery(*lines)], now())
    assert left(database) == (2, 0)
    with database.read() as connection:
        assert [one.reason for one in attention(connection)] == ["fault"]


def test_a_signature_that_only_its_chain_vouches_for_is_for_a_person(
    database: Database, sender: Sender, opening: Opening
) -> None:
    lines = [sender.open(now()), *(sender.submit(whole(), now()) for _ in range(3))]
    lines[1] = lines[1][:-91] + b"A" * 86 + b'=="}\n'
    (word,) = Intake(database, opening.open_all).receive_all([sender.delivery(*lines)], now())
    assert kept(word)
    assert left(database) == (3, 0)
    with database.read() as connection:
        assert [(one.reason, bool(one.number)) for one in attention(connection)] == [
            ("signature", True)
        ]
        assert totals(connection).tasks == 2 * TASKS


@pytest.fixture
def beside(database: Database, database_url: str, tmp_path: Path) -> Iterator[Opener]:
    found = Opener(Where(database_url, tmp_path), Catalogue.load(), now)
    found.start()
    yield found
    found.stop()


def test_a_process_opens_what_it_is_told_of_and_is_begun_anew_when_it_dies(
    database: Database, sender: Sender, beside: Opener
) -> None:
    intake = Intake(database, beside.tell)
    intake.receive_all(
        [sender.delivery(sender.open(now()), sender.submit(real_filling(), now()))], now()
    )
    comes_to(database, 1)
    first = beside.pid
    os.kill(first, signal.SIGKILL)
    beside._process.join(PATIENCE)
    intake.receive_all([sender.delivery(sender.submit(real_filling(), now()))], now())
    comes_to(database, 2)
    assert beside.pid != first
    with database.read() as connection:
        assert attention(connection) == ()


def test_a_process_begun_while_the_database_is_away_opens_what_it_finds_later(
    database: Database,
    database_url: str,
    sender: Sender,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    Intake(database, lambda _: None).receive_all(
        [sender.delivery(sender.open(now()), sender.submit(real_filling(), now()))], now()
    )
    beside, said = Opener(Where(database_url, tmp_path), Catalogue.load(), now), ""
    with away(database, tmp_path):
        beside.start()
        end = time.monotonic() + PATIENCE
        while not said and time.monotonic() < end:
            time.sleep(0.02)
            said = capfd.readouterr().err
        time.sleep(2 * AGAIN)  # it tries again, and says nothing more
    comes_to(database, 1)
    assert (said + capfd.readouterr().err).splitlines() == [said.strip()]
    assert said.startswith("cases could not be opened: ")
    beside.stop()


def test_a_process_that_is_killed_at_any_moment_opens_each_case_once(
    database: Database, sender: Sender, beside: Opener
) -> None:
    chance = random.Random(11)  # noqa: S311  # a test that can be repeated, no secret
    intake, filling = Intake(database, beside.tell), real_filling()
    intake.receive_all([sender.delivery(sender.open(now()))], now())
    for turn in range(1, KILLS + 1):
        lines = [sender.submit(filling, now()) for _ in range(EACH)]
        intake.receive_all([sender.delivery(*lines)], now())
        end = time.monotonic() + PATIENCE
        while left(database)[0] < (turn - 1) * EACH and time.monotonic() < end:
            time.sleep(0.01)
        time.sleep(chance.random() / 10)
        os.kill(beside.pid, signal.SIGKILL)
        beside._process.join(PATIENCE)
    intake.receive_all([sender.delivery(sender.submit(filling, now()))], now())
    comes_to(database, KILLS * EACH + 1)
    with database.read() as connection:
        there = totals(connection)
        told = connection.execute(select(func.count()).select_from(news)).scalar_one()
    tasks = len(filling.items) * there.cases
    assert (there.tasks, told, there.quarantined) == (tasks, tasks + there.cases, 0)
