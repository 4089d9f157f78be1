"""How long the courier waits after a failure: longer each time, never all kiosks at once."""

from collections.abc import Callable
from datetime import datetime, timedelta

from kiosk.courier.failures import LineFailure, Pause

FIRST = 2.0
CAP = 300.0
"""Seconds; a case never waits longer than this for a line that is back."""

HIGHEST_POWER = 10


def next_try(
    failure: LineFailure, attempts: int, now: datetime, chance: Callable[[], float]
) -> datetime:
    """Return when to try again after so many failures in a row (from 1).

    Full jitter: anywhere between 0 and the bound, which doubles up to the cap. `chance` gives a
    number from 0 up to 1.
    """
    bound = min(CAP, FIRST * 2 ** min(attempts, HIGHEST_POWER))
    pause = failure.failure.row.pause
    if pause is Pause.AS_TOLD and failure.retry_after is not None:
        # Never earlier than asked; spread, for every kiosk was told the same.
        wait = failure.retry_after * (1 + chance() / 4)
    elif pause is Pause.CAP:
        wait = CAP * (1 + chance()) / 2
    else:
        wait = bound * chance()
    return now + timedelta(seconds=wait)
