"""Less goes at once where it is lost, and more where it arrives."""

from collections.abc import Callable

import pytest

from kiosk.courier.at_once import BREAKS, LARGEST, MOST_RUNS, RUNS, SMALLEST, AtOnce
from kiosk.courier.failures import Failure, LineFailure
from kiosk.wire.loads import MOST_BYTES


def test_one_lost_piece_says_nothing_of_its_size() -> None:
    size = AtOnce()
    for _ in range(20):
        for _ in range(BREAKS - 1):
            size.lost()
        size.arrived(1000)
    assert size.bytes == LARGEST


def test_a_bad_line_carries_small_ones_and_a_good_one_large_ones_again() -> None:
    size = AtOnce()
    sizes = []
    for _ in range(40):
        size.lost()
        sizes.append(size.bytes)
    assert sizes == sorted(sizes, reverse=True)
    assert size.bytes == SMALLEST
    for _ in range(100):
        size.arrived(SMALLEST // 2)  # says nothing of more
    assert size.bytes == SMALLEST
    for _ in range(RUNS):
        size.arrived(SMALLEST)
    assert size.bytes == 2 * SMALLEST
    for _ in range(40):
        size.arrived(LARGEST)
    assert size.bytes == LARGEST


def test_what_was_cut_again_and_again_was_too_much(failing: Callable[[Failure], None]) -> None:
    size = AtOnce()

    def fails(failure: Failure, sent: int) -> None:
        with pytest.raises(LineFailure):
            size.heard(sent, lambda: failing(failure))

    for _ in range(BREAKS - 1):
        fails(Failure.CUT, SMALLEST)  # less cannot be sent
    assert size.bytes == LARGEST
    fails(Failure.CUT, 3 * SMALLEST)
    assert size.bytes == 3 * SMALLEST // 2
    for _ in range(BREAKS - 1):
        fails(Failure.TIMEOUT, LARGEST)
        fails(Failure.PORTAL, LARGEST)
    assert size.bytes == 3 * SMALLEST // 2
    fails(Failure.TIMEOUT, LARGEST)
    assert size.bytes == SMALLEST


def test_after_a_mistake_it_takes_longer_until_more_goes_at_once(
    failing: Callable[[Failure], None],
) -> None:
    size, taken = AtOnce(), []
    for _ in range(8):
        with pytest.raises(LineFailure):
            size.heard(2 * SMALLEST, lambda: failing(Failure.CUT))
        arrived = 0
        while size.bytes == SMALLEST:
            assert size.heard(SMALLEST, lambda: "word") == "word"
            arrived += 1
        taken.append(arrived)
    assert taken == [16, 32, 64, 128, *[MOST_RUNS] * 4]


@pytest.fixture
def failing() -> Callable[[Failure], None]:
    def fail(failure: Failure) -> None:
        raise LineFailure(failure)

    return fail


def test_as_much_goes_together_as_the_line_carries_in_a_moment() -> None:
    size = AtOnce()
    for sent, seconds, together in (
        (LARGEST, 0.01, MOST_BYTES),
        (LARGEST, 0.5, 4 * LARGEST),
        (LARGEST, 30.0, LARGEST),
        (LARGEST, 0.0, MOST_BYTES),
        (1000, 0.5, MOST_BYTES),
        (0, 0.5, MOST_BYTES),
    ):
        size.took(sent, seconds)
        assert size.together == together
