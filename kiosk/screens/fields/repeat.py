"""A field of several groups, such as one for each child: cards that can be added and removed."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.screens.fields.box import ring_room
from kiosk.screens.fields.choosing import Choosing
from kiosk.screens.fields.field import Field
from kiosk.screens.fields.view import FieldView
from kiosk.screens.look.button import Button
from kiosk.screens.look.card import Card
from kiosk.screens.look.look import Look
from kiosk.screens.look.words import Words
from kiosk.texts import Language, Text

NUMBERED = Text("第 {number} 项", "No. {number}")
ADD = Text("再加一项", "Add one")
REMOVE = Text("删掉", "Remove")


class Lender(Protocol):
    """Where fields come from and go back to."""

    def lend(self, view: FieldView, parent: QWidget) -> Field:
        """Hand out a field that asks this."""
        ...

    def take_back(self, field: Field) -> None:
        """Take a field back, cleared."""
        ...


class Group(Card):
    """One card: its number, its fields, and the way to remove it."""

    def __init__(
        self, look: Look, language: Language, drop: Callable[[], None], parent: QWidget
    ) -> None:
        super().__init__(look, parent)
        self.fields: list[Field] = []
        self._title = Words(look, parent=self, style="lead", bold=True)
        self._drop = Button(look, self, small=True)
        self._drop.clicked.connect(drop)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._drop, 0, Qt.AlignmentFlag.AlignRight)
        self._head = head
        self._column = QVBoxLayout(self)
        self._column.addLayout(head)
        self.speak(look, language)

    def speak(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        self.dress(look)
        inside = look.px("space.m")
        self._column.setContentsMargins(inside, inside, inside, inside)
        self._column.setSpacing(look.px("space.xl") - ring_room(look))
        self._head.setContentsMargins(ring_room(look), 0, ring_room(look), 0)
        self._title.dress(look)
        self._drop.dress(look)
        self._drop.setText(REMOVE[language])

    def ask(
        self, number: int, row: tuple[FieldView, ...], lender: Lender, language: Language
    ) -> None:
        """Ask what one row asks; a field that already asks the same kind of thing stays."""
        self._title.setText(NUMBERED.fill(number=number)[language])
        self._drop.setAccessibleName(f"{REMOVE[language]} {self._title.text()}")
        if [field.view.path for field in self.fields] != [view.path for view in row]:
            self.give_back(lender)
        for place, view in enumerate(row):
            if place < len(self.fields):
                self.fields[place].ask(view)
            else:
                field = lender.lend(view, self)
                self.fields.append(field)
                self._column.addWidget(field)

    def give_back(self, lender: Lender) -> None:
        """Hand all fields back."""
        lent, self.fields = self.fields, []
        for field in lent:
            self._column.removeWidget(field)
            lender.take_back(field)

    def may_drop(self, allowed: bool) -> None:
        """Whether fewer groups are enough."""
        self._drop.setVisible(allowed)


class RepeatField(Field):
    """The groups one under the other, and a button for one more."""

    def __init__(
        self, look: Look, language: Language, lender: Lender, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, language, parent)
        self._lender = lender
        self._groups: list[Group] = []
        self._shown = 0
        self._add = Button(look, self)
        self._add.clicked.connect(self._want_more)
        self._cards = QVBoxLayout()
        self.body.addLayout(self._cards)
        self.body.addWidget(self._add)
        self.dress(look, language)

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of all groups, in order."""
        return tuple(field for group in self._groups[: self._shown] for field in group.fields)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        super().dress(look, language)
        room = ring_room(look)
        self.body.setContentsMargins(room, 0, room, room)
        self.body.setSpacing(look.px("space.m"))
        self._cards.setSpacing(look.px("space.m"))
        self._add.dress(look)
        self._add.setText(ADD[language])
        for group in self._groups:
            group.speak(look, language)

    def put(self, view: FieldView) -> None:
        """Show a group for each row."""
        while len(self._groups) < len(view.rows):
            self._append()
        self._shown = len(view.rows)
        for place, group in enumerate(self._groups):
            if place < self._shown:
                group.ask(place + 1, view.rows[place], self._lender, self.language)
                group.may_drop(self._shown > view.min_rows)
            else:
                group.give_back(self._lender)
            group.setVisible(place < self._shown)
        self._add.setVisible(self._shown < view.max_rows)
        self._add.setAccessibleName(f"{ADD[self.language]} {view.label}")

    def forget(self) -> None:
        """Give all fields back, cleared."""
        self._shown = 0
        self._add.setAccessibleName("")
        for group in self._groups:
            group.give_back(self._lender)
            group.hide()

    def settle(self) -> None:
        """Tell what was typed in the groups."""
        for field in self.fields:
            field.settle()

    def take(self, value: str) -> Choosing | None:
        """Nothing to choose here; the fields inside choose for themselves."""
        return None

    def target(self) -> QWidget:
        """Return the first field inside, else the button for one more."""
        return self.fields[0].target() if self.fields else self._add

    def _append(self) -> None:
        place = len(self._groups)
        group = Group(self.look, self.language, lambda: self._drop(place), self)
        self._groups.append(group)
        self._cards.addWidget(group)

    def _want_more(self) -> None:
        self.row_wanted.emit(self.view.path)

    def _drop(self, place: int) -> None:
        self.row_dropped.emit(self.view.path, place)
