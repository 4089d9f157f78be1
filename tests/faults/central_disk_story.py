"""Central's disk fails at its n-th call while cases come in: they wait, and arrive once it is well.

`python -m tests.faults.central_disk_story FOLDER EVERY`, with `disk.c` beneath it.
"""

import json
import logging
import random
import sys
from dataclasses import asdict
from pathlib import Path

from tests.faults.crash_points import scratch
from tests.faults.disk_story import Calls, every_failure, fail, tried
from tests.faults.preload import Failing
from tests.faults.world import World

CALLS: Calls = (("w", 160), ("m", 9), ("s", 16), ("o", 8), ("n", 8))
CASES = 3


def under(folder: Path, how: Failing) -> tuple[int, list[str]]:
    """Send cases while central's disk fails; return the promises made and what was wrong."""
    logging.disable()
    chance = random.Random(how.spelled())  # noqa: S311  # a test that can be repeated
    with scratch() as beside:
        world = World(beside, chance, folder / "central")
        world.line.share = 0.0
        world.enrol()
        fail(how)
        for _ in range(CASES):
            world.submit()
            world.round()
        fail(None)
        wrong = world.end_well()
    return len(world.accepted), [f"{one} (central {how.spelled()})" for one in wrong]


if __name__ == "__main__":
    ways = every_failure(int(sys.argv[2]), CALLS)
    json.dump(asdict(tried(Path(sys.argv[1]), ways, under)), sys.stdout)
