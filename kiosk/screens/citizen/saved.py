"""What was filled in is put away: the code that opens it, where and until when."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from kiosk.screens.citizen import after_words
from kiosk.screens.citizen.after_views import SavedView
from kiosk.screens.citizen.page import Page
from kiosk.screens.citizen.parts import Panel
from kiosk.screens.citizen.porch_views import Foot
from kiosk.screens.citizen.rows import Rows, Said
from kiosk.screens.citizen.words import TO_START
from kiosk.screens.look.look import Look
from kiosk.screens.look.words import Words
from kiosk.texts import Language


class SavedPage(Page):
    """The code stands large: it may be the only copy there is."""

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(look, language, parent)
        middle = Qt.AlignmentFlag.AlignHCenter
        self.panel = Panel(look, tone="done")
        self.label = Words(look, style="body", align=middle)
        self.code = Words(look, style="case_number", align=middle)
        self.panel.column.addStretch(1)
        self.panel.column.addWidget(self.label)
        self.panel.column.addWidget(self.code)
        self.panel.column.addStretch(1)
        self.rows = Rows(look)
        self._both = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._both.addWidget(self.panel, 2)
        self._both.addWidget(self.rows, 3)
        self.column.addLayout(self._both)
        self.column.addStretch(1)
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        super().dress(look, language)
        self.heading.setContentsMargins(0, 0, 0, look.px("space.xl"))
        self.panel.column.setSpacing(look.px("space.s"))
        lying, standing = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._both.setDirection(lying if look.landscape else standing)
        self._both.setSpacing(look.px("space.card_gap"))

    def show_view(self, view: SavedView) -> None:
        """Show the code, and say honestly where it works."""
        say, tongue = after_words, self.language
        self.say(say.SAVED[tongue], say.SAVED_LEAD[tongue])
        self.label.setText(say.CODE[tongue])
        self.code.setText(view.code)
        self.code.setAccessibleName(" ".join(view.code))  # sign by sign when read aloud
        slip = Said("printer", say.PRINTED[tongue])
        if not view.printed:
            note = say.NOT_PRINTED_LINE[tongue]
            slip = Said("exclamation", say.NOT_PRINTED[tongue], note, "waiting")
        until = say.UNTIL.fill(until=view.until)[tongue]
        self.rows.put(
            (
                slip,
                Said("clock", until, say.UNTIL_LINE[tongue]),
                Said("lock", say.ONLY_HERE[tongue], say.ONLY_HERE_LINE[tongue]),
            )
        )

    def foot(self) -> Foot:
        """Only on: home."""
        return Foot(onward=TO_START[self.language], onward_icon="home")

    def clear(self) -> None:
        """Forget everything."""
        super().clear()
        self.rows.put(())
