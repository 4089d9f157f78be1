"""How much goes at once, of entries and attachments: much on a good line, little on a bad one."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from kiosk.courier.failures import Failure, LineFailure
from kiosk.wire.loads import MOST_BYTES
from kiosk.wire.messages import BATCH_BYTES

LARGEST = BATCH_BYTES
"""Bytes that central takes at once."""

SMALLEST = 64 * 1024

BREAKS = 3
"""Lost in a row before less goes at once: one that is lost says little of its size."""

RUNS, MOST_RUNS = 8, 256
"""How many arrive in a row before more goes at once; it is twice as many after each mistake."""

SECONDS = 2.0
"""That several attachments take together on this line: what is more urgent waits behind them."""

Answer = TypeVar("Answer")


class AtOnce:
    """Finds out how much by what arrives and what is lost; many may ask and tell at a time.

    `bytes` are those of one batch, bundle or piece. `ticks` are seconds that never go back.
    """

    def __init__(self, ticks: Callable[[], float] = time.monotonic) -> None:
        self.ticks = ticks
        self.bytes = LARGEST
        self.together = LARGEST
        """Bytes of attachments that go in one request."""
        self._runs, self._arrived, self._lost = RUNS, 0, 0
        self._turn = threading.Lock()

    @property
    def good(self) -> bool:
        """Whether the line carries as much at once as there is."""
        return self.bytes == LARGEST

    def took(self, sent: int, seconds: float) -> None:
        """Hear in how many seconds so many bytes were brought; of few it says little."""
        if sent < LARGEST // 2:
            return
        carried = int(sent / max(seconds, 0.001) * SECONDS)
        self.together = min(MOST_BYTES, max(LARGEST, carried))

    def arrived(self, sent: int) -> None:
        """Hear that so many bytes arrived; few say nothing of many."""
        with self._turn:
            self._lost = 0
            self._arrived += sent > self.bytes // 2
            if self._arrived == self._runs:
                self._arrived, self.bytes = 0, min(LARGEST, self.bytes * 2)

    def lost(self) -> None:
        """Hear that something was lost, or that nobody knows."""
        with self._turn:
            self._arrived, self._lost = 0, self._lost + 1
            if self._lost == BREAKS:
                self._lost, self.bytes = 0, max(SMALLEST, self.bytes // 2)

    def heard(self, sent: int, ask: Callable[[], Answer]) -> Answer:
        """Send so many bytes, and learn from what becomes of them; raises LineFailure."""
        try:
            answer = ask()
        except LineFailure as error:
            if too_much(error.failure, sent):
                self._halve(sent)
            elif error.failure in (Failure.CUT, Failure.TIMEOUT):
                self.lost()
            raise
        self.arrived(sent)
        return answer

    def _halve(self, sent: int) -> None:
        with self._turn:
            self._arrived = self._lost = 0
            self._runs = min(MOST_RUNS, 2 * self._runs)
            self.bytes = max(SMALLEST, min(self.bytes, sent) // 2)


def too_much(failure: Failure, sent: int) -> bool:
    """Whether less might arrive where so many bytes, sent again at once when cut, did not."""
    return failure is Failure.CUT and sent > SMALLEST
