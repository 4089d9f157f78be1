"""Something went wrong: what was kept comes first, then what to do and who knows of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.screens.citizen import after_words as words
from kiosk.screens.citizen.after_views import TroubleView
from kiosk.screens.citizen.drawing import Drawing
from kiosk.screens.citizen.page import Page
from kiosk.screens.citizen.porch_views import Foot
from kiosk.screens.citizen.rows import Rows, Said
from kiosk.screens.citizen.stack import Stack
from kiosk.screens.citizen.way_card import WayCard
from kiosk.screens.citizen.words import GO_BACK
from kiosk.screens.look.look import Look
from kiosk.screens.look.sign import Sign
from kiosk.screens.look.words import Words
from kiosk.texts import Language

PICTURE = "component.guide_panel.picture_width"
ACROSS = 3
"""So many ways stand beside each other on a screen that lies."""


class TroublePage(Page):
    """Amber, not red: nothing here is the citizen's mistake. `chosen` with the key of a way."""

    chosen = Signal(str)

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(look, language, parent)
        self._foot = Foot()
        self.kicker = Words(look, style="lead", role="waiting", bold=True)
        self.rows = Rows(look)
        self.picture = Drawing(look, "", PICTURE)
        self._head = QHBoxLayout()
        self._head.addWidget(Sign(look, "exclamation", role="waiting"))
        self._head.addWidget(self.kicker, 1)
        self.column.removeItem(self.heading)
        said = QVBoxLayout()
        said.addLayout(self._head)
        said.addLayout(self.heading)
        said.addStretch(1)
        self._top = QHBoxLayout()
        self._top.addLayout(said, 1)
        self._top.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(self._top)
        self.column.addWidget(self.rows)
        self.column.addStretch(1)
        self.what_now = Words(look, style="heading3", bold=True)
        self.ways: Stack[WayCard] = Stack(self._way)
        self._choice = QVBoxLayout()
        self._choice.addWidget(self.what_now)
        self._choice.addWidget(self.ways)
        self.column.addLayout(self._choice)
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        super().dress(look, language)
        self._head.setSpacing(look.px("space.m"))
        self._head.setContentsMargins(0, 0, 0, look.px("space.s"))
        self._top.setSpacing(look.px("space.l"))
        self._top.setContentsMargins(0, 0, 0, look.px("space.xl"))
        gap = look.px("component.button_choice.gap")
        self.ways.space(gap, across=ACROSS if look.landscape else 1)
        self._choice.setSpacing(look.px("space.m"))
        for way in self.ways.parts:
            way.dress(look)

    def show_view(self, view: TroubleView) -> None:
        """Say what happened; parts without words are left out."""
        self._foot = _foot_of(view, self.language)
        self.kicker.setText(words.STOPPED[self.language])
        self.say(view.title)
        self.picture.put(view.picture)
        rows = (
            ("check", words.KEPT, view.kept, "done"),
            ("info", words.DO_NOW, view.todo, "press"),
            ("speaker", words.TOLD, view.told, "press"),
        )
        self.rows.put(
            tuple(
                Said(icon, heading[self.language], text, role)
                for icon, heading, text, role in rows
                if text
            )
        )

        self.what_now.setText(words.WHAT_NOW[self.language] if view.ways else "")
        self.what_now.setVisible(bool(view.ways))
        for number, (card, way) in enumerate(
            zip(self.ways.fit(len(view.ways)), view.ways, strict=True)
        ):
            card.put(way, first=number == 0)

    def foot(self) -> Foot:
        """Back to where it happened; once more where that can help."""
        return self._foot

    def clear(self) -> None:
        """Forget everything."""
        super().clear()
        self.rows.put(())
        self.ways.fit(0)
        self.picture.put("")

    def _way(self) -> WayCard:
        card = WayCard(self.look)
        card.chosen.connect(self.chosen)
        return card


def _foot_of(view: TroubleView, language: Language) -> Foot:
    back = GO_BACK[language]
    if view.ways:
        return Foot()
    if not view.again:
        return Foot(onward=back, onward_icon="arrow_left")
    return Foot(back=back, onward=words.AGAIN[language], onward_icon="redo")
