"""How far a case is: its number typed, then item by item what its department says."""

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kiosk.screens.citizen import after_words as words
from kiosk.screens.citizen.after_views import ProgressItemView, ProgressView, Tone
from kiosk.screens.citizen.asking import CASE_NUMBER, AskPage
from kiosk.screens.citizen.parts import Notice, Panel
from kiosk.screens.citizen.porch_views import Foot
from kiosk.screens.citizen.words import GO_BACK
from kiosk.screens.look.look import Look
from kiosk.screens.look.timeline import Mark, Station, Timeline
from kiosk.texts import Language

MARKS = {
    Tone.DONE: Mark.DONE,
    Tone.NOW: Mark.NOW,
    Tone.TO_COME: Mark.TO_COME,
    Tone.ATTENTION: Mark.ATTENTION,
}


def station(item: ProgressItemView) -> Station:
    """Return an item as a station of the line."""
    where = " · ".join(filter(None, (item.state, item.department)))
    below = "\n".join(filter(None, (where, item.result)))
    return Station(item.date, item.title, what_below=below, mark=MARKS[item.tone])


class ProgressPage(AskPage):
    """Without a line it shows the last news and says from when they are."""

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(CASE_NUMBER, look, language, parent)
        self.old = Notice(look, "wifi_off", tone="waiting")
        self.timeline = Timeline(look)
        self.panel = Panel(look)
        self.panel.column.addWidget(self.timeline)
        self._asks = QVBoxLayout()
        self._asks.addWidget(self.line)
        self._asks.addWidget(self.old)
        self._asks.addStretch(1)
        self._both = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._both.addLayout(self._asks, 2)
        self._both.addWidget(self.panel, 3)
        self.column.addLayout(self._both)
        self.column.addStretch(1)
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        super().dress(look, language)
        lying, standing = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._both.setDirection(lying if look.landscape else standing)
        self._both.setSpacing(look.px("space.card_gap"))

    def show_view(self, view: ProgressView) -> None:
        """Ask for a number, or show what is known of it."""
        tongue = self.language
        self.say(words.PROGRESS[tongue], words.PROGRESS_LEAD[tongue])
        if view.number and view.number != self.line.entry.typed:
            self.line.entry.put(view.number)
        self.line.put(tongue, view.message)
        as_of = words.AS_OF.fill(time=view.as_of)[tongue] if view.as_of else ""
        self.old.put(as_of, words.AS_OF_LINE[tongue] if as_of else "")
        self.timeline.show_stations(tuple(map(station, view.items)))
        self.panel.setVisible(bool(view.items))
        self.line.hint.setVisible(not view.items)

    def foot(self) -> Foot:
        """Back, or look it up."""
        tongue = self.language
        return Foot(GO_BACK[tongue], onward=words.LOOK_UP[tongue], onward_icon="search")

    def clear(self) -> None:
        """Forget everything."""
        super().clear()
        self.timeline.show_stations(())
        self.panel.hide()
        self.old.hide()
