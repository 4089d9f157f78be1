"""The plug pulled at every boundary, in the short form; `make faults` has the long one."""

import random
from pathlib import Path

import pytest

from tests.faults.crash_points import crash
from tests.faults.disk import Disk, Event


@pytest.mark.parametrize(("story", "every"), [("kiosk_story", 3), ("central_story", 19)])
def test_what_was_promised_is_there_wherever_the_plug_was_pulled(story: str, every: int) -> None:
    count = crash(story, by_chance=1, every=every)
    assert count.wrong == ()
    assert count.faults > 50
    assert count.promises > count.faults


def made(*later: Event) -> Disk:
    disk = Disk(Path("/d"))
    for event in (Event("C", 7, 0, b"/d/a"), Event("W", 7, 0, b"x" * 1024), *later):
        disk.take(event)
    return disk


def test_a_disk_forgets_what_was_not_synced() -> None:
    states = list(made().states(random.Random(1), 40))  # noqa: S311  # a test that can be repeated
    assert states[0] == {}
    assert states[1] == {"a": b"x" * 1024}
    kept = {state["a"].count(b"x") for state in states if "a" in state}
    assert {512, 1024} <= kept


def test_a_disk_keeps_what_was_synced_but_not_its_name() -> None:
    file, name = Event("S", 7, 0, b"/d/a"), Event("S", 1, 0, b"/d")
    chance = random.Random(1)  # noqa: S311  # a test that can be repeated
    assert next(made(file).states(chance, 0)) == {}
    assert next(made(file, name).states(chance, 0)) == {"a": b"x" * 1024}
