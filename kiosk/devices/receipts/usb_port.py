"""A receipt printer on USB: the library's commands over its two pipes, every wait with an end."""

from typing import Any

from escpos.escpos import Escpos  # type: ignore[import-untyped]  # has no types

from kiosk.devices.receipts.network import PROFILE
from kiosk.devices.usb_device import UsbAddress, UsbDevice


class UsbPort(Escpos):  # type: ignore[misc]  # has no types
    """A device of the printer class, ours as long as this lives; OSError when it is not there."""

    _port: UsbDevice | None = None

    def __init__(self, address: UsbAddress, patience: float, backend: Any = None) -> None:
        """Open it; `patience` is how many seconds an answer may take."""
        super().__init__(profile=PROFILE)
        self._patience, self._answers = patience, b""
        self._port = UsbDevice(address, backend)
        self._out, self._in = self._port.ends()

    def _raw(self, msg: bytes) -> None:
        self._open().send(self._out, msg, self._patience)

    def _read(self) -> bytes:
        """Return one byte: several answers may come in one packet."""
        if not self._answers:
            self._answers = self._open().receive(self._in, 1, self._patience)
        first, self._answers = self._answers[:1], self._answers[1:]
        return first

    def close(self) -> None:
        """Let it go; the library also asks for it when there was no device."""
        if self._port is not None:
            self._port.close()

    def _open(self) -> UsbDevice:
        if self._port is None:
            raise OSError("not connected")
        return self._port
