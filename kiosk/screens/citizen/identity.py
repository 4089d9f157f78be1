"""Whose ID card is wanted: where to lay it when there is a reader, and that typing works too."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.screens.citizen import words
from kiosk.screens.citizen.lay_here import LayHere
from kiosk.screens.citizen.page import Page
from kiosk.screens.citizen.parts import Lines, Notice, Panel
from kiosk.screens.citizen.porch_views import Foot
from kiosk.screens.citizen.stack import Stack
from kiosk.screens.citizen.views import CardState, IdentityView, PersonCardView
from kiosk.screens.look.button import Button
from kiosk.screens.look.look import Look
from kiosk.screens.look.message import Message
from kiosk.screens.look.sign import Sign
from kiosk.screens.look.tag import Tag, Tone
from kiosk.texts import Language, Text

STATES = {
    CardState.WAITING: Text("等待刷卡", "Waiting for card"),
    CardState.READING: Text("正在读卡", "Reading"),
    CardState.READ: Text("已读取", "Read"),
    CardState.TYPED: Text("手工填写", "Typed"),
    CardState.FAILED: Text("没读出来", "Could not be read"),
}
TAGS: dict[CardState, tuple[Tone, str]] = {
    CardState.WAITING: ("waiting", "clock"),
    CardState.READING: ("press", "id_card"),
    CardState.READ: ("done", "check"),
    CardState.TYPED: ("done", "check"),
    CardState.FAILED: ("attention", "exclamation"),
}


class PersonCard(Panel):
    """One of those who apply: name and masked number once known, and how far the card is."""

    again = Signal(str)

    def __init__(self, look: Look) -> None:
        self.row, self.said = QHBoxLayout(), QVBoxLayout()
        self.message = Message(look)
        super().__init__(look)
        self._role = ""
        self.sign = Sign(
            look,
            "person",
            size="component.small_card.icon",
            shape="round",
            plate_size="component.option.height",
        )
        self.lines = Lines(look, style="heading3", below="body")
        self.tag = Tag(look)
        self.said.addWidget(self.message)
        self.retry = Button(look, small=True, icon="redo")
        self.retry.clicked.connect(lambda: self.again.emit(self._role))
        for part in (self.sign, self.lines, self.tag, self.retry):
            self.row.addWidget(part, 0 if part is not self.lines else 1)
        self.column.addLayout(self.row)
        self.column.addLayout(self.said)
        self.dress(look)

    def put(self, view: PersonCardView, language: Language, *, reader: bool) -> None:
        """Show a person."""
        self._role = view.role
        known = " ".join(filter(None, (view.name, view.number)))
        waiting = "" if reader else words.TO_TYPE[language]
        self.lines.put(view.title, known or waiting)
        tone, sign = TAGS[view.state]
        state = STATES[view.state][language]
        told = reader or view.state is not CardState.WAITING
        self.tag.set_tone(tone, sign)
        self.tag.setText(state if told else "")
        self.message.say(view.say)
        self.dress(self._look)
        failed = view.state is CardState.FAILED
        self.retry.setText(words.CARD_AGAIN[language])
        self.retry.setVisible(failed and reader)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        super().dress(look)
        self.row.setSpacing(look.px("space.l"))
        above = 0 if self.message.isHidden() else look.px("component.message.top")
        self.said.setContentsMargins(0, above, 0, 0)
        self.setMinimumHeight(look.px("component.small_card.height"))


class IdentityPage(Page):
    """`card_again(role)` to read a card once more; typing is the next page's matter."""

    card_again = Signal(str)

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(look, language, parent)
        self._reader = False
        self.lay = LayHere(look)
        self.people: Stack[PersonCard] = Stack(self._make)
        self.typing = Notice(look, "pencil")
        self.top = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self.top.addWidget(self.lay, 1)
        self.column.addLayout(self.top)
        self.column.addWidget(self.people)
        self.column.addWidget(self.typing)
        self.column.addStretch(1)
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        super().dress(look, language)
        gap = look.px("space.card_gap")
        self.heading.setContentsMargins(0, 0, 0, look.px("space.m"))
        self.people.space(gap, across=2 if look.landscape else 1)
        self.people.setContentsMargins(0, gap, 0, gap)
        lying, standing = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self.top.setDirection(lying if look.landscape else standing)
        self._place_typing()

    def show_view(self, view: IdentityView) -> None:
        """Say whose card is wanted, and where to lay it."""
        language = self.language
        if view.reader:
            self.say(words.IDENTITY[language], words.IDENTITY_LEAD[language])
        else:
            self.say(words.BY_HAND[language], words.NO_READER_LEAD[language])
        self._reader = view.reader
        self._place_typing()
        self.lay.setVisible(view.reader)
        if view.reader:
            self.lay.put(words.LAY_HERE[language], words.LAY_LINE[language])
        for card, person in zip(self.people.fit(len(view.people)), view.people, strict=True):
            card.put(person, language, reader=view.reader)
        self.typing.turn(*(("card", "pencil") if view.reader else ("press", "info")))
        told = words.TYPING if view.reader else words.NO_READER
        self.typing.put(told[language], words.TYPING_LINE[language])

    def _place_typing(self) -> None:
        """Lying down, beside the drawing; without a reader before the people, else below them."""
        self.top.removeWidget(self.typing)
        self.column.removeWidget(self.typing)
        if self.look.landscape:
            self.top.addWidget(self.typing, 1)
        else:
            below = 1 if self._reader else 0
            self.column.insertWidget(self.column.indexOf(self.people) + below, self.typing)

    def foot(self) -> Foot:
        """Back, put away, on."""
        ways = (words.BACK, words.PUT_AWAY, words.NEXT)
        return Foot(*(way[self.language] for way in ways))

    def clear(self) -> None:
        """Forget everything."""
        super().clear()
        for card in self.people.parts:
            card.message.say("")
        self.people.fit(0)

    def _make(self) -> PersonCard:
        card = PersonCard(self.look)
        card.again.connect(self.card_again)
        return card
