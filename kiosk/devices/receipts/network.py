"""A receipt printer on the network: the library's commands over a socket that is always let go.

The library's own connection leaves its socket open when nobody answers.
"""

import socket

from escpos.escpos import Escpos  # type: ignore[import-untyped]  # has no types

PROFILE = "RP-F10-80mm"
"""In the library's list one of many alike: 80 mm, 576 dots, 203 an inch."""


class Network(Escpos):  # type: ignore[misc]  # has no types
    """A connection to port 9100, open as long as this lives; raises OSError without answer."""

    _socket: socket.socket | None = None

    def __init__(self, host: str, port: int, patience: float) -> None:
        """Connect; `patience` is how many seconds an answer may take."""
        super().__init__(profile=PROFILE)
        self._socket = socket.create_connection((host, port), patience)

    def _raw(self, msg: bytes) -> None:
        self._open().sendall(msg)

    def _read(self) -> bytes:
        return self._open().recv(1)

    def close(self) -> None:
        """Hang up; the library also asks for it when there was no connection."""
        if self._socket is not None:
            self._socket.close()

    def _open(self) -> socket.socket:
        if self._socket is None:
            raise OSError("not connected")
        return self._socket
