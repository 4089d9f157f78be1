"""Parts of the guide: the search box, the row of facts, headed cards, sections that unfold."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.screens.citizen.parts import Panel
from kiosk.screens.citizen.stack import Stack
from kiosk.screens.citizen.views import FactView, SectionView
from kiosk.screens.fields.box import EDITOR
from kiosk.screens.fields.entry import Entry
from kiosk.screens.look.look import Look
from kiosk.screens.look.plate import draw_plate
from kiosk.screens.look.sign import Sign
from kiosk.screens.look.tag import Tag
from kiosk.screens.look.words import Words


class SearchBox(QWidget):
    """A box to type in; what it is for stands in it while it is empty."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._in_use = look, False
        self.entry = Entry(self)
        self.hint = Tag(look, tone="sunk")
        self._row = QHBoxLayout(self)
        self._row.addWidget(Sign(look, "search", role="soft"))
        self._row.addWidget(self.entry, 1)
        self._row.addWidget(self.hint)
        self.entry.came.connect(lambda: self._use(True))
        self.entry.went.connect(lambda: self._use(False))

    def put(self, name: str, example: str, hint: str) -> None:
        """Say what can be typed; large letters leave no room for the hint."""
        self.entry.setAccessibleName(name)
        self.entry.setPlaceholderText(example)
        self.hint.setText("" if self._look.large_print else hint)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        side = look.px("component.field.side")
        self._row.setContentsMargins(side, 0, side, 0)
        self._row.setSpacing(look.px("space.m"))
        self.entry.setFont(look.font("lead"))
        palette = self.palette()  # the editor takes its colours from here
        for part, role in EDITOR.items():
            palette.setColor(part, look.colour(role))
        self.setPalette(palette)
        self.setFixedHeight(look.px("component.field.height"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box; blue and thicker while it is typed in."""
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role, token = ("press", "line.focus") if self._in_use else ("edge", "line.field")
        width = look.px(token)
        draw_plate(painter, look, self.rect(), fill="card", edge=role, width=width)

    def _use(self, used: bool) -> None:
        self._in_use = used
        self.update()


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
        super().__init__(look)
        self.heading = Words(look, style="heading3")
        self.column.addWidget(self.heading)
        self.column.addWidget(self.lines)
        self.column.addStretch(1)

    def put(self, view: SectionView) -> None:
        """Show a section."""
        self.heading.setText(view.title)
        for words, line in zip(self.lines.fit(len(view.lines)), view.lines, strict=True):
            words.setText(line)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        super().dress(look)
        self.column.setSpacing(look.px("space.s"))
        self.lines.space(look.px("space.xs"))
