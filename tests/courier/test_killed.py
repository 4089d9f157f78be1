"""The courier's process is killed again and again in the middle; everything arrives once."""

import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from kiosk.central.overview import totals
from kiosk.courier.courier import Courier
from kiosk.courier.running import run_courier
from tests.central.hall import Central, Kiosk

ROOT = Path(__file__).parents[2]
PATIENCE = 60


def wait_until(what: object, seconds: float = PATIENCE) -> None:
    end = time.monotonic() + seconds
    while not what():  # type: ignore[operator]  # a condition
        assert time.monotonic() < end
        time.sleep(0.005)


@pytest.mark.timeout(180)
def test_killed_at_any_moment(central: Central, kiosk: Kiosk) -> None:
    entries = [kiosk.submit(os.urandom(400_000)) for _ in range(8)]
    command = [sys.executable, "-m", "tests.courier.sender", str(kiosk.folder), central.url]
    command += [kiosk.welcome.kiosk, kiosk.welcome.public_key.hex()]
    chance = random.Random(7)  # noqa: S311  # a test that can be repeated, no secret

    def done() -> bool:
        queue = kiosk.journal.outbox.queue()
        return (queue.waiting, queue.attachments) == (0, 0)

    for _ in range(4):
        before = _arrived(central)
        process = subprocess.Popen(command, cwd=ROOT)
        wait_until(lambda: done() or _arrived(central) > before)  # noqa: B023  # used within the turn
        time.sleep(chance.random() / 50)
        process.kill()
        process.wait(10)
    process = subprocess.Popen(command, cwd=ROOT)
    wait_until(done)
    process.terminate()
    process.wait(10)
    with central.database.read() as connection:
        found = totals(connection)
    assert (found.cases, found.entries, found.conflicts) == (8, entries[-1].sequence, 0)
    assert found.attachments == 8 + 2


def _arrived(central: Central) -> int:
    with central.database.read() as connection:
        found = totals(connection)
    return found.entries + found.attachments


def test_a_new_case_goes_by_itself(central: Central, kiosk: Kiosk) -> None:
    stop = threading.Event()
    with kiosk.line(central.url) as line:
        courier = Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0)
        lane = threading.Thread(target=run_courier, args=(courier, stop, 0.01))
        lane.start()
        wait_until(lambda: kiosk.journal.outbox.queue().waiting == 0)
        kiosk.submit()
        wait_until(lambda: kiosk.journal.outbox.queue().waiting == 0)
        stop.set()
        lane.join(20)
    assert not lane.is_alive()
