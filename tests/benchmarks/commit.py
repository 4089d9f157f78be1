"""How long a whole case takes to become durable, beside one synced append of the same bytes."""

import os
import statistics
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial

from kiosk.journal.attachments import Enclosure
from kiosk.journal.journal import Journal
from kiosk.journal.keys import Keys
from tests.benchmarks.figure import Figure
from tests.benchmarks.ground import on_disk

ROUNDS = 1000
DAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
ANSWERS_BYTES, STROKES_BYTES = 4096, 6000


def measure() -> list[Figure]:
    """Record cases of 4 KiB with two signatures of 6 kB; medians of interleaved rounds.

    Timed is what a citizen waits for: from handing in until the case is durable.
    """
    with on_disk() as place:
        keys = Keys.open(place / "keys")
        journal = Journal.open(place / "journal", keys, "150602-01", lambda: NOW)
        plain = os.open(place / "plain", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        ours, reference = [], []
        for number in range(ROUNDS):
            texts = os.urandom(ANSWERS_BYTES // 2).hex()
            strokes = [os.urandom(STROKES_BYTES) for _ in range(2)]
            same = texts.encode() + b"".join(strokes)
            ours.append(_seconds(partial(_submit, journal, number, texts, strokes)))
            # The case is durable; whoever reads it next, here as in a hall, brings the lists up.
            journal.reading.recent(1)
            reference.append(_seconds(partial(_append, plain, same)))
        os.close(plain)
        journal.close()
    figure = Figure(
        name="durable commit of a case",
        ours=statistics.median(ours) * 1000,
        reference=statistics.median(reference) * 1000,
        target=2,
        unit="ms",
        against="one fsynced append of the same bytes",
    )
    return [figure]


def _submit(journal: Journal, number: int, texts: str, strokes: list[bytes]) -> None:
    journal.append_case(
        f"019c0a11-0000-7000-8000-{number:012d}",
        DAY,
        lambda counter: {
            "number": f"{counter:022d}",
            "service": "marriage-birth@150600",
            "submitted_at": NOW.isoformat(),
            "answers": texts,
        },
        actor="citizen",
        attachments=[Enclosure(f"signature {n}", "image/svg", s) for n, s in enumerate(strokes)],
    )


def _append(handle: int, data: bytes) -> None:
    os.write(handle, data)
    os.fsync(handle)


def _seconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
