"""A process beside the server, and the line to it; begun anew when it has died."""

import logging
import signal
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

log = logging.getLogger(__name__)

_CONTEXT = get_context("spawn")  # a fork would copy locks that other threads hold


class Beside:
    """One such process; who uses it takes turns with the others.

    `run` is a module's function: it is given its end of the line, and `what`. It ends when the
    line does: then the server stops, or was killed.
    """

    def __init__(self, task: str, run: Callable[..., None], *what: Any) -> None:
        self._task, self._run, self._what = task, run, what

    def start(self) -> None:
        """Begin it, or begin it anew."""
        self._line, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(
            target=_begun, args=(self._run, theirs, *self._what), daemon=True
        )
        self._process.start()
        theirs.close()

    @property
    def pid(self) -> int:
        """Which process it is."""
        return self._process.pid or 0

    def line(self) -> Connection:
        """Return the line to it; when it is there no more, to the one that is begun anew."""
        if not self._process.is_alive():
            log.error("the process that %s has died", self._task)
            self._line.close()
            self.start()
        return self._line

    def stop(self) -> None:
        """End it: it finishes what it is at."""
        self._line.close()
        self._process.join()


def _begun(run: Callable[..., None], line: Connection, *what: Any) -> None:
    # Whoever stops central from a terminal stops all of it: the one who began this says when.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    run(line, *what)
