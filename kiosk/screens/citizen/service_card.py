"""A joint service to choose: icon, name, what it saves; beside it the line of a life."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kiosk.screens.citizen.flow import Flow
from kiosk.screens.citizen.parts import PressCard
from kiosk.screens.citizen.porch_views import ServiceView
from kiosk.screens.citizen.stack import Stack
from kiosk.screens.look.look import Look
from kiosk.screens.look.sign import Sign
from kiosk.screens.look.tag import Tag
from kiosk.screens.look.words import Words

FEW, ALONE = 2, 1.4
"""So few services on the glass are so many times as high as many are."""


class Stage(QWidget):
    """A stage of life: a dot, its word beside it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._quiet = False
        self.word = Words(look, style="caption", bold=True, wraps=False)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.word)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def put(self, word: str, *, quiet: bool) -> None:
        """Show a stage; a quiet one is grey."""
        self._quiet = quiet
        self.word.setText(word)
        self.word.set_role("soft" if quiet else "ink")
        self.update()

    def centre(self) -> QPointF:
        """Return where the dot is."""
        return QPointF(self._across(), self.height() / 2)

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
        """Draw a dot in a ring."""
        painter, look, centre = QPainter(self), self._look, self.centre()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
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
        self._tile = Sign(
            look, "", size=f"{component}.icon", shape="square", plate_size=f"{component}.tile"
        )
        self.name = Words(look, style="heading2", bold=True)
        self.line = Words(look, role="soft")
        self.tags: Flow[Tag] = Flow(lambda: Tag(self._look))
        self._arrow = Sign(look, "chevron_right", size="component.button.icon")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.name)
        words.addWidget(self.line)
        words.addWidget(self.tags)
        words.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._tile)
        self._row.addLayout(words, 1)
        self._row.addWidget(self._arrow)

    def put(self, view: ServiceView) -> None:
        """Show a service."""
        role = "soft" if view.quiet else "press"
        self._tile.set_icon(view.icon, role, "sunk" if view.quiet else "press_tint")
        self._arrow.set_icon("chevron_right", role)
        self.name.setText(view.title)
        self.line.setText(view.line)
        for tag, text in zip(self.tags.fit(len(view.tags)), view.tags, strict=True):
            tag.set_tone("sunk" if view.quiet else "press")
            tag.setText(text)
        self.tags.laid()
        self.setAccessibleName(view.title)
        self.setAccessibleDescription(" ".join((view.line, *view.tags)))
        self.let_through()

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        super().dress(look)
        inside = look.px("space.card_inside")
        self._row.setContentsMargins(inside, look.px("space.m"), inside, look.px("space.m"))
        self._row.setSpacing(look.px("space.l"))
        self.tags.space(look.px("space.s"))
        self.tags.setContentsMargins(0, look.px("space.xs"), 0, 0)
        lying = look.px("component.service_card.tile") + 2 * look.px("space.m")
        standing = look.px("component.service_card.height")
        self._least = lying if look.landscape else standing
        self.grow(1.0)

    def grow(self, by: float) -> None:
        """Be so many times as high as among many."""
        self.setMinimumHeight(round(self._least * by))


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

    def put(self, view: ServiceView) -> None:
        """Show a service at its place on the line."""
        self._key = view.key
        self.card.put(view)
        self.stage.put(view.stage, quiet=view.quiet)


class Life(Stack[ServiceRow]):
    """The services one below the other, on one line from stage to stage."""

    def __init__(self, look: Look, make: Callable[[], ServiceRow]) -> None:
        super().__init__(make)
        self._look = look

    def dress(self, look: Look) -> None:
        """Change colours and sizes; lying down, two stand side by side."""
        self._look = look
        self.space(look.px("component.service_card.gap"), across=2 if look.landscape else 1)

    def put(self, views: tuple[ServiceView, ...], *, crowded: bool = False) -> None:
        """Show the services; all stages are as wide as the widest.

        Where few stand alone on the glass they are higher; `crowded` tells that they do not.
        """
        for line, view in zip(self.fit(len(views)), views, strict=True):
            line.put(view)
        for line in self.parts:
            line.card.grow(ALONE if len(views) <= FEW and not crowded else 1.0)
        wide = max((line.stage.sizeHint().width() for line in self.parts), default=0)
        for line in self.parts:
            line.stage.setFixedWidth(wide)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line behind the dots."""
        painter, look = QPainter(self), self._look
        painter.setPen(QPen(look.colour("line"), look.px("line.thread")))
        across = 2 if look.landscape else 1
        for one, next_ in zip(self.parts, self.parts[across:], strict=False):
            places = [line.stage.mapTo(self, line.stage.centre()) for line in (one, next_)]
            painter.drawLine(*places)
