"""Parts of the guide: the row of facts, headed cards, sections that unfold."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.catalogue.passages import Section
from kiosk.screens.citizen.parts import Panel
from kiosk.screens.citizen.stack import Stack
from kiosk.screens.citizen.views import FactView, SectionView
from kiosk.screens.look.look import Look
from kiosk.screens.look.words import Words


class Fact(QWidget):
    """A figure with its unit, and below it what it says."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.figure = Words(look, style="heading2", wraps=False)
        self.unit = Words(look, bold=True, wraps=False)
        self.line = Words(look, style="caption", role="soft")
        head = QHBoxLayout()
        head.addWidget(self.figure)
        head.addWidget(self.unit, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.line)
        column.addStretch(1)
        self._head, self._column, self._parted = head, column, False
        self.dress(look)

    def put(self, view: FactView, *, parted: bool) -> None:
        """Show a fact; a line parts it from the one before."""
        self._parted = parted
        self.dress(self._look)
        self.figure.setText(view.figure)
        self.unit.setText(view.unit)
        self.line.setText(view.line)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        self._head.setSpacing(look.px("space.xs"))
        self._column.setContentsMargins(look.px("space.l") if self._parted else 0, 0, 0, 0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line at the left."""
        if self._parted:
            wide = self._look.px("line.divider")
            QPainter(self).fillRect(0, 0, wide, self.height(), self._look.colour("line"))


class HeadedCard(Panel):
    """A card with a heading, and a softer line at the right of it."""

    def __init__(self, look: Look, body: QWidget) -> None:
        self.head = QHBoxLayout()
        super().__init__(look)
        self.heading = Words(look, style="heading3", wraps=False)
        self.aside = Words(look, style="caption", role="soft", align=Qt.AlignmentFlag.AlignRight)
        self.head.addWidget(self.heading)
        self.head.addWidget(self.aside, 1)
        self.column.addLayout(self.head)
        self.column.addWidget(body)
        self.column.addStretch(1)

    def put(self, heading: str, aside: str = "") -> None:
        """Write the heading."""
        self.heading.setText(heading)
        self.aside.setText(aside)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        super().dress(look)
        side, above = look.px("space.l"), look.px("space.m")
        self.column.setContentsMargins(side, above, side, above)
        self.head.setSpacing(look.px("space.m"))
        self.column.setSpacing(look.px("space.s"))


class SectionCard(Panel):
    """A heading with its lines."""

    def __init__(self, look: Look) -> None:
        self.lines: Stack[Words] = Stack(lambda: Words(self._look))
        self.section = Section.NOTES
        super().__init__(look)
        self.heading = Words(look, style="heading3")
        self.column.addWidget(self.heading)
        self.column.addWidget(self.lines)
        self.column.addStretch(1)

    def put(self, view: SectionView) -> None:
        """Show a section."""
        self.section = view.section
        self.heading.setText(view.title)
        for words, line in zip(self.lines.fit(len(view.lines)), view.lines, strict=True):
            words.setText(line)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        super().dress(look)
        self.column.setSpacing(look.px("space.s"))
        self.lines.space(look.px("space.xs"))
