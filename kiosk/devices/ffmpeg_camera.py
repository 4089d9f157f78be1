"""A real camera, by way of ffmpeg: a program of its own that reads the device and gives JPEGs.

It runs only while somebody looks, so that the camera's light is out at any other time.
"""

import shutil
import subprocess
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from kiosk.devices.camera import Reason, trouble

PROGRAM = "ffmpeg"
PATIENCE = 5.0
"""Seconds a camera may take to its first picture."""

SPEED = "15"
"""Pictures a second: enough for a mirror, and little work."""

SIZE = "1280x720"
"""Pixels asked for; a camera without them gives what is nearest."""

BEGIN, END = b"\xff\xd8", b"\xff\xd9"
LARGEST = 8 * 1024 * 1024
"""Bytes after which what comes is no picture."""

_CHUNK = 64 * 1024


def video_device(path: Path) -> tuple[str, ...]:
    """Return what ffmpeg reads a camera of Linux by (Video4Linux)."""
    return ("-f", "v4l2", "-video_size", SIZE, "-i", str(path))


class FfmpegCamera:
    """Reads `source` (ffmpeg's input options); `device` is what must be there for it."""

    def __init__(
        self, source: Sequence[str], device: Path | None = None, program: str = PROGRAM
    ) -> None:
        self._source, self._device = tuple(source), device
        self._program = shutil.which(program)
        self._running: subprocess.Popen[bytes] | None = None
        self._seen = Seen()

    def available(self) -> bool:
        """Tell whether the program is installed and the device is there."""
        return self._program is not None and (self._device is None or self._device.exists())

    def open(self) -> None:
        """Start the program and wait for nothing."""
        if self._running is not None and not self._seen.over:
            return
        self.close()
        if not self.available():
            raise trouble(Reason.UNPLUGGED)
        self._running = subprocess.Popen(  # noqa: S603  # no word of a visit is among them
            [str(self._program), "-v", "quiet", "-nostdin", *self._source,
             "-r", SPEED, "-c:v", "mjpeg", "-q:v", "2", "-f", "image2pipe", "pipe:1"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._seen = Seen()
        if self._running.stdout is not None:
            self._seen.follow(self._running.stdout)

    def frame(self) -> bytes | None:
        """Return the newest picture; when no more come the camera was unplugged."""
        if self._running is not None and self._seen.over:
            raise trouble(Reason.UNPLUGGED)
        return self._seen.newest()

    def still(self) -> bytes:
        """Return the next picture that comes."""
        self.open()
        content = self._seen.next(PATIENCE)
        if content is None:
            raise trouble(Reason.UNPLUGGED if self._seen.over else Reason.NO_FRAME)
        return content

    def close(self) -> None:
        """End the program and forget what was seen."""
        running, self._running = self._running, None
        if running is not None:
            self._seen.forget()
            running.kill()
            running.wait()


class Seen:
    """The newest picture of a stream of JPEGs, read on a thread of its own until it is `over`."""

    def __init__(self) -> None:
        self._newest: bytes | None = None
        self.over = False
        self._change = threading.Condition()

    def follow(self, stream: IO[bytes]) -> None:
        """Read a stream to its end, and close it."""
        threading.Thread(target=self._read, args=(stream,), name="camera", daemon=True).start()

    def newest(self) -> bytes | None:
        """Return the newest whole picture; None before the first."""
        with self._change:
            return self._newest

    def next(self, seconds: float) -> bytes | None:
        """Wait for another picture than the newest; None when none comes in time."""
        with self._change:
            before = self._newest
            self._change.wait_for(lambda: self.over or self._newest is not before, seconds)
            return None if self._newest is before else self._newest

    def forget(self) -> None:
        """Hold no picture, now and later."""
        with self._change:
            self._newest, self.over = None, True
            self._change.notify_all()

    def _read(self, stream: IO[bytes]) -> None:
        rest = b""
        with stream, suppress(OSError, ValueError):
            while len(rest) < LARGEST and (chunk := stream.read1(_CHUNK)):  # type: ignore[attr-defined]  # a buffered pipe has it
                rest = self._take(rest + chunk)
        self.forget()

    def _take(self, seen: bytes) -> bytes:
        """Keep the last whole picture; return what is still to be completed."""
        # Inside a picture's data FF is always followed by 00 (ITU-T T.81, B.1.1.5).
        *whole, rest = seen.split(END)
        if whole:
            with self._change:
                if not self.over:
                    self._newest = whole[-1][whole[-1].find(BEGIN) :] + END
                    self._change.notify_all()
        return rest
