"""A process that opens cases behind the door, so that nobody at the door waits for it.

It has the database to itself as any other program has it: it is told that something came, and
looks by itself, too. When it dies, what it was at is open or waits as before, and it is begun anew.
"""

import gc
import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from multiprocessing.connection import Connection

from kiosk.catalogue.workdays import shipped_years
from kiosk.central.almanac import Almanac
from kiosk.central.assembly import opened
from kiosk.central.beside import Beside
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

QUIET = 0.2
"""Seconds in which nobody comes; while somebody does, it lets them be kept first."""

TURN = 1.0
"""Seconds for which it does so at most, and for which it then opens cases all the same."""

Clock = Callable[[], datetime]

log = logging.getLogger(__name__)


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
    """The process, told of what came."""

    def __init__(self, where: Where, catalogue: Catalogue, clock: Clock) -> None:
        self._beside = Beside("opens cases", _open_on, where, catalogue, clock)
        self._turn = threading.Lock()

    def start(self) -> None:
        """Begin it."""
        self._beside.start()

    @property
    def pid(self) -> int:
        """Which process it is."""
        return self._beside.pid

    def tell(self, _: datetime) -> None:
        """Tell it that something came, and have it begun anew if it is there no more."""
        # Where it dies just now, whoever comes next finds that.
        with self._turn, suppress(OSError):
            self._beside.line().send_bytes(b".")

    def stop(self) -> None:
        """End it: it finishes what it is at."""
        with self._turn:
            self._beside.stop()


def _open_on(line: Connection, where: Where, catalogue: Catalogue, clock: Clock) -> None:
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
    turn = _let_pass(line)
    while opening.open_some(clock()):
        _listen(line, 0)
        if time.monotonic() > turn:
            turn = _let_pass(line)


def _let_pass(line: Connection) -> float:
    """Wait while somebody comes; returns until when it is this one's turn. Raises _Alone."""
    end = time.monotonic() + TURN
    while _listen(line, QUIET) and time.monotonic() < end:
        pass
    return time.monotonic() + TURN


def _listen(line: Connection, wait: float) -> bool:
    """Wait to be told, at most so many seconds; tells whether it was. Raises _Alone."""
    told = False
    try:
        while line.poll(0 if told else wait):
            line.recv_bytes()
            told = True
        return told
    except (EOFError, OSError) as error:
        raise _Alone from error
