"""Kiosks, central and a bad line for a long time: whatever was accepted arrives once, and whole."""

import logging
import random

from tests.faults.count import Count
from tests.faults.crash_points import scratch
from tests.faults.keeping import Embedded, Keeping, OnServer, server
from tests.faults.world import World


def faults_on_the_line(
    faults: int, seed: int, upheavals: float = 0.03, keeping: Keeping | None = None
) -> Count:
    """Let a world go on until so many faults were met, then see what arrived."""
    logging.disable()
    chance = random.Random(seed)  # noqa: S311  # a test that can be repeated
    with scratch() as place:
        world = World(place, chance, keeping=keeping or Embedded())
        world.enrol()
        world.enrol()
        events = (
            world.back_up,
            world.restore,
            world.fill_up,
            world.restart_central,
            world.restart_central,
            world.restart_kiosk,
            world.copy_disk,
            world.put_old_disk_in,
            world.set_clock,
            world.pack,
            world.carry,
            world.hear,
            world.kill_server,
        )
        while world.line.met.total() < faults:
            if chance.random() < 0.3:  # of the time
                world.submit()
            world.round()
            if chance.random() < upheavals:
                chance.choice(events)()
        wrong = world.end_well()
    return Count("line", world.line.met.total(), len(world.accepted), tuple(wrong))


def faults_on_the_line_to_a_server(faults: int, seed: int) -> Count:
    """Let the same befall a central with a database server of its own, which is killed at times."""
    with server() as running:
        return faults_on_the_line(faults, seed, upheavals=0.05, keeping=OnServer(running))
