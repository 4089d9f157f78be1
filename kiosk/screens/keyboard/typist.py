"""Who types: spells, chooses and puts into one field what the keys say."""

from kiosk.errors import Fault
from kiosk.screens.keyboard.composition import Composition, Way
from kiosk.screens.keyboard.hand import Hand
from kiosk.screens.keyboard.pinyin import Candidate, InputMode


class Typist:
    """Works on one field at a time and leaves it without a trace."""

    def __init__(self, composition: Composition) -> None:
        self.composition = composition
        self._hand: Hand | None = None
        self._mode = InputMode.TEXT

    def take_up(self, hand: Hand, mode: InputMode) -> None:
        """Turn to a field; what was being spelled in another is dropped there."""
        self.leave()
        self._hand = hand
        self._mode = mode
        self.composition.begin(mode)

    def leave(self) -> None:
        """Let the field go, with nothing spelled in it."""
        self.drop()
        self._hand = None

    @property
    def busy(self) -> bool:
        """Whether there is a field to type into."""
        return self._hand is not None

    @property
    def spelling(self) -> bool:
        """Whether letters wait to be chosen for."""
        return bool(self.composition.letters)

    def spell(self, letter: str) -> None:
        """Add a letter or an apostrophe to what is spelled."""
        self.composition.type(letter, self._at.before)
        self._show()

    def put(self, text: str) -> None:
        """Put text in as it is."""
        self._at.commit(text)

    def erase(self) -> None:
        """Take back the last letter spelled, or else what is left of the cursor."""
        if self.spelling:
            self.composition.erase(self._at.before)
            self._show()
        else:
            self._at.erase()

    def choose(self, candidate: Candidate) -> None:
        """Put a candidate in; what it did not use stays spelled, by sound again."""
        hand = self._at
        text = self.composition.choose(candidate, hand.before)
        hand.commit(text)
        if not self.spelling:
            self.composition.begin(self._mode)
        self._show()

    def choose_first(self) -> None:
        """Choose the likeliest."""
        if self.composition.candidates:
            self.choose(self.composition.candidates[0])

    def take_first(self) -> None:
        """Choose the likeliest for all that is spelled; what can't be read is dropped."""
        while self.composition.candidates:
            self.choose_first()
        self.drop()

    def drop(self) -> None:
        """Forget what is spelled."""
        if self._hand and self.spelling:
            self._hand.spell("")
        self.composition.reset()

    def change_way(self) -> None:
        """Look for characters by parts instead of sound, or the other way round."""
        other = Way.SOUND if self.composition.way is Way.PARTS else Way.PARTS
        self.composition.begin(self._mode, other)
        self._show()

    @property
    def _at(self) -> Hand:
        if self._hand is None:
            raise Fault("a key was pressed while no field was open")
        return self._hand

    def _show(self) -> None:
        self._at.spell(self.composition.letters)
