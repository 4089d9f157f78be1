"""What every field has: label, mark of the ID card, hint, the answer, and what to do about it."""

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.errors import Fault
from kiosk.screens.fields.box import ring_room
from kiosk.screens.fields.choosing import Choosing
from kiosk.screens.fields.view import FieldView
from kiosk.screens.look.look import Look
from kiosk.screens.look.message import Message, Tone
from kiosk.screens.look.tag import Tag
from kiosk.screens.look.words import Words
from kiosk.texts import Language, Text

FROM_CARD = Text("身份证读出", "From ID card")


class Field(QWidget):
    """One question; reused for the next one of its kind.

    `answered(path, typed)` comes when the answer is left, never while typing;
    `entered(path)` when the field is in use; `wants_keyboard(editor, layout, mode)` when it
    is typed in; `wants_choice(field, choosing)` when it asks for a page of answers;
    `capture_wanted(path, kind)` when a photo or a fingerprint shall be taken;
    `row_wanted(path)` and `row_dropped(path, index)` when groups shall come or go.
    """

    answered = Signal(str, object)
    entered = Signal(str)
    wants_keyboard = Signal(object, object, object)
    wants_choice = Signal(object, object)
    capture_wanted = Signal(str, object)
    row_wanted = Signal(str)
    row_dropped = Signal(str, int)

    BROAD: ClassVar[bool] = False
    """Whether two of them have no room side by side when the guide stands beside them too."""

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.language = language
        self._view: FieldView | None = None
        self.label = Words(look, parent=self, bold=True)
        self.hint = Words(look, parent=self, style="caption")
        self._mark = Tag(look, self)
        self._message = Message(look, self)
        self.body = QVBoxLayout()
        self._head = QHBoxLayout()
        self._head.addWidget(self.label, 1)
        self._head.addWidget(self._mark)
        self._foot = QVBoxLayout()
        self._foot.addWidget(self._message)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        self._help = QVBoxLayout()
        self._help.addWidget(self.hint)
        column.addLayout(self._help)
        column.addLayout(self.body)
        column.addLayout(self._foot)

    @property
    def view(self) -> FieldView:
        """What is asked; raises Fault while nothing is."""
        if self._view is None:
            raise Fault("this field asks nothing")
        return self._view

    def ask(self, view: FieldView) -> None:
        """Ask a question, with what is already given and what to do about it."""
        self._view = view
        self.setAccessibleName(view.label)
        self.label.setText(view.label)
        self.show_hint(view.hint)
        self._mark.setVisible(view.from_card)
        self.warn(view.remark.say if view.remark else "")
        self.put(view)
        self.refuse(view.refused)

    def clear(self) -> None:
        """Forget the question and every answer."""
        self._view = None
        self.setAccessibleName("")
        self.label.setText("")
        self.show_hint("")
        self._message.say("")
        self.forget()

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        self.look, self.language = look, language
        room = ring_room(look)
        self._head.setContentsMargins(room, 0, room, look.px("space.label_to_field") - room)
        self._foot.setContentsMargins(room, look.px("component.message.top") - room, room, 0)
        self._help.setContentsMargins(room, 0, room, 0)
        self.label.dress(look)
        self.hint.dress(look)
        self._mark.dress(look)
        self._mark.setText(FROM_CARD[language])
        self._foot.setSpacing(look.px("space.m"))
        self._message.dress(look)

    def hold(self, guide: QWidget) -> None:
        """Let the guide stand under the answer and what is said about it."""
        self._foot.addWidget(guide)

    def show_hint(self, hint: str) -> None:
        """Show a short help under the label; empty for none."""
        if hint != self.hint.text():
            self.hint.setText(hint)
        self.hint.setVisible(bool(hint))

    def refuse(self, refused: bool) -> None:
        """Mark the answer as needing attention."""

    def warn(self, words: str, tone: Tone = "attention") -> None:
        """Say something about the answer, until the question is asked again."""
        self._message.say(words, tone)

    def settle(self) -> None:
        """Tell the answer now if it was typed and not yet told."""

    def typing(self, on: bool) -> None:
        """Know that the keyboard is open for this field, or no longer."""

    def put(self, view: FieldView) -> None:
        """Show the answer that is given."""
        raise NotImplementedError

    def forget(self) -> None:
        """Leave no answer in any widget."""
        raise NotImplementedError

    def take(self, value: str) -> Choosing | None:
        """Take an answer from the page of answers: what it asks next, None when done."""
        raise NotImplementedError

    def target(self) -> QWidget:
        """Return what takes the focus first, and whose middle the guide points at."""
        raise NotImplementedError
