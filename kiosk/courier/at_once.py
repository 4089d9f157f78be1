"""How much goes at once, of entries and attachments: much on a good line, little on a bad one."""

import threading
import time
from collections.abc import Callable

from kiosk.courier.failures import Failure
from kiosk.wire.loads import MOST_BYTES

LARGEST = 1024 * 1024
"""Bytes that central takes at once."""

SMALLEST = 64 * 1024

BREAKS = 3
"""Lost in a row before less goes at once: one that is lost says little of its size."""

RUNS = 8
"""Pieces that arrive in a row before they get larger again."""


SECONDS = 2.0
"""That several attachments take together on this line: what is more urgent waits behind them."""


class PieceSize:
    """Finds the size by what arrives and what is lost; many may ask and tell at once.

    `ticks` are seconds that never go back.
    """

    def __init__(self, ticks: Callable[[], float] = time.monotonic) -> None:
        self.ticks = ticks
        self.bytes = LARGEST
        self.together = LARGEST
        """Bytes of attachments that go in one request."""
        self._arrived = self._lost = 0
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

    def arrived(self) -> None:
        """Hear that a piece arrived."""
        with self._turn:
            self._lost, self._arrived = 0, self._arrived + 1
            if self._arrived == RUNS:
                self._arrived, self.bytes = 0, min(LARGEST, self.bytes * 2)

    def lost(self) -> None:
        """Hear that a piece was lost, or that nobody knows."""
        with self._turn:
            self._arrived, self._lost = 0, self._lost + 1
            if self._lost == BREAKS:
                self._lost, self.bytes = 0, max(SMALLEST, self.bytes // 2)

    def failed(self, failure: Failure, sent: int) -> None:
        """Hear why a request of so many bytes, tried again at once where it was cut, failed."""
        if failure is Failure.TIMEOUT:
            self.lost()
        elif failure is Failure.CUT:
            with self._turn:
                self._arrived, self.bytes = 0, max(SMALLEST, min(self.bytes, sent) // 2)
