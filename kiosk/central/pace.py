"""How often anybody may ask central: some turns at once, then so many a second."""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.central.problems import Refusal
from kiosk.wire.messages import ProblemKind

NAMES = 20_000
"""Senders remembered at once; who asked longest ago is forgotten first."""

ROUNDING = 1e-6
"""Seconds: moments are summed up as floating-point numbers."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """So many turns at once, and then so many a second."""

    at_once: int
    a_second: float


KIOSK = Allowance(500, 50)
"""A courier asks one thing after the other: a full journal drains with some 20 a second."""
PIECE = Allowance(1000, 500)
"""Of attachments that entries name: a good line carries some hundred pieces of 1 MiB a second."""
DEPARTMENT = Allowance(100, 10)
STRANGER = Allowance(200, 20)
"""Of one address, without proof of anything; behind a proxy a whole district may share one."""
ENROLMENT = Allowance(30, 0.5)
"""Codes of 59 bits are not to be guessed; this keeps trying them from costing anything."""
UNPROVEN = Allowance(60, 1)
"""Proofs that fail: of one address, and for itself of each kiosk named there. Beyond it nothing is
verified any more, and a second later once again: nobody is shut out for good."""
TOLD = Allowance(20, 0.1)
"""Refusals of one address that are written to the log."""


class Turns:
    """Turns of all who ask by one allowance: a token bucket each, kept as one moment.

    A bucket is kept as the moment at which it will be full again (GCRA, ITU-T I.371 annex A).
    """

    def __init__(self, allowance: Allowance, ticks: Callable[[], float]) -> None:
        self._apart = 1 / allowance.a_second
        self._ahead = (allowance.at_once - 1) * self._apart
        self._ticks = ticks
        self._full_at: OrderedDict[str, float] = OrderedDict()

    def check(self, name: str) -> None:
        """See whether there is a turn, without taking it; raises Refusal as `take` does."""
        self._full_at_or_refused(name)

    def take(self, name: str) -> None:
        """Take a turn; raises Refusal, with the seconds until there is one."""
        self._full_at[name] = self._full_at_or_refused(name) + self._apart
        self._full_at.move_to_end(name)
        if len(self._full_at) > NAMES:
            self._full_at.popitem(last=False)

    def _full_at_or_refused(self, name: str) -> float:
        now = self._ticks()
        full_at = max(self._full_at.get(name, now), now)
        wait = full_at - now - self._ahead
        if wait > ROUNDING:
            raise Refusal(ProblemKind.TOO_MANY, retry_after=math.ceil(wait))
        return full_at


class Pace:
    """The turns of everybody; `ticks` are seconds of a clock that never goes back."""

    def __init__(self, ticks: Callable[[], float] = time.monotonic) -> None:
        self.kiosks = Turns(KIOSK, ticks)
        self.pieces = Turns(PIECE, ticks)
        self.departments = Turns(DEPARTMENT, ticks)
        self.strangers = Turns(STRANGER, ticks)
        self.enrolments = Turns(ENROLMENT, ticks)
        self.unproven = Turns(UNPROVEN, ticks)
        self.told = Turns(TOLD, ticks)
