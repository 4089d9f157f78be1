"""A receipt printer on a serial line: the library's commands, every wait with an end."""

import serial
from escpos.escpos import Escpos  # type: ignore[import-untyped]  # has no types

from kiosk.devices.receipts.network import PROFILE


class SerialLine(Escpos):  # type: ignore[misc]  # has no types
    """A line 8N1, open as long as this lives; raises OSError when it is not there."""

    _port: "serial.Serial | None" = None

    def __init__(self, device: str, baud: int, patience: float) -> None:
        """Open it; `patience` is how many seconds an answer may take."""
        super().__init__(profile=PROFILE)
        self._patience = patience
        self._port = serial.Serial(
            device, baud, timeout=patience, write_timeout=None, exclusive=True
        )

    def _raw(self, msg: bytes) -> None:
        self._open().write(msg)

    def _read(self) -> bytes:
        received: bytes = self._open().read(1)
        return received

    def close(self) -> None:
        """Let it go; the library also asks for it when there was no line."""
        if self._port is not None:
            self._port.close()

    def _open(self) -> serial.Serial:
        if self._port is None:
            raise OSError("not connected")
        return self._port
