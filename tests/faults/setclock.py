"""A clock that somebody sets, back and forth."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.central.hall import now


@dataclass
class SetClock:
    """Goes on from wherever it was set to."""

    ahead: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        return now() + self.ahead

    def set(self, seconds: float) -> None:
        """Set it so many seconds before (or, below 0, behind) the time it is."""
        self.ahead = timedelta(seconds=seconds)
