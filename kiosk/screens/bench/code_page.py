"""The code of the bench: a pad of large keys, and never the digits themselves."""

from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from kiosk.screens.bench import words
from kiosk.screens.citizen.page import Page
from kiosk.screens.citizen.porch_views import Foot
from kiosk.screens.look.button import Button
from kiosk.screens.look.look import Look
from kiosk.screens.look.message import Message
from kiosk.screens.look.words import Words
from kiosk.texts import Language

KEYS = "123456789⌫0"
RUB_OUT = "⌫"
LONGEST = 12


class CodePage(Page):
    """Holds the digits until they are taken."""

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(look, language, parent)
        self._typed = ""
        self.typed = Words(look, style="heading3", bold=True)
        self.message = Message(look)
        self.keys = {key: Button(look) for key in KEYS}
        self._pad = QGridLayout()
        for place, (key, button) in enumerate(self.keys.items()):
            button.clicked.connect(partial(self._press, key))
            self._pad.addWidget(button, place // 3, place % 3)
        self.column.addWidget(self.typed)
        self.column.addWidget(self.message)
        self.column.addLayout(self._pad)
        self.column.addStretch(1)
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        super().dress(look, language)
        self._pad.setSpacing(look.px("space.card_gap"))
        self._pad.setContentsMargins(0, look.px("space.l"), 0, 0)
        self.heading.setContentsMargins(0, 0, 0, look.px("space.l"))
        for key, button in self.keys.items():
            button.setText(words.RUB_OUT[language] if key == RUB_OUT else key)

    def show_view(self, say: str = "") -> None:
        """Ask for the code, and say what was wrong with the last one."""
        language = self.language
        self.say(words.CODE[language], words.CODE_LEAD[language])
        self.dress(self.look, language)
        self.message.say(say)
        self._show()

    def take(self) -> str:
        """Return what was typed, and hold it no longer."""
        typed, self._typed = self._typed, ""
        self._show()
        return typed

    def foot(self) -> Foot:
        """Back, and open."""
        return Foot(back=words.BACK[self.language], onward=words.OPEN[self.language])

    def clear(self) -> None:
        """Forget the digits."""
        super().clear()
        self._typed = ""
        self.message.say("")

    def _press(self, key: str) -> None:
        self._typed = self._typed[:-1] if key == RUB_OUT else (self._typed + key)[:LONGEST]
        self._show()

    def _show(self) -> None:
        count, language = len(self._typed), self.language
        told = words.DIGITS_TYPED.fill(count=count) if count else words.NOTHING_TYPED
        self.typed.setText(told[language])
