"""Nobody touched the screen for a while: is somebody still there, and what happens if not."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from kiosk.screens.citizen import after_words as words
from kiosk.screens.citizen.after_views import StillThereView
from kiosk.screens.citizen.page import Page
from kiosk.screens.citizen.parts import Notice
from kiosk.screens.look.button import Button
from kiosk.screens.look.countdown_ring import CountdownRing
from kiosk.screens.look.look import Look
from kiosk.texts import Language

COMPONENT = "component.button_still_there"


class StayButton(Button):
    """The largest button of all: who is there presses it without looking for it."""

    def sizeHint(self) -> QSize:
        """Return the height that the hand can't miss."""
        wide = super().sizeHint().width()
        return QSize(wide, self._look.px(f"{COMPONENT}.height"))

    def _letters(self) -> QFont:
        font = QFont(super()._letters())
        font.setPixelSize(self._look.px(f"{COMPONENT}.text"))
        return font

    def _icon_side(self) -> int:
        return self._look.px("component.button_choice.icon")


class StillTherePage(Page):
    """`stayed`, `put_away` what was filled in, or `ended`; without an answer time decides."""

    stayed = Signal()
    put_away = Signal()
    ended = Signal()

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(look, language, parent)
        self._whole = 1
        self.ring = CountdownRing(look)
        self.stay = StayButton(look, icon="touch", filled=True)
        self.seal = Button(look, icon="box_down")
        self.end = Button(look, icon="home")
        self.note = Notice(look, "lock")
        self.title.set_style("welcome_title", bold=True)
        self.lead.set_role("ink")
        self._upper = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._lower = QHBoxLayout()
        self._lower.addWidget(self.seal, 1)
        self._lower.addWidget(self.end)
        self._lay()
        self.stay.clicked.connect(self.stayed)
        self.seal.clicked.connect(self.put_away)
        self.end.clicked.connect(self.ended)
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        super().dress(look, language)
        lying, standing = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._upper.setDirection(lying if look.landscape else standing)
        self._upper.setSpacing(look.px("space.field_gap"))
        self.heading.setDirection(standing)
        self.heading.setSpacing(look.px("space.m"))
        middle = Qt.AlignmentFlag.AlignVCenter if look.landscape else Qt.AlignmentFlag(0)
        self._upper.setAlignment(self.heading, middle)
        align = Qt.AlignmentFlag.AlignLeft if look.landscape else Qt.AlignmentFlag.AlignHCenter
        for line in (self.title, self.lead):
            line.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)
        self._lower.setSpacing(look.px("space.m"))
        self._lower.setContentsMargins(0, look.px("space.l"), 0, look.px("space.xl"))
        for button in (self.seal, self.end):
            button.setMinimumHeight(look.px(f"{COMPONENT}.second_row"))

    def show_view(self, view: StillThereView) -> None:
        """Ask whether somebody is there, and say what happens otherwise."""
        tongue, kept = self.language, view.has_answers
        self._whole = view.whole
        self.say(words.STILL_THERE[tongue], (words.WILL_SEAL if kept else words.WILL_CLEAR)[tongue])
        self.stay.setText(words.STAY[tongue])
        self.seal.setText(words.SEAL[tongue])
        self.seal.setVisible(kept)
        self.end.setText(words.END[tongue])
        self._lower.setStretchFactor(self.end, 0 if kept else 1)
        hours = words.SEALED_FOR.fill(hours=view.sealed_hours)[tongue]
        self.note.put(hours if kept else "", words.SEALED_HOW[tongue] if kept else "")
        self.count(view.seconds_left)

    def count(self, seconds: int) -> None:
        """Show how many seconds are left; nothing else changes."""
        self.ring.show_seconds(seconds, self._whole, words.SECONDS[self.language])

    def _lay(self) -> None:
        self.column.removeItem(self.heading)
        self.heading.setStretchFactor(self.lead, 0)
        self._upper.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignCenter)
        self._upper.addLayout(self.heading, 1)
        self.column.addStretch(2)
        self.column.addLayout(self._upper)
        self.column.addStretch(3)
        self.column.addWidget(self.stay)
        self.column.addLayout(self._lower)
        self.column.addWidget(self.note)
        self.column.addStretch(1)
