"""A page that asks for one line: a case number, a claim code; the keyboard comes up for it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.cases.number import LONG, is_case_number
from kiosk.screens.citizen import after_words as words
from kiosk.screens.citizen.page import Page
from kiosk.screens.fields.box import Box, ring_room
from kiosk.screens.fields.entry import Entry
from kiosk.screens.fields.grouping import Grouping
from kiosk.screens.fields.groupings import DIGITS
from kiosk.screens.keyboard.layouts import KeyLayout
from kiosk.screens.keyboard.pinyin import InputMode
from kiosk.screens.look.look import Look
from kiosk.screens.look.message import Message
from kiosk.screens.look.words import Words
from kiosk.texts import Language, Text
from kiosk.visits.claim import ALPHABET, SECRET_SIGNS, is_claim_code


@dataclass(frozen=True, slots=True)
class Question:
    """What is typed: its name, which keys, how it stands apart, and when it can't be right."""

    label: Text
    hint: Text
    wrong: Text
    layout: KeyLayout
    grouping: Grouping
    fits: Callable[[str], bool]


CASE_NUMBER = Question(
    words.CASE_NUMBER,
    words.CASE_NUMBER_HINT,
    words.CASE_NUMBER_WRONG,
    KeyLayout.NUMBER,
    Grouping((6, 8, 14, 16, 20), (" ",) * 5, DIGITS, LONG),
    is_case_number,
)
CLAIM_CODE = Question(
    words.CODE,
    words.CODE_HINT,
    words.CODE_WRONG,
    KeyLayout.LATIN,
    Grouping((5,), (" ",), ALPHABET, SECRET_SIGNS + 1),
    is_claim_code,
)


class AskLine(QWidget):
    """`asked(typed)` once it can be right; before that it says what to look at."""

    asked = Signal(str)
    wants_keyboard = Signal(object, object, object)

    def __init__(self, look: Look, question: Question) -> None:
        super().__init__()
        self._question, self._language = question, Language.ZH
        self.label = Words(look, bold=True)
        self.box = Box(look)
        self.entry = Entry(self.box)
        self.entry.group(question.grouping, question.grouping.length)
        self.box.row.addWidget(self.entry)
        self.hint = Words(look, style="caption", role="soft")
        self.message = Message(look)
        self._column = QVBoxLayout(self)
        for part in (self.label, self.box, self.hint, self.message):
            self._column.addWidget(part)
        self.setFocusProxy(self.entry)
        self.entry.came.connect(self._come)
        self.entry.went.connect(self._go)
        self.entry.textEdited.connect(lambda: self.say(""))
        self.entry.returnPressed.connect(self.ask)
        self.dress(look)

    def put(self, language: Language, message: str = "") -> None:
        """Ask in a language; what was typed stays. A message says what to do about it."""
        self._language = language
        self.label.setText(self._question.label[language])
        self.hint.setText(self._question.hint[language])
        self.entry.setAccessibleName(self._question.label[language])
        self.entry.setAccessibleDescription(self._question.hint[language])
        self.say(message)

    def say(self, message: str) -> None:
        """Say what to do, or nothing."""
        self.message.say(message)
        self.box.mark(refused=bool(message))

    def ask(self) -> None:
        """Tell what was typed, or say that something of it is wrong."""
        typed = self.entry.typed
        if self._question.fits(typed):
            self.say("")
            self.asked.emit(typed)
        else:
            self.say(self._question.wrong[self._language])

    def typing(self, on: bool) -> None:
        """Know that the keyboard is open, or no longer: the box is taller then."""
        self.box.mark(typing=on)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        room = ring_room(look)
        self._column.setContentsMargins(0, 0, 0, look.px("space.l"))
        self._column.setSpacing(look.px("space.s") - room)
        font = QFont(look.font("lead"))
        font.setPixelSize(max(look.text_px("lead"), look.px("component.field.typing_text")))
        self.entry.setFont(font)

    def forget(self) -> None:
        """Leave nothing typed and nothing said."""
        self.entry.forget()
        self.say("")
        self.box.mark(in_use=False, typing=False)

    def _come(self) -> None:
        self.box.mark(in_use=True)
        self.wants_keyboard.emit(self.entry, self._question.layout, InputMode.TEXT)

    def _go(self) -> None:
        self.box.mark(in_use=False)


class AskPage(Page):
    """A page that asks for one number or code; what comes of it stands below."""

    asked = Signal(str)
    wants_keyboard = Signal(object, object, object)

    def __init__(
        self, question: Question, look: Look, language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, language, parent)
        self.line = AskLine(look, question)
        self.line.asked.connect(self.asked)
        self.line.wants_keyboard.connect(self.wants_keyboard)
        self.column.addWidget(self.line)
        self._settled = QTimer(self, singleShot=True, interval=0)
        self._settled.timeout.connect(self._begin)

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the keyboard up at once: there is nothing else to do here."""
        super().showEvent(event)
        self._settled.start()

    def _begin(self) -> None:
        if self.line.isVisible():
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        super().dress(look, language)
        self.heading.setContentsMargins(0, 0, 0, look.px("space.xl"))

    def ask(self) -> None:
        """Ask with what was typed: the way on, of the foot bar or of the keyboard."""
        self.line.ask()

    def fill(self, scanned: str) -> None:
        """Ask with what was scanned, in place of what was typed."""
        self.line.entry.put(scanned)
        self.line.ask()

    def keyboard(self, open_: bool) -> None:
        """Take note that the keyboard has come up, or has gone."""
        self.line.typing(open_)

    def clear(self) -> None:
        """Forget everything."""
        super().clear()
        self.line.forget()
