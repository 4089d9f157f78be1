"""Processes that read deliveries for central, so that all processors prove and understand cases.

They hold no state but the catalogue: what they are told is bytes, keys and the time, and what
they say is put into the database by the one process that asked.
"""

import gc
import logging
import os
import pickle
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection
from queue import Empty, LifoQueue

import msgspec

from kiosk.catalogue.workdays import UNANNOUNCED, Calendars
from kiosk.central.reading import Catalogue, Delivery, Examiner, Line, Reader

PIECE = 16
"""Lines worth a process of their own; fewer are not spread."""

log = logging.getLogger(__name__)

_CONTEXT = get_context("spawn")  # a fork would copy locks that other threads hold


@dataclass(frozen=True, slots=True)
class _Task:
    """Some lines to read."""

    parts: tuple[Delivery, ...]
    now: datetime


_Answer = tuple[tuple[Line, ...], ...]
_SPELL = msgspec.msgpack.Encoder().encode
_TASK, _ANSWER = msgspec.msgpack.Decoder(_Task).decode, msgspec.msgpack.Decoder(_Answer).decode


class _Process:
    """One process and the line to it."""

    def __init__(self) -> None:
        self.pid = 0
        self._catalogue: Catalogue | None = None
        self._calendar: Calendars | None = None

    def start(self, catalogue: bytes, same: Catalogue) -> None:
        """Begin it anew, and wait until it has the catalogue; raises OSError."""
        self.pid, self._catalogue, self._calendar = 0, same, None
        self._line, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_read_on, args=(theirs, catalogue), daemon=True)
        self._process.start()
        theirs.close()
        self.pid = self._process.pid or 0

    def begin(self, parts: Sequence[Delivery], by: Examiner, now: datetime) -> None:
        """Ask; raises OSError when it is not there."""
        if not self.pid:
            raise ProcessLookupError
        task = _SPELL(_Task(tuple(parts), now))
        others = by.catalogue is not self._catalogue, by.calendar is not self._calendar
        self._line.send((by.catalogue if others[0] else None, by.calendar if others[1] else None))
        self._catalogue, self._calendar = by.catalogue, by.calendar
        self._line.send_bytes(task)

    def finish(self) -> _Answer | None:
        """Wait for the answer, None if it has none; raises OSError or EOFError when it has died."""
        answer = self._line.recv_bytes()
        return _ANSWER(answer) if answer else None

    def stop(self) -> None:
        """End it: it ends when nobody is there to ask."""
        if self.pid:
            self._line.close()
            self._process.join()


class Readers:
    """Reads deliveries, in other processes if there are any; safe to be asked by many threads."""

    def __init__(self, reader: Reader, processes: int = 0) -> None:
        self._reader = reader
        self._first = reader.catalogue
        self._catalogue = pickle.dumps(self._first) if processes else b""
        self._idle: LifoQueue[_Process] = LifoQueue()
        self._many = processes
        for _ in range(processes):
            self._start(_Process())

    def read(self, deliveries: Sequence[Delivery], now: datetime) -> list[tuple[Line, ...]]:
        """Return the lines of each delivery, read, proven and understood, in order."""
        if not self._many:
            return [self._reader.read(one, now) for one in deliveries]
        pieces = list(_pieces(deliveries))
        processes = self._take(sum(len(part.lines) for _, part in pieces) // PIECE)
        shares = _shares([part for _, part in pieces], len(processes))
        by = self._reader.present()
        begun = [
            self._begun(one, share, by, now) for one, share in zip(processes, shares, strict=True)
        ]
        heard = [self._finished(one) for one in begun]
        # What has no answer is read here: whatever went wrong there is met again, and told.
        read = [
            lines
            for answer, share in zip(heard, shares, strict=True)
            for lines in answer or [self._reader.read(one, now) for one in share]
        ]
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
        self, process: _Process, share: Sequence[Delivery], by: Examiner, now: datetime
    ) -> _Process | None:
        try:
            process.begin(share, by, now)
        except OSError:
            self._replace(process)
            return None
        return process

    def _finished(self, process: _Process | None) -> _Answer | None:
        if process is None:
            return None
        try:
            answer = process.finish()
        except (OSError, EOFError):
            self._replace(process)
            return None
        self._idle.put(process)
        return answer

    def _replace(self, dead: _Process) -> None:
        log.error("a process that reads for central has died")
        self._start(dead)

    def _start(self, process: _Process) -> None:
        # It takes seconds where the machine is busy, and others can be served meanwhile.
        threading.Thread(target=self._started, args=(process,), daemon=True).start()

    def _started(self, process: _Process) -> None:
        try:
            process.start(self._catalogue, self._first)
        except OSError as error:
            log.error("no process to read for central: %s", type(error).__name__)
        finally:
            self._idle.put(process)  # one that is not there is tried again when it is asked


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
    calendar: Calendars = UNANNOUNCED
    examiner = Examiner(known, calendar)
    with suppress(EOFError, OSError):
        while True:
            told: tuple[Catalogue | None, Calendars | None] = line.recv()
            task = _TASK(line.recv_bytes())
            if told != (None, None):
                known, calendar = told[0] or known, told[1] or calendar
                examiner = Examiner(known, calendar)
            line.send_bytes(_answered(examiner, task))


def _answered(examiner: Examiner, task: _Task) -> bytes:
    try:
        return _SPELL([examiner.read(part, task.now) for part in task.parts])
    except Exception:  # a number beyond all bounds, or a fault of ours: it goes on with the next
        return b""
