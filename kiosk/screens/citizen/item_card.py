"""One item to tick, and below it why it brought another one along."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.screens.citizen.parts import PressCard
from kiosk.screens.citizen.views import ItemView
from kiosk.screens.look.button import Button
from kiosk.screens.look.look import Look
from kiosk.screens.look.option import draw_radio
from kiosk.screens.look.sign import Sign
from kiosk.screens.look.tag import Tag
from kiosk.screens.look.tick import draw_tick
from kiosk.screens.look.words import Words

BESIDE = 0.42
"""A department longer than this part of the card stands below the title."""


class TickBox(QWidget):
    """The box alone; the card around it is the target."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._ticked = self._round = False
        self.dress(look)

    def tick(self, ticked: bool, *, either: bool = False) -> None:
        """Tick it, or not; of several of which only one is chosen it is round."""
        self._ticked, self._round = ticked, either
        self.update()

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        side = look.px("component.item_card.tick")
        self.setFixedSize(QSize(side, side))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._round:
            draw_radio(painter, self._look, QRectF(self.rect()), chosen=self._ticked)
        else:
            draw_tick(painter, self._look, QRectF(self.rect()), ticked=self._ticked)


class BroughtNote(QWidget):
    """Why another item was ticked, and what to press when its result is there already."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.why = Words(look, bold=True)
        self.what = Words(look)
        self.question = Words(look)
        self.proof = Button(look, small=True, icon="arrow_right", icon_behind=True)
        self._ask = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._ask.addWidget(self.question, 1)
        self._ask.addWidget(self.proof)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        for part in (self.why, self.what):
            self._lines.addWidget(part)
        self._lines.addLayout(self._ask)
        self._row = QHBoxLayout(self)
        self._row.addWidget(Sign(look, "info"), 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(self._lines, 1)
        self.dress(look)

    def put(self, view: ItemView) -> None:
        """Explain it; hidden when nothing was brought along."""
        self.why.setText(view.note)
        self.what.setText(view.detail)
        self.question.setText(view.question)
        self.proof.setText(view.proof)
        self.what.setVisible(bool(view.detail))
        self.question.setVisible(bool(view.proof))
        self.proof.setVisible(bool(view.proof))
        self.setVisible(bool(view.note))

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        side, above = look.px("space.l"), look.px("space.m")
        self._row.setContentsMargins(side, above, side, above)
        self._row.setSpacing(look.px("space.s"))
        self._ask.setContentsMargins(0, look.px("space.s"), 0, 0)
        self._ask.setSpacing(look.px("space.s"))
        way = QBoxLayout.Direction
        self._ask.setDirection(way.TopToBottom if look.large_print else way.LeftToRight)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tint."""
        painter, corner = QPainter(self), self._look.px("radius.card")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("press_tint"))
        painter.drawRoundedRect(self.rect(), corner, corner)


class ItemCard(PressCard):
    """The whole card ticks; only the note's button is a target of its own."""

    toggled_item = Signal(str)
    waived = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._item, self._proves, self._chosen = "", "", False
        self.box = TickBox(look)
        self.name = Words(look, style="heading3", bold=True)
        self.summary = Words(look, role="soft")
        self.tag = Tag(look, tone="sunk")
        self.either = Tag(look)
        self.note = BroughtNote(look)
        self._lines = lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self.name)
        lines.addWidget(self.summary)
        lines.addWidget(self.either, 0, Qt.AlignmentFlag.AlignLeft)
        self._top = QHBoxLayout()
        self._top.addWidget(self.box)
        self._top.addLayout(lines, 1)
        self._top.addWidget(self.tag, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._top)
        self._column.addWidget(self.note)
        self._column.addStretch(1)
        for part in (self.box, self.name, self.summary, self.either, self.tag):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setCheckable(True)
        self.clicked.connect(self._press)
        self.note.proof.clicked.connect(lambda: self.waived.emit(self._proves))
        self.dress(look)

    def put(self, view: ItemView) -> None:
        """Show an item."""
        self._item, self._proves, self._chosen = view.item, view.proves, view.chosen
        self.setChecked(view.chosen)
        self.box.tick(view.chosen, either=bool(view.either))
        self.either.setText(view.either)
        self.name.setText(view.title)
        self.summary.setText(view.summary)
        self.tag.setText(view.department)
        self._place_tag()
        self.note.put(view)
        self.setAccessibleName(view.title)
        self.setAccessibleDescription(f"{view.summary} {view.either} {view.department}")
        self.update()

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        super().dress(look)
        card = "component.item_card"
        side, above = look.px(f"{card}.side"), look.px(f"{card}.top")
        if look.landscape:
            above = look.px("space.m")
        self._column.setContentsMargins(side, above, side, above)
        self._column.setSpacing(look.px("space.m"))
        self._top.setSpacing(look.px(f"{card}.tick_gap"))
        self._place_tag()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words the room that a long department would take beside them."""
        super().resizeEvent(event)
        self._place_tag()

    def _place_tag(self) -> None:
        """Put the department beside the title, or below where that leaves too little for it."""
        long = self.tag.sizeHint().width() > self.width() * BESIDE
        wanted = self._lines if self._look.large_print or long else self._top
        if wanted.indexOf(self.tag) >= 0:
            return
        for layout in (self._top, self._lines):
            layout.removeWidget(self.tag)
        self.tag.setParent(self)
        wanted.addWidget(self.tag, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.tag.show()

    def edge(self) -> tuple[str, int]:
        """Return a thick blue outline once it is chosen."""
        if self._chosen:
            return "press", self._look.px("component.item_card.chosen_border")
        return super().edge()

    def _press(self) -> None:
        self.setChecked(self._chosen)  # the view says what is ticked, not the finger
        self.toggled_item.emit(self._item)
