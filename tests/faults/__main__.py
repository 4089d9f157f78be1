"""`make faults`: everything in its long form; what was run and found is kept in the docs.

`python -m tests.faults SECTION …` runs some of it, and keeps what is told of that; `mutations` is
a section too. `python -m tests.faults soak --minutes 60` is an hour with everything at once.
"""

import argparse
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import reduce
from multiprocessing import get_context
from operator import add
from pathlib import Path

from tests.faults.count import Count
from tests.faults.crash_points import crash
from tests.faults.disk_faults import faults_of_the_disk
from tests.faults.every_no import each_no
from tests.faults.keeping import OnServer, server
from tests.faults.line_faults import faults_on_the_line, faults_on_the_line_to_a_server
from tests.faults.mutation import ROOMS, noticed, passes
from tests.faults.mutations import CHECKS, MUTATIONS
from tests.faults.page import keep, keep_row
from tests.faults.soak import soak
from tests.faults.soak_report import report
from tests.faults.soak_report import wrong as wrong_with
from tests.faults.storm import storm

ROOT = Path(__file__).parents[2]
WORLDS, WORLDS_ON_A_SERVER, FAULTS, HOUSES, REQUESTS = 14, 2, 750, 300, 100
SHARES = os.cpu_count() or 1


def crash_points_of_a_kiosk() -> Count:
    """The plug pulled on a kiosk's disk."""
    return _sum(crash("kiosk_story", by_chance=11, seed=seed, shares=SHARES) for seed in range(3))


def crash_points_of_central() -> Count:
    """The plug pulled on central's disk."""
    return crash("central_story", by_chance=1, shares=SHARES)


def faults_of_a_line() -> Count:
    """Worlds of two kiosks and a central on one bad line."""
    with ProcessPoolExecutor(SHARES, mp_context=get_context("forkserver")) as processes:
        return _sum(processes.map(faults_on_the_line, [FAULTS] * WORLDS, range(100, 100 + WORLDS)))


def faults_of_a_line_to_a_server() -> Count:
    """The same, and central's database is on a PostgreSQL server that is killed now and then."""
    seeds = range(200, 200 + WORLDS_ON_A_SERVER)
    with ProcessPoolExecutor(SHARES, mp_context=get_context("forkserver")) as processes:
        return _sum(processes.map(faults_on_the_line_to_a_server, [FAULTS] * len(seeds), seeds))


def storms() -> Count:
    """Real processes killed, real sockets cut, on both databases of central."""
    embedded = _sum(storm(kills=40, seed=seed) for seed in range(2))
    with server() as running:
        return embedded + storm(kills=40, seed=2, keeping=OnServer(running))


def faults_of_a_disk() -> Count:
    """Every n-th call of a kiosk and of central failing, once and from then on."""
    with ThreadPoolExecutor(SHARES) as threads:
        kiosk = threads.submit(faults_of_the_disk)
        central = threads.submit(faults_of_the_disk, every=8, story="central_disk_story")
        return kiosk.result() + central.result()


def houses() -> Count:
    """Hypothesis looks for an order of events that loses a case."""
    return _searched("tests/faults/test_machine.py", HOUSES)


def requests_at_the_doors() -> Count:
    """Schemathesis and byte by byte damage look for what a parser does not stand."""
    return _searched("tests/faults/test_openapi.py", REQUESTS, "tests/faults/test_parsers.py")


def _searched(first: str, examples: int, *more: str) -> Count:
    pytest = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--timeout=0")
    done = subprocess.run(
        (*pytest, first, *more),
        cwd=ROOT,
        env=os.environ | {"FAULTS_EXAMPLES": str(examples)},
        capture_output=True,
        text=True,
        check=False,
    )
    wrong = () if done.returncode == 0 else (f"found: {done.stdout[-3000:]}",)
    return Count(first, examples, 0, wrong)


LINE_COUNTS = "requests or answers met by a fault"
SECTIONS: dict[str, tuple[str, str, Callable[[], Count]]] = {
    "kiosk": ("the plug pulled on a kiosk", "disks opened after it", crash_points_of_a_kiosk),
    "central": ("the plug pulled at central", "disks opened after it", crash_points_of_central),
    "line": ("the line between them", LINE_COUNTS, faults_of_a_line),
    "server": ("the line, and PostgreSQL killed", LINE_COUNTS, faults_of_a_line_to_a_server),
    "noes": ("every status and problem at every door", "answers that were a no", each_no),
    "storm": ("processes killed, sockets cut", "kills, and connections cut", storms),
    "disk": ("a disk fails at its n-th call", "ways it failed", faults_of_a_disk),
    "houses": ("kiosks, central, sticks, faults in any order", "orders of 25 events", houses),
    "doors": ("what comes from outside", "examples for each door or parser", requests_at_the_doors),
}


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("sections", nargs="*", choices=[*SECTIONS, "mutations", "soak", []])
    asked.add_argument("--minutes", type=float, default=60, help="of a soak")
    told = asked.parse_args()
    wrong = _soaked(told.minutes) if told.sections == ["soak"] else _run(told.sections)
    print("\n".join(wrong) or "nothing lost, nothing doubled")  # noqa: T201  # our answer
    return 1 if wrong else 0


def _soaked(minutes: float) -> list[str]:
    houses = soak(minutes)
    lines = list(report(houses, minutes))
    print("\n".join(lines))  # noqa: T201  # our answer
    keep("soak", [*lines, "", f"Made by `python -m tests.faults soak`; {_machine()}."])
    return wrong_with(houses)


def _run(asked: list[str]) -> list[str]:
    wrong = list[str]()
    for name in asked or [*SECTIONS, "mutations"]:
        wrong += _mutated() if name == "mutations" else _section(name)
    return wrong


def _section(name: str) -> tuple[str, ...]:
    """Do it, and keep its row of the page."""
    title, what, do = SECTIONS[name]
    state, began = _state(), time.monotonic()
    count = do()
    other = len(count.wrong) - count.lost - count.doubled
    took = f"{(time.monotonic() - began) / 60:.0f} min"
    numbers = (f"{count.faults:,}", f"{count.promises:,}", count.lost, count.doubled, other)
    row = f"| {' | '.join(map(str, (title, what, *numbers, took, state)))} |"
    print(row, flush=True)  # noqa: T201  # our answer
    keep_row("faults", row)
    return count.wrong


def _mutated() -> list[str]:
    """Take each protection out, and keep its row of the page; returns what nobody noticed."""
    state, missed = _state(), list[str]()
    with ThreadPoolExecutor(SHARES) as threads:
        if not all(threads.map(passes, [CHECKS[share::SHARES] for share in range(SHARES)])):
            raise RuntimeError("the suite fails with all protections in")
        for mutation, test in zip(MUTATIONS, threads.map(noticed, MUTATIONS), strict=True):
            file = f"`{mutation.changes[0].file}`"
            row = f"| {mutation.protection} | {file} | {_named(test)} | {state} |"
            print(row, flush=True)  # noqa: T201  # our answer
            keep_row("protections", row)
            missed += [] if test else [f"not noticed: {mutation.protection}"]
    return missed


def _named(test: str) -> str:
    return f"`{test.removeprefix('tests/')}`" if test else "**nobody**"


def _state() -> str:
    """Return which commit this is, and whether files differ from it."""
    told = [
        subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
        for asked in (
            ("git", "rev-parse", "--short=10", "HEAD"),
            ("git", "status", "--porcelain", *ROOMS),
        )
    ]
    if told[0].returncode:
        return "a copy without its history"
    return f"`{told[0].stdout.strip()}`{' and more' if told[1].stdout else ''}"


def _machine() -> str:
    python = platform.python_version()
    return f"{os.cpu_count()} cores, {platform.system()}, Python {python}"


def _sum(counts: Iterable[Count]) -> Count:
    return reduce(add, counts)


if __name__ == "__main__":
    raise SystemExit(main())
