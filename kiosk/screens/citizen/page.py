"""A page of the visit: a title, a short line under it, and what the page is about."""

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from kiosk.screens.citizen.roll import Roll
from kiosk.screens.fields.entry import Entry
from kiosk.screens.look.look import Look
from kiosk.screens.look.tag import Tag
from kiosk.screens.look.words import Words
from kiosk.texts import Language


@runtime_checkable
class Dressed(Protocol):
    """A part that changes colours and sizes."""

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""


class Page(QWidget):
    """Built once. All that can be read on it comes with a view; `clear` takes all of it away."""

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self.language = look, language
        self.inside = QWidget()
        self.column = QVBoxLayout(self.inside)
        self.title = Words(look, style="title")
        self.lead = Words(look, style="lead", role="soft")
        self.column.addWidget(self.title)
        self.column.addWidget(self.lead)
        self.roll = Roll(look, self.inside, self)
        self.whole = QVBoxLayout(self)
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.whole.setSpacing(0)
        self.whole.addWidget(self.roll, 1)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language; the view comes again in the new language."""
        self.look, self.language = look, language
        side = look.px("space.page_side")
        self.column.setContentsMargins(side, look.px("space.l"), side, look.px("space.l"))
        self.column.setSpacing(0)
        for part in self.findChildren(QWidget):
            if isinstance(part, Dressed) and not isinstance(part, Roll):
                part.dress(look)
        self.roll.dress(look, language)

    def say(self, title: str, lead: str = "") -> None:
        """Write the title and the line under it, and begin at the top."""
        self.title.setText(title)
        self.lead.setText(lead)
        self.lead.setVisible(bool(lead))
        self.setAccessibleName(title)
        self.roll.top()

    def clear(self) -> None:
        """Forget everything: no word of a view is left in any widget."""
        for part in self.inside.findChildren(QWidget):
            if isinstance(part, Entry):
                part.forget()
            elif isinstance(part, Words | Tag | QAbstractButton):
                part.setText("")
            part.setAccessibleName("")
            part.setAccessibleDescription("")
