"""The keyboard on the glass, pressed key by key."""

from functools import partial

from PySide6.QtCore import QPoint

from kiosk.screens.keyboard.board import Board
from kiosk.screens.keyboard.caps import CandidateCap, Cap
from tests.journeys.hand import Hand, centre, name_of, visible_widgets


class Keys:
    """What a finger can do on the keyboard of the kiosk."""

    def __init__(self, hand: Hand) -> None:
        self._hand = hand

    def spell(self, sound: str, word: str) -> None:
        """Write a Chinese word by its sound, choosing candidates until all of it stands there."""
        self.press(*sound)
        while word:
            word = word.removeprefix(self._choose(word))

    def press(self, *names: str) -> None:
        """Press keys by what is written on them."""
        first, *others = names
        self._hand.tap_at(f"key {first}", lambda: _key(first))
        for name in others:
            self._hand.tap_at(f"key {name}", partial(_key, name), still=0)

    def fold(self) -> None:
        """Press 收起, so that the whole page is seen again."""
        self.press("收起")
        self._hand.until("no keyboard", lambda: not _caps())

    def _choose(self, word: str) -> str:
        while (best := self._hand.ask(lambda: _best(word))) is None:
            self._hand.tap_at(f"more candidates for {word}", _more, still=0)
        found: str = best
        self._hand.tap_at(found, lambda: centre(_shown().get(found)), still=0)
        return found


def _caps() -> list[Cap]:
    return [one for one in visible_widgets(Cap) if isinstance(one.parentWidget(), Board)]


def _key(name: str) -> QPoint | None:
    return centre(next((one for one in _caps() if name in (one.text(), name_of(one))), None))


def _shown() -> dict[str, CandidateCap]:
    return {one.text(): one for one in visible_widgets(CandidateCap)}


def _best(word: str) -> str | None:
    """Return the longest candidate the word begins with."""
    return max((one for one in _shown() if one and word.startswith(one)), key=len, default=None)


def _more() -> QPoint | None:
    """Return where there are other candidates: all of them, or those of the next page."""
    caps = {name_of(one): one for one in visible_widgets(Cap)}
    return centre(caps.get("更多字") or caps.get("下一页"))
