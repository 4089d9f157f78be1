"""The first page: what somebody may want to do here, along the line of a life."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.screens.citizen import words
from kiosk.screens.citizen.page import Page
from kiosk.screens.citizen.parts import Lines, PressCard
from kiosk.screens.citizen.porch_views import WelcomeView
from kiosk.screens.citizen.service_card import Life, ServiceRow
from kiosk.screens.look.button import Button
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


class HelpBar(QWidget):
    """At the foot of the first page: until when, whom to call, whom to ask."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.until = Words(look, bold=True, wraps=False)
        self.hotline = Words(look, role="soft")
        self.help = Button(look, icon="hand")
        self._row = QHBoxLayout(self)
        self._row.addWidget(Sign(look, "clock", role="soft"))
        self._row.addWidget(self.until)
        self._row.addWidget(self.hotline, 1)
        self._row.addWidget(self.help)

    def dress(self, look: Look) -> None:
        """Change colours and sizes."""
        self._look = look
        side, bar = look.px("space.page_side"), "component.foot_bar"
        self._row.setContentsMargins(side, look.px(f"{bar}.top"), side, look.px(f"{bar}.bottom"))
        self._row.setSpacing(look.px("space.m"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card and the line above it."""
        painter, look = QPainter(self), self._look
        painter.fillRect(self.rect(), look.colour("card"))
        painter.fillRect(0, 0, self.width(), look.px("line.divider"), look.colour("line"))


class WelcomePage(Page):
    """Services as large cards; below them what else can be done."""

    service_chosen = Signal(str)
    progress_asked = Signal()
    resume_asked = Signal()
    reprint_asked = Signal()
    help_asked = Signal()

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(look, language, parent)
        self.title.set_style("welcome_title", bold=True)
        self.services = Life(look, self._make)
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
        self.column.addStretch(1)
        self.column.addLayout(self._beside)
        self.bar = HelpBar(look)
        self.bar.help.clicked.connect(self.help_asked)
        self.whole.addWidget(self.bar)
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        super().dress(look, language)
        above, below = ("space.m", "space.m") if look.landscape else ("space.xl", "space.xl")
        self.services.setContentsMargins(0, look.px(above), 0, look.px(below))
        self._beside.setSpacing(look.px("component.small_card.gap"))

    def show_view(self, view: WelcomeView) -> None:
        """Offer the services of this place."""
        self.say(words.WELCOME[self.language], words.WELCOME_LEAD[self.language])
        self.services.put(view.services)
        for card in (self.progress, self.resume, self.reprint):
            card.put(self.language)
        until = words.OPEN_UNTIL.fill(time=view.open_until)[self.language]
        self.bar.until.setText(until if view.open_until else "")
        self.bar.hotline.setText(words.HOTLINE.fill(number=view.hotline)[self.language])
        self.bar.help.setText(words.HELP[self.language])

    def _make(self) -> ServiceRow:
        line = ServiceRow(self.look)
        line.chosen.connect(self.service_chosen)
        return line
