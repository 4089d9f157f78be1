"""Small parts that several pages share: a card to press, two lines, a dividing line."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kiosk.screens.look.card import Card
from kiosk.screens.look.card import Tone as CardTone
from kiosk.screens.look.look import Look
from kiosk.screens.look.plate import draw_focus, draw_plate
from kiosk.screens.look.sign import Sign
from kiosk.screens.look.words import Words


class Rule(QWidget):
    """A thin line between two parts of a card."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the line's thickness."""
        return QSize(1, self._look.px("line.divider"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        QPainter(self).fillRect(self.rect(), self._look.colour("line"))


class PressCard(QAbstractButton):
    """A card that is one target as a whole; what lies on it lets touches through."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        self.update()

    def let_through(self) -> None:
        """Let touches on everything that lies on the card be touches on the card."""
        part: QWidget
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def edge(self) -> tuple[str, int]:
        """Return the role and the width in dots of its outline."""
        return "line", self._look.px("line.card")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the plate; a finger on it tints it."""
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = "press_tint" if self.isDown() else "card"
        role, width = self.edge()
        place = self.rect()
        draw_plate(painter, look, place, fill=fill, edge=role, width=width, radius="radius.card")
        if self.hasFocus():
            draw_focus(painter, look, place)


class Lines(QWidget):
    """A bold line with a softer one below it."""

    def __init__(self, look: Look, *, style: str = "body", below: str = "caption") -> None:
        super().__init__()
        self.first = Words(look, style=style, bold=True)
        self.second = Words(look, style=below, role="soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(self.first)
        column.addWidget(self.second)
        column.addStretch(1)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
        self.setSizePolicy(policy)

    def put(self, first: str, second: str = "") -> None:
        """Write both; an empty second line takes no room."""
        self.first.setText(first)
        self.first.setVisible(bool(first))
        self.second.setText(second)
        self.second.setVisible(bool(second))


class Panel(Card):
    """A card with a column inside."""

    def __init__(self, look: Look, *, tone: CardTone = "card") -> None:
        super().__init__(look, tone=tone)
        self.column = QVBoxLayout(self)
        self.column.setSpacing(0)
        self.dress(look)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        super().dress(look)
        inside, above = look.px("space.card_inside"), look.px("space.l")
        self.column.setContentsMargins(inside, above, inside, above)


class Notice(Panel):
    """A sign and two lines on a tint: what to know, what to wait for."""

    def __init__(self, look: Look, icon: str, *, tone: CardTone = "card") -> None:
        self.row = QHBoxLayout()
        super().__init__(look, tone=tone)
        self.lines = Lines(look)
        self.lines.second.set_style("body")
        self.sign = Sign(look, icon, role="press" if tone == "card" else tone)
        self.row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        self.row.addWidget(self.lines, 1)
        self.column.addLayout(self.row)

    def put(self, first: str, second: str = "") -> None:
        """Say it; without words the notice is hidden."""
        self.lines.put(first, second)
        self.lines.second.set_role("soft" if self._tone == "card" else "ink")
        self.setVisible(bool(first or second))

    def turn(self, tone: CardTone, icon: str) -> None:
        """Mean something else from now on."""
        self.set_tone(tone)
        self.sign.set_icon(icon, "press" if tone == "card" else tone)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        super().dress(look)
        self.column.setContentsMargins(*[look.px("space.l")] * 4)
        self.row.setSpacing(look.px("space.m"))


class Hint(QWidget):
    """A soft line with a sign before it, on the page itself."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.words = Words(look, role="soft")
        self._row = QHBoxLayout(self)
        self._row.addWidget(Sign(look, "info", role="soft"), 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self.words, 1)

    def put(self, words: str) -> None:
        """Say it; without words the line is hidden."""
        self.words.setText(words)
        self.setVisible(bool(words))

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.px("space.s"))
