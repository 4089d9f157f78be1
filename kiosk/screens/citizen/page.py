"""A page of the visit: a title, a short line under it, and what the page is about."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QVBoxLayout, QWidget

from kiosk.screens.citizen.porch_views import Foot
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
        self.opening: tuple[str, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.inside = QWidget()
        self.column = QVBoxLayout(self.inside)
        self.title = Words(look, style="title")
        self.lead = Words(look, style="lead", role="soft")
        self.heading = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self.heading.addWidget(self.title)
        self.heading.addWidget(self.lead, 1)
        self.column.addLayout(self.heading)
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
        part: QWidget
        for part in self.findChildren(QWidget):
            if isinstance(part, Dressed) and not isinstance(part, Roll):
                part.dress(look)
        self.roll.dress(look, language)
        lying, standing = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self.heading.setDirection(lying if look.landscape else standing)
        self.heading.setSpacing(look.px("space.l") if look.landscape else 0)

    def say(self, title: str, lead: str = "") -> None:
        """Write the title and the line under it; another title begins at the top."""
        if title != self.title.text():
            self.roll.top()
            self.setFocus()
        self.opening = (title, lead)
        self.title.setText(title)
        self.lead.setText(lead)
        self.lead.setVisible(bool(lead))
        self.setAccessibleName(title)

    def foot(self) -> Foot:
        """Return what the foot bar says; nothing unless a page wants it."""
        return Foot()

    def clear(self) -> None:
        """Forget everything: no word of a view is left in any widget."""
        self.opening = ()
        part: QWidget
        for part in self.findChildren(QWidget):
            if isinstance(part, Entry):
                part.forget()
            elif isinstance(part, Words | Tag | QAbstractButton):
                part.setText("")
            part.setAccessibleName("")
            part.setAccessibleDescription("")
        self.setAccessibleName("")
        self.roll.dress(self.look, self.language)
