"""Who signs: a card for each person, with the signature once it is there."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from kiosk.cases.case import Strokes
from kiosk.screens.citizen.handwriting import fitted
from kiosk.screens.look.icons import draw_icon
from kiosk.screens.look.look import Look
from kiosk.screens.look.plate import draw_focus, draw_plate
from kiosk.texts import Language, Text

SIGNED = Text("{at} 已签", "signed {at}")
NOW, WAITS = Text("正在签", "signing now"), Text("还没签", "not yet signed")
AGAIN = Text("按一下重签", "Press to sign again")
LEAST = 0.75
"""How wide a signature's room must be, of the card's height, for it to be known again."""


@dataclass(frozen=True, slots=True)
class SignerView:
    """One of those who sign; `at` is the local time of a signature that is there."""

    role: str
    title: str
    name: str
    at: str = ""
    strokes: Strokes | None = None


class SignerCard(QAbstractButton):
    """Signed: a check and the signature; signing now: a pencil. Pressed when signed: again."""

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._language = look, language
        self._view: SignerView | None = None
        self._now = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        self._look, self._language = look, language
        self.updateGeometry()
        self.update()

    def show_view(self, view: SignerView | None, *, now: bool) -> None:
        """Show a person, or nobody."""
        self._view, self._now = view, now
        self.setVisible(view is not None)
        self.setEnabled(view is not None and view.strokes is not None)
        named = f"{view.title} {view.name} {self._state(view)}" if view else ""
        self.setAccessibleName(named)
        self.setAccessibleDescription(AGAIN[self._language] if self.isEnabled() else "")
        self.update()

    @property
    def role(self) -> str:
        """Whose card this is; empty for nobody's."""
        return self._view.role if self._view else ""

    def sizeHint(self) -> QSize:
        """Two lines high."""
        look = self._look
        lines = look.line_height("body") + look.line_height("caption") + look.px("space.l")
        high = max(look.px("component.signature.person_card"), lines)
        return QSize(3 * high, high)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw plate, sign, name, state and the signature."""
        view, look, painter = self._view, self._look, QPainter(self)
        if view is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        signed = view.strokes is not None
        role = "done" if signed else "press" if self._now else "line"
        width = look.px("line.chosen" if self._now else "line.card")
        fill = "press_tint" if self._now else "card"
        draw_plate(painter, look, self.rect(), fill=fill, edge=role, width=width)
        if self.hasFocus():
            draw_focus(painter, look, self.rect())
        size, side = look.px("component.button.icon"), look.px("space.l")
        sign = QRectF(side, (self.height() - size) / 2, size, size)
        icon = "check" if signed else "pencil" if self._now else "clock"
        draw_icon(painter, icon, sign, look.colour("soft" if role == "line" else role))
        room = QRectF(self.rect()).adjusted(side + size + look.px("space.m"), 0, -side, 0)
        taken = self._write(painter, view, room)
        if view.strokes is not None:
            room.setLeft(room.left() + taken + look.px("space.m"))
            pad = look.px("space.m")
            if room.width() < room.height() * LEAST:
                return  # too small to be known again
            ink = fitted(view.strokes, room.adjusted(0, pad, 0, -pad))
            painter.strokePath(ink, QPen(look.colour("ink"), look.px("line.button")))

    def _write(self, painter: QPainter, view: SignerView, room: QRectF) -> float:
        look = self._look
        name = f"{view.title} {view.name}"
        high, low = look.line_height("body"), look.line_height("caption")
        top = room.center().y() - (high + low) / 2
        painter.setPen(look.colour("ink"))
        painter.setFont(look.font("body", bold=True))
        widest = painter.fontMetrics().horizontalAdvance(name)
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(room.left(), top, room.width(), high), flags, name)
        painter.setPen(look.colour("press" if self._now else "soft"))
        painter.setFont(look.font("caption"))
        state = self._state(view)
        painter.drawText(QRectF(room.left(), top + high, room.width(), low), flags, state)
        return float(max(widest, painter.fontMetrics().horizontalAdvance(state)))

    def _state(self, view: SignerView) -> str:
        if view.strokes is not None:
            return SIGNED.fill(at=view.at)[self._language]
        return (NOW if self._now else WAITS)[self._language]
