"""An hour with everything at once: real processes, all faults at random, and a look each minute."""

import random
import tempfile
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from tests.faults.housemates import with_a_disk_below
from tests.faults.keeping import Embedded, Keeping, OnServer, server
from tests.faults.looking import Look, left, look, wait_until_all_is_sent
from tests.faults.soak_events import Events
from tests.faults.soak_house import House

RATE = 1.0
"""Seconds between two applicants of one house."""

EVENTS = 0.25
"""Of the moments between them, those in which something happens."""

HASTE = 0.05
"""How much of its waits a courier waits where much is to happen in an hour."""

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
        self._go_on()
        self._safely(self._end_well)

    def _go_on(self) -> None:
        house, events = self.house, Events(self.house)
        next_look = time.monotonic() + EACH
        while time.monotonic() < self._until:
            self._safely(house.take_case)
            time.sleep(2 * RATE * house.chance.random())
            if house.chance.random() < EVENTS:
                self._safely(events.one)
            if time.monotonic() >= next_look:
                self._safely(self._look)
                next_look += EACH

    def _safely(self, do: Callable[[], None]) -> None:
        """Whatever is raised is part of what was found; the house goes on with new processes."""
        try:
            do()
        except Exception:  # whatever it is
            found = f"ended: {traceback.format_exc()}"
            print(self.house.name, found, flush=True)  # noqa: T201  # our answer
            self.house.wrong.append(found)
            self.house.all_anew()

    def _look(self) -> None:
        seen = look(self.house)
        self.looks.append(seen)
        self.house.wrong += seen.wrong
        line = f"{len(self.looks)} {self.house.name}: {seen}"
        print(line, flush=True)  # noqa: T201  # our answer

    def _end_well(self) -> None:
        wait_until_all_is_sent(self.house, PATIENCE)
        self._look()
        self.house.wrong += left(self.house)


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
            house = House(name, place / name, keeping, chance, lasting, 1.0 if lasting else HASTE)
            closing.callback(house.close)
            running.append(Soaking(house, minutes))
        for one in running:
            one.thread.start()
        for one in running:
            one.thread.join()
    return running
