"""The way to a door that everybody comes through all day, past the framework's formalities.

They would take as long as all that central does there itself. What the door is called, takes and
answers stands with the others, and so do the answers to what goes wrong.
"""

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI, Request, Response
from starlette.types import Receive, Scope, Send


@dataclass(frozen=True, slots=True)
class Way:
    """One method at one path, and who answers there, told what `query` has in its brackets."""

    method: str
    path: str
    query: re.Pattern[str]
    answer: Callable[[Request, str], Awaitable[Response]]


class House(FastAPI):
    """The framework, with straight ways to some doors; who asks in another way goes its own."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self._ways: Mapping[tuple[str, str], Way] = {}

    def open(self, ways: Iterable[Way]) -> None:
        """Let these ways lead to their doors."""
        self._ways = {(one.method, one.path): one for one in ways}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        way = self._ways.get((scope.get("method", ""), scope.get("path", "")))
        asked = way and way.query.fullmatch(scope["query_string"].decode("latin-1"))
        if way is None or not asked:
            await super().__call__(scope, receive, send)
            return
        scope["app"], scope["route"] = self, way  # a refusal is logged by its door
        request = Request(scope, receive)
        try:
            response = await way.answer(request, asked[1])
        except Exception as error:
            known = (one for one in type(error).__mro__ if one in self.exception_handlers)
            kind = next(known, None)
            if kind is not None:
                told: Awaitable[Response] = self.exception_handlers[kind](request, error)  # type: ignore[assignment]  # all of ours are asynchronous
                await (await told)(scope, receive, send)
            if kind in (None, Exception):
                raise  # what nobody expects is told to the log, too
            return
        await response(scope, receive, send)
