"""How fast cases with large photos drain to central, over a good line and a bad one."""

import os
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import httpx2

from kiosk.cases.filling import Filling
from kiosk.courier.courier import Courier, send_now
from kiosk.courier.uploading import LANES
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
RAW = "the same bytes posted one after the other, read and answered"
KEPT = "the same bytes posted one after the other, each in a synced file before the answer"
ABREAST = f"the same bytes posted {LANES} abreast, read and answered"


def measure() -> list[Figure]:
    """Drain signed cases of the form that ships to a whole central; MB a second, medians.

    The reference posts the photos' bytes with the same client library over one kept connection to
    the same kind of server, where a door reads them and answers: no journal, no cipher, no digest,
    no signature, no disk, no acknowledgement. It loses nothing. A second one puts each photo into a
    file of its own and syncs that, not the folder, before it answers: less than any promise needs.
    The last row, for information, has as many posts to nowhere under way as the courier.
    """
    with (
        on_disk() as folder,
        hall(folder / "whole") as (url, kiosk),
        hall(folder / "unread") as (plain, _),
        losing(url, LOSS) as bad,
    ):
        filling = real_filling()
        rates = [_round(url, bad, plain, kiosk, filling) for _ in range(ROUNDS)]
    good, lossy, raw, kept, abreast = (statistics.median(one) for one in zip(*rates, strict=True))
    return [
        Figure(GOOD, good, raw, 0.7, "MB/s", RAW, at_least=True),
        Figure(BAD, lossy, raw, 0.5, "MB/s", RAW, at_least=True),
        Figure(GOOD, good, kept, 0.7, "MB/s", KEPT, at_least=True),
        Figure(BAD, lossy, kept, 0.5, "MB/s", KEPT, at_least=True),
        Figure(GOOD, good, abreast, None, "MB/s", ABREAST, at_least=True),
    ]


def _round(
    url: str, bad: str, plain: str, kiosk: Kiosk, filling: Filling
) -> tuple[float, float, float, float, float]:
    """Return MB a second: drained, over the bad line too, posted, posted to a disk, and abreast."""
    photos = _submit(kiosk, filling)
    good = _rate(photos, lambda: _drain(url, kiosk))
    raw = _rate(photos, lambda: _post(f"{plain}/nothing", photos))
    kept = _rate(photos, lambda: _post(f"{plain}/disk", photos))
    abreast = _rate(photos, lambda: _post(f"{plain}/nothing", photos, LANES))
    photos = _submit(kiosk, filling)
    return good, _rate(photos, lambda: _drain(bad, kiosk)), raw, kept, abreast


def _submit(kiosk: Kiosk, filling: Filling) -> list[bytes]:
    photos = []
    for _ in range(CASES // ROUNDS):
        some = [os.urandom(PHOTO) for _ in range(PHOTOS)]
        kiosk.submit(*some, filling=filling)
        photos += some
    os.sync()  # or the disk would still be at work on these
    return photos


def _drain(url: str, kiosk: Kiosk) -> None:
    with kiosk.line(url) as line:
        courier = Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0)
        while courier.round() is not None:
            send_now(kiosk.journal.outbox)
    queue = kiosk.journal.outbox.queue()
    if queue.waiting or queue.parked or queue.attachments:
        raise RuntimeError("the journal did not drain")


def _post(door: str, photos: Sequence[bytes], lanes: int = 1) -> None:
    with httpx2.Client() as client, ThreadPoolExecutor(lanes) as pool:

        def post(photo: bytes) -> None:
            client.post(door, content=photo).raise_for_status()

        for _ in pool.map(post, photos):
            pass


def _rate(photos: Sequence[bytes], work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return sum(map(len, photos)) / 1e6 / (time.perf_counter() - start)
