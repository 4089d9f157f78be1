"""The two lines a reader hangs on: a serial line, and USB pipes."""

from typing import Protocol

import serial

from kiosk.devices.sam.frames import HEAD_BYTES, LONGEST

BAUD = 115_200
CHUNK = 4096


class SerialLine:
    """A serial line, 8N1; also a USB adapter or a pseudo-terminal."""

    def __init__(self, device: str, baud: int = BAUD) -> None:
        """Open it; raises OSError when it is not there."""
        self._port = serial.Serial(device, baud, timeout=0, write_timeout=1, exclusive=True)

    def write(self, data: bytes) -> None:
        """Send everything."""
        self._port.write(data)

    def read(self, seconds: float) -> bytes:
        """Return what is there, or the first that comes in within some seconds."""
        self._port.timeout = seconds
        first: bytes = self._port.read(max(self._port.in_waiting, 1))
        return first

    def wake(self) -> None:
        """End the wait of a read in another thread, or of the next."""
        self._port.cancel_read()

    def close(self) -> None:
        """Let it go."""
        self._port.close()


class Pipes(Protocol):
    """The four USB pipes of a reader; time-outs give nothing, a lost reader OSError."""

    def send(self, pipe: int, data: bytes) -> None:
        """Send over an outgoing pipe."""

    def receive(self, pipe: int, length: int, seconds: float) -> bytes:
        """Receive up to `length` bytes from an incoming pipe."""

    def close(self) -> None:
        """Let the reader go."""


class UsbLine:
    """A reader over USB: preamble and length on one pair of pipes, the rest on the other."""

    HEAD_OUT, BODY_OUT, HEAD_IN, BODY_IN = 0x02, 0x06, 0x81, 0x85

    def __init__(self, pipes: Pipes) -> None:
        self._pipes = pipes

    def write(self, data: bytes) -> None:
        """Send one request, parted as the reader wants it."""
        self._pipes.send(self.HEAD_OUT, data[:HEAD_BYTES])
        self._pipes.send(self.BODY_OUT, data[HEAD_BYTES:])

    def read(self, seconds: float) -> bytes:
        """Return a whole answer, put together again; a body without its head is thrown away."""
        head = self._pipes.receive(self.HEAD_IN, HEAD_BYTES, seconds)
        if len(head) < HEAD_BYTES:
            self._pipes.receive(self.BODY_IN, LONGEST, 0)
            return head
        length = int.from_bytes(head[HEAD_BYTES - 2 : HEAD_BYTES], "big")
        missing = length - len(head[HEAD_BYTES:])
        if missing <= 0:
            return head
        # More than there can be is noise: the answer may lie behind it.
        return head + self._pipes.receive(self.BODY_IN, min(missing, LONGEST), seconds)

    def close(self) -> None:
        """Let the reader go."""
        self._pipes.close()
