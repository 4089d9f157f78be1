"""How fast central takes cases in, beside what PostgreSQL itself can take of the same rows."""

import statistics
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Connection, Table, select, text

from kiosk.central.database import Database, open_database
from kiosk.central.rows import append
from kiosk.central.tables import (
    attachments,
    cases,
    chains,
    entries,
    kiosks,
    news,
    tasks,
    unopened,
)
from tests.benchmarks.crowds import Couples, central, processor_seconds, server_pid, until_open
from tests.benchmarks.figure import Figure
from tests.benchmarks.rush import Due, Rush
from tests.central.hall import now
from tests.central.many import Sender, enrol_all
from tests.central.postgres import postgres_server

KIOSKS, BATCHES, LINES, ROUNDS = 24, 2, 100, 3
CASES = KIOSKS * BATCHES * LINES
WRITERS = 2
NAMES = "ours", "kept", "whole"

NAME = "central's intake on PostgreSQL"
COPIED = "COPY of the same rows in batches as large, fsync on, indexes on, two connections"
OPEN = "the same until every case is open"
ALL = "COPY of all the rows these cases make"
PROCESSOR = f"{OPEN}, processor time of all processes a case"

Rows = list[tuple[Table, list[dict[str, Any]]]]


def measure() -> list[Figure]:
    """Take in 4,800 cases a round, in signed batches of 100 over HTTP; medians of three rounds.

    Two dozen kiosks send at once; what is measured ends with central's signed acknowledgement. The
    cases are opened meanwhile and after: checked by the form's own rules, laid out in tasks, told
    to the kiosks. The references put the very rows that were left by the intake, and all that
    there are in the end, into an empty database of the same tables and indexes by binary COPY, in
    transactions of as many cases: nothing is read, checked, looked up or answered.
    """
    senders = [Sender(f"hall-{one}", one + 1) for one in range(KIOSKS)]
    with postgres_server() as server, _databases(server) as (ours, copied):
        with ours.write() as connection:
            enrol_all(connection, senders, now())
        with central(f"{server}/ours") as (url, pid):
            rush, couples = Rush(url, KIOSKS), Couples()
            _warm(rush, url, senders, couples)
            until_open(f"{server}/ours")
            pids = pid, server_pid(f"{server}/ours")
            rounds = [
                _round(rush, url, senders, couples, (ours, *copied), pids) for _ in range(ROUNDS)
            ]
            rush.close()
    rate, limit, whole, most, cost, least = (
        statistics.median(one) for one in zip(*rounds, strict=True)
    )
    return [
        Figure(NAME, rate, limit, 0.5, "cases/s", COPIED, at_least=True),
        Figure(OPEN, whole, most, None, "cases/s", ALL, at_least=True),
        Figure(PROCESSOR, cost, least, None, "ms CPU", ALL),
    ]


def _round(
    rush: Rush,
    url: str,
    senders: Sequence[Sender],
    couples: Couples,
    databases: tuple[Database, Database, Database],
    pids: tuple[int, int],
) -> tuple[float, float, float, float, float, float]:
    """Return cases a second, ours and PostgreSQL's own, kept and open, and ms of processors."""
    requests = list(_requests(url, senders, couples))
    ours, kept, whole = databases
    with ours.read() as connection:
        before = _counts(connection)
    used = sum(map(processor_seconds, pids))
    begun = time.perf_counter()
    told = rush.run(Due(0.0, kiosk, request) for kiosk, request in requests)
    until_open(str(ours.engine.url))
    opened = time.perf_counter() - begun
    used = sum(map(processor_seconds, pids)) - used
    stored = sum(answer.count(b'"verdict":"stored"') for answer in told.answers)
    if stored != CASES:
        raise RuntimeError(f"{CASES - stored} cases were not stored")
    with ours.read() as connection:
        rows = list(_batches(connection, before))
    seconds = _copy(kept, [batch[:3] for batch in rows])
    least = time.process_time() + processor_seconds(pids[1])
    all_of_it = _copy(whole, [batch[:2] + batch[3:] for batch in rows])
    least = time.process_time() + processor_seconds(pids[1]) - least
    return (
        CASES / told.took,
        CASES / seconds,
        CASES / opened,
        CASES / all_of_it,
        used / CASES * 1e3,
        least / CASES * 1e3,
    )


@contextmanager
def _databases(server: str) -> Iterator[tuple[Database, tuple[Database, Database]]]:
    with psycopg.connect(f"{server}/postgres".replace("+psycopg", ""), autocommit=True) as one:
        for name in NAMES:
            one.execute(f"CREATE DATABASE {name}")
    with tempfile.TemporaryDirectory() as folder:
        ours, kept, whole = (open_database(f"{server}/{name}", Path(folder)) for name in NAMES)
        yield ours, (kept, whole)
        for database in (ours, kept, whole):
            database.close()


def _warm(rush: Rush, url: str, senders: Sequence[Sender], couples: Couples) -> None:
    """Begin the journals, and have every process of central understand a case before it counts."""
    first = [(place, one.post(url, one.open(now()), now())) for place, one in enumerate(senders)]
    rush.run(Due(0.0, *one) for one in first)
    for _ in range(2):
        rush.run(Due(0.0, *one) for one in _requests(url, senders, couples))


def _requests(url: str, senders: Sequence[Sender], couples: Couples) -> Iterator[tuple[int, bytes]]:
    for _ in range(BATCHES):
        for place, one in enumerate(senders):
            first = one.sequence * KIOSKS + place
            numbers = range(first, first + LINES * KIOSKS, KIOSKS)
            lines = [one.submit(couples.filling(number), now()) for number in numbers]
            yield place, one.post(url, b"".join(lines), now())


def _counts(connection: Connection) -> dict[str, int]:
    rows = connection.execute(select(chains.c.kiosk, chains.c.highest))
    return {row.kiosk: row.highest for row in rows}


def _batches(connection: Connection, before: dict[str, int]) -> Iterator[Rows]:
    """Return the rows of each batch, as PostgreSQL has them now."""
    for kiosk, highest in before.items():
        for start in range(highest, highest + BATCHES * LINES, LINES):
            found = connection.execute(
                select(entries).where(
                    entries.c.kiosk == kiosk,
                    entries.c.sequence > start,
                    entries.c.sequence <= start + LINES,
                )
            )
            kept = [dict(row._mapping) for row in found]
            hashes, ids = [one["hash"] for one in kept], [one["case_id"] for one in kept]
            yield [
                (entries, kept),
                (attachments, _rows(connection, attachments, "entry", hashes)),
                (unopened, [{"entry": one["hash"], "kiosk": kiosk} for one in kept]),
                (cases, _rows(connection, cases, "id", ids)),
                (tasks, _rows(connection, tasks, "case_id", ids)),
                (news, _news(connection, kiosk, start, ids)),
            ]


def _rows(
    connection: Connection, table: Table, column: str, names: list[str]
) -> list[dict[str, Any]]:
    found = connection.execute(select(table).where(table.c[column].in_(names)))
    return [dict(row._mapping) for row in found]


def _news(connection: Connection, kiosk: str, start: int, ids: list[str]) -> list[dict[str, Any]]:
    """Return what a batch told: each case as often as the others."""
    each = connection.execute(
        text("SELECT (SELECT count(*) FROM tasks WHERE case_id = :id) + 1"), {"id": ids[0]}
    ).scalar_one()
    first = (start - 1) * each
    found = connection.execute(
        select(news).where(
            news.c.kiosk == kiosk, news.c.cursor > first, news.c.cursor <= first + LINES * each
        )
    )
    return [dict(row._mapping) for row in found]


def _copy(copied: Database, batches: Sequence[Rows]) -> float:
    """Write the batches, each in a transaction of its own; returns seconds."""
    with copied.write() as connection:
        there = set(connection.execute(select(chains.c.kiosk)).scalars())
        known = {row["kiosk"]: row["chain"] for rows in batches for row in rows[0][1]}
        new = sorted(known.keys() - there)
        halls = [{"id": one, "district": "150602", "digits": one[-2:]} for one in new]
        append(connection, kiosks, halls)
        begun = {"complete_to": 0, "highest": 0}
        append(connection, chains, [{"kiosk": one, "chain": known[one], **begun} for one in new])

    def write(own: Sequence[Rows]) -> None:
        for rows in own:
            with copied.write() as connection:
                for table, some in rows:
                    append(connection, table, some)

    writers = [
        threading.Thread(target=write, args=(batches[one::WRITERS],)) for one in range(WRITERS)
    ]
    start = time.perf_counter()
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    return time.perf_counter() - start
