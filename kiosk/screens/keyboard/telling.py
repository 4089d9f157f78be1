"""What is said about a candidate: how to tell a rare one, and whether the papers can print it."""

from collections.abc import Callable

from kiosk.screens.keyboard.parts import Parts
from kiosk.texts import Language, Text

PRINTS = Text("✓ 可打印", "✓ prints")
PRINTS_NOT = Text("✗ 印不出", "✗ will not print")

Notes = tuple[tuple[str, str], ...]
"""Lines about a candidate, each with the role of its colour."""


class Telling:
    """Describes candidates in one language; everyday characters that print need no words."""

    def __init__(self, parts: Parts, printable: Callable[[str], bool], language: Language) -> None:
        self._parts = parts
        self._printable = printable
        self.language = language

    def notes(self, text: str) -> Notes:
        """Return the lines to show beside a candidate."""
        rare = self._parts.describe(text)
        prints = all(map(self._printable, text))
        if rare is None and prints:
            return ()
        said = [(rare[self.language], "soft")] if rare else []
        verdict = (PRINTS, "done") if prints else (PRINTS_NOT, "attention")
        return (*said, (verdict[0][self.language], verdict[1]))
