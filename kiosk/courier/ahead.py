"""Kiosk and central at work at the same time: a question under way while an answer is used."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Question = TypeVar("Question")
Answer = TypeVar("Answer")


def one_ahead(
    ask: Callable[[Question], Answer], questions: Iterable[Question]
) -> Iterator[tuple[Question, Answer]]:
    """Ask one after the other, and yield each with its answer while the next is under way.

    Only `ask` runs on a thread of its own. What it raises is raised here, and ends the asking;
    so does leaving early, after waiting for what is under way.
    """
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="line") as lane:
        before: tuple[Question, Future[Answer]] | None = None
        for question in questions:
            answered = None if before is None else (before[0], before[1].result())
            before = question, lane.submit(ask, question)
            if answered is not None:
                yield answered
        if before is not None:
            yield before[0], before[1].result()
