"""A kiosk goes on with an old copy of its disk: nothing is overwritten, and it soon notices."""

import random
from pathlib import Path

from tests.faults.arrivals import Arrived, arrived
from tests.faults.world import World


def there(world: World) -> Arrived:
    with world.doors.database.read() as connection:
        return arrived(connection)


def test_both_sides_are_kept_and_it_begins_a_new_chain(tmp_path: Path) -> None:
    world = World(tmp_path, random.Random(1))  # noqa: S311  # a test that can be repeated
    world.line.share = 0.0
    world.enrol()
    world.submit()
    world.round()
    world.copy_disk()
    for _ in range(2):
        world.submit()
    world.round()
    world.put_old_disk_in()
    assert len(world.orphans) == 2
    world.submit()
    world.round()
    # The number it used was given already: both wait for a person, and all that follow go on.
    assert (there(world).conflicts, there(world).quarantined) == (1, 1)
    for _ in range(2):
        world.submit()
    world.round()
    assert (there(world).conflicts, there(world).quarantined) == (1, 1)
    assert len(there(world).cases) == 6
    assert world.end_well() == []


def test_what_only_the_newer_disk_had_is_gone_and_no_more(tmp_path: Path) -> None:
    world = World(tmp_path, random.Random(1))  # noqa: S311  # a test that can be repeated
    world.line.share = 0.0
    world.enrol()
    world.submit()
    world.copy_disk()
    world.submit()
    world.put_old_disk_in()
    assert len(world.gone) == 1
    assert len(world.accepted) == 1
    world.submit()
    world.round()
    assert there(world).conflicts == 0
    assert world.end_well() == []
