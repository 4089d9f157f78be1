"""A field that asks nothing: a sentence to read."""

from PySide6.QtWidgets import QWidget

from kiosk.screens.fields.choosing import Choosing
from kiosk.screens.fields.field import Field
from kiosk.screens.fields.view import FieldView
from kiosk.screens.look.look import Look
from kiosk.texts import Language


class NoteField(Field):
    """Label and hint say it all."""

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(look, language, parent)
        self.dress(look, language)

    def put(self, view: FieldView) -> None:
        """Nothing is given to a note."""

    def forget(self) -> None:
        """Hold nothing: a note has no answer."""

    def take(self, value: str) -> Choosing | None:
        """Nothing to choose."""
        return None

    def target(self) -> QWidget:
        """Return the sentence itself."""
        return self.label
