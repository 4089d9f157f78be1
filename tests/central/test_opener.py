"""The process beside the server that opens cases: told, killed, and polite."""

import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, select, text

from kiosk.catalogue.catalogue import Catalogue
from kiosk.central import opener
from kiosk.central.database import Database
from kiosk.central.hall_desk import Where
from kiosk.central.intake import Intake
from kiosk.central.opener import AGAIN, Opener
from kiosk.central.overview import attention, totals
from kiosk.central.tables import news
from tests.central.hall import now, real_filling
from tests.central.many import Sender
from tests.central.opened import PATIENCE, comes_to, left

KILLS, EACH = 6, 60


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
    beside._beside._process.join(PATIENCE)
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
        beside._beside._process.join(PATIENCE)
    intake.receive_all([sender.delivery(sender.submit(filling, now()))], now())
    comes_to(database, KILLS * EACH + 1)
    with database.read() as connection:
        there = totals(connection)
        told = connection.execute(select(func.count()).select_from(news)).scalar_one()
    tasks = len(filling.items) * there.cases
    assert (there.tasks, told, there.quarantined) == (tasks, tasks + there.cases, 0)


class Door:
    """A line on which somebody is told of so often; each look at it takes its time."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *pauses: float) -> None:
        self.now, self.pauses = 0.0, list(pauses)
        monkeypatch.setattr(opener.time, "monotonic", lambda: self.now)

    def poll(self, wait: float) -> bool:
        came = bool(self.pauses) and self.pauses[0] <= wait
        self.now += self.pauses[0] if came else wait
        return came

    def recv_bytes(self) -> bytes:
        self.pauses.pop(0)
        return b"."


def test_who_opens_lets_those_at_the_door_go_first_but_not_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    few = Door(monkeypatch, 0.1, 0.1, 0.1, 9.0)
    assert opener._let_pass(few) == pytest.approx(0.3 + opener.QUIET + opener.TURN)  # type: ignore[arg-type]  # stands for a line
    many = Door(monkeypatch, *[0.125] * 1000)
    assert opener._let_pass(many) == pytest.approx(2 * opener.TURN)  # type: ignore[arg-type]  # as above


def test_cases_are_opened_though_somebody_comes_all_the_time(
    database: Database, sender: Sender, beside: Opener
) -> None:
    over = threading.Event()

    def come() -> None:
        while not over.wait(0.02):
            beside.tell(now())

    thread = threading.Thread(target=come)
    thread.start()
    try:
        Intake(database, beside.tell).receive_all(
            [sender.delivery(sender.open(now()), sender.submit(real_filling(), now()))], now()
        )
        comes_to(database, 1)
    finally:
        over.set()
        thread.join()
