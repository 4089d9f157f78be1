"""Whether a kiosk with very many cases is as quick, and as small, as one with a thousand.

`KIOSK_MANY=1000000 python -m tests.benchmarks million` fills a journal with a million cases, which
takes six minutes of a processor and 4 GB of disk; without it there are 50,000. Two in a hundred
are unsent.
`KIOSK_MANY_AT=folder` keeps the journals there for the next time.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from kiosk.journal.journal import Journal
from kiosk.journal.keys import Keys
from tests.benchmarks.figure import Figure
from tests.benchmarks.filling_up import HITS, KIOSK, START, filled, name_of, number_of
from tests.benchmarks.ground import on_disk

FEW, MANY = 1000, 50_000
ROUNDS, QUESTIONS, BATCHES = 6, 3000, 300
UNSENT, A_BATCH = 50, 100
TARGET = 1.2
ENTRY = "… of which its entry alone"
UNITS = {
    "opening the journal": "ms CPU",
    "next batch to send": "ms CPU",
    "a case found by its number": "ms CPU",
    ENTRY: "ms CPU",
    "a case listed by its number": "ms CPU",
    "cases found by a name": "ms CPU",
    "memory of the process": "MiB",
}


def measure() -> list[Figure]:
    """Ask both journals the same in turns, each time in a process of its own.

    Medians of processor time: the pages of both are in the machine's memory, but for a million
    cases not in the process's. There are enough questions for that to be steady: the first few
    hundred fill its page cache, for a thousand cases too. A case found by its number is all that
    its page shows; those of a name are all that `kiosk find` lists, and so is the one listed.
    """
    many = int(os.environ.get("KIOSK_MANY", MANY))
    with ExitStack() as stack:
        folder = os.environ.get("KIOSK_MANY_AT")
        place = Path(folder) if folder else stack.enter_context(on_disk())
        for cases in (FEW, many):
            if not (place / str(cases)).exists():
                filled(place / f"{cases}.part", cases, max(cases // UNSENT, A_BATCH))
                (place / f"{cases}.part").rename(place / str(cases))
        answers: dict[int, list[dict[str, float]]] = {FEW: [], many: []}
        for _ in range(ROUNDS):
            for cases, told in answers.items():
                told.append(_asked(place / str(cases), cases))
    return [
        Figure(
            f"{name}, among {many:,} cases",
            statistics.median(one[name] for one in answers[many]),
            statistics.median(one[name] for one in answers[FEW]),
            None if name == ENTRY else TARGET,
            unit,
            f"among {FEW:,}",
        )
        for name, unit in UNITS.items()
    ]


def _asked(folder: Path, cases: int) -> dict[str, float]:
    command = (sys.executable, "-m", "tests.benchmarks.million", str(folder), str(cases))
    done = subprocess.run(command, capture_output=True, check=True)
    answers: dict[str, float] = json.loads(done.stdout)
    return answers


def answer(folder: Path, cases: int) -> dict[str, float]:
    """Open the journal of a folder and ask it; in milliseconds and MiB."""
    keys = Keys.open(folder / "keys")

    def opened() -> Journal:
        return Journal.open(folder / "journal", keys, KIOSK, lambda: START)

    openings = []
    for _ in range(5):
        start = time.process_time()
        window = opened()
        window.outbox.queue()
        window.reading.unprinted()
        openings.append(time.process_time() - start)
        window.close()
    window, chance = opened(), random.Random(7)  # noqa: S311  # which are asked for, in each round
    if len(window.reading.found(name_of(0, cases))) != HITS:
        raise RuntimeError("not found by name")

    def seconds(ask: Callable[[int], object], times: int = QUESTIONS) -> float:
        taken = []
        for _ in range(times):
            case = chance.randrange(cases)
            start = time.process_time()
            ask(case)
            taken.append(time.process_time() - start)
        return statistics.median(taken)

    reading = window.reading
    taken = (
        statistics.median(openings),
        seconds(lambda _: window.outbox.waiting(), BATCHES),
        seconds(lambda case: looked_up(window, number_of(case))),
        seconds(lambda case: reading.case(number_of(case))),
        seconds(lambda case: reading.found(number_of(case))),
        seconds(lambda case: reading.found(name_of(case, cases))),
    )
    window.close()
    return dict(zip(UNITS, (*(1000 * one for one in taken), _most_memory()), strict=True))


def _most_memory() -> float:
    # Not `getrusage`: it counts what the process was before it began to run this.
    told = Path("/proc/self/status").read_text("ascii")
    return int(told.partition("VmHWM:")[2].split()[0]) / 1024


def looked_up(window: Journal, number: str) -> None:
    """Ask for all that the page of a case shows, as the counter does."""
    if window.reading.case(number) is None:
        raise RuntimeError("not found by number")
    window.reading.progress(number)
    window.outbox.effort()
    window.outbox.queue()
    window.reading.hearsay.forms()


if __name__ == "__main__":
    print(json.dumps(answer(Path(sys.argv[1]), int(sys.argv[2]))))  # noqa: T201  # our answer
