"""Real processes and sockets: window, courier, central and its database killed at any moment."""

import random
import time

from tests.faults.count import Count
from tests.faults.crash_points import scratch
from tests.faults.keeping import Embedded, Keeping, OnServer
from tests.faults.looking import left, look, wait_until_all_is_sent
from tests.faults.soak_events import Events
from tests.faults.soak_house import House

PATIENCE = 60
HASTE = 0.005


def storm(kills: int, seed: int, keeping: Keeping | None = None) -> Count:
    """Submit cases while one after the other is killed; then see what arrived."""
    chance = random.Random(seed)  # noqa: S311  # a test that can be repeated
    with scratch() as place:
        house = House("storm", place / "house", keeping or Embedded(), chance, False, HASTE)
        events = Events(house)
        blows = [events.kill_window, events.kill_courier, events.kill_central]
        if isinstance(house.keeping, OnServer):
            blows.append(events.kill_server)
        for number in range(kills):
            for _ in range(chance.randrange(1, 4)):
                house.take_case()
            time.sleep(chance.random() / 20)
            blows[number % len(blows)]()
        wait_until_all_is_sent(house, PATIENCE)
        wrong = (*look(house).wrong, *left(house))
        house.close()
    faults = kills + house.proxy.met.total()
    return Count("storm", faults, len(house.accepted), wrong)
