"""A line that never carries much at once: as much is sent as it carries, and all of it arrives."""

import os
from contextlib import closing

from kiosk.courier.courier import Courier, send_now
from kiosk.courier.failures import Failure
from kiosk.courier.pieces import SMALLEST
from kiosk.wire.messages import BATCH_LINES
from tests.central.hall import Central, Kiosk
from tests.courier.fault_proxy import FaultProxy
from tests.courier.test_courier import arrived_once

NARROW = SMALLEST + 16 * 1024
"""Bytes of a request, head and all."""

ROUNDS = 8


def test_what_is_more_than_a_line_carries_goes_in_less_at_once(
    central: Central, kiosk: Kiosk
) -> None:
    entries = [kiosk.submit(os.urandom(50_000)) for _ in range(BATCH_LINES // 2)]
    large = kiosk.submit(os.urandom(5 * SMALLEST))
    assert sum(len(entry.line()) for entry in entries) > NARROW
    with (
        closing(FaultProxy(central.port, iter(()), NARROW)) as proxy,
        kiosk.line(proxy.url) as line,
    ):
        courier = Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0)
        met = []
        for _ in range(ROUNDS):
            send_now(kiosk.journal.outbox)
            met.append(courier.round())
    assert set(met) == {None, Failure.CUT}
    arrived_once(central, kiosk, [*entries, large])
