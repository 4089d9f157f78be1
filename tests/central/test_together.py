"""Who comes at once is served at once: in one transaction, and each by himself all the same."""

import asyncio
import threading
from collections import Counter
from collections.abc import Sequence

import pytest
from sqlalchemy import Connection, event, select
from sqlalchemy.exc import IntegrityError

from kiosk.central.database import AWAY, Database
from kiosk.central.intake import Intake
from kiosk.central.lines import Delivery, read_lines
from kiosk.central.opening import Opening
from kiosk.central.overview import attention, totals
from kiosk.central.reading import Reader
from kiosk.central.tables import kiosks, news
from kiosk.central.together import Together
from kiosk.wire.messages import Acknowledgement, Verdict
from tests.cases.wedding import whole
from tests.central.hall import Shelf, Weekdays, now
from tests.central.many import Sender, enrol_all
from tests.central.postgres import dying_at_the_commit

STORED, KNOWN = Verdict.STORED, Verdict.KNOWN


@pytest.fixture
def reader() -> Reader:
    return Reader(Shelf(), Weekdays())


@pytest.fixture
def senders(database: Database) -> list[Sender]:
    made = [Sender(f"hall-{number}", number) for number in range(1, 7)]
    with database.write() as connection:
        enrol_all(connection, made, now())
    return made


def intake_of(database: Database, reader: Reader) -> Intake:
    return Intake(database, Opening(database, reader).open_all)


def verdicts(word: Acknowledgement | Exception) -> list[Verdict]:
    assert isinstance(word, Acknowledgement), word
    return [one.verdict for one in word.verdicts]


def counted(database: Database) -> tuple[int, int, int]:
    with database.read() as connection:
        found = totals(connection)
    return found.entries, found.cases, found.tasks


class Lane:
    """Serves groups, and waits in each until it is let go."""

    def __init__(self) -> None:
        self.groups: list[list[int]] = []
        self.began, self.go = threading.Semaphore(0), threading.Semaphore(0)

    def serve(self, group: Sequence[int]) -> list[str | Exception]:
        self.groups.append(list(group))
        self.began.release()
        assert self.go.acquire(timeout=20)
        if 13 in group:
            raise LookupError("all of it")
        return [ValueError(str(one)) if one < 0 else str(one) for one in group]


async def crowd(lane: Lane, first: int, *others: int, most: int = 100) -> list[object]:
    """One comes, and all others while that one is served."""
    together: Together[int, str] = Together(lane.serve, most=most, weigh=abs)
    asked = [asyncio.create_task(together.ask(first))]
    await asyncio.to_thread(lane.began.acquire, timeout=20)
    asked += [asyncio.create_task(together.ask(one)) for one in others]
    await asyncio.sleep(0)
    lane.go.release(10)
    return await asyncio.gather(*asked, return_exceptions=True)


def test_who_comes_meanwhile_is_served_together_and_in_order() -> None:
    lane = Lane()
    assert asyncio.run(crowd(lane, 1, 2, 3, 4)) == ["1", "2", "3", "4"]
    assert lane.groups == [[1], [2, 3, 4]]


def test_a_group_is_no_heavier_than_it_may_be_but_for_one_alone() -> None:
    lane = Lane()
    asyncio.run(crowd(lane, 1, 50, 50, 1, 200, 3, most=100))
    assert lane.groups == [[1], [50, 50], [1], [200], [3]]


def test_what_goes_wrong_is_told_to_whom_it_concerns_and_the_next_are_served() -> None:
    lane = Lane()
    one, wrong, two, broken = asyncio.run(crowd(lane, 1, -2, 3, 13, most=10))
    assert (one, two, str(wrong)) == ("1", "3", "-2")
    assert isinstance(broken, LookupError)


def test_many_kiosks_are_kept_in_one_transaction_and_told_apart(
    database: Database, reader: Reader, senders: list[Sender]
) -> None:
    deliveries = [
        one.delivery(one.open(now()), *(one.submit(whole(), now()) for _ in range(one.number)))
        for one in senders
    ]
    intake = Intake(database, lambda _: None)
    commits: list[Connection] = []
    event.listen(database.engine, "commit", commits.append)
    words = intake.receive_all(deliveries, now())
    assert len(commits) == 1
    for one, word in zip(senders, words, strict=True):
        assert isinstance(word, Acknowledgement)
        assert (word.kiosk, word.chain, word.complete_to) == (one.name, one.chain, one.number + 1)
        assert verdicts(word) == [STORED] * (one.number + 1)
        assert len(word.missing) == 2 * one.number
    Opening(database, reader).open_all(now())
    assert counted(database) == (27, 21, 84)
    with database.read() as connection:
        told = {row.id: row.news for row in connection.execute(select(kiosks))}
        last = Counter(connection.execute(select(news.c.kiosk)).scalars())
    assert told == last == {one.name: 5 * one.number for one in senders}


def test_one_kiosk_twice_in_a_group_and_again_later(
    database: Database, reader: Reader, senders: list[Sender]
) -> None:
    one, other = senders[:2]
    first = one.delivery(one.open(now()), one.submit(whole(), now()))
    then = one.delivery(*(one.submit(whole(), now()) for _ in range(2)))
    beside = other.delivery(other.open(now()))
    intake = intake_of(database, reader)
    words = intake.receive_all([first, then, first, beside, then], now())
    assert [verdicts(word) for word in words] == [
        [STORED, STORED],
        [STORED, STORED],
        [KNOWN, KNOWN],
        [STORED],
        [KNOWN, KNOWN],
    ]
    assert [getattr(word, "complete_to", None) for word in words] == [4, 4, 4, 1, 4]
    assert counted(database) == (5, 3, 12)
    assert [verdicts(one) for one in intake.receive_all([then, beside], now())] == [
        [KNOWN, KNOWN],
        [KNOWN],
    ]


def test_lines_out_of_order_over_two_deliveries_leave_no_gap(
    database: Database, reader: Reader, senders: list[Sender]
) -> None:
    one = senders[0]
    lines = [one.open(now()), *(one.submit(whole(), now()) for _ in range(4))]
    intake = intake_of(database, reader)
    (early,) = intake.receive_all([one.delivery(lines[3])], now())
    assert isinstance(early, Acknowledgement)
    assert [(gap.first, gap.last) for gap in early.gaps] == [(1, 3)]
    words = intake.receive_all([one.delivery(lines[4], lines[1]), one.delivery(lines[0])], now())
    for word in words:
        assert isinstance(word, Acknowledgement)
        assert word.complete_to == 2
        assert [(gap.first, gap.last) for gap in word.gaps] == [(3, 3)]
    (last,) = intake.receive_all([one.delivery(lines[2])], now())
    assert isinstance(last, Acknowledgement)
    assert (last.complete_to, last.gaps) == (5, ())


def test_a_case_of_two_kiosks_is_one_case_and_one_for_a_person(
    database: Database, reader: Reader, senders: list[Sender]
) -> None:
    one, other = senders[:2]
    filling = whole()
    case_id = "019c0a11-0000-7000-8000-00000000000c"
    both = [
        sender.delivery(sender.open(now()), sender.submit(filling, now(), case_id=case_id))
        for sender in (one, other)
    ]
    words = intake_of(database, reader).receive_all(both, now())
    assert [verdicts(word) for word in words] == [[STORED, STORED]] * 2
    assert counted(database) == (4, 1, 4)
    with database.read() as connection:
        assert [one.reason for one in attention(connection)] == ["case_twice"]


def test_who_cannot_be_kept_spoils_nobody_elses(
    database: Database, reader: Reader, senders: list[Sender]
) -> None:
    stranger = Sender("nowhere", 9)  # central has no row for it: its chain belongs to nobody
    wrong = stranger.delivery(stranger.open(now()), stranger.submit(whole(), now()))
    right = [one.delivery(one.open(now()), one.submit(whole(), now())) for one in senders]
    words = intake_of(database, reader).receive_all([*right[:3], wrong, *right[3:]], now())
    assert isinstance(words.pop(3), (IntegrityError, KeyError))
    assert [verdicts(word) for word in words] == [[STORED, STORED]] * 6
    assert counted(database) == (12, 6, 24)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_server_that_dies_at_the_commit_has_kept_nothing_of_the_group(
    database: Database, reader: Reader, senders: list[Sender]
) -> None:
    intake = intake_of(database, reader)
    deliveries = [one.delivery(one.open(now()), one.submit(whole(), now())) for one in senders]

    assert all(line.proven for one in deliveries for line in read_lines(one))
    with dying_at_the_commit(database):
        words = intake.receive_all(deliveries, now())
    assert all(isinstance(word, AWAY) for word in words)
    assert counted(database) == (0, 0, 0)
    assert [verdicts(word) for word in intake.receive_all(deliveries, now())] == [
        [STORED, STORED]
    ] * 6
    assert counted(database) == (12, 6, 24)


def test_many_threads_with_the_same_deliveries_keep_each_once(
    database: Database, reader: Reader, senders: list[Sender]
) -> None:
    intake = intake_of(database, reader)
    deliveries = [one.delivery(one.open(now()), one.submit(whole(), now())) for one in senders]
    told: list[Acknowledgement | Exception] = []

    def bring(some: Sequence[Delivery]) -> None:
        told.extend(intake.receive_all(some, now()))

    orders = (deliveries, deliveries[::-1], deliveries[3:] + deliveries[:3], deliveries[::2])
    threads = [threading.Thread(target=bring, args=(order,)) for order in orders]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    found = [verdict for word in told for verdict in verdicts(word)]
    assert found.count(STORED) == 12
    assert found.count(KNOWN) == len(found) - 12 == 30
    assert counted(database) == (12, 6, 24)
