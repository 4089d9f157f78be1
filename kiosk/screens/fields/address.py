"""Fields for places: a division chosen in three steps, and with street and number an address."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from kiosk.catalogue.divisions import below, full_name
from kiosk.catalogue.kinds import Json
from kiosk.screens.fields.box import Box, PickBox
from kiosk.screens.fields.choosing import Choosing
from kiosk.screens.fields.divisions import COUNTRY, opening, step
from kiosk.screens.fields.entry import Entry
from kiosk.screens.fields.field import Field
from kiosk.screens.fields.view import FieldView
from kiosk.screens.keyboard.layouts import KeyLayout
from kiosk.screens.keyboard.pinyin import InputMode
from kiosk.screens.look.look import Look
from kiosk.texts import Language, Text

CHOOSE = Text("请选省、市、县区", "Choose province, city, county")
DETAIL = Text("街道、小区、门牌号", "Street, building, number")
LONGEST = 100


class DivisionField(Field):
    """A county by its code; pressed, the box asks for province, city and county."""

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(look, language, parent)
        self._code = ""
        self.box = PickBox(look, self)
        self.body.addWidget(self.box)
        self.setFocusProxy(self.box)
        self.box.installEventFilter(self)
        self.box.clicked.connect(self._ask)
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        super().dress(look, language)
        self.box.dress(look)

    def put(self, view: FieldView) -> None:
        """Show the names from the province down."""
        self._code = self.code(view.value)
        shown = full_name(self._code) or self._code
        self.box.show_answer(view.label, shown, CHOOSE[self.language])

    def forget(self) -> None:
        """Leave no answer in the box."""
        self._code = ""
        self.box.show_answer("", "", "")

    def refuse(self, refused: bool) -> None:
        """Red edge."""
        self.box.refuse(refused)

    def take(self, value: str) -> Choosing | None:
        """Go into a division, or take it when nothing lies below it."""
        view = self.view
        if value == COUNTRY or below(value):
            return step(value, self._code, view.near, self.language)
        self._code = value
        self.box.show_answer(view.label, full_name(value) or value, CHOOSE[self.language])
        self.answered.emit(view.path, self.answer())
        return None

    def target(self) -> QWidget:
        """Return the box."""
        return self.box

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # Qt names it
        """Tell that the field is in use as soon as a part of it is."""
        if event.type() is QEvent.Type.FocusIn and self._view is not None:
            self.entered.emit(self._view.path)
        return super().eventFilter(watched, event)

    def code(self, value: Json) -> str:
        """Return the division in an answer."""
        return value if isinstance(value, str) else ""

    def answer(self) -> Json:
        """Return what is chosen so far."""
        return self._code

    def _ask(self) -> None:
        self.wants_choice.emit(self, opening(self._code, self.view.near, self.language))


class AddressField(DivisionField):
    """A county and, in a second box, what lies below it in words."""

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        self.line = Box(look)
        self.entry = Entry(self.line)
        self._path = self._told = ""
        super().__init__(look, language, parent)
        self.line.row.addWidget(self.entry)
        self.entry.group(None, LONGEST)
        self.entry.came.connect(self._come)
        self.entry.went.connect(self._go)
        self.body.addWidget(self.line)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        super().dress(look, language)
        self.body.setSpacing(0)
        self.line.dress(look)
        self.entry.setFont(look.font("lead"))
        self.entry.setPlaceholderText(DETAIL[language])
        self.entry.setAccessibleDescription(DETAIL[language])

    def put(self, view: FieldView) -> None:
        """Show both parts."""
        super().put(view)
        detail = view.value.get("detail") if isinstance(view.value, dict) else None
        given = "" if detail is None else str(detail)
        if view.path != self._path or given != self._told:
            self.entry.put(given)
        self._path, self._told = view.path, given
        self.entry.setAccessibleName(f"{view.label} {DETAIL[self.language]}")

    def forget(self) -> None:
        """Leave no text in either part."""
        super().forget()
        self._path = self._told = ""
        self.entry.forget()
        self.entry.setAccessibleName("")

    def refuse(self, refused: bool) -> None:
        """Red edge around the part that is wanting."""
        self.box.refuse(refused and not self._code)
        self.line.mark(refused=refused and bool(self._code))

    def settle(self) -> None:
        """Tell what was typed since it was last told."""
        if self._view is not None and self.entry.typed != self._told:
            self._told = self.entry.typed
            self.answered.emit(self._view.path, self.answer())

    def code(self, value: Json) -> str:
        """Return the division in an answer."""
        return str(value.get("division") or "") if isinstance(value, dict) else ""

    def answer(self) -> Json:
        """Both parts as they stand."""
        return {"division": self._code, "detail": self.entry.typed}

    def _come(self) -> None:
        self.line.mark(in_use=True)
        self.entered.emit(self.view.path)
        self.wants_keyboard.emit(self.entry, KeyLayout.CHINESE, InputMode.ADDRESS)

    def _go(self) -> None:
        self.line.mark(in_use=False)
        self.settle()
