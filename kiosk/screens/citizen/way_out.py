"""What this application cannot take: why, what to do instead, and the ways on from there."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kiosk.screens.citizen.form_view import WayOutView
from kiosk.screens.look.button import Button
from kiosk.screens.look.icons import draw_icon
from kiosk.screens.look.look import Look
from kiosk.screens.look.words import Words
from kiosk.texts import Language, Text

LEAVE_OUT = Text("不办这件，接着办其他的", "Go on without it")
EXPLAIN = Text("打印这份说明", "Print this")
CHANGE = Text("改回答", "Change the answer")
HOME = Text("回首页", "Home")
BASIS = Text("依据：{basis}", "Basis: {basis}")

NOTHING = WayOutView("", "", "", "", "", leave=False)


class WayOut(QWidget):
    """`left_out(id)` and `explained(id)` of the exclusion, `change(path)` of its answer, `home`."""

    left_out = Signal(str)
    explained = Signal(str)
    change = Signal(str)
    home = Signal()

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view, self._crowded = NOTHING, False
        self._why = Words(look, parent=self, bold=True)
        self._instead = Words(look, parent=self)
        self._basis = Words(look, parent=self, style="caption", role="soft")
        self._leave = Button(look, self, small=True)
        self._print = Button(look, self, small=True, icon="printer")
        self._change = Button(look, self, small=True, icon="pencil")
        self._home = Button(look, self, small=True)
        self._leave.clicked.connect(lambda: self.left_out.emit(self._view.exclusion))
        self._print.clicked.connect(lambda: self.explained.emit(self._view.exclusion))
        self._change.clicked.connect(lambda: self.change.emit(self._view.path))
        self._home.clicked.connect(self.home)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for button in (self._leave, self._print, self._change, self._home):
            self._row.addWidget(button)
        self._row.addStretch(1)
        self._told = QVBoxLayout()
        for words in (self._why, self._instead, self._basis):
            self._told.addWidget(words)
        self._whole = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._whole.addLayout(self._told, 1)
        self._whole.addLayout(self._row)
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        self._look, self._language = look, language
        side, inside = look.px("component.field.side"), look.px("space.m")
        sign = look.px("component.message.icon") + look.px("space.m")
        self._whole.setContentsMargins(side + sign, inside, side, inside)
        for layout in (self._whole, self._told):
            layout.setSpacing(look.px("space.s"))
        self._row.setSpacing(look.px("space.gap_between_targets"))
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._whole.setDirection(across if look.landscape else down)
        self._row.setDirection(down if look.large_print else across)
        for words in (self._why, self._instead, self._basis):
            words.dress(look)
        texts = (LEAVE_OUT, EXPLAIN, CHANGE, HOME)
        buttons = (self._leave, self._print, self._change, self._home)
        for button, text in zip(buttons, texts, strict=True):
            button.setText(text[language])
            button.dress(look)
        self.update()

    def lead(self, view: WayOutView | None) -> None:
        """Show it, or nothing."""
        self._view = view or NOTHING
        self._why.setText(self._view.why)
        self._instead.setText(self._view.instead)
        basis = self._view.basis
        self._basis.setText(BASIS.fill(basis=basis)[self._language] if basis else "")
        self._basis.setVisible(bool(basis))
        self._leave.setVisible(self._view.leave)
        self._home.setVisible(not self._view.leave)
        self._change.setVisible(not self._view.leave)
        self.crowd(self._crowded)

    def crowd(self, crowded: bool) -> None:
        """Give the room to the field in use, or take it again."""
        self._crowded = crowded
        self.setVisible(bool(self._view.exclusion) and not crowded)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tint and the sign."""
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("attention_tint"))
        painter.drawRoundedRect(self.rect(), look.px("radius.card"), look.px("radius.card"))
        size = look.px("component.message.icon")
        place = QRectF(look.px("component.field.side"), look.px("space.m"), size, size)
        draw_icon(painter, "exclamation", place, look.colour("attention"))
