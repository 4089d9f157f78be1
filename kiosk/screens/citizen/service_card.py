"""A joint service to choose: icon, name, what it saves; beside it the line of a life."""

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kiosk.screens.citizen.parts import PressCard, Sign
from kiosk.screens.citizen.stack import Stack
from kiosk.screens.citizen.views import ServiceView
from kiosk.screens.look.look import Look
from kiosk.screens.look.tag import Tag
from kiosk.screens.look.words import Words


class Stage(QWidget):
    """A stage of life: a dot on the line, its word beside it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._quiet, self._above, self._below = False, False, False
        self.word = Words(look, style="caption", bold=True, wraps=False)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.word)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def put(self, word: str, *, quiet: bool, above: bool, below: bool) -> None:
        """Show a stage; the line goes on above and below it where told."""
        self._quiet, self._above, self._below = quiet, above, below
        self.word.setText(word)
        self.word.set_role("soft" if quiet else "ink")
        self.update()

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        self._row.setContentsMargins(self._across() * 2 + look.px("space.xs"), 0, 0, 0)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the column's width, wider for a longer word."""
        wide = self._row.contentsMargins().left() + self.word.sizeHint().width()
        column = self._look.px("component.service_card.stage_column") - self._look.px("space.s")
        return QSize(max(column, wide), self.word.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Never cut the word."""
        return self.sizeHint()

    def _across(self) -> int:
        return self._look.px("component.service_card.stage_dot")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, and on it a dot in a ring."""
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QPointF(self._across(), self.height() / 2)
        painter.setPen(QPen(look.colour("line"), look.px("line.thread")))
        gap = look.px("component.service_card.gap")
        if self._above:
            painter.drawLine(QPointF(centre.x(), -gap), centre)
        if self._below:
            painter.drawLine(centre, QPointF(centre.x(), self.height() + gap))
        colour, ring = look.colour("soft" if self._quiet else "press"), look.px("line.button")
        radius = self._across() / 2
        painter.setPen(QPen(colour, ring))
        painter.setBrush(look.colour("card"))
        painter.drawEllipse(centre, radius + ring, radius + ring)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(centre, radius - ring, radius - ring)


class ServiceCard(PressCard):
    """One large target."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        component = "component.service_card"
        self._tile = Sign(look, "", f"{component}.icon", tile=f"{component}.tile")
        self.name = Words(look, style="heading2", bold=True)
        self.line = Words(look, style="lead", role="soft")
        self.tags: Stack[Tag] = Stack(lambda: Tag(self._look))
        self._arrow = Sign(look, "chevron_right", "component.button.icon")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.name)
        words.addWidget(self.line)
        words.addWidget(self.tags, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._tile)
        self._row.addLayout(words, 1)
        self._row.addWidget(self._arrow)
        self._words = words

    def put(self, view: ServiceView) -> None:
        """Show a service."""
        role = "soft" if view.quiet else "press"
        self._tile.put(view.icon, role, "sunk" if view.quiet else "press_tint")
        self._arrow.put("chevron_right", role)
        self.name.setText(view.title)
        self.line.setText(view.line)
        for tag, text in zip(self.tags.fit(len(view.tags)), view.tags, strict=True):
            tag.set_tone("sunk" if view.quiet else "press")
            tag.setText(text)
        self.setAccessibleName(view.title)
        self.setAccessibleDescription(" ".join((view.line, *view.tags)))
        self.let_through()

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        super().dress(look)
        inside = look.px("space.card_inside")
        self._row.setContentsMargins(inside, look.px("space.m"), inside, look.px("space.m"))
        self._row.setSpacing(look.px("space.l"))
        self._words.setContentsMargins(0, 0, 0, 0)
        self.tags.space(look.px("space.s"), across=3)
        self.tags.setContentsMargins(0, look.px("space.xs"), 0, 0)
        low = look.landscape
        high = look.px("component.service_card.height")
        self.setMinimumHeight(high * 3 // 4 if low else high)


class ServiceRow(QWidget):
    """A card on the line of a life."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._key = ""
        self.stage, self.card = Stage(look), ServiceCard(look)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.px("space.s"))
        self._row.addWidget(self.stage)
        self._row.addWidget(self.card, 1)
        self.card.clicked.connect(lambda: self.chosen.emit(self._key))
        self.stage.dress(look)
        self.card.dress(look)

    def put(self, view: ServiceView, *, above: bool, below: bool) -> None:
        """Show a service at its place on the line."""
        self._key = view.key
        self.card.put(view)
        self.stage.put(view.stage, quiet=view.quiet, above=above, below=below)
