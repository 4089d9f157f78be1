"""Wrong codes are slowed down: after the third each one doubles the wait, up to five minutes."""

from dataclasses import dataclass, replace
from math import ceil
from typing import Self

FREE, FIRST, LONGEST = 3, 15, 300
"""Wrong codes without a wait; the seconds of the first wait and of the longest."""


@dataclass(frozen=True, slots=True)
class Attempts:
    """Counts wrong codes on a clock of seconds that nobody sets."""

    wrong: int = 0
    until: float = 0.0

    def missed(self, now: float) -> Self:
        """Count a wrong code."""
        wrong = self.wrong + 1
        over = wrong - FREE
        wait = 0 if over < 0 else min(FIRST * 2**over, LONGEST)
        return replace(self, wrong=wrong, until=now + wait)

    def seconds_left(self, now: float) -> int:
        """Return how long nothing is tried, in whole seconds."""
        return max(0, ceil(self.until - now))
