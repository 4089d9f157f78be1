"""The address central listens at: taken before anything else, so that two never share it."""

import errno
import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

from kiosk.central.certificates import Tls
from kiosk.errors import Trouble, where
from kiosk.texts import Text

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
}
"""Header fields of every answer (OWASP REST Security Cheat Sheet): nothing here is for a browser,
nor to be kept on the way."""

log = logging.getLogger(__name__)


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """Take the address (port 0: any free one); raises Trouble when it cannot be had."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, address = found[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise _address(host, port) from error
    with listener:
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            # uvicorn would only later find out that another program listens here.
            listener.listen(128)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise _port_in_use(port) from error
            raise _address(host, port) from error
        yield listener


def server(app: FastAPI, tls: Tls | None = None) -> uvicorn.Server:
    """Return the server that runs the app on sockets; it keeps no log of addresses asked for.

    Raises Trouble `central.certificate`.
    """
    if tls:
        tls.check()
    config = uvicorn.Config(
        _Discreet(app),
        access_log=False,
        log_config=None,
        lifespan="off",
        headers=list(ALWAYS.items()),
        server_header=False,
        ssl_certfile=tls.certificate if tls else None,
        ssl_keyfile=tls.key if tls else None,
    )
    return uvicorn.Server(config)


class _Discreet:
    """Keeps a fault's own words, which may quote an answer, from the server's log."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._app(scope, receive, send)
        except Exception as error:  # answered by `problems.at_fault`; its words go no further
            log.error("%s", where(error))


def _port_in_use(port: int) -> Trouble:
    return Trouble(
        "central.port_in_use",
        Text(f"端口 {port} 已被占用。", f"Port {port} is taken."),
        Text("请停止占用该端口的程序，或换一个端口。", "Stop what uses it, or choose another."),
    )


def _address(host: str, port: int) -> Trouble:
    return Trouble(
        "central.address",
        Text(f"无法在 {host}:{port} 上提供服务。", f"Cannot serve at {host}:{port}."),
        Text("请检查主机名、端口号和权限。", "Check the host name, the port and the rights."),
    )
