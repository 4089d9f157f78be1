"""Fields that are typed in: text, names, numbers, dates; the keyboard comes up for them."""

from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.catalogue.schema import KindName
from kiosk.screens.fields.box import Box, ring_room
from kiosk.screens.fields.choosing import Choosing
from kiosk.screens.fields.entry import Entry
from kiosk.screens.fields.field import Field
from kiosk.screens.fields.groupings import grouping_of, typed_form
from kiosk.screens.fields.view import FieldView
from kiosk.screens.keyboard.layouts import KeyLayout
from kiosk.screens.keyboard.pinyin import InputMode
from kiosk.screens.look.look import Look
from kiosk.texts import Language, Text

LONGEST = 200
NO_EXAMPLE = Text("", "")
DIGITS = Text("{count} 位数字", "{count} digits")


@dataclass(frozen=True, slots=True)
class Typing:
    """How a kind is typed: which keys, what the keyboard offers first, what stands in the box."""

    layout: KeyLayout = KeyLayout.CHINESE
    mode: InputMode = InputMode.TEXT
    example: Text = NO_EXAMPLE


TYPING = {
    KindName.TEXT: Typing(),
    KindName.POLICE_STATION: Typing(mode=InputMode.ADDRESS),
    KindName.PERSON_NAME: Typing(mode=InputMode.NAME),
    KindName.RESIDENT_ID: Typing(
        KeyLayout.RESIDENT_ID,
        example=Text("18 位，最后一位可能是 X", "18 digits; the last may be X"),
    ),
    KindName.PHONE: Typing(KeyLayout.PHONE, example=Text("11 位手机号", "11 digits")),
    KindName.CERTIFICATE_NO: Typing(KeyLayout.CERTIFICATE),
    KindName.BIRTH_CERTIFICATE_NO: Typing(
        KeyLayout.BIRTH_CERTIFICATE,
        example=Text("1 个字母加 9 位数字", "One letter and nine digits"),
    ),
    KindName.NUMBER: Typing(KeyLayout.NUMBER),
    KindName.DIGITS: Typing(KeyLayout.NUMBER),
    KindName.MONEY: Typing(KeyLayout.DECIMAL, example=Text("元", "Yuan")),
    KindName.BANK_ACCOUNT: Typing(
        KeyLayout.NUMBER, example=Text("卡号或账号，只填数字", "Card or account, digits only")
    ),
    KindName.DATE: Typing(
        KeyLayout.NUMBER, example=Text("年月日共 8 位数字", "Year, month, day: 8 digits")
    ),
    KindName.MONTH: Typing(
        KeyLayout.NUMBER, example=Text("年月共 6 位数字", "Year and month: 6 digits")
    ),
}


class LineField(Field):
    """One line to type; numbers stand in groups for reading, dates with 年 月 日."""

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(look, language, parent)
        self._path = self._told = self._advice = ""
        self.box = Box(look, self)
        self.entry = Entry(self.box)
        self.box.row.addWidget(self.entry)
        self.body.addWidget(self.box)
        self.setFocusProxy(self.entry)
        self.entry.came.connect(self._come)
        self.entry.went.connect(self._go)
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        super().dress(look, language)
        self.box.dress(look)
        self._size(typing=False)

    def put(self, view: FieldView) -> None:
        """Show what is given, unless it is just being typed."""
        self.entry.group(grouping_of(view.kind, self.language), view.max_length or LONGEST)
        given = typed_form(view.kind, view.value)
        if view.path != self._path or given != self._told:
            self.entry.put(given)
        self._path, self._told = view.path, given
        self.entry.setAccessibleName(view.label)
        self.entry.setAccessibleDescription(view.hint)
        self._advice = view.hint or _example(view)[self.language]
        self._advise()

    def forget(self) -> None:
        """Leave no text in the editor."""
        self._path = self._told = self._advice = ""
        self.entry.forget()
        self.entry.setPlaceholderText("")
        self.entry.setAccessibleName("")
        self.entry.setAccessibleDescription("")

    def refuse(self, refused: bool) -> None:
        """Red edge."""
        self.box.mark(refused=refused)

    def settle(self) -> None:
        """Tell what was typed since it was last told."""
        typed = self.entry.typed
        if self._view is not None and typed != self._told:
            self._told = typed
            self.answered.emit(self.view.path, typed)

    def drop(self) -> None:
        """Take what was typed out of the box without telling it: something else was answered."""
        self._told = ""
        self.entry.forget()

    def take(self, value: str) -> Choosing | None:
        """Nothing to choose here."""
        return None

    def target(self) -> QWidget:
        """Return the editor."""
        return self.entry

    def typing(self, on: bool) -> None:
        """Make the box taller and the text larger while the keyboard is open for it."""
        self.box.mark(typing=on)
        self._size(typing=on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See anew whether the hint fits into the box."""
        super().resizeEvent(event)
        self._advise()

    def _advise(self) -> None:
        """Put the hint into the box if it fits there, else under the label."""
        side = ring_room(self.look) + self.look.px("component.field.side")
        wide = QFontMetrics(self.look.font("lead")).horizontalAdvance(self._advice)
        fits = wide < self.width() - 2 * side - self.look.px("space.s")
        self.entry.setPlaceholderText(self._advice if fits else "")
        self.show_hint("" if fits else self._advice)

    def _size(self, *, typing: bool) -> None:
        font = QFont(self.look.font("lead"))
        if typing:
            font.setPixelSize(self.look.px("component.field.typing_text"))
        self.entry.setFont(font)

    def _come(self) -> None:
        view = self.view
        self.box.mark(in_use=True)
        self.entered.emit(view.path)
        typing = TYPING[view.kind]
        self.wants_keyboard.emit(self.entry, typing.layout, typing.mode)

    def _go(self) -> None:
        self.box.mark(in_use=False)
        self.settle()


def _example(view: FieldView) -> Text:
    if view.kind is KindName.DIGITS and view.max_length:
        return DIGITS.fill(count=view.max_length)
    return TYPING[view.kind].example
