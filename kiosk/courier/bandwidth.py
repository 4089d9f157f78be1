"""How much of the hall's line the courier may take: bytes a second, evenly spread."""

import threading
import time
from collections.abc import Callable, Iterator

GULP = 16 * 1024
"""Bytes that go out at once at most."""

GULPS_A_SECOND = 10
"""On a slow line they are smaller, so that nobody else waits long behind one."""


class Bandwidth:
    """Turns on the line for all who send; `ticks` are seconds that never go back."""

    def __init__(
        self,
        bytes_a_second: int,
        ticks: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._rate = bytes_a_second
        self._gulp = max(1, min(GULP, bytes_a_second // GULPS_A_SECOND))
        self._ticks, self._sleep = ticks, sleep
        self._free_at = 0.0
        self._turn = threading.Lock()

    def spread(self, body: bytes) -> Iterator[bytes]:
        """Yield a body gulp by gulp, each when there is room on the line."""
        for start in range(0, len(body), self._gulp):
            gulp = body[start : start + self._gulp]
            self._wait_for(len(gulp))
            yield gulp

    def _wait_for(self, size: int) -> None:
        with self._turn:
            now = self._ticks()
            turn = max(now, self._free_at)
            self._free_at = turn + size / self._rate
        if turn > now:
            self._sleep(turn - now)


def allowed(kib_per_second: int) -> Bandwidth | None:
    """Return what a hall allows; None, for all there is, where it sets 0."""
    return Bandwidth(kib_per_second * 1024) if kib_per_second else None
