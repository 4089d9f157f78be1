"""The first page: what somebody may want to do here, along the line of a life."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.screens.citizen import words
from kiosk.screens.citizen.page import Page
from kiosk.screens.citizen.parts import Lines, PressCard, Sign
from kiosk.screens.citizen.service_card import ServiceRow
from kiosk.screens.citizen.stack import Stack
from kiosk.screens.citizen.views import WelcomeView
from kiosk.screens.look.look import Look
from kiosk.texts import Language, Text


class SmallCard(PressCard):
    """Something beside the services: an icon, a word, a line."""

    def __init__(self, look: Look, icon: str, first: Text, second: Text) -> None:
        super().__init__(look)
        self._first, self._second = first, second
        self.lines = Lines(look)
        self._row = QHBoxLayout(self)
        self._row.addWidget(Sign(look, icon, "component.small_card.icon"))
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
        self._row.setContentsMargins(side, side, side, side)
        self._row.setSpacing(look.px("space.m"))
        self.setMinimumHeight(look.px("component.small_card.height"))


class WelcomePage(Page):
    """Services as large cards; below them what else can be done."""

    service_chosen = Signal(str)
    progress_asked = Signal()
    resume_asked = Signal()
    reprint_asked = Signal()

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(look, language, parent)
        self.title.set_style("welcome_title", bold=True)
        self.services: Stack[ServiceRow] = Stack(self._make)
        self.progress = SmallCard(look, "search", words.PROGRESS_CARD, words.PROGRESS_LINE)
        self.resume = SmallCard(look, "history", words.RESUME_CARD, words.RESUME_LINE)
        self.reprint = SmallCard(look, "printer", words.REPRINT_CARD, words.REPRINT_LINE)
        self._beside = QHBoxLayout()
        for card, signal in (
            (self.progress, self.progress_asked),
            (self.resume, self.resume_asked),
            (self.reprint, self.reprint_asked),
        ):
            card.clicked.connect(signal)
            self._beside.addWidget(card, 1)
        self.column.addWidget(self.services)
        self.column.addLayout(self._beside)
        self.column.addStretch(1)
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        super().dress(look, language)
        gap = look.px("component.service_card.gap")
        self.services.space(gap, across=2 if look.landscape else 1)
        self.services.setContentsMargins(0, look.px("space.l"), 0, look.px("space.xl"))
        self._beside.setSpacing(look.px("component.small_card.gap"))

    def show_view(self, view: WelcomeView) -> None:
        """Offer the services of this place."""
        self.say(words.WELCOME[self.language], words.WELCOME_LEAD[self.language])
        count = len(view.services)
        places = zip(self.services.fit(count), view.services, strict=True)
        for place, (line, service) in enumerate(places):
            threaded = not self.look.landscape
            line.put(service, above=threaded and place > 0, below=threaded and place < count - 1)
        for card in (self.progress, self.resume, self.reprint):
            card.put(self.language)

    def _make(self) -> ServiceRow:
        line = ServiceRow(self.look)
        line.chosen.connect(self.service_chosen)
        return line
