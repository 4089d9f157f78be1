"""An hour with everything at once: real processes, all faults at random, and a look each minute."""

import random
import tempfile
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from kiosk.central.enrolment import epoch
from kiosk.courier.courier import send_now
from tests.faults.arrivals import arrived, damaged_files
from tests.faults.housemates import with_a_disk_below
from tests.faults.keeping import Embedded, Keeping, OnServer, server
from tests.faults.looking import Look, look
from tests.faults.soak_events import Events
from tests.faults.soak_house import House

RATE = 1.0
"""Seconds between two applicants of one house."""

EVENTS = 0.25
"""Of the moments between them, those in which something happens."""

EACH = 60.0
PATIENCE = 600
SEED = 20261122


class Soaking:
    """One house going on for its time, and what was seen in it."""

    def __init__(self, house: House, minutes: float) -> None:
        self.house, self.looks = house, list[Look]()
        self._until = time.monotonic() + 60 * minutes
        self.thread = threading.Thread(target=self._live, name=house.name)

    def _live(self) -> None:
        try:
            self._go_on()
            self._end_well()
        except Exception:  # whatever it is, it is what was found
            self.house.wrong.append(f"ended: {traceback.format_exc()}")

    def _go_on(self) -> None:
        house, events = self.house, Events(self.house)
        next_look = time.monotonic() + EACH
        while time.monotonic() < self._until:
            house.take_case()
            time.sleep(2 * RATE * house.chance.random())
            if house.chance.random() < EVENTS:
                events.one()
            if time.monotonic() >= next_look:
                self._look()
                next_look += EACH

    def _look(self) -> None:
        seen = look(self.house)
        self.looks.append(seen)
        self.house.wrong += seen.wrong
        line = f"{len(self.looks)} {self.house.name}: {seen}"
        print(line, flush=True)  # noqa: T201  # our answer

    def _end_well(self) -> None:
        """The line is good again: say what is wrong once all was sent, or is not."""
        house = self.house
        house.proxy.share = 0.0
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and not self._calm():
            time.sleep(1)
        self._look()
        house.wrong += self._left()

    def _calm(self) -> bool:
        with self.house.beside("look") as journal:
            queue = journal.outbox.queue()
            if (queue.waiting, queue.parked, queue.attachments) == (0, 0, 0):
                with self.house.opened() as database, database.read() as connection:
                    return journal.outbox.epoch() == epoch(connection)
            if journal.outbox.effort().next_at or queue.parked:
                send_now(journal.outbox)
        return False

    def _left(self) -> Iterator[str]:
        house = self.house
        with house.beside("look") as journal:
            made = journal.history.verify_chain()
            queue = journal.outbox.queue()
        if (queue.waiting, queue.parked, queue.attachments) != (0, 0, 0):
            yield f"stuck: {queue}"
        with house.opened() as database, database.read() as connection:
            there = arrived(connection)
            files = set[str]().union(*house.accepted.values())
            yield from damaged_files(connection, house.folder, files)
        yield from (f"lost: case {case}" for case in house.accepted.keys() - there.cases.keys())
        if there.entries != made:
            yield f"lost: {made} entries were made, {there.entries} are there"


def soak(minutes: float, seed: int = SEED) -> list[Soaking]:
    """Let three houses go on so long; returns what was seen in each."""
    with ExitStack() as closing:
        place = Path(closing.enter_context(tempfile.TemporaryDirectory(prefix="soak-")))
        postgres = closing.enter_context(server())
        with_a_disk_below(place)
        kept: dict[str, Keeping] = {
            "lasting": Embedded(),
            "embedded": Embedded(),
            "postgresql": OnServer(postgres),
        }
        running = []
        for number, (name, keeping) in enumerate(kept.items()):
            chance = random.Random(seed + number)  # noqa: S311  # a test that can be repeated
            lasting = name == "lasting"
            house = House(name, place / name, keeping, chance, lasting, 1.0 if lasting else 0.05)
            closing.callback(house.close)
            running.append(Soaking(house, minutes))
        for one in running:
            one.thread.start()
        for one in running:
            one.thread.join()
    return running
