"""Whose ID card is wanted: where to lay it when there is a reader, and that typing works too."""

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from kiosk.screens.citizen import words
from kiosk.screens.citizen.lay_here import LayHere
from kiosk.screens.citizen.page import Page
from kiosk.screens.citizen.parts import Lines, Notice, Panel
from kiosk.screens.citizen.porch_views import Foot
from kiosk.screens.citizen.stack import Stack
from kiosk.screens.citizen.views import CardState, IdentityView, PersonCardView, ReaderState
from kiosk.screens.look.look import Look
from kiosk.screens.look.message import Tone as MessageTone
from kiosk.screens.look.sign import Sign
from kiosk.screens.look.tag import Tag, Tone
from kiosk.texts import Language, Text

STATES = {
    CardState.WAITING: Text("等待刷卡", "Waiting for card"),
    CardState.READ: Text("身份证读出", "From ID card"),
    CardState.TYPED: Text("手工填写", "Typed"),
}
TAGS: dict[CardState, tuple[Tone, str]] = {
    CardState.WAITING: ("waiting", "clock"),
    CardState.READ: ("done", "check"),
    CardState.TYPED: ("done", "check"),
}
TONES: dict[ReaderState, MessageTone] = {
    ReaderState.READING: "waiting",
    ReaderState.READ: "done",
    ReaderState.KNOWN: "press",
    ReaderState.AGAIN: "attention",
    ReaderState.ELSEWHERE: "press",
}


class PersonCard(Panel):
    """One of those who apply: name and masked number once known, and how far the card is."""

    def __init__(self, look: Look) -> None:
        self.row = QHBoxLayout()
        super().__init__(look)
        self.sign = Sign(
            look,
            "person",
            size="component.small_card.icon",
            shape="round",
            plate_size="component.option.height",
        )
        self.lines = Lines(look, style="heading3", below="body")
        self.tag = Tag(look)
        for part in (self.sign, self.lines, self.tag):
            self.row.addWidget(part, 0 if part is not self.lines else 1)
        self.column.addLayout(self.row)
        self.dress(look)

    def put(self, view: PersonCardView, language: Language, *, reader: bool) -> None:
        """Show a person."""
        known = " ".join(filter(None, (view.name, view.number)))
        waiting = "" if reader else words.TO_TYPE[language]
        self.lines.put(view.title, known or waiting)
        tone, sign = TAGS[view.state]
        state = STATES[view.state][language]
        told = reader or view.state is not CardState.WAITING
        self.tag.set_tone(tone, sign)
        self.tag.setText(state if told else "")
        self.dress(self._look)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        super().dress(look)
        self.row.setSpacing(look.px("space.l"))
        self.setMinimumHeight(look.px("component.small_card.height"))


class IdentityPage(Page):
    """What the reader makes of a card is said where the card is laid; typing is the next page's."""

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
        reader = view.reader.usable
        said = _said(view, language)
        if reader:
            self.say(words.IDENTITY[language], words.IDENTITY_LEAD[language])
            self.opening = (words.IDENTITY[language], said or words.IDENTITY_LEAD[language])
        else:
            self.say(words.BY_HAND[language], words.NO_READER_LEAD[language])
        self._reader = reader
        self._place_typing()
        self.lay.setVisible(reader)
        self._tell(view, said)
        for card, person in zip(self.people.fit(len(view.people)), view.people, strict=True):
            card.put(person, language, reader=reader)
        self.typing.turn(*(("card", "pencil") if reader else ("press", "info")))
        out = words.BROKEN if view.reader is ReaderState.OUT else words.NO_READER
        told = words.TYPING if reader else out
        self.typing.put(told[language], words.TYPING_LINE[language])

    def _tell(self, view: IdentityView, said: str) -> None:
        """Say at the reader what has become of the card, or where to lay one."""
        here, below = words.LAY_HERE[self.language], words.LAY_LINE[self.language]
        self.lay.put(*(("", "") if said else (here, below)))
        self.lay.say(said, TONES.get(view.reader, "press"))

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
        self.lay.say("")
        self.people.fit(0)

    def _make(self) -> PersonCard:
        return PersonCard(self.look)


def _said(view: IdentityView, language: Language) -> str:
    """Return what there is to say of the last card; nothing while none was laid down."""
    match view.reader:
        case ReaderState.READING:
            return words.READING[language]
        case ReaderState.READ | ReaderState.KNOWN if not view.next:
            return words.READ_ALL[language]
        case ReaderState.READ:
            return words.READ_NEXT.fill(who=view.next)[language]
        case ReaderState.KNOWN:
            return words.READ_BEFORE.fill(who=view.next)[language]
        case ReaderState.AGAIN | ReaderState.ELSEWHERE:
            return view.say
        case _:
            return ""
