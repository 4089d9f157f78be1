"""One lane per scarce thing: plain functions run in turn on a thread of their own.

What a function returns, or the Trouble it raises, comes back on the GUI thread to bound
methods of live QObjects; of what is repeated only a bug does. `stop()` waits for the work in hand
and drops the rest.
"""

import logging
import queue
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from kiosk.errors import Fault, Trouble, where

log = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Task:
    work: Callable[[], object]
    done: Callable[[object], None]
    failed: Callable[[Trouble], None]
    awaited: bool = True


class Lane(QObject):
    """Runs one function after another, away from the screen."""

    _came_back = Signal(object, object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._came_back.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._repeated: _Task | None = None
        self._every = self._due = 0.0
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._drive, name=f"lane {name}")
        self._thread.start()

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Trouble], None],
    ) -> None:
        """Queue `work`; exactly one of `done` and `failed` is called on the GUI thread."""
        self._tasks.put(_Task(work, done, failed))  # type: ignore[arg-type]  # T is the task's own

    def repeat(self, work: Callable[[], None], milliseconds: int) -> None:
        """Do one thing now and again and again, in turn with all else; it raises no Trouble.

        It wakes nobody but this thread, and all lanes at the same moments: a machine that sleeps
        pays for each time it is woken.
        """
        self._every = milliseconds / 1000
        self._due = (time.monotonic() // self._every + 1) * self._every
        self._repeated = _Task(work, _nothing, _unforeseen, awaited=False)
        self._tasks.put(self._repeated)

    def stop(self) -> None:
        """Let the work in hand finish, drop what waits, and join the thread."""
        self._stopping.set()
        self._tasks.put(None)
        self._thread.join()

    def _drive(self) -> None:
        while (task := self._next()) is not None and not self._stopping.is_set():
            outcome: object
            try:
                outcome = task.work()
            except Trouble as trouble:
                outcome = trouble
            except Exception as error:  # the outermost door of this thread
                log.error("a background task failed: %s", where(error))
                outcome = Fault(where(error))
            if (task.awaited or outcome is not None) and not self._stopping.is_set():
                self._came_back.emit(task, outcome)
            del task, outcome  # while it waits, this thread holds nothing of the last visit

    def _next(self) -> _Task | None:
        """Wait for work; what is repeated has its turn also when there is always more."""
        if self._repeated is None:
            return self._tasks.get()
        left = self._due - time.monotonic()
        if left > 0:
            with suppress(queue.Empty):
                return self._tasks.get(timeout=left)
        missed = max(time.monotonic() - self._due, 0) // self._every
        self._due += (missed + 1) * self._every
        return self._repeated

    def _deliver(self, task: _Task, outcome: object) -> None:
        if self._stopping.is_set():
            return
        if isinstance(outcome, Trouble):
            task.failed(outcome)
        elif isinstance(outcome, Fault):
            raise outcome
        else:
            task.done(outcome)


def _nothing(_: object) -> None:
    """Nothing more to do."""


def _unforeseen(trouble: Trouble) -> None:
    raise Fault(f"nobody waits for trouble: {trouble.code}")
