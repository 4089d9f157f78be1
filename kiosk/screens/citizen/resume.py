"""Going on with what was put away: the claim code, and what is different in the form since."""

from PySide6.QtWidgets import QWidget

from kiosk.screens.citizen import after_words as words
from kiosk.screens.citizen.after_views import ResumeView
from kiosk.screens.citizen.asking import CLAIM_CODE, AskPage
from kiosk.screens.citizen.parts import Notice
from kiosk.screens.citizen.porch_views import Foot
from kiosk.screens.citizen.rows import Rows, Said
from kiosk.screens.citizen.words import GO_BACK
from kiosk.screens.look.look import Look
from kiosk.texts import Language


class ResumePage(AskPage):
    """Asks for the code; once it opened and the form has changed, says what is different."""

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(CLAIM_CODE, look, language, parent)
        self._changed = False
        self.note = Notice(look, "info")
        self.changes = Rows(look)
        self.column.addWidget(self.note)
        self.column.addWidget(self.changes)
        self.column.addStretch(1)
        self.dress(look, language)

    def show_view(self, view: ResumeView) -> None:
        """Ask for the code, or list what has changed."""
        tongue = self.language
        self._changed = changed = bool(view.changes)
        title = words.CHANGED if changed else words.RESUME
        self.say(title[tongue], (words.CHANGED_LEAD if changed else words.RESUME_LEAD)[tongue])
        self.line.put(tongue, view.message)
        self.line.setVisible(not changed)
        self.note.put(words.CODE_SIGNS[tongue], words.CODE_SIGNS_LINE[tongue])
        self.note.setVisible(not changed)
        self.changes.put(tuple(Said("pencil", change) for change in view.changes))

    def foot(self) -> Foot:
        """Back, or open; with changes only on."""
        tongue = self.language
        if self._changed:
            return Foot(onward=words.CARRY_ON[tongue])
        return Foot(GO_BACK[tongue], onward=words.OPEN[tongue])

    def clear(self) -> None:
        """Forget everything."""
        super().clear()
        self._changed = False
        self.changes.put(())
