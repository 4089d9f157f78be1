"""One question is under way while the answer before it is used; none is asked twice."""

import threading
from collections.abc import Iterator

import pytest

from kiosk.courier.ahead import one_ahead


def test_every_question_comes_with_its_answer_in_turn() -> None:
    assert list(one_ahead(lambda number: number * 2, range(5))) == [(n, n * 2) for n in range(5)]
    assert list(one_ahead(lambda number: number, ())) == []


def test_the_next_is_under_way_while_an_answer_is_used() -> None:
    asked = [threading.Event() for _ in range(3)]
    used = threading.Event()

    def ask(number: int) -> int:
        asked[number].set()
        # The second is only answered once the first answer was used.
        assert number != 1 or used.wait(10)
        return number

    for number, _ in one_ahead(ask, range(3)):
        assert asked[min(number + 1, 2)].wait(10)
        used.set()


def test_what_asking_raises_is_raised_here_and_ends_it() -> None:
    asked: list[int] = []

    def ask(number: int) -> int:
        asked.append(number)
        if number == 1:
            raise ValueError("the line is gone")
        return number

    answers: list[int] = []
    with pytest.raises(ValueError, match="gone"):
        answers += (answer for _, answer in one_ahead(ask, range(9)))
    assert asked == [0, 1]


def test_leaving_early_waits_for_what_is_under_way() -> None:
    ended: list[int] = []

    def ask(number: int) -> int:
        ended.append(number)
        return number

    def leave(answers: Iterator[tuple[int, int]]) -> None:
        for _ in answers:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        leave(one_ahead(ask, range(9)))
    assert ended == [0, 1]
    assert not [one for one in threading.enumerate() if one.name.startswith("line")]
