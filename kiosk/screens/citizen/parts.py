"""Small parts that several pages share: a card to press, an icon, a dividing line."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kiosk.screens.look.icons import draw_icon
from kiosk.screens.look.look import Look
from kiosk.screens.look.plate import draw_focus, draw_plate
from kiosk.screens.look.words import Words


class Sign(QWidget):
    """An icon of a token's size in the colour of a role; nothing to press."""

    def __init__(
        self, look: Look, name: str, size: str, role: str = "press", *, tile: str = ""
    ) -> None:
        super().__init__()
        self._look, self._name, self._size, self._role, self._tile = look, name, size, role, tile
        self._fill = "press_tint"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def put(self, name: str, role: str = "press", fill: str = "press_tint") -> None:
        """Show another icon; with a tile, on the colour of `fill`."""
        self._name, self._role, self._fill = name, role, fill
        self.update()

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the icon's size, or its tile's."""
        side = self._look.px(self._tile or self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw tile and icon."""
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._tile:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(self._fill))
            corner = look.px("radius.card")
            painter.drawRoundedRect(self.rect(), corner, corner)
        if not self._name:
            return
        side = look.px(self._size)
        left, top = (self.width() - side) / 2, (self.height() - side) / 2
        draw_icon(painter, self._name, QRectF(left, top, side, side), look.colour(self._role))


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
        column.addWidget(self.first)
        column.addWidget(self.second)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
        self.setSizePolicy(policy)

    def put(self, first: str, second: str = "") -> None:
        """Write both; an empty second line takes no room."""
        self.first.setText(first)
        self.second.setText(second)
        self.second.setVisible(bool(second))


def row(*parts: QWidget, gap: int = 0) -> QHBoxLayout:
    """Lay parts side by side without margins."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    for part in parts:
        layout.addWidget(part)
    return layout
