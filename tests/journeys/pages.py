"""The pages of the kiosk as somebody meets them: what can be done there, in their words."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect

from kiosk.screens.citizen.number_line import NumberLine
from kiosk.screens.citizen.signing_pad import SigningPad
from kiosk.script import FRAME
from tests.journeys.hand import Hand, visible_widgets
from tests.journeys.keys import Keys

Line = Sequence[tuple[float, float]]


class Form:
    """The questions: every way there is to answer one."""

    def __init__(self, hand: Hand) -> None:
        self._hand, self._keys = hand, Keys(hand)

    def spell(self, label: str, *words: tuple[str, str]) -> None:
        """Write words by their sound on the kiosk's keyboard."""
        self._hand.tap(label)
        for sound, word in words:
            self._keys.spell(sound, word)

    def press(self, label: str, number: str) -> None:
        """Write a number on the kiosk's number pad."""
        self._hand.tap(label)
        self._keys.press(*number)

    def type(self, label: str, text: str) -> None:
        """Write on the keyboard that is plugged in."""
        self._hand.tap(label)
        self._hand.type(text)

    def pick(self, label: str, *answers: str) -> None:
        """Open the page of answers and touch one after the other."""
        for name in (label, *answers):
            self._hand.tap(name)

    def fold(self) -> None:
        """Put the keyboard away."""
        self._keys.fold()

    def touch(self, *answers: str) -> None:
        """Touch answers that stand on the page."""
        for name in answers:
            self._hand.tap(name)

    def onward(self) -> None:
        """Go on."""
        self._hand.tap("下一步")


def sign(hand: Hand, name: str, strokes: Sequence[Line]) -> None:
    """Write a name into the frame with the finger."""
    hand.sees(f"用手指在框里写：{name}")
    frame = hand.until("the frame", _frame)
    for line in strokes:
        hand.draw([_at(frame, x, y) for x, y in line])


def number_on(hand: Hand) -> str:
    """Read the case number from the screen."""
    return hand.until("the case number", _number).replace(" ", "")


def _number() -> str | None:
    lines = visible_widgets(NumberLine)
    return next((one.accessibleName() for one in lines if one.accessibleName()), None)


def _frame() -> QRect | None:
    pad = next(iter(visible_widgets(SigningPad)), None)
    if pad is None:
        return None
    return QRect(pad.mapToGlobal(QPoint(0, 0)), pad.size())


def _at(frame: QRect, x: float, y: float) -> tuple[int, int]:
    wide, high = FRAME
    return (
        round(frame.x() + x / wide * frame.width()),
        round(frame.y() + y / high * frame.height()),
    )
