"""A process and those that it began."""

import os
import signal
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

PATIENCE = 60.0


def children(process: int) -> list[int]:
    """Return those that a process began, by any of its threads, and that are still there."""
    found = list[int]()
    for listed in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(FileNotFoundError, ProcessLookupError):
            found += map(int, listed.read_text().split())
    return found


def end(processes: Iterable[int]) -> None:
    """Kill them, with no moment to tidy up, and wait until they are gone."""
    family = list(processes)
    for process in family:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    until = time.monotonic() + PATIENCE
    while any(_alive(process) for process in family) and time.monotonic() < until:
        time.sleep(0.01)


def _alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
