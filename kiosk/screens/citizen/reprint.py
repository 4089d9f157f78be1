"""The receipt once more: the case number typed, then the paper from the slot."""

from PySide6.QtWidgets import QWidget

from kiosk.screens.citizen import after_words as words
from kiosk.screens.citizen.after_views import ReprintView
from kiosk.screens.citizen.asking import CASE_NUMBER, AskPage
from kiosk.screens.citizen.parts import Notice
from kiosk.screens.citizen.porch_views import Foot
from kiosk.screens.citizen.words import GO_BACK, TO_START
from kiosk.screens.look.look import Look
from kiosk.texts import Language


class ReprintPage(AskPage):
    """Shows nothing of the case itself: the number alone prints, it does not tell."""

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(CASE_NUMBER, look, language, parent)
        self._done = False
        self.note = Notice(look, "check", tone="done")
        self.column.addWidget(self.note)
        self.column.addStretch(1)
        self.dress(look, language)

    def show_view(self, view: ReprintView) -> None:
        """Ask for the number, or say where the paper is."""
        tongue = self.language
        self._done = view.done
        self.say(words.REPRINT[tongue], "" if view.done else words.REPRINT_LEAD[tongue])
        self.line.put(tongue, view.message)
        self.line.setVisible(not view.done)
        done = (words.PRINTING[tongue], words.PRINTING_LINE[tongue]) if view.done else ("", "")
        self.note.put(*done)

    def foot(self) -> Foot:
        """Back, or print; once it is printed only home."""
        tongue = self.language
        if self._done:
            return Foot(onward=TO_START[tongue], onward_icon="home")
        return Foot(GO_BACK[tongue], onward=words.PRINT[tongue], onward_icon="printer")

    def clear(self) -> None:
        """Forget everything."""
        super().clear()
        self._done = False
        self.note.hide()
