"""A date that may also be without end: typed, or ticked as 长期."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.catalogue.kinds.date import LONG_TERM, OPEN_END
from kiosk.screens.fields.box import ring_room
from kiosk.screens.fields.line import LineField
from kiosk.screens.fields.view import FieldView
from kiosk.screens.look.look import Look
from kiosk.screens.look.tick import Tick
from kiosk.texts import Language


class UntilField(LineField):
    """A line for the day and a tick below it; one takes the other back."""

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        self._tick = Tick(look)
        self._row = QHBoxLayout()
        super().__init__(look, language, parent)
        self._row.addWidget(self._tick)
        self.body.addLayout(self._row)
        self._tick.installEventFilter(self)
        self._tick.clicked.connect(self._choose)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        super().dress(look, language)
        room = ring_room(look)
        self.body.setSpacing(look.px("space.s"))
        self._row.setContentsMargins(room, 0, room, room)
        self._tick.dress(look)
        self._tick.setText(LONG_TERM[language])

    def put(self, view: FieldView) -> None:
        """Show the day, or the tick."""
        super().put(view)
        self._tick.setChecked(view.value == OPEN_END)
        self._tick.setAccessibleDescription(view.label)

    def forget(self) -> None:
        """Leave neither text nor tick."""
        super().forget()
        self._tick.setChecked(False)
        self._tick.setAccessibleDescription("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # Qt names it
        """Tell that the field is in use as soon as the tick is."""
        if event.type() is QEvent.Type.FocusIn and self._view is not None:
            self.entered.emit(self._view.path)
        return super().eventFilter(watched, event)

    def _choose(self) -> None:
        self.drop()
        self.answered.emit(self.view.path, OPEN_END if self._tick.isChecked() else None)
