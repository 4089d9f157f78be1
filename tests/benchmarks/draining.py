"""How fast a full journal drains to central, beside the same bytes to a door that does nothing."""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2

from kiosk.cases.case import Strokes
from kiosk.cases.filling import Filling
from kiosk.courier.courier import Courier
from tests.benchmarks.figure import Figure
from tests.central.hall import Kiosk, now, real_filling

CASES, ROUNDS = 1000, 3
POINTS = 400
"""Of a signature: about 6 kB."""


def measure() -> list[Figure]:
    """Drain 1,000 signed cases of the form that ships; cases a second, medians of three rounds.

    Each brings two signatures as attachments.
    The reference posts the same bytes to the same server over one kept connection, one request
    a case: it reads them and does nothing at all, no sender, no signature, no disk.
    """
    # Not in memory: a tmpfs would make every fsync free.
    with (
        tempfile.TemporaryDirectory(dir=Path.cwd()) as name,
        central_process(Path(name)) as (url, code),
    ):
        kiosk = Kiosk.welcomed(url, code, Path(name) / "kiosk", now)
        filling = real_filling()
        ours, reference = [], []
        with kiosk.line(url) as line:
            courier = Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0)
            for start in range(0, ROUNDS * CASES, CASES):
                bodies = [_submit(kiosk, filling, start + number) for number in range(CASES)]
                reference.append(_seconds(lambda: _post(f"{url}/bare", bodies)))  # noqa: B023  # called at once
                ours.append(_seconds(courier.round))
        queue = kiosk.journal.outbox.queue()
        kiosk.journal.close()
    if queue.waiting or queue.attachments:
        raise RuntimeError("the journal did not drain")
    figure = Figure(
        name="draining a full journal to central",
        ours=CASES / statistics.median(ours),
        reference=CASES / statistics.median(reference),
        target=0.5,
        unit="cases/s",
        against="the same bytes, a request a case, to a door with nothing behind it",
        at_least=True,
    )
    return [figure]


@contextmanager
def central_process(folder: Path) -> Iterator[tuple[str, str]]:
    """Run central as a process of its own; yields its URL and a one-time code."""
    ready = folder / "ready"
    (folder / "central").mkdir()
    command = [sys.executable, "-m", "tests.benchmarks.bare_central", str(folder / "central")]
    with subprocess.Popen([*command, str(ready)]) as process:
        while not ready.exists():
            if process.poll() is not None:
                raise RuntimeError("central did not start")
            time.sleep(0.01)
        url, code = ready.read_text().split()
        yield url, code
        process.terminate()


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
