"""A process that opens cases behind the door, so that nobody at the door waits for it.

It has the database to itself as any other program has it: it is told that something came, and
looks by itself, too. When it dies, what it was at is open or waits as before, and it is begun anew.
"""

import gc
import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection

from kiosk.catalogue.workdays import shipped_years
from kiosk.central.almanac import Almanac
from kiosk.central.assembly import opened
from kiosk.central.hall_desk import Where
from kiosk.central.opening import Opening
from kiosk.central.reading import Catalogue, Reader
from kiosk.errors import Trouble

LOOK = 5.0
"""Seconds after which it looks though it was told nothing."""

AGAIN = 1.0
"""Seconds until it tries again where the database was away."""

NICE = 10
"""How far it lets those at the door go before it."""

Clock = Callable[[], datetime]

log = logging.getLogger(__name__)

_CONTEXT = get_context("spawn")  # a fork would copy locks that other threads hold


@contextmanager
def opener(
    where: Where, catalogue: Catalogue, clock: Clock
) -> Iterator[Callable[[datetime], None]]:
    """Run the process beside a server; yields what tells it that something came."""
    beside = Opener(where, catalogue, clock)
    beside.start()
    try:
        yield beside.tell
    finally:
        beside.stop()


class Opener:
    """The process, and the line to it."""

    def __init__(self, where: Where, catalogue: Catalogue, clock: Clock) -> None:
        self._what = where, catalogue, clock
        self._turn = threading.Lock()
        self._told = False

    def start(self) -> None:
        """Begin it, or begin it anew."""
        self._line, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_open_on, args=(theirs, *self._what), daemon=True)
        self._process.start()
        theirs.close()

    @property
    def pid(self) -> int:
        """Which process it is."""
        return self._process.pid or 0

    def tell(self, _: datetime) -> None:
        """Tell it that something came, and have it begun anew if it is there no more."""
        with self._turn:
            if not self._process.is_alive():
                log.error("the process that opens cases has died")
                self._line.close()
                self.start()
            with suppress(OSError):  # it dies just now: whoever comes next finds that
                self._line.send_bytes(b".")

    def stop(self) -> None:
        """End it: it finishes what it is at."""
        with self._turn:
            self._line.close()
            self._process.join()


def _open_on(line: Connection, where: Where, catalogue: Catalogue, clock: Clock) -> None:
    # Whoever stops central from a terminal stops all of it: the one who began this says when.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(NICE)

    def open_all() -> None:
        with opened(where.database_url, where.folder) as database:
            opening = Opening(database, Reader(catalogue, Almanac(shipped_years())))
            gc.freeze()  # what stands now stands for good
            _go_on(line, lambda: _open_waiting(opening, line, clock))

    with suppress(_Alone):
        _go_on(line, open_all)


class _Alone(Exception):  # no error: it is how the process ends
    """Nobody is there any more to be opened for."""


def _go_on(line: Connection, work: Callable[[], None]) -> None:
    """Work again and again; what was in the way is logged once. Raises _Alone."""
    ill = None
    while True:
        before, ill = ill, _hindrance(work)
        if ill and ill != before:
            log.error("cases could not be opened: %s", ill)
        _listen(line, AGAIN if ill else LOOK)


def _hindrance(work: Callable[[], None]) -> str | None:
    """Work; names what is in the way. Raises _Alone."""
    try:
        work()
    except _Alone:
        raise
    except Trouble as trouble:
        return trouble.code
    except Exception as error:  # by its name only: what it says may quote an answer
        return type(error).__name__
    return None


def _open_waiting(opening: Opening, line: Connection, clock: Clock) -> None:
    while opening.open_some(clock()):
        _listen(line, 0)


def _listen(line: Connection, wait: float) -> None:
    """Wait to be told, at most so many seconds; raises _Alone."""
    try:
        while line.poll(wait):
            line.recv_bytes()
            wait = 0
    except (EOFError, OSError) as error:
        raise _Alone from error
