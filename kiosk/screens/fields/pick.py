"""Fields that open a page of answers: ethnic group, relation, country, choices with many."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from kiosk.catalogue.countries import countries
from kiosk.catalogue.kinds.ethnic_group import GROUPS
from kiosk.catalogue.kinds.relation import RELATIONS
from kiosk.catalogue.schema import KindName
from kiosk.screens.fields.box import PickBox
from kiosk.screens.fields.choosing import Choosing, sheets_of
from kiosk.screens.fields.countries import ALL, below, letters
from kiosk.screens.fields.ethnic_groups import first_groups, sheets_of_groups
from kiosk.screens.fields.field import Field
from kiosk.screens.fields.view import FieldView, OptionView
from kiosk.screens.look.look import Look
from kiosk.texts import Language, Text

CHOOSE = Text("请选{label}", "Choose: {label}")


class PickField(Field):
    """A box with the answer; pressed, it asks on a page of its own."""

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(look, language, parent)
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
        """Show the answer by its title; one that is not on the list as it is."""
        titles = {one.value: one.title for one in self.options(view)}
        answer = "" if view.value is None else titles.get(str(view.value), str(view.value))
        prompt = view.hint or CHOOSE[self.language].format(label=view.label)
        self.show_hint("")
        self.box.show_answer(view.label, answer, prompt)

    def forget(self) -> None:
        """Leave no answer in the box."""
        self.box.show_answer("", "", "")

    def refuse(self, refused: bool) -> None:
        """Red edge."""
        self.box.refuse(refused)

    def take(self, value: str) -> Choosing | None:
        """One answer is all."""
        self.answered.emit(self.view.path, value)
        return None

    def target(self) -> QWidget:
        """Return the box."""
        return self.box

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # Qt names it
        """Tell that the field is in use as soon as a part of it is."""
        if event.type() is QEvent.Type.FocusIn and self._view is not None:
            self.entered.emit(self._view.path)
        return super().eventFilter(watched, event)

    def options(self, view: FieldView) -> tuple[OptionView, ...]:
        """All answers there are."""
        if view.kind is KindName.ETHNIC_GROUP:
            return tuple(OptionView(one.value, one.title[self.language]) for one in GROUPS)
        if view.kind is KindName.RELATION and not view.options:
            return tuple(OptionView(one.value, one.title[self.language]) for one in RELATIONS)
        return view.options

    def choosing(self) -> Choosing:
        """Return the page of answers."""
        view = self.view
        options = self.options(view)
        chosen = str(view.value or "")
        if view.kind is KindName.ETHNIC_GROUP:
            sheets = sheets_of_groups(options, self.language)
            return Choosing(view.label, sheets, first=first_groups(options), chosen=chosen)
        return Choosing(view.label, sheets_of(options), chosen=chosen)

    def _ask(self) -> None:
        self.wants_choice.emit(self, self.choosing())


class CountryField(PickField):
    """A country, by the first letter of its name."""

    def options(self, view: FieldView) -> tuple[OptionView, ...]:
        """All countries."""
        return tuple(OptionView(one.code, one.name[self.language]) for one in countries())

    def choosing(self) -> Choosing:
        """Return the letters."""
        return letters(str(self.view.value or ""), self.language)

    def take(self, value: str) -> Choosing | None:
        """Open a letter, go back to all, or take a country."""
        if value == ALL:
            return self.choosing()
        if len(value) == 1:
            return below(value, str(self.view.value or ""), self.language)
        return super().take(value)
