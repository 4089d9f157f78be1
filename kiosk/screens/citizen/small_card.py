"""Small cards of the first page: what lies beside the services, and those of other places."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.screens.citizen.parts import Lines, PressCard
from kiosk.screens.citizen.porch_views import PlaceView, ServiceView
from kiosk.screens.citizen.stack import Stack
from kiosk.screens.look.look import Look
from kiosk.screens.look.sign import Sign
from kiosk.screens.look.words import Words
from kiosk.texts import Language, Text


class SmallCard(PressCard):
    """Something beside the services: an icon, a word, a line."""

    def __init__(self, look: Look, icon: str, first: Text, second: Text) -> None:
        super().__init__(look)
        self._first, self._second = first, second
        self.lines = Lines(look)
        self._row = QHBoxLayout(self)
        self._row.addWidget(Sign(look, icon, size="component.small_card.icon"))
        self._row.addWidget(self.lines, 1)
        self.let_through()

    def put(self, language: Language) -> None:
        """Write both lines."""
        self.lines.put(self._first[language], self._second[language])
        self.setAccessibleName(self._first[language])
        self.setAccessibleDescription(self._second[language])

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        super().dress(look)
        side = look.px("space.m")
        above = look.px("space.xs")
        self._row.setContentsMargins(side, above, side, above)
        self._row.setSpacing(look.px("space.m"))
        lying = look.px("component.small_card.icon") + 2 * look.px("space.m")
        self.setMinimumHeight(lying if look.landscape else look.px("component.small_card.height"))


class FindCard(PressCard):
    """Looks like a box to type in, and opens the page where one types."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.words = Words(look, style="lead", role="soft")
        self._row = QHBoxLayout(self)
        self._row.addWidget(Sign(look, "search", role="soft"))
        self._row.addWidget(self.words, 1)
        self.let_through()

    def put(self, words: str) -> None:
        """Say what can be searched for."""
        self.words.setText(words)
        self.setAccessibleName(words)

    def edge(self) -> tuple[str, int]:
        """Return the outline of a box to type in."""
        return "edge", self._look.px("line.field")

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        super().dress(look)
        side = look.px("component.field.side")
        self._row.setContentsMargins(side, 0, side, 0)
        self._row.setSpacing(look.px("space.m"))
        self.setMinimumHeight(look.px("component.button.height"))


class OtherService(PressCard):
    """A service of another place: icon, name, what it saves."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._key = ""
        self._sign = Sign(look, "", size="component.small_card.icon")
        self.lines = Lines(look)
        self._arrow = Sign(look, "chevron_right")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._sign)
        self._row.addWidget(self.lines, 1)
        self._row.addWidget(self._arrow)
        self.let_through()
        self.clicked.connect(lambda: self.chosen.emit(self._key))
        self.dress(look)

    def put(self, view: ServiceView) -> None:
        """Show a service; a quiet one is grey."""
        role = "soft" if view.quiet else "press"
        self._key = view.key
        self._sign.set_icon(view.icon, role)
        self._arrow.set_icon("chevron_right", role)
        self.lines.put(view.title, view.tags[-1] if view.tags else "")
        self.setAccessibleName(view.title)
        self.setAccessibleDescription(" ".join((view.line, *view.tags)))

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        super().dress(look)
        side, above = look.px("space.m"), look.px("space.s")
        self._row.setContentsMargins(side, above, side, above)
        self._row.setSpacing(look.px("space.m"))
        self.setMinimumHeight(look.px("component.other_service.height"))


class PlaceBlock(QWidget):
    """The name of another place, and below it what can be done for it here."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.name = Words(look, style="caption", bold=True, role="soft")
        self.services: Stack[OtherService] = Stack(self._make)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.name)
        self._column.addWidget(self.services)
        self.dress(look)

    def put(self, view: PlaceView) -> None:
        """Show a place."""
        self.name.setText(view.name)
        cards = self.services.fit(len(view.services))
        for card, service in zip(cards, view.services, strict=True):
            card.put(service)
            card.setAccessibleDescription(f"{view.name} {card.accessibleDescription()}")

    def dress(self, look: Look) -> None:
        """Change colours and sizes; large letters leave room for one beside the other less."""
        self._look = look
        across = 3 if look.landscape else 2
        self._column.setSpacing(look.px("space.xs"))
        self.services.space(look.px("space.s"), across=across - int(look.large_print), even=True)

    def _make(self) -> OtherService:
        card = OtherService(self._look)
        card.chosen.connect(self.chosen)
        return card
