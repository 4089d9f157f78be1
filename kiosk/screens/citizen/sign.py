"""The signing step: each person is shown what is signed, and signs in a large frame."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from kiosk.screens.citizen.roll import Roll
from kiosk.screens.citizen.signed_matter import SignedMatter
from kiosk.screens.citizen.signers import SignerCard, SignerView
from kiosk.screens.citizen.signing_pad import SigningPad
from kiosk.screens.look.button import Button
from kiosk.screens.look.look import Look
from kiosk.screens.look.message import Message
from kiosk.screens.look.plate import draw_plate
from kiosk.screens.look.words import Words
from kiosk.texts import Language, Text

TITLE = Text("请{title}{name}签名", "{name}, please sign")
ALL_SIGNED = Text("都签好了", "All have signed")
FIRST = Text("签完请换另一位。", "Then the other person signs.")
LAST = Text("{done}已签好。{title}签完就能提交。", "{done}: signed. After you it can be submitted.")
ALONE = Text("签完就能提交。", "Once signed, it can be submitted.")
WRITE = Text("用手指在框里写：{name}", "Write here: {name}")
UNDO, REDO = Text("撤一笔", "Undo"), Text("恢复", "Redo")
ANEW = Text("重写", "Start over")
SIGN_FIRST = Text("请在框里签上您的全名", "Please sign your full name in the frame")


@dataclass(frozen=True, slots=True)
class SignView:
    """What is signed and by whom; `now` is the role that signs, empty when all have.

    `locked` is the local time since which the application is frozen.
    """

    paper: str
    locked: str
    points: tuple[str, ...]
    declaration: str
    signers: tuple[SignerView, ...]
    now: str


class SigningFrame(QFrame):
    """The frame with the pad in it, whose name to write, and what to take back."""

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pad = SigningPad(look, self)
        self._hint = Words(look, parent=self, style="caption", role="soft")
        self._message = Message(look, self)
        self._undo = Button(look, self, small=True, icon="undo")
        self._redo = Button(look, self, small=True, icon="redo")
        self._anew = Button(look, self, small=True, icon="pencil")
        self._undo.clicked.connect(self.pad.take_back)
        self._redo.clicked.connect(self.pad.put_again)
        self._anew.clicked.connect(self.pad.wipe)
        self.pad.changed.connect(self._offer)
        self._head, self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight), QHBoxLayout()
        self._head.addWidget(self._hint, 1)
        self._head.addWidget(self._message, 1)
        self._head.addLayout(self._row)
        self._row.addStretch(1)
        for button in (self._undo, self._redo, self._anew):
            stays = button.sizePolicy()
            stays.setRetainSizeWhenHidden(True)  # the frame must not move under the finger
            button.setSizePolicy(stays)
            self._row.addWidget(button)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addWidget(self.pad, 1)
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        self._look, self._language = look, language
        edge, inside = look.px("line.focus"), look.px("space.m")
        self._column.setContentsMargins(edge, inside, edge, edge)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._head.setDirection(down if look.landscape else across)
        self._head.setContentsMargins(inside, 0, inside, 0)
        for row in (self._head, self._row):
            row.setSpacing(look.px("space.gap_between_targets"))
        self._hint.dress(look)
        for button, text in ((self._undo, UNDO), (self._redo, REDO), (self._anew, ANEW)):
            button.setText(text[language])
            button.dress(look)
        for part in (self._hint, self._message):
            part.setMinimumHeight((1 if look.landscape else 2) * look.line_height("body"))
        self._message.dress(look)
        self.pad.dress(look)

    def ask(self, name: str) -> None:
        """Ask this person to write the name."""
        self._hint.setText(WRITE.fill(name=name)[self._language] if name else "")
        self.pad.setAccessibleName(self._hint.text())

    def refuse(self) -> None:
        """Ask again: what is written is no signature."""
        self._say(SIGN_FIRST[self._language])

    def wipe(self) -> None:
        """Forget what was written."""
        self.pad.wipe()
        self._say("")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self._look.px("line.focus")
        draw_plate(painter, self._look, self.rect(), fill="card", edge="press", width=width)

    def _offer(self) -> None:
        written = bool(self.pad.strokes().lines)
        self._undo.setVisible(written)
        self._anew.setVisible(written)
        self._redo.setVisible(self.pad.taken > 0)
        if written:
            self._say("")

    def _say(self, words: str) -> None:
        self._message.say(words)
        self._hint.setVisible(not words)


class SignPage(QWidget):
    """`signed(role, strokes)` once `finish` finds a signature; `once_more` back to the paper."""

    signed = Signal(str, object)
    again = Signal(str)
    once_more = Signal()

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = ""
        self.opening: tuple[str, ...] = ()
        self._title = Words(look, parent=self, style="title")
        self._about = Words(look, parent=self, style="lead", role="soft")
        self._matter = SignedMatter(look, language, self)
        self._matter.once_more.connect(self.once_more)
        self._cards: list[SignerCard] = []
        self._people = QHBoxLayout()
        self._frame = SigningFrame(look, language, self)
        told = QWidget()
        self._told = QVBoxLayout(told)
        for part in (self._title, self._about):
            self._told.addWidget(part)
        self._breath = QSpacerItem(0, 0)
        self._told.addItem(self._breath)
        self._told.addWidget(self._matter)
        self._told.addStretch(1)
        self._roll = Roll(look, told, self)
        self._hand = QVBoxLayout()
        self._hand.addLayout(self._people)
        self._hand.addWidget(self._frame, 1)
        self._whole = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._whole.addWidget(self._roll)
        self._whole.addLayout(self._hand, 1)
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language; what is written stays."""
        self._look, self._language = look, language
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._whole.setDirection(across if look.landscape else down)
        side, gap = look.px("space.page_side"), look.px("space.m")
        self._whole.setContentsMargins(side, gap, side, gap)
        self._told.setContentsMargins(0, 0, 0, 0)
        self._told.setSpacing(look.px("space.xs"))
        self._breath.changeSize(0, 0 if look.landscape else look.px("space.s"))
        for row in (self._whole, self._hand, self._people):
            row.setSpacing(look.px("space.s" if look.large_print else "space.m"))
        self._whole.setStretch(0, 1 if look.landscape else 0)
        self._roll.stand_whole(not look.landscape)
        self._roll.dress(look, language)
        self._title.dress(look)
        self._about.dress(look)
        self._matter.speak(look, language)
        self._frame.dress(look, language)
        for card in self._cards:
            card.dress(look, language)

    def show_view(self, view: SignView) -> None:
        """Show what is signed, who has, and who signs now; another person gets a clean frame."""
        if view.now != self._now:
            self._frame.wipe()
        self._now = view.now
        self._matter.tell(view.paper, view.locked, view.points, view.declaration)
        self._show_signers(view)
        person = next((one for one in view.signers if one.role == view.now), None)
        self._frame.setVisible(person is not None)
        self._frame.ask(person.name if person else "")
        self._title.setText(self._title_for(person))
        self._about.setText(self._about_for(view, person))
        self.opening = (self._title.text(), self._about.text())

    def finish(self) -> None:
        """Hand over the signature, or ask for one: the way on was pressed."""
        strokes = self._frame.pad.strokes()
        if strokes.blank:
            self._frame.refuse()
        else:
            self.signed.emit(self._now, strokes)

    def clear(self) -> None:
        """Forget names, signatures and what was written."""
        self.show_view(SignView("", "", (), "", (), ""))
        self._frame.wipe()
        self._title.setText("")
        self.opening = ()

    def _show_signers(self, view: SignView) -> None:
        while len(self._cards) < len(view.signers):
            card = SignerCard(self._look, self._language, self)
            card.clicked.connect(self._sign_again)
            self._cards.append(card)
            self._people.addWidget(card)
        for place, card in enumerate(self._cards):
            signer = view.signers[place] if place < len(view.signers) else None
            card.show_view(signer, now=signer is not None and signer.role == view.now)

    def _title_for(self, person: SignerView | None) -> str:
        if person is None:
            return ALL_SIGNED[self._language]
        return TITLE.fill(title=person.title, name=person.name)[self._language]

    def _about_for(self, view: SignView, person: SignerView | None) -> str:
        done = [one.title for one in view.signers if one.strokes is not None]
        waiting = [one for one in view.signers if one.strokes is None]
        if person is None:
            return ""
        if len(waiting) > 1:
            return FIRST[self._language]
        if not done:
            return ALONE[self._language]
        names = ("、" if self._language is Language.ZH else ", ").join(done)
        return LAST.fill(done=names, title=person.title)[self._language]

    def _sign_again(self) -> None:
        card = self.sender()
        if isinstance(card, SignerCard):
            self.again.emit(card.role)
