"""Who comes while others are served is served with all who came meanwhile: one way for many."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from starlette.concurrency import run_in_threadpool

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


class Together(Generic[Asked, Answer]):
    """Serves groups in the order they came, `lanes` at once, each in a thread.

    Nobody waits for a group to fill: who comes alone is served alone. A group weighs at most
    `most`, or is one alone. `serve` gives an answer or an exception for each, in order; what it
    raises itself is everybody's.
    """

    def __init__(
        self,
        serve: Callable[[Sequence[Asked]], Sequence[Answer | Exception]],
        *,
        lanes: int = 1,
        most: int = 100,
        weigh: Callable[[Asked], int] = lambda asked: 1,
    ) -> None:
        self._serve, self._weigh = serve, weigh
        self._free, self._most = lanes, most
        self._waiting: deque[tuple[Asked, asyncio.Future[Answer]]] = deque()
        self._lanes: set[asyncio.Task[None]] = set()

    async def ask(self, asked: Asked) -> Answer:
        """Wait for the turn and return the answer; raises what became of it."""
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((asked, answer))
        if self._free:
            self._free -= 1
            lane = asyncio.create_task(self._lane())
            self._lanes.add(lane)
            lane.add_done_callback(self._lanes.discard)
        return await answer

    async def _lane(self) -> None:
        try:
            while self._waiting:
                group = self._group()
                for (_, waits), answer in zip(group, await self._answers(group), strict=True):
                    if waits.done():
                        continue  # who asked has gone
                    if isinstance(answer, Exception):
                        waits.set_exception(answer)
                    else:
                        waits.set_result(answer)
        finally:
            self._free += 1

    def _group(self) -> list[tuple[Asked, "asyncio.Future[Answer]"]]:
        group = [self._waiting.popleft()]
        weight = self._weigh(group[0][0])
        while self._waiting and (weight := weight + self._weigh(self._waiting[0][0])) <= self._most:
            group.append(self._waiting.popleft())
        return group

    async def _answers(
        self, group: Sequence[tuple[Asked, "asyncio.Future[Answer]"]]
    ) -> Sequence[Answer | Exception]:
        try:
            return await run_in_threadpool(self._serve, [asked for asked, _ in group])
        except Exception as error:  # everybody learns of it, and the next ones are served
            return [error] * len(group)
