"""The candidates to choose from: one row above the keys, or unfolded over all of them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from kiosk.screens.keyboard.caps import CandidateCap, candidate_width
from kiosk.screens.keyboard.pinyin import Candidate
from kiosk.screens.keyboard.telling import Notes
from kiosk.screens.look.look import Look

Describe = Callable[[str], Notes]


class Shelf(QWidget):
    """Rows of as many candidates as fit, from any place on; holds no text when wiped."""

    chosen = Signal(object)

    def __init__(self, look: Look, describe: Describe, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._describe = describe
        self._caps: list[CandidateCap] = []
        self._candidates: Sequence[Candidate] = ()
        self._begins = 0
        self._fits = 0
        self._rows = 1
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._group.idClicked.connect(self._on_clicked)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        for cap in self._caps:
            cap.dress(look)
        self._lay_out()

    def offer(self, candidates: Sequence[Candidate], begins: int = 0, rows: int = 1) -> None:
        """Show the candidates from a place on, in rows."""
        self._candidates = candidates
        self._begins = begins
        self._rows = rows
        self._lay_out()

    @property
    def ends(self) -> int:
        """The place after the last candidate shown."""
        return self._begins + self._fits

    @property
    def shown(self) -> tuple[CandidateCap, ...]:
        """The faces of the candidates shown."""
        return tuple(self._caps[: self._fits])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the new width."""
        self._lay_out()

    def _lay_out(self) -> None:
        self._fits = 0
        gap = self._look.px("component.keyboard.key_gap")
        high = (self.height() + gap) / self._rows
        left, row = 0, 0
        for candidate in self._candidates[self._begins :]:
            notes = self._describe(candidate.text)
            wide = min(candidate_width(self._look, candidate.text, notes), self.width())
            if left and left + wide > self.width():
                left, row = 0, row + 1
            if row == self._rows or not self.width():
                break
            place = QRect(left, round(row * high), wide, round(high - gap))
            self._place(candidate.text, notes, place)
            left += wide + gap
        for cap in self._caps[self._fits :]:
            cap.wipe()

    def _place(self, text: str, notes: Notes, place: QRect) -> None:
        if self._fits == len(self._caps):
            cap = CandidateCap(self._look, self)
            self._group.addButton(cap, len(self._caps))
            self._caps.append(cap)
        cap = self._caps[self._fits]
        cap.offer(text, notes, first=self._begins + self._fits == 0)
        cap.setGeometry(place)
        cap.show()
        self._fits += 1

    def _on_clicked(self, place: int) -> None:
        self.chosen.emit(self._candidates[self._begins + place])
