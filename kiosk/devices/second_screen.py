"""The second screen: for those beside whoever touches the first one, and for who waits.

Everybody in the hall can see it. So there is never a name on it, nor what somebody applies for:
only how far the visit is, and at its end the number to take a photo of. Each screen is held to the
same contract test.
"""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Sight:
    """What is on it, in one language.

    `steps` are the labels of the way with "done", "now" or "todo"; `number` is a case number in
    groups, `code` the dark modules of its receipt's QR code, row by row.
    """

    title: str
    line: str = ""
    steps: tuple[tuple[str, str], ...] = ()
    number: str = ""
    code: tuple[str, ...] = ()


NOTHING = Sight("")


class SecondScreen(Protocol):
    """Something to look at; none of this raises Trouble, and nothing on it can be touched."""

    def available(self) -> bool:
        """Tell whether it is plugged in."""

    def show(self, sight: Sight) -> None:
        """Show this and nothing else; one that is plugged in later shows the last sight."""

    def close(self) -> None:
        """Go dark."""


class PretendSecondScreen:
    """Remembers what it shows; `pulled` is one that somebody pulled out."""

    def __init__(self) -> None:
        self.pulled = False
        self._sight = NOTHING

    @property
    def seen(self) -> Sight | None:
        """What somebody before it sees; None when it is dark."""
        return None if self.pulled or self._sight == NOTHING else self._sight

    def available(self) -> bool:
        """Tell whether it is plugged in."""
        return not self.pulled

    def show(self, sight: Sight) -> None:
        """Show it, now or when it is plugged in again."""
        self._sight = sight

    def close(self) -> None:
        """Go dark."""
        self._sight = NOTHING
