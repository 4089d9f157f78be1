"""The courier as a process of its own: a round whenever there is something to do."""

import logging
import threading

from kiosk.courier.courier import Courier
from kiosk.errors import Trouble

LOOK = 1.0
"""Seconds between looks at the journal; a new case waits no longer than this."""

log = logging.getLogger(__name__)


def run_courier(courier: Courier, stop: threading.Event, look: float = LOOK) -> None:
    """Work until `stop` is set; trouble with the journal is logged and met again later.

    That only one courier runs is the journal's to see to: `Journal.open_for_courier`.
    """
    while not stop.is_set():
        try:
            if courier.due():
                courier.round()
        except Trouble as trouble:
            log.error("the journal is in trouble: %s", trouble.code)
        stop.wait(look)
