"""The address central listens at: taken before anything else, so that two never share it."""

import asyncio
import errno
import logging
import signal
import socket
from collections.abc import Collection, Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

from kiosk.central.certificates import Tls
from kiosk.central.connections import Crowd, Limits
from kiosk.central.renewal import Served
from kiosk.errors import Trouble, where
from kiosk.texts import Text

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}
"""Header fields of every answer (OWASP REST Security Cheat Sheet): nothing here is for a browser,
nor to be kept on the way."""
OVER_TLS = {"Strict-Transport-Security": "max-age=31536000"}

HERE = ("127.0.0.1", "::1")
"""Whoever stands on the same machine is believed for whom it speaks: a proxy that ends TLS."""
TICKS_A_SECOND = 10
HANDSHAKE_SECONDS = 20
LAST_SECONDS = 25
"""How long a stop waits for what is under way; a service manager's patience is longer (90 s)."""

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


def server(
    app: FastAPI,
    tls: Tls | None = None,
    limits: Limits | None = None,
    proxies: Collection[str] = HERE,
) -> "Server":
    """Return the server that runs the app on sockets; it keeps no log of addresses asked for.

    `proxies` are addresses that are believed for whom they speak. Raises Trouble
    `central.certificate`.
    """
    if tls:
        tls.check()
    crowd = Crowd(limits or Limits(), proxies)
    fields = ALWAYS | OVER_TLS if tls else ALWAYS
    config = uvicorn.Config(
        _Discreet(app),
        http=crowd.protocol,  # type: ignore[arg-type]  # called as the class would be
        ws="none",
        access_log=False,
        log_config=None,
        lifespan="off",
        headers=list(fields.items()),
        server_header=False,
        forwarded_allow_ips=list(proxies),
        timeout_graceful_shutdown=LAST_SECONDS,
        ssl_certfile=tls.certificate if tls else None,
        ssl_keyfile=tls.key if tls else None,
    )
    config.load()
    return Server(config, crowd)


class Server(uvicorn.Server):
    """Looks round every second, and stops when it is told: what is under way is finished first."""

    served: Served | None = None

    def __init__(self, config: uvicorn.Config, crowd: Crowd) -> None:
        super().__init__(config)
        self._crowd = crowd

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen at these sockets, and not wait a minute for TLS as the library does."""
        config, loop = self.config, asyncio.get_running_loop()

        def protocol() -> asyncio.Protocol:
            return config.http_protocol_class(
                config=config, server_state=self.server_state, app_state={}, _loop=loop
            )  # type: ignore[call-arg]  # the server's own signature

        patience = HANDSHAKE_SECONDS if config.ssl else None
        self.servers = [
            await loop.create_server(
                protocol,
                sock=one,
                ssl=config.ssl,
                backlog=config.backlog,
                ssl_handshake_timeout=patience,
            )
            for one in sockets or ()
        ]
        self.started = True

    async def on_tick(self, counter: int) -> bool:
        """Do what is done every second."""
        if counter % TICKS_A_SECOND == 0:
            await self._crowd.look_round()
            if self.served:
                await self.served.look(asyncio.get_running_loop().time())
        return await super().on_tick(counter)

    @contextmanager
    def stopped_by_signals(self) -> Iterator[None]:
        """Let SIGINT and SIGTERM end the run, whenever they come, and nothing but the run."""

        def stop(number: int, frame: object) -> None:
            self.should_exit = True

        before = {one: signal.signal(one, stop) for one in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)


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
