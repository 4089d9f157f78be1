"""Pieces get smaller where they are lost, and larger where they arrive."""

from kiosk.courier.pieces import BREAKS, LARGEST, RUNS, SMALLEST, PieceSize
from kiosk.wire.loads import MOST_BYTES


def test_one_lost_piece_says_nothing_of_its_size() -> None:
    size = PieceSize()
    for _ in range(20):
        for _ in range(BREAKS - 1):
            size.lost()
        size.arrived()
    assert size.bytes == LARGEST


def test_a_bad_line_carries_small_ones_and_a_good_one_large_ones_again() -> None:
    size = PieceSize()
    sizes = []
    for _ in range(40):
        size.lost()
        sizes.append(size.bytes)
    assert sizes == sorted(sizes, reverse=True)
    assert size.bytes == SMALLEST
    for _ in range(RUNS):
        size.arrived()
    assert size.bytes == 2 * SMALLEST
    for _ in range(40):
        size.arrived()
    assert size.bytes == LARGEST


def test_as_much_goes_together_as_the_line_carries_in_a_moment() -> None:
    size = PieceSize()
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
