"""The way to a door that everybody comes through all day, past the framework's formalities.

They would take as long as all that central does there itself. What the door is called, takes and
answers stands with the others, and so do the answers to what goes wrong.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from fastapi import FastAPI, Request, Response
from starlette.types import ASGIApp, Receive, Scope, Send


@dataclass(frozen=True, slots=True)
class Way:
    """One method at one path, and who answers there."""

    method: str
    path: str
    answer: Callable[[Request], Awaitable[Response]]


class Straight:
    """Leads to these ways' ends; everything else goes to the framework."""

    def __init__(self, app: ASGIApp, house: FastAPI, ways: tuple[Way, ...]) -> None:
        self._app, self._house = app, house
        self._ways: Mapping[tuple[str, str], Way] = {(one.method, one.path): one for one in ways}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        way = self._ways.get((scope.get("method", ""), scope.get("path", "")))
        if way is None:
            await self._app(scope, receive, send)
            return
        scope["route"] = way  # a refusal is logged by its door
        request = Request(scope, receive)
        try:
            response = await way.answer(request)
        except Exception as error:
            response = await self._instead(request, error)
        await response(scope, receive, send)

    async def _instead(self, request: Request, error: Exception) -> Response:
        """Answer what went wrong as the framework would; what nobody expects is raised on."""
        for kind in type(error).__mro__:
            handler = self._house.exception_handlers.get(kind)
            if handler is not None and kind is not Exception:
                response: Response = await handler(request, error)  # type: ignore[misc]  # all of ours are asynchronous
                return response
        raise error
