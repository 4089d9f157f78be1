"""How fast a full journal drains to central, beside the same bytes to a door with no domain."""

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
from kiosk.wire.requests import Request, Signer
from tests.benchmarks.figure import Figure
from tests.central.hall import Kiosk, now, real_filling

CASES, ROUND = 1000, 200
POINTS = 400
"""Of a signature: about 6 kB."""


def measure() -> list[Figure]:
    """Drain 1,000 signed cases of the form that ships; cases a second, medians of five rounds.

    Each brings two signatures as attachments.
    The reference posts the same bytes, one request a case, signed by the same kiosk, to the same
    server: it knows the sender, syncs the bytes to disk and does nothing else.
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
            for start in range(0, CASES, ROUND):
                bodies = [_submit(kiosk, filling, start + number) for number in range(ROUND)]
                reference.append(_seconds(lambda: _post(kiosk, f"{url}/bare", bodies)))  # noqa: B023  # called at once
                ours.append(_seconds(courier.round))
        queue = kiosk.journal.outbox.queue()
        kiosk.journal.close()
    if queue.waiting or queue.attachments:
        raise RuntimeError("the journal did not drain")
    figure = Figure(
        name="draining a full journal to central",
        ours=ROUND / statistics.median(ours),
        reference=ROUND / statistics.median(reference),
        target=0.5,
        unit="cases/s",
        against="the same bytes, a signed request each, to a door that only syncs them",
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


def _post(kiosk: Kiosk, url: str, bodies: list[bytes]) -> None:
    signer = Signer(kiosk.welcome.kiosk, kiosk.keys.identity)
    with httpx2.Client() as client:
        for body in bodies:
            signed = signer.sign(Request("POST", url, {}, body), now())
            client.post(url, headers=signed.headers, content=body).raise_for_status()


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
