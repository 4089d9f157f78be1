"""The hand of a scanner that types like a keyboard: told from a person's by its pace."""

GAP = 0.05
"""Seconds between two keys of one text at most: scanners need 1 to 30 ms, people over 80."""

LEAST = 6
"""Characters that nobody types so quickly one after the other."""

SURE = 3
"""Characters so quickly one after the other that they are no person's already."""


class Wedge:
    """Listens to keys; times are seconds on a clock that only goes on."""

    def __init__(self) -> None:
        self._run = ""
        self._last = -GAP

    def typed(self, text: str, at: float) -> int:
        """Hear a key; returns how many have come in one quick run, this one included."""
        if at - self._last > GAP:
            self._run = ""
        self._run += text
        self._last = at
        return len(self._run)

    def ended(self, at: float) -> str | None:
        """Hear the key that ends a text; returns the text if it was scanned."""
        run, self._run = self._run, ""
        return run if len(run) >= LEAST and at - self._last <= GAP else None
