"""How the visit went: five levels, and for the low ones what went wrong; nobody has to say."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kiosk.screens.citizen import after_words as words
from kiosk.screens.citizen.after_views import RateView
from kiosk.screens.citizen.page import Page
from kiosk.screens.citizen.parts import Panel
from kiosk.screens.citizen.porch_views import Foot
from kiosk.screens.citizen.stack import Stack
from kiosk.screens.look.button import Button
from kiosk.screens.look.icons import draw_icon
from kiosk.screens.look.look import Look
from kiosk.screens.look.message import Message
from kiosk.screens.look.option import Option
from kiosk.screens.look.tick import Tick
from kiosk.screens.look.words import Words
from kiosk.texts import Language

LEVELS = (5, 4, 3, 2, 1)
LOW = 2
"""From here down a rating needs a reason, else nobody can put anything right (差评)."""


class LevelOption(Option):
    """A level as words, with as many stars as it is worth."""

    def __init__(self, look: Look, level: int) -> None:
        super().__init__(look)
        self.level = level
        self._shown = True

    def show_stars(self, shown: bool) -> None:
        """Show the stars, or words alone."""
        self._shown = shown
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the option, and its stars on the right."""
        super().paintEvent(event)
        if not self._shown:
            return
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, gap = look.px("component.message.icon"), look.px("space.xs")
        left = self.width() - look.px("component.field.side") - self.level * (side + gap)
        for place in range(self.level):
            square = QRectF(left + place * (side + gap), (self.height() - side) / 2, side, side)
            draw_icon(painter, "star", square, look.colour("press"))


class Levels(QWidget):
    """The five levels, the best first; one at most is chosen."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        made = iter(LEVELS)
        self._stack: Stack[LevelOption] = Stack(lambda: LevelOption(look, next(made)), self)
        self.options = tuple(self._stack.fit(len(LEVELS)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def chosen(self) -> int | None:
        """Return the level that is chosen."""
        return next((one.level for one in self.options if one.isChecked()), None)

    def forget(self) -> None:
        """Choose none."""
        for option in self.options:
            option.setAutoExclusive(False)  # else the last one can't be let go
            option.setChecked(False)
            option.setAutoExclusive(True)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._stack.space(look.px("component.option.stack_gap"))


class RatePage(Page):
    """`rated(level, reasons)`: 5 is the best; reasons only for 2 and 1."""

    rated = Signal(int, tuple)

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(look, language, parent)
        self.levels = Levels(look)
        self.why = Words(look, style="heading3")
        self.ticks = {name: Tick(look) for name in words.REASONS}
        self.reasons = Panel(look)
        self.reasons.column.addWidget(self.why)
        for tick in self.ticks.values():
            self.reasons.column.addWidget(tick)
            tick.toggled.connect(self._settled)
        self.remark = Message(look)
        self.send = Button(look, icon="check", filled=True)
        self._last = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._last.addWidget(self.remark, 1)
        self._last.addWidget(self.send, 1)
        self._both = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._both.addWidget(self.levels, 1)
        self._both.addWidget(self.reasons, 1)
        self.column.addLayout(self._both)
        self.column.addStretch(1)
        self.whole.addLayout(self._last)
        self.send.clicked.connect(self._send)
        for option in self.levels.options:
            option.toggled.connect(self._settled)
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        super().dress(look, language)
        side, gap = look.px("space.page_side"), look.px("space.m")
        self.heading.setContentsMargins(0, 0, 0, look.px("space.l"))
        lying, standing = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        for both in (self._both, self._last):
            both.setDirection(lying if look.landscape else standing)
        self._both.setSpacing(look.px("space.card_gap"))
        self.reasons.column.setSpacing(look.px("space.gap_between_targets"))
        self._last.setContentsMargins(side, gap, side, gap)
        self._last.setSpacing(gap)

    def show_view(self, view: RateView) -> None:
        """Ask; what is chosen already stays."""
        tongue = self.language
        self.say((words.RATE_QUIET if view.quiet else words.RATE)[tongue], words.RATE_LEAD[tongue])
        for option in self.levels.options:
            option.setText(words.LEVELS[option.level][tongue])
            option.show_stars(not view.quiet)
        self.why.setText(words.WHY[tongue])
        for name, tick in self.ticks.items():
            tick.setText(words.REASONS[name][tongue])
        self.send.setText(words.SEND[tongue])
        self._settled()

    def foot(self) -> Foot:
        """Only beside the way: skip."""
        return Foot(middle=words.SKIP[self.language], middle_icon="close")

    def clear(self) -> None:
        """Forget everything."""
        super().clear()
        self.levels.forget()
        for tick in self.ticks.values():
            tick.setChecked(False)
        self._settled()

    def _settled(self) -> None:
        """Ask for reasons where one is needed; a remark goes once something is chosen."""
        level = self.levels.chosen()
        low = level is not None and level <= LOW
        self.reasons.setVisible(low)
        self.remark.say("")
        if low:
            self.roll.reveal(self.reasons)

    def _send(self) -> None:
        level = self.levels.chosen()
        if level is None:
            self.remark.say(words.RATE_FIRST[self.language])
            return
        reasons = tuple(name for name, tick in self.ticks.items() if tick.isChecked())
        if level <= LOW and not reasons:
            self.remark.say(words.REASON_FIRST[self.language])
            return
        self.rated.emit(level, reasons if level <= LOW else ())
