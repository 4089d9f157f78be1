"""Cases are opened after they were kept: each once, whoever opens them, and none is lost."""

import json
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select, text

from kiosk.central.database import AWAY, Database
from kiosk.central.hall_desk import Where, attention_lines
from kiosk.central.intake import Intake
from kiosk.central.opening import Opening
from kiosk.central.overview import attention, totals
from kiosk.central.reading import Reader
from kiosk.central.tables import news
from kiosk.wire.messages import Acknowledgement, Verdict
from tests.cases.wedding import whole
from tests.central.hall import Shelf, Weekdays, now
from tests.central.many import Sender
from tests.central.opened import left
from tests.central.postgres import dying_at_the_commit

TASKS = 4


@pytest.fixture
def opening(database: Database) -> Opening:
    return Opening(database, Reader(Shelf(), Weekdays()))


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
