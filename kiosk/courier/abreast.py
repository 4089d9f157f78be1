"""A few things under way at the same time, so that none waits for the answer to another."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


def abreast(
    work: Callable[[Task], Result], tasks: Iterable[Task], lanes: int
) -> Iterator[list[tuple[Task, Result]]]:
    """Work on so many tasks at a time, and yield those that are done, each with its result.

    A task is taken, on the caller's thread, when a lane is free for it. The first thing that `work`
    raises is raised here, after what was under way has been yielded; leaving early waits for it.
    """
    coming = iter(tasks)
    under_way: dict[Future[Result], Task] = {}
    failed: Exception | None = None
    with ThreadPoolExecutor(lanes, thread_name_prefix="abreast") as pool:

        def fill() -> None:
            for task in islice(coming, 0 if failed else lanes - len(under_way)):
                under_way[pool.submit(work, task)] = task

        fill()
        while under_way:
            done: list[tuple[Task, Result]] = []
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                task = under_way.pop(future)
                try:
                    done.append((task, future.result()))
                except Exception as error:  # raised once the others are done
                    failed = failed or error
            # Before what is done is used, or the lanes would stand empty meanwhile.
            fill()
            if done:
                yield done
    if failed is not None:
        raise failed
