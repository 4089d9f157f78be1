"""A kiosk whose disk fails at its n-th call: what it says then, and what is there afterwards.

`python -m tests.faults.disk_story FOLDER EVERY`, with `disk.c` beneath it, tries every such n-th
call, each in a process of its own, and prints what was wrong as JSON.
"""

import ctypes
import errno
import itertools
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from kiosk.errors import Trouble
from tests.faults.count import Count
from tests.faults.kiosk_story import enclosures, opened, wrong
from tests.faults.preload import Failing
from tests.journal.kept import case_id, counter_of, submit

EVER = 10**6
Calls = tuple[tuple[str, int], ...]
CALLS: Calls = (("w", 240), ("m", 12), ("s", 40), ("o", 20), ("n", 24))
"""How many calls of a kind a telling makes, at most."""

Under = Callable[[Path, Failing], tuple[int, list[str]]]
ERRORS = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS)
NAMED = {errno.ENOSPC: {"journal.disk_full"}, errno.EIO: {"journal.disk_failed"}}
"""What a write that fails so must be called; of other calls SQLite does not tell so much."""

ALLOWED = {"journal.disk_full", "journal.disk_failed", "journal.unreadable_keys"}
CASES = 3


def fail(how: Failing | None) -> None:
    """Let the disk fail so from now on, or no more."""
    ctypes.CDLL(None).disk_fail((how.spelled() if how else "").encode())


def failures() -> int:
    """Return how often it failed in this process."""
    return int(ctypes.CDLL(None).disk_failures())


def under(folder: Path, how: Failing) -> tuple[int, list[str]]:
    """Submit cases while the disk fails; return the promises made and what was wrong."""
    said: list[tuple[str, ...]] = []
    found: list[str] = []
    told: set[str] = set()
    fail(how)
    try:
        _submit_all(folder, said, told)
    except Trouble as trouble:
        told.add(trouble.code)
    except Exception as error:  # a citizen would see the program end
        found.append(f"unnamed: {type(error).__name__} for {os.strerror(how.error)}")
    right = NAMED.get(how.error, ALLOWED) if how.kind == "w" else ALLOWED
    found += [f"misnamed: {code} for {os.strerror(how.error)}" for code in told - right]
    fail(None)
    found += wrong(folder, said) + _ghosts(folder, said)
    promises = sum(one[0] == "accepted" for one in said)
    return promises, [f"{one} ({how.spelled()})" for one in found]


def _submit_all(folder: Path, said: list[tuple[str, ...]], told: set[str]) -> None:
    journal = opened(folder)
    try:
        for number in range(1, CASES + 1):
            said.append(("begin", str(number)))
            try:
                entry = submit(journal, number, *enclosures(number))
            except Trouble as trouble:
                # The next citizen is served as soon as the disk allows.
                told.add(trouble.code)
                continue
            said.append(("accepted", str(number), str(counter_of(entry))))
    finally:
        journal.close()


def _ghosts(folder: Path, said: list[tuple[str, ...]]) -> list[str]:
    """A Trouble means that nothing was recorded: the citizen was told so."""
    accepted = {one[1] for one in said if one[0] == "accepted"}
    journal = opened(folder)
    there = [
        number
        for number in range(1, CASES + 1)
        if str(number) not in accepted and journal.reading.case_by_id(case_id(number))
    ]
    journal.close()
    return [f"ghost: case {number}" for number in there]


def every_failure(every: int, calls: Calls) -> Iterator[Failing]:
    """Yield each n-th call of each kind failing once, and from then on."""
    errors = itertools.cycle(ERRORS)
    for kind, last in calls:
        for first in range(1, last + 1, every if kind == "w" else max(1, every // 4)):
            yield Failing(kind, first, first, next(errors))
            yield Failing(kind, first, EVER, next(errors))
    for delay in (500, 5_000):
        yield Failing("s", 1, EVER, 0, delay)


def tried(place: Path, ways: Iterable[Failing], under: Under) -> Count:
    """Try each way to fail in a process of its own, with a folder of its own.

    What would fail later than the story ends is not counted.
    """
    whole = Count("disk", 0, 0)
    for number, how in enumerate(ways):
        hear, say = os.pipe()
        child = os.fork()
        if not child:
            folder = place / str(number)
            folder.mkdir()
            with os.fdopen(say, "w") as answer:
                json.dump((*under(folder, how), failures() > 0), answer)
            os._exit(0)
        os.close(say)
        with os.fdopen(hear) as answer:
            told = answer.read()
        os.waitpid(child, 0)
        ended = (0, [f"ended: {how.spelled()}"], True)
        promises, found, failed = json.loads(told) if told else ended
        if failed or found:
            whole += Count("disk", 1, promises, tuple(found))
    return whole


if __name__ == "__main__":
    ways = every_failure(int(sys.argv[2]), CALLS)
    json.dump(asdict(tried(Path(sys.argv[1]), ways, under)), sys.stdout)
