"""The idle clock: when to ask whether somebody is still there, and when to close the visit."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil
from typing import Self


@dataclass(frozen=True, slots=True)
class Active:
    """Somebody is there, as far as the kiosk can tell."""


@dataclass(frozen=True, slots=True)
class Asking:
    """The kiosk asks "still there?" and counts down whole seconds."""

    seconds_left: int


@dataclass(frozen=True, slots=True)
class Over:
    """Nobody answered: seal what was filled in and wipe the screen."""


Idleness = Active | Asking | Over


@dataclass(frozen=True, slots=True)
class IdleClock:
    """Seconds without a touch until the kiosk asks, and how long it then counts down.

    `large_or_voice` is the longer wait for those who read large print or listen. The times
    passed in should come from a clock that nobody sets.
    """

    idle: int = 60
    ask: int = 30
    large_or_voice: int = 120
    slow: bool = False
    last: datetime | None = None
    waiting: bool = False

    def touched(self, now: datetime) -> Self:
        """Somebody touched the screen, a key or a reader."""
        return replace(self, last=now)

    def paused(self) -> Self:
        """Stop while the machine works: printing, reading a card, speaking."""
        return replace(self, waiting=True)

    def resumed(self, now: datetime) -> Self:
        """Run again: the machine is done, the person has the whole time again."""
        return replace(self, waiting=False, last=now)

    def slowed(self, slow: bool) -> Self:
        """Give the longer wait, or the usual one."""
        return replace(self, slow=slow)

    def state(self, now: datetime) -> Idleness:
        """Tell how things stand; a clock that was set back asks rather than guesses."""
        if self.waiting or self.last is None:
            return Active()
        if now < self.last:
            return Asking(self.ask)
        allowed = timedelta(seconds=self.large_or_voice if self.slow else self.idle)
        left = self.last + allowed + timedelta(seconds=self.ask) - now
        if left <= timedelta():
            return Over()
        seconds = ceil(left.total_seconds())
        return Active() if seconds > self.ask else Asking(seconds)
