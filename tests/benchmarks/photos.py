"""How fast cases with large photos drain to central, over a good line and a bad one."""

import gc
import os
import statistics
import time
from collections.abc import Callable, Sequence

import httpx2

from kiosk.cases.filling import Filling
from kiosk.courier.courier import Courier, send_now
from tests.benchmarks.draining import hall
from tests.benchmarks.figure import Figure
from tests.benchmarks.ground import on_disk
from tests.benchmarks.lossy_line import losing
from tests.central.hall import Kiosk, real_filling

CASES = int(os.environ.get("PHOTO_CASES", "120"))
"""Cases drained each way, in rounds; PHOTO_CASES=1000 for as many as the figure speaks of."""

ROUNDS = 3
PHOTOS, PHOTO = 5, 1_000_000
LOSS = 0.2

GOOD = "draining cases with five photos of 1 MB each"
BAD = "the same over a line that loses every fifth request"
RAW = "the same bytes posted one after the other, each read and forgotten"
KEPT = "the same, each in a file before the answer"
SYNCED = "the same, each in a synced file before the answer"


def measure() -> list[Figure]:
    """Drain signed cases of the form that ships to a whole central; MB a second, medians.

    The reference posts the photos' bytes with the same client library over one kept connection to
    the same kind of server, where a door reads them and answers: no journal, cipher, digest,
    signature, disk or acknowledgement, and nothing is lost on the way. Beside it stand, by the
    same limits, posts that a door writes each into a file before it answers, where nobody asks what
    the disk has of it, and for information posts that are synced, but for their folder.
    """
    with (
        on_disk() as folder,
        hall(folder / "whole") as (url, kiosk),
        hall(folder / "unread") as (plain, _),
        losing(url, LOSS) as bad,
    ):
        filling = real_filling()
        rates = [_round(url, bad, plain, kiosk, filling) for _ in range(ROUNDS)]
    good, bad, raw, kept, synced = (statistics.median(one) for one in zip(*rates, strict=True))
    return [
        Figure(name, rate, reference, limit, "MB/s", against, at_least=True)
        for reference, against, limits in (
            (raw, RAW, (0.7, 0.5)),
            (kept, KEPT, (0.7, 0.5)),
            (synced, SYNCED, (None, None)),
        )
        for name, rate, limit in zip((GOOD, BAD), (good, bad), limits, strict=True)
    ]


def _round(
    url: str, bad: str, plain: str, kiosk: Kiosk, filling: Filling
) -> tuple[float, float, float, float, float]:
    """Return MB a second: drained, over the bad line too, and posted to each of three doors."""
    photos = _submit(kiosk, filling)
    good = _rate(photos, lambda: _drain(url, kiosk))
    raw, kept, synced = (
        _rate(photos, lambda door=door: _post(f"{plain}/{door}", photos))  # type: ignore[misc]  # bound at once
        for door in ("nothing", "file", "disk")
    )
    photos = _submit(kiosk, filling)
    return good, _rate(photos, lambda: _drain(bad, kiosk)), raw, kept, synced


def _submit(kiosk: Kiosk, filling: Filling) -> list[bytes]:
    photos = []
    for _ in range(CASES // ROUNDS):
        some = [os.urandom(PHOTO) for _ in range(PHOTOS)]
        kiosk.submit(*some, filling=filling)
        photos += some
    os.sync()  # or the disk would still be at work on these
    gc.collect()
    gc.freeze()  # a courier is a process of its own, and does not go through what a window left
    return photos


def _drain(url: str, kiosk: Kiosk) -> None:
    with kiosk.line(url) as line:
        courier = Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0)
        while courier.round() is not None:
            send_now(kiosk.journal.outbox)
    queue = kiosk.journal.outbox.queue()
    if queue.waiting or queue.parked or queue.attachments:
        raise RuntimeError("the journal did not drain")


def _post(door: str, photos: Sequence[bytes]) -> None:
    with httpx2.Client() as client:
        for photo in photos:
            client.post(door, content=photo).raise_for_status()


def _rate(photos: Sequence[bytes], work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return sum(map(len, photos)) / 1e6 / (time.perf_counter() - start)
