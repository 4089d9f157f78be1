"""How fast a full journal drains to central, beside what central does without understanding it."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import httpx2

from kiosk.cases.case import Strokes
from kiosk.cases.filling import Filling
from kiosk.courier.courier import Courier
from kiosk.wire.requests import Request
from tests.benchmarks.figure import Figure
from tests.benchmarks.ground import on_disk
from tests.central.hall import Kiosk, now, real_filling

CASES, ROUNDS = 1000, 3
POINTS = 400
"""Of a signature: about 6 kB."""

NAME = "draining a full journal to central"
UNREAD = "the same courier and server, every case kept without being understood"
NOTHING = "one unsigned post a case, read and thrown away"
SAME = "the courier's own requests, unsigned, read and thrown away"
AGAINST = (UNREAD, NOTHING, SAME)


def measure() -> list[Figure]:
    """Drain 1,000 signed cases of the form that ships; cases a second, medians of three rounds.

    Each case brings two signatures as attachments. The first reference is the same server with
    no domain logic: the same courier drains a journal of the same cases, in the same batches, to
    a central that proves the sender and every entry, keeps entries and attachments durably and
    acknowledges them, but opens no case: no check, no task, no news.
    The others post the same bytes over one kept connection to a door that reads them and does
    nothing at all: no courier, no signature, no disk, no acknowledgement. Once a case a request,
    and once in the very requests that the courier made, hundreds of entries or attachments each.
    """
    with on_disk() as folder, hall(folder / "whole") as ours, hall(folder / "unread") as unread:
        rates = [_round(ours, unread, number) for number in range(ROUNDS)]
    own, *others = (statistics.median(one) for one in zip(*rates, strict=True))
    return [
        Figure(NAME, own, rate, target, "cases/s", against, at_least=True)
        for rate, target, against in zip(others, (0.5, None, None), AGAINST, strict=True)
    ]


@contextmanager
def hall(folder: Path) -> Iterator[tuple[str, Kiosk]]:
    """Run a central, whole or not as the folder is called, and a kiosk that is enrolled there."""
    (folder / "central").mkdir(parents=True)
    ready = folder / "ready"
    command = [sys.executable, "-m", "tests.benchmarks.bare_central"]
    with subprocess.Popen([*command, folder / "central", ready, folder.name]) as process:
        while not ready.exists():
            if process.poll() is not None:
                raise RuntimeError("central did not start")
            time.sleep(0.01)
        url, code = ready.read_text().split()
        kiosk = Kiosk.welcomed(url, code, folder / "kiosk", now)
        yield url, kiosk
        kiosk.journal.close()
        process.terminate()


def _round(ours: tuple[str, Kiosk], unread: tuple[str, Kiosk], number: int) -> tuple[float, ...]:
    """Return how many cases a second went each way; who drains first takes turns."""
    filling = real_filling()
    numbers = range(number * CASES, (number + 1) * CASES)
    bodies = [[_submit(kiosk, filling, one) for one in numbers] for _, kiosk in (ours, unread)]
    seconds, requests = {}, {}
    for url, kiosk in (ours, unread) if number % 2 else (unread, ours):
        seconds[url], requests[url] = _drain(url, kiosk)
    door = f"{unread[0]}/nothing"
    posting = _seconds(lambda: _post(door, bodies[1]))
    same = _seconds(lambda: _post(door, requests[unread[0]]))
    return tuple(CASES / one for one in (seconds[ours[0]], seconds[unread[0]], posting, same))


def _drain(url: str, kiosk: Kiosk) -> tuple[float, list[bytes]]:
    """Return the seconds it took, and the bodies of all that was sent."""
    sent: list[bytes] = []
    with kiosk.line(url) as line:
        sign = line._signer.sign

        def heard(request: Request, now: datetime) -> Request:
            sent.append(request.body)
            return sign(request, now)

        line._signer.sign = heard  # type: ignore[method-assign]  # listened to, not changed
        courier = Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0)
        seconds = _seconds(courier.round)
    queue = kiosk.journal.outbox.queue()
    if queue.waiting or queue.attachments:
        raise RuntimeError("the journal did not drain")
    return seconds, [body for body in sent if body]


def _submit(kiosk: Kiosk, filling: Filling, number: int) -> bytes:
    ink = (_signature(2 * number), _signature(2 * number + 1))
    return kiosk.submit(filling=filling, ink=ink).line() + b"".join(one.to_bytes() for one in ink)


def _signature(number: int) -> Strokes:
    points = tuple((100.0 + step, 100.0 + step * (number % 7) / 10) for step in range(POINTS))
    return Strokes(984, 703, (points, ((float(number), 0.0), (0.0, 700.0))))


def _post(url: str, bodies: list[bytes]) -> None:
    with httpx2.Client() as client:
        for body in bodies:
            client.post(url, content=body).raise_for_status()


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
