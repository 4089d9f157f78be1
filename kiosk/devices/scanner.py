"""The scanner for bar and QR codes on a serial line: what it read, a text at a time.

A scanner that types like a keyboard needs no driver: see `wedge`. Every driver, the real one and
the pretend one, is held to the same contract test.
"""

import queue
import threading
from collections import deque
from collections.abc import Callable
from typing import Protocol

from kiosk.errors import Trouble
from kiosk.texts import Text

LONGEST = 1024
"""Characters of the longest text that is taken; a receipt's QR code has some 220."""

WAIT, REST = 600.0, 0.1
"""Seconds that a look waits for something to come, and after which a text without end is whole."""

_ENDS = b"\r\n\t\x03"


class Scanner(Protocol):
    """A machine that reads codes held before it."""

    def poll(self) -> str | None:
        """Wait for the next text that is scanned; None if nothing came for long, or half of it.

        Raises Trouble `scanner.offline`, also as soon as the machine is lost meanwhile.
        """

    def wake(self) -> None:
        """Have nobody wait any longer: the poll under way comes back at once, or the next."""

    def check(self) -> None:
        """See that it is there, at once, while others may be polling; what came in stays.

        Raises Trouble `scanner.offline`.
        """

    def close(self) -> None:
        """Let the machine go."""


class Line(Protocol):
    """What a scanner hangs on; raises OSError when it is lost."""

    def read(self, seconds: float) -> bytes:
        """Return what is there, or the first that comes in within some seconds."""

    def wake(self) -> None:
        """End the wait of a read in another thread, or of the next."""

    def close(self) -> None:
        """Let it go."""


class LineScanner:
    """A scanner that sends each text with a CR, LF, tab or ETX behind it, or a rest."""

    def __init__(self, open_line: Callable[[], Line], clock: Callable[[], float]) -> None:
        self._open, self._clock = open_line, clock
        self._line: Line | None = None
        self._begun, self._last = b"", 0.0
        self._read: deque[str] = deque()
        self._turn, self._hold = threading.RLock(), threading.Lock()
        self._waiting = self._woken = False

    def poll(self) -> str | None:
        """Look once; a lost line is opened again by the next look."""
        with self._turn:
            if not self._read:
                self._listen(REST if self._begun else WAIT)
            return self._read.popleft() if self._read else None

    def wake(self) -> None:
        """End a wait; who has no line yet will not begin to wait on it."""
        with self._hold:
            self._woken = True
            if self._line is not None:
                self._line.wake()

    def check(self) -> None:
        """Look without waiting, unless a poll waits: that one hears at once of a lost line."""
        while not self._waiting:
            if self._turn.acquire(timeout=REST):
                try:
                    self._listen(0)
                finally:
                    self._turn.release()
                return

    def close(self) -> None:
        """Let the line go, and what was begun on it."""
        with self._hold:
            line, self._line, self._begun = self._line, None, b""
            if line is not None:
                line.close()

    def _listen(self, seconds: float) -> None:
        try:
            line = self._line = self._line or self._open()
            self._waiting = seconds > 0
            self._take(line.read(0 if self._woken else seconds))
        except OSError as error:
            self.close()
            raise offline() from error
        finally:
            if self._waiting:  # who only checks takes no wake-up from who is about to wait
                self._waiting = self._woken = False

    def _take(self, data: bytes) -> None:
        now = self._clock()
        if not data and self._begun and now - self._last >= REST:
            data = _ENDS[:1]
        if data:
            self._last = now
        for byte in data:
            if byte not in _ENDS:
                self._begun += bytes([byte])
                continue
            text = self._begun.decode(errors="replace") if len(self._begun) <= LONGEST else ""
            self._begun = b""
            if text.isprintable() and text.strip():
                self._read.append(text)
        self._begun = self._begun[: LONGEST + 1]


class PretendScanner:
    """A scanner for trying out and for tests: it reads what it is given."""

    def __init__(self) -> None:
        self._given: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._unplugged = False

    @property
    def unplugged(self) -> bool:
        """Whether it was pulled out: whoever waits for it hears that at once."""
        return self._unplugged

    @unplugged.setter
    def unplugged(self, pulled: bool) -> None:
        self._unplugged = pulled
        self.wake()

    def scan(self, text: str) -> None:
        """Hold a code before it."""
        self._given.put(text)

    def poll(self) -> str | None:
        """Give the next one, or wait for it as a real one does."""
        self.check()
        try:
            text = self._given.get(timeout=WAIT)
        except queue.Empty:
            text = None
        self.check()
        return text

    def wake(self) -> None:
        """End a wait."""
        self._given.put(None)

    def check(self) -> None:
        """See that it was not unplugged."""
        if self.unplugged:
            raise offline()

    def close(self) -> None:
        """Forget what was not asked for."""
        while not self._given.empty():
            self._given.get()


def offline() -> Trouble:
    """Return what to do about a scanner that does not answer."""
    return Trouble(
        "scanner.offline",
        Text("扫码器没有反应，请手工输入。", "The scanner does not answer: please type instead."),
        Text("请检查扫码器的连线和 devices.scanner。", "Check its cable and devices.scanner."),
    )
