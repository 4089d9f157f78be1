"""What central is told of the devices: by code, never of whom, and not of every flicker.

It goes the way of everything that is sent: as an entry of the journal.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from kiosk.devices.health import Health
from kiosk.errors import Trouble

log = logging.getLogger(__name__)

QUIET, AGAIN = timedelta(minutes=10), timedelta(days=1)
"""At least so long between two words on one device; and at most, while it is looked at."""

Codes = tuple[str, ...]


class Telemetry:
    """Notes a device's state once two looks agree on it; `note` takes the body of an entry.

    The first state after a start is noted too, for central may still believe the last one; and
    each once a day, so that central can forget a device that was taken away.
    """

    def __init__(
        self, note: Callable[[Mapping[str, object]], object], clock: Callable[[], datetime]
    ) -> None:
        self._note, self._clock = note, clock
        self._seen: dict[str, Codes] = {}
        self._told: dict[str, tuple[Codes, datetime]] = {}

    def hear(self, name: str, health: Health) -> None:
        """Take one look at a device; what cannot be noted now is noted after a later look."""
        codes, now = health.codes, self._clock()
        before, self._seen[name] = self._seen.get(name), codes
        if codes != before or not self._due(name, codes, now):
            return
        body = {"device": name, "condition": health.condition.value, "codes": list(codes)}
        try:
            self._note(body)
        except Trouble as trouble:
            log.warning("the state of %s could not be noted: %s", name, trouble.code)
            return
        self._told[name] = (codes, now)

    def _due(self, name: str, codes: Codes, now: datetime) -> bool:
        told = self._told.get(name)
        if told is None:
            return True
        before, at = told
        return now < at or now - at >= (AGAIN if codes == before else QUIET)
