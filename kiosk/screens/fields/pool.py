"""The fields that a page is made of: made once, lent for a question, cleared when they return."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QWidget

from kiosk.catalogue.schema import KindName
from kiosk.errors import Fault
from kiosk.screens.fields.address import AddressField, DivisionField
from kiosk.screens.fields.appointment import AppointmentField
from kiosk.screens.fields.capture import FingerprintField, PhotoField
from kiosk.screens.fields.choice import ChoiceField
from kiosk.screens.fields.field import Field
from kiosk.screens.fields.line import TYPING, LineField
from kiosk.screens.fields.note import NoteField
from kiosk.screens.fields.pick import CountryField, PickField
from kiosk.screens.fields.repeat import RepeatField
from kiosk.screens.fields.ticks import TicksField
from kiosk.screens.fields.until import UntilField
from kiosk.screens.fields.view import FieldView
from kiosk.screens.look.look import Look
from kiosk.texts import Language

FEW = 6
"""Up to so many answers are shown at once; more are chosen on a page of their own."""

_SHAPES: dict[KindName, type[Field]] = {
    KindName.YES_NO: ChoiceField,
    KindName.SEX: ChoiceField,
    KindName.CHOICES: TicksField,
    KindName.CONFIRM: TicksField,
    KindName.ETHNIC_GROUP: PickField,
    KindName.COUNTRY: CountryField,
    KindName.APPOINTMENT: AppointmentField,
    KindName.DIVISION: DivisionField,
    KindName.ADDRESS: AddressField,
    KindName.PHOTO: PhotoField,
    KindName.FINGERPRINT: FingerprintField,
    KindName.REPEAT: RepeatField,
    KindName.NOTE: NoteField,
}


def shape_of(view: FieldView) -> type[Field]:
    """Which widget asks a question. Raises Fault for a signature: it is signed, not asked."""
    if view.kind is KindName.CHOICE:
        return ChoiceField if len(view.options) <= FEW else PickField
    if view.kind is KindName.RELATION:
        return ChoiceField if 0 < len(view.options) <= FEW else PickField
    if view.kind is KindName.POLICE_STATION and view.options:
        return PickField
    if view.open_end:
        return UntilField
    if view.kind in TYPING:
        return LineField
    if view.kind not in _SHAPES:
        raise Fault("no field asks for a signature")
    return _SHAPES[view.kind]


class FieldPool:
    """Lends fields; `made` is told about each new one, so that its signals are joined once."""

    def __init__(self, look: Look, language: Language, made: Callable[[Field], None]) -> None:
        self._look, self._language = look, language
        self._made = made
        self._free: dict[type[Field], list[Field]] = {}
        self._all: list[Field] = []

    def lend(self, view: FieldView, parent: QWidget) -> Field:
        """Hand out a field that asks this."""
        shape = shape_of(view)
        free = self._free.setdefault(shape, [])
        field = free.pop() if free else self._make(shape, parent)
        if field.parent() is not parent:
            field.setParent(parent)
        field.ask(view)
        field.show()
        return field

    def take_back(self, field: Field) -> None:
        """Take a field back; it forgets question and answer at once.

        The focus goes to nobody: hidden with it, a field would hand it to its neighbour, which
        would come into use without having been touched.
        """
        field.clear()
        inside = QApplication.focusWidget()
        if inside is not None and field.isAncestorOf(inside):
            inside.clearFocus()
        field.hide()
        self._free[type(field)].append(field)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language of all fields, lent or not."""
        self._look, self._language = look, language
        for field in self._all:
            field.dress(look, language)

    def _make(self, shape: type[Field], parent: QWidget) -> Field:
        if shape is RepeatField:
            field: Field = RepeatField(self._look, self._language, self, parent)
        else:
            field = shape(self._look, self._language, parent)
        self._all.append(field)
        self._made(field)
        return field
