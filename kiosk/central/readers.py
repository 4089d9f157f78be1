"""Processes that read deliveries for central, so that all processors prove and understand cases.

They hold no state but the catalogue: what they are told is bytes, keys and the time, and what
they say is put into the database by the one process that asked.
"""

import gc
import logging
import os
import pickle
import signal
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection
from queue import Empty, LifoQueue

from kiosk.catalogue.workdays import Calendars
from kiosk.central.reading import Catalogue, Delivery, Examiner, Line, Reader

PIECE = 16
"""Lines worth a process of their own; fewer are not spread."""

log = logging.getLogger(__name__)

_CONTEXT = get_context("spawn")  # a fork would copy locks that other threads hold


@dataclass(frozen=True, slots=True)
class _Task:
    """Some lines to read; `calendar` is told when it is another one than before."""

    parts: tuple[Delivery, ...]
    calendar: Calendars | None
    now: datetime


class _Process:
    """One process and the line to it."""

    def __init__(self, catalogue: bytes) -> None:
        self._line, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_read_on, args=(theirs, catalogue), daemon=True)
        self._process.start()
        self.pid = self._process.pid or 0
        theirs.close()
        self._told: Calendars | None = None

    def begin(self, parts: Sequence[Delivery], calendar: Calendars, now: datetime) -> None:
        """Ask; raises OSError when it has died."""
        news = None if calendar is self._told else calendar
        self._line.send(_Task(tuple(parts), news, now))
        self._told = calendar

    def finish(self) -> list[tuple[Line, ...]]:
        """Wait for the answer; raises OSError or EOFError when it has died."""
        answer: list[tuple[Line, ...]] = self._line.recv()
        return answer

    def stop(self) -> None:
        """End it: it ends when nobody is there to ask."""
        self._line.close()
        self._process.join()


class Readers:
    """Reads deliveries, in other processes if there are any; safe to be asked by many threads."""

    def __init__(self, reader: Reader, processes: int = 0) -> None:
        self._reader = reader
        self._catalogue = pickle.dumps(reader.catalogue) if processes else b""
        self._idle: LifoQueue[_Process] = LifoQueue()
        self._many = processes
        for _ in range(processes):
            self._idle.put(_Process(self._catalogue))

    def read(self, deliveries: Sequence[Delivery], now: datetime) -> list[tuple[Line, ...]]:
        """Return the lines of each delivery, read, proven and understood, in order."""
        if not self._many:
            return [self._reader.read(one, now) for one in deliveries]
        pieces = list(_pieces(deliveries))
        processes = self._take(sum(len(part.lines) for _, part in pieces) // PIECE)
        shares = _shares([part for _, part in pieces], len(processes))
        asked = zip(processes, shares, strict=True)
        calendar = self._reader.calendar.present()
        begun = [(self._begun(one, share, calendar, now), share) for one, share in asked]
        read = [lines for one, share in begun for lines in self._finished(one, share, now)]
        found: list[list[Line]] = [[] for _ in deliveries]
        for (place, _), lines in zip(pieces, read, strict=True):
            start = len(found[place])
            found[place] += (replace(line, number=start + line.number) for line in lines)
        return [tuple(lines) for lines in found]

    def pids(self) -> list[int]:
        """Return which processes read, of those that are idle."""
        return [one.pid for one in self._idle.queue]

    def close(self) -> None:
        """End the processes."""
        for _ in range(self._many):
            self._idle.get().stop()

    def _take(self, worth_having: int) -> list[_Process]:
        """Take an idle process, and more if that is worth it and they are idle, too."""
        # All wait for their first only: nobody holds one while waiting for another.
        taken = [self._idle.get()]
        with suppress(Empty):
            while len(taken) < worth_having:
                taken.append(self._idle.get_nowait())
        return taken

    def _begun(
        self, process: _Process, share: Sequence[Delivery], calendar: Calendars, now: datetime
    ) -> _Process | None:
        try:
            process.begin(share, calendar, now)
        except OSError:
            self._replace()
            return None
        return process

    def _finished(
        self, process: _Process | None, share: Sequence[Delivery], now: datetime
    ) -> list[tuple[Line, ...]]:
        if process is not None:
            try:
                answer = process.finish()
            except (OSError, EOFError):
                self._replace()
            else:
                self._idle.put(process)
                return answer
        return [self._reader.read(one, now) for one in share]

    def _replace(self) -> None:
        log.error("a process that reads for central has died; another one takes its place")
        self._idle.put(_Process(self._catalogue))


def worth(database_url: str) -> int:
    """Return how many processes are worth having beside a database.

    One for each processor. With the embedded one central is small, and waits for its disk.
    """
    return (os.cpu_count() or 1) if database_url.startswith("postgresql") else 0


def _pieces(deliveries: Sequence[Delivery]) -> Iterator[tuple[int, Delivery]]:
    for place, one in enumerate(deliveries):
        for start in range(0, len(one.lines), PIECE):
            yield place, replace(one, lines=tuple(one.lines[start : start + PIECE]))


def _shares(parts: Sequence[Delivery], many: int) -> list[list[Delivery]]:
    """Deal the parts out, in order, in so many shares of about as many lines."""
    total = sum(len(part.lines) for part in parts)
    shares: list[list[Delivery]] = [[] for _ in range(many)]
    dealt = 0
    for part in parts:
        shares[min(dealt * many // max(1, total), many - 1)].append(part)
        dealt += len(part.lines)
    return shares


def _read_on(line: Connection, catalogue: bytes) -> None:
    # Whoever stops central from a terminal stops all of it: the one who asks says when.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    known: Catalogue = pickle.loads(catalogue)  # noqa: S301  # from the process that began this one
    gc.freeze()
    examiner: Examiner | None = None
    with suppress(EOFError, OSError):
        while True:
            task: _Task = line.recv()
            if examiner is None or task.calendar is not None:
                examiner = Examiner(known, task.calendar)  # type: ignore[arg-type]  # told at first
            line.send([examiner.read(part, task.now) for part in task.parts])
