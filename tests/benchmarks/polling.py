"""Thirty thousand kiosks that ask for news once a minute, and a million of news to ask for."""

import time

import psycopg

from tests.benchmarks.crowds import central, enrolled, processor_seconds, server_pid
from tests.benchmarks.figure import Figure
from tests.benchmarks.rush import Rush, evenly
from tests.central.hall import now
from tests.central.many import Sender
from tests.central.postgres import postgres_server

KIOSKS, NEWS, EVERY = 30_000, 35, 60
SECONDS, CORES = 20, 2
OFFERED = 1.02 * KIOSKS / EVERY
"""Questions a second that are sent, whether or not the ones before are answered."""
NEWER = 20
"""One kiosk in so many has news to hear; the others learn that there is nothing new."""

NAME = "30,000 kiosks ask for news"
MINUTELY = "each once a minute"
PROGRESS = (
    '{"at":"2026-11-21T04:00:00Z","booking":null,"case_id":"019c0a11-0000-7000-8000-00000000000a",'
    '"case_number":"1506020126112101001742","case_state":"received","department":null,"due":null,'
    '"estimated":false,"item":null,"result":null,"state":null}'
)


def measure() -> list[Figure]:
    """Ask 500 times a second for 20 seconds, each time another kiosk over a connection of its own.

    That is what 30,000 kiosks come to that are told to ask again in a minute, more or less half
    of it. PostgreSQL holds 1,050,000 of news; one question in twenty brings some. Questions are
    signed beforehand and sent when they are due, from the same two processors.
    """
    senders = [Sender(f"hall-{one}", one + 1) for one in range(KIOSKS)]
    with postgres_server() as server:
        url = f"{server}/postgres"
        epoch = _filled(url, senders)
        asking = senders[:: KIOSKS * EVERY // (KIOSKS * SECONDS)]
        with central(url) as (address, pid):
            rush = Rush(address, len(asking), kept=False)
            pids = pid, server_pid(url)
            for _ in range(2):  # the first time central learns what it will do all day
                cursors = (f"{epoch}.{NEWS - (not place % NEWER)}" for place in range(len(asking)))
                requests = [
                    [one.ask(address, cursor, now())]
                    for one, cursor in zip(asking, cursors, strict=True)
                ]
                used, begun = sum(map(processor_seconds, pids)), time.perf_counter()
                told = rush.run(evenly(requests, OFFERED))
                used, took = sum(map(processor_seconds, pids)) - used, time.perf_counter() - begun
            rush.close()
    heard = sum(b'"progress":[{' in answer for answer in told.answers)
    if heard != len(asking) // NEWER:
        raise RuntimeError(f"{heard} heard news")
    share = used / took / CORES * 100
    return [
        Figure(
            NAME, told.rate, KIOSKS / EVERY, 1, "questions/s", "one a minute each", at_least=True
        ),
        Figure(f"{NAME}, p95", told.percentile(0.95) * 1e3, 300, 1, "ms", "300 ms"),
        Figure(f"{NAME}, share of two cores", share, 100, 1, "% CPU", "all of both"),
    ]


def _filled(url: str, senders: list[Sender]) -> str:
    """Enrol all, and put a million of news there; returns central's epoch."""
    enrolled(url, senders)
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        connection.execute(
            "INSERT INTO news SELECT id, number, %s FROM kiosks, generate_series(1, %s) AS number",
            (PROGRESS.encode(), NEWS),
        )
        connection.execute("UPDATE kiosks SET news = %s", (NEWS,))
        epoch = connection.execute("SELECT value FROM facts WHERE name = 'epoch'").fetchone()
    assert epoch
    return str(epoch[0])
