"""Five hundred kiosks at once, each handing in case after case: how many a second, how soon."""

import time

from tests.benchmarks.crowds import Couples, central, enrolled, until_open
from tests.benchmarks.figure import Figure
from tests.benchmarks.rush import Rush, evenly
from tests.central.hall import now
from tests.central.many import Sender
from tests.central.postgres import postgres_server

KIOSKS, EACH = 500, 20
OFFERED = 860
"""Submissions a second that are sent, whether or not the ones before are answered."""
PUBLISHED = 20 * 41.2
"""ODK Central's load test: 41.2 submissions a second (its documentation, performance)."""
SOON = 0.3

NAME = "500 kiosks at once, a case a request"
WITHIN = f"{NAME}, p95"
OPEN = f"{NAME}, until all are open"
PEER = "20 × ODK Central's published 41.2"


def measure() -> list[Figure]:
    """Send 10,000 signed submissions from 500 kept connections, each when it is due.

    Every one is a whole case of the joint service that ships, with answers of its own; what is
    counted is central's signed acknowledgement that it is stored, after PostgreSQL's commit. The
    time of each runs from when it was due, so that whoever waits for central waits in the figure.
    The cases are opened meanwhile and after; until the last of them is counts for information.
    Requests are made and signed beforehand; they are sent from one thread on the same processors.
    """
    senders = [Sender(f"hall-{one}", one + 1) for one in range(KIOSKS)]
    couples = Couples()
    first = [one.open(now()) for one in senders]
    lines = [
        [one.submit(couples.filling(one.number * EACH + turn), now()) for turn in range(EACH + 2)]
        for one in senders
    ]
    with postgres_server() as server:
        url = f"{server}/postgres"
        enrolled(url, senders)
        with central(url) as (address, _):
            rush = Rush(address, KIOSKS)
            warm = [
                [one.post(address, line, now()) for line in (begin, *own[:2])]
                for one, begin, own in zip(senders, first, lines, strict=True)
            ]
            rush.run(evenly(warm, OFFERED))
            requests = [
                [one.post(address, line, now()) for line in own[2:]]
                for one, own in zip(senders, lines, strict=True)
            ]
            until_open(url)
            begun = time.perf_counter()
            told = rush.run(evenly(requests, OFFERED))
            until_open(url)
            whole = time.perf_counter() - begun
            rush.close()
    stored = sum(answer.count(b'"verdict":"stored"') for answer in told.answers)
    if stored != KIOSKS * EACH:
        raise RuntimeError(f"only {stored} were stored")
    return [
        Figure(NAME, told.rate, PUBLISHED, 1, "submissions/s", PEER, at_least=True),
        Figure(OPEN, KIOSKS * EACH / whole, PUBLISHED, None, "cases/s", PEER, at_least=True),
        Figure(WITHIN, told.percentile(0.95) * 1e3, SOON * 1e3, 1, "ms", "300 ms"),
    ]
