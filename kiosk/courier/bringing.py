"""What attachments are brought with: the journal they lie in, the line, what goes well on it."""

from collections.abc import Callable
from typing import TypeVar

from kiosk.courier.at_once import AtOnce
from kiosk.courier.line import Line
from kiosk.journal.journal import Journal

Answer = TypeVar("Answer")


class Bringing:
    """One way to bring some; `go_on` raises when the courier is asked to stop."""

    def __init__(
        self, journal: Journal, line: Line, size: AtOnce, go_on: Callable[[], None]
    ) -> None:
        self._history = journal.history
        self._attachments = journal.attachments
        self._line = line
        self._size = size
        self._go_on = go_on

    def _chain(self) -> str:
        """Return a chain for central's word: any of ours will do, the present one is for sure."""
        return self._history.head().chain

    def _timed(self, sent: int, send: Callable[[], Answer]) -> Answer:
        """Send so many bytes, and learn from it how much may go at a time."""
        began = self._size.ticks()
        answer = send()
        self._size.arrived(sent)
        self._size.took(sent, self._size.ticks() - began)
        return answer
