"""Fields with ticks: several answers at once, or one sentence to confirm."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from kiosk.catalogue.schema import KindName
from kiosk.screens.fields.box import ring_room
from kiosk.screens.fields.choosing import Choosing
from kiosk.screens.fields.field import Field
from kiosk.screens.fields.view import FieldView
from kiosk.screens.look.look import Look
from kiosk.screens.look.tick import Tick
from kiosk.texts import Language


class TicksField(Field):
    """Each answer is a row with a tick; a confirmation is one row that says it all."""

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(look, language, parent)
        self._ticks: list[Tick] = []
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        super().dress(look, language)
        room = ring_room(look)
        self.body.setContentsMargins(room, 0, room, room)
        self.body.setSpacing(look.px("component.option.stack_gap"))
        for tick in self._ticks:
            tick.dress(look)

    def put(self, view: FieldView) -> None:
        """Show the answers and which of them hold."""
        confirm = view.kind is KindName.CONFIRM
        titles = [view.label] if confirm else [option.title for option in view.options]
        self.label.setVisible(not confirm)
        while len(self._ticks) < len(titles):
            self._add()
        for place, tick in enumerate(self._ticks):
            shown = place < len(titles)
            tick.setVisible(shown)
            tick.setText(titles[place] if shown else "")
            tick.setChecked(shown and self._holds(view, place))

    def forget(self) -> None:
        """Nothing is ticked and nothing is offered."""
        for tick in self._ticks:
            tick.setText("")
            tick.setChecked(False)

    def refuse(self, refused: bool) -> None:
        """Red edges."""
        for tick in self._ticks:
            tick.refuse(refused)

    def take(self, value: str) -> Choosing | None:
        """Nothing more to choose."""
        return None

    def target(self) -> QWidget:
        """Return the first row."""
        return self._ticks[0]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # Qt names it
        """Tell that the field is in use as soon as a part of it is."""
        if event.type() is QEvent.Type.FocusIn and self._view is not None:
            self.entered.emit(self._view.path)
        return super().eventFilter(watched, event)

    def _add(self) -> None:
        tick = Tick(self.look, self)
        tick.installEventFilter(self)
        tick.clicked.connect(self._tell)
        self._ticks.append(tick)
        self.body.addWidget(tick)

    def _holds(self, view: FieldView, place: int) -> bool:
        if view.kind is KindName.CONFIRM:
            return view.value is True
        return isinstance(view.value, list) and view.options[place].value in view.value

    def _tell(self) -> None:
        view = self.view
        if view.kind is KindName.CONFIRM:
            self.answered.emit(view.path, self._ticks[0].isChecked())
            return
        pairs = zip(view.options, self._ticks, strict=False)
        self.answered.emit(view.path, [option.value for option, tick in pairs if tick.isChecked()])
