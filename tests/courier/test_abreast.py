"""A few things at a time: all lanes are used, none more, and nothing that is done gets lost."""

import threading
from collections.abc import Iterator

import pytest

from kiosk.courier.abreast import abreast

LANES = 3


def results(done: Iterator[list[tuple[int, int]]]) -> list[tuple[int, int]]:
    return [one for some in done for one in some]


def test_every_task_comes_back_once_with_its_result() -> None:
    done = results(abreast(lambda number: number * 2, range(20), LANES))
    assert sorted(done) == [(number, number * 2) for number in range(20)]
    assert results(abreast(lambda number: number, (), LANES)) == []


def test_so_many_are_under_way_and_no_more() -> None:
    together = threading.Barrier(LANES)
    here, most = set[int](), list[int]()

    def work(number: int) -> int:
        here.add(number)
        most.append(len(here))
        together.wait(10)  # passes only when all lanes are at work
        here.discard(number)
        return number

    assert len(results(abreast(work, range(4 * LANES), LANES))) == 4 * LANES
    assert max(most) <= LANES


def test_a_task_is_taken_when_a_lane_is_free_for_it() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[int]:
        for number in range(9):
            taken.append(number)
            yield number

    for done in abreast(lambda number: number, tasks(), 2):
        assert len(taken) <= max(number for number, _ in done) + 1 + 2
        break


def test_what_is_under_way_comes_back_before_what_was_raised() -> None:
    failed = threading.Event()

    def work(number: int) -> int:
        if number == 1:
            failed.set()
            raise ValueError("the line is gone")
        assert failed.wait(10)
        return number

    came: list[tuple[int, int]] = []
    with pytest.raises(ValueError, match="gone"):
        came += (one for done in abreast(work, range(9), LANES) for one in done)
    assert set(came) <= {(0, 0), (2, 2)}


def test_leaving_early_waits_for_what_is_under_way() -> None:
    def leave(done: Iterator[list[tuple[int, int]]]) -> None:
        for _ in done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        leave(abreast(lambda number: number, range(9), LANES))
    assert not [one for one in threading.enumerate() if one.name.startswith("abreast")]
