"""Fields with a few answers to tap: yes or no, sex, one of the two people, one or several."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from kiosk.catalogue.kinds import Json
from kiosk.catalogue.kinds.sex import SEXES
from kiosk.catalogue.kinds.yes_no import NO, YES
from kiosk.catalogue.schema import KindName
from kiosk.screens.fields.box import ring_room
from kiosk.screens.fields.choosing import Choosing
from kiosk.screens.fields.field import Field
from kiosk.screens.fields.view import FieldView
from kiosk.screens.look.look import Look
from kiosk.screens.look.option import Option
from kiosk.texts import Language

MOST_ABREAST = 3


class ChoiceField(Field):
    """One answer of a few: side by side when they are short, else one under the other."""

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(look, language, parent)
        self._options: list[Option] = []
        self._values: tuple[Json, ...] = ()
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._choose)
        self._grid = QGridLayout()
        self.body.addLayout(self._grid)
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        super().dress(look, language)
        room = ring_room(look)
        self._grid.setContentsMargins(room, room, room, room)
        self._grid.setHorizontalSpacing(look.px("component.option.gap"))
        self._grid.setVerticalSpacing(look.px("component.option.stack_gap"))
        for option in self._options:
            option.dress(look)

    def put(self, view: FieldView) -> None:
        """Show the answers and which one holds."""
        answers = answers_of(view, self.language)
        self._values = tuple(value for value, _ in answers)
        while len(self._options) < len(answers):
            self._add()
        self._group.setExclusive(False)
        for place, option in enumerate(self._options):
            shown = place < len(answers)
            option.setVisible(shown)
            option.setText(answers[place][1] if shown else "")
            option.setAccessibleDescription(view.label if shown else "")
            option.setChecked(shown and answers[place][0] == view.value)
        self._group.setExclusive(True)
        self._arrange()

    def forget(self) -> None:
        """No answer is chosen and none is offered."""
        self._values = ()
        self._group.setExclusive(False)
        for option in self._options:
            option.setText("")
            option.setAccessibleDescription("")
            option.setChecked(False)
        self._group.setExclusive(True)

    def refuse(self, refused: bool) -> None:
        """Red edges."""
        for option in self._options:
            option.refuse(refused)

    def take(self, value: str) -> Choosing | None:
        """Nothing more to choose."""
        return None

    def target(self) -> QWidget:
        """Return the chosen answer, else the first."""
        shown = self._options[: len(self._values)]
        return next((option for option in shown if option.isChecked()), shown[0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the answers side by side if they fit now."""
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # Qt names it
        """Tell that the field is in use as soon as a part of it is."""
        if event.type() is QEvent.Type.FocusIn and self._view is not None:
            self.entered.emit(self._view.path)
        return super().eventFilter(watched, event)

    def _add(self) -> None:
        option = Option(self.look, self)
        option.installEventFilter(self)
        self._group.addButton(option, len(self._options))
        self._options.append(option)

    def _arrange(self) -> None:
        shown = self._options[: len(self._values)]
        if not shown:
            return
        gap, room = self._grid.horizontalSpacing(), self.width() - 2 * ring_room(self.look)
        widest = max(option.sizeHint().width() for option in shown)
        fitting = max(1, (room + gap) // (widest + gap))
        abreast = min(len(shown), MOST_ABREAST)
        if abreast > fitting:  # a low screen has no height to give away
            abreast = min(fitting, 2) if self.look.landscape else 1
        rows = -(-len(shown) // abreast)
        abreast = -(-len(shown) // rows)  # four stand two and two
        for place, option in enumerate(shown):
            self._grid.addWidget(option, place // abreast, place % abreast)

    def _choose(self, place: int) -> None:
        self.answered.emit(self.view.path, self._values[place])


def answers_of(view: FieldView, language: Language) -> tuple[tuple[Json, str], ...]:
    """Return what can be tapped for a kind: the value to keep and the words to read."""
    if view.kind is KindName.YES_NO:
        return ((True, YES[language]), (False, NO[language]))
    if view.kind is KindName.SEX:
        return tuple((one.value, one.title[language]) for one in SEXES)
    return tuple((option.value, option.title) for option in view.options)
