"""Processes that keep what kiosks deliver, so that central uses all the processors it has.

Each has the database to itself as any other program has it. What one was at when it died was not
promised to anybody: the kiosks deliver it again.
"""

import gc
import logging
import os
import queue
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from multiprocessing.connection import Connection

from kiosk.central.beside import Beside
from kiosk.central.database import IN_TROUBLE, Database, database_at, identity_key
from kiosk.central.hall_desk import Where
from kiosk.central.intake import Intake, Keeping, keeping_here
from kiosk.central.lines import Delivery
from kiosk.wire.identity import Identity

MOST = 4
"""Processes: more of them wait for the one at the door."""

log = logging.getLogger(__name__)


@contextmanager
def keepers(
    database: Database, where: Where, then: Callable[[datetime], None]
) -> Iterator[Keeping | None]:
    """Run the processes beside a server; yields what hands them deliveries.

    `then` is called with the time whenever submissions were kept. The embedded database has one
    writer at a time: there is nobody beside it.
    """
    if database.embedded:
        yield None
        return
    count = min(MOST, len(os.sched_getaffinity(0)))
    beside = [Beside("keeps entries", _keep_on, where) for _ in range(count)]
    for one in beside:
        one.start()
    try:
        yield Keeping(count, _Keepers(beside, Intake(database, then).catch_up).keep)
    finally:
        for one in beside:
            one.stop()


class _Keepers:
    def __init__(self, beside: Sequence[Beside], then: Callable[[datetime], None]) -> None:
        self._then = then
        # The one that was at work last is the first to be asked: it has all at hand.
        self._free: queue.LifoQueue[Beside] = queue.LifoQueue()
        for one in beside:
            self._free.put(one)

    def keep(self, deliveries: Sequence[Delivery], now: datetime) -> Sequence[bytes | Exception]:
        keeper = self._free.get()
        try:
            line = keeper.line()
            line.send((deliveries, now))
            told: tuple[Sequence[bytes | Exception], bool] = line.recv()
        except EOFError as error:  # it died over this
            raise ConnectionResetError from error
        finally:
            self._free.put(keeper)
        words, submitted = told
        if submitted:
            self._then(now)
        return words


def _keep_on(line: Connection, where: Where) -> None:
    database = database_at(where.database_url, where.folder)
    submitted: list[datetime] = []
    here = keeping_here(
        Intake(database, submitted.append), Identity.load(identity_key(where.folder))
    )
    gc.freeze()  # what stands now stands for good
    with suppress(EOFError, OSError):  # nobody is there any more to be kept for
        while True:
            deliveries, now = line.recv()
            submitted.clear()
            words = map(_portable, _kept(here, deliveries, now))
            line.send((list(words), bool(submitted)))


def _kept(
    here: Keeping, deliveries: Sequence[Delivery], now: datetime
) -> Sequence[bytes | Exception]:
    try:
        return here.keep(deliveries, now)
    except Exception as error:  # everybody learns of it, and the next ones are kept
        return [error] * len(deliveries)


def _portable(word: bytes | Exception) -> bytes | Exception:
    """Leave behind what an error quotes and holds; only its kind is of use at the door."""
    if isinstance(word, bytes):
        return word
    name = type(word).__name__
    log.warning("%s while entries were kept", name)
    return OSError(name) if isinstance(word, IN_TROUBLE) else RuntimeError(name)
