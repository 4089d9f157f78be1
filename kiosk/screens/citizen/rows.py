"""A card of rows: a sign, a bold line and what it means; as many as there is to say."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.screens.citizen.parts import Lines, Panel, Rule
from kiosk.screens.citizen.stack import Stack
from kiosk.screens.look.look import Look
from kiosk.screens.look.sign import Sign


@dataclass(frozen=True, slots=True)
class Said:
    """One row; `role` is the colour of its sign."""

    icon: str
    first: str
    second: str = ""
    role: str = "press"


class Row(QWidget):
    """A sign beside two lines; from the second on with a dividing line above."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._rule = Rule(look)
        self._sign = Sign(look, "info")
        self.lines = Lines(look, style="lead", below="body")
        self.lines.second.set_role("ink")
        self._row = QHBoxLayout()
        self._row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self.lines, 1)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addWidget(self._rule)
        self._column.addLayout(self._row)
        self.dress(look)

    def put(self, said: Said, *, first: bool) -> None:
        """Say it."""
        self._rule.setVisible(not first)
        self._sign.set_icon(said.icon, said.role)
        self.lines.put(said.first, said.second)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        above = look.px("space.l")
        self._row.setContentsMargins(0, above, 0, above)
        self._row.setSpacing(look.px("space.xl"))
        self._column.setContentsMargins(0, 0, 0, 0)


class Rows(Panel):
    """Hidden while nothing is said."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._stack: Stack[Row] = Stack(self._make)
        self._stack.space(0)
        self.column.addWidget(self._stack)

    def put(self, said: tuple[Said, ...]) -> None:
        """Show these rows."""
        for place, row in enumerate(self._stack.fit(len(said))):
            row.put(said[place], first=place == 0)
        self.setVisible(bool(said))

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        super().dress(look)
        inside = look.px("space.card_inside")
        self.column.setContentsMargins(inside, look.px("space.s"), inside, look.px("space.s"))

    def _make(self) -> Row:
        return Row(self._look)
