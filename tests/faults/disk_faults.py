"""The disk full, gone, read-only or slow at the n-th call of every kind."""

import json

from tests.faults import preload
from tests.faults.count import Count
from tests.faults.crash_points import scratch


def faults_of_the_disk(every: int = 1, story: str = "disk_story") -> Count:
    """Let every n-th call fail; `every` leaves some out, for a short look."""
    with scratch() as place:
        done = preload.run(f"tests.faults.{story}", str(place), str(every), folder=place)
    if done.returncode:
        raise RuntimeError(done.stderr)
    told = json.loads(done.stdout)
    return Count(told["name"], told["faults"], told["promises"], tuple(told["wrong"]))
