"""What is being spelled at the moment: the letters so far and what they can become."""

from enum import StrEnum

from kiosk.screens.keyboard.parts import Parts
from kiosk.screens.keyboard.pinyin import Candidate, InputMode, Pinyin

MOST_LETTERS = 40
MIDDLE_DOT = "\u00b7"
"""The one mark between the parts of a name (民委发〔2016〕33号)."""


class Way(StrEnum):
    """How a character is looked for: by its sound or by its parts."""

    SOUND = "sound"
    PARTS = "parts"


class Composition:
    """Holds the letters of one spelling; `reset` leaves nothing of it anywhere."""

    def __init__(self, pinyin: Pinyin, parts: Parts) -> None:
        self._pinyin = pinyin
        self._parts = parts
        self._mode = InputMode.TEXT
        self.way = Way.SOUND
        self.letters = ""
        self.candidates: list[Candidate] = []

    def begin(self, mode: InputMode, way: Way = Way.SOUND) -> None:
        """Start afresh for a field, or in the same field by another way."""
        self.reset()
        self._mode = mode
        self.way = way

    def type(self, letter: str, before: str) -> None:
        """Add a letter or an apostrophe; `before` is the text left of the cursor."""
        if len(self.letters) < MOST_LETTERS and (self.letters or letter != "'"):
            self.letters += letter
            self._look_up(before)

    def erase(self, before: str) -> None:
        """Take the last letter back."""
        self.letters = self.letters[:-1]
        self._look_up(before)

    def choose(self, candidate: Candidate, before: str) -> str:
        """Return the text to commit; letters that it did not use stay to be chosen for."""
        self.letters = self.letters[candidate.letters :].lstrip("'")
        self._look_up(before + candidate.text)
        return candidate.text

    def reset(self) -> None:
        """Forget the letters, the candidates and everything that was looked up for them."""
        self.letters = ""
        self.candidates = []
        self._pinyin.forget()

    def _look_up(self, before: str) -> None:
        if not self.letters:
            self.reset()
        elif self.way is Way.PARTS:
            self.candidates = self._parts.candidates(self.letters)
        else:
            self.candidates = self._pinyin.candidates(self.letters, self._mode, before)
