"""The first page: what somebody may want to do here, along the line of a life."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.screens.citizen import words
from kiosk.screens.citizen.page import Page
from kiosk.screens.citizen.porch_views import WelcomeView
from kiosk.screens.citizen.service_card import Life, ServiceRow
from kiosk.screens.citizen.small_card import FindCard, PlaceBlock, SmallCard
from kiosk.screens.citizen.stack import Stack
from kiosk.screens.look.button import Button
from kiosk.screens.look.look import Look
from kiosk.screens.look.sign import Sign
from kiosk.screens.look.words import Words
from kiosk.texts import Language


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
    """Services as large cards, turned when they are many; below them what else can be done."""

    service_chosen = Signal(str)
    search_asked = Signal()
    contents_asked = Signal()
    progress_asked = Signal()
    resume_asked = Signal()
    reprint_asked = Signal()
    help_asked = Signal()

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(look, language, parent)
        self.title.set_style("welcome_title", bold=True)
        self.finder = FindCard(look)
        self.finder.clicked.connect(self.search_asked)
        self.contents = Button(look, icon="book")
        self.contents.clicked.connect(self.contents_asked)
        self._finding = QHBoxLayout()
        self._finding.addWidget(self.finder, 1)
        self._finding.addWidget(self.contents)
        self.services = Life(look, self._make)
        self.elsewhere: Stack[PlaceBlock] = Stack(self._make_place)
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
        self.column.addLayout(self._finding)
        self.column.addWidget(self.services)
        self.column.addWidget(self.elsewhere)
        self.column.addStretch(1)
        self.whole.addLayout(self._beside)
        self.bar = HelpBar(look)
        self.bar.help.clicked.connect(self.help_asked)
        self.whole.addWidget(self.bar)
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language."""
        super().dress(look, language)
        above = look.px("space.m" if look.landscape else "space.l")
        self._finding.setContentsMargins(0, above, 0, above)
        self._finding.setSpacing(look.px("space.m"))
        self.services.setContentsMargins(0, 0, 0, above)
        self.elsewhere.space(above)
        self.elsewhere.setContentsMargins(0, 0, 0, above)
        side = look.px("space.page_side")
        self._beside.setContentsMargins(side, look.px("space.s"), side, above)
        self._beside.setSpacing(look.px("component.small_card.gap"))

    def show_view(self, view: WelcomeView) -> None:
        """Offer the services of this place."""
        self.say(words.WELCOME[self.language], words.WELCOME_LEAD[self.language])
        self.finder.put(words.SEARCH_ALL[self.language])
        self.contents.setText(words.CONTENTS_CARD[self.language])
        self.services.put(view.services, crowded=bool(view.elsewhere))
        places = self.elsewhere.fit(len(view.elsewhere))
        for block, place in zip(places, view.elsewhere, strict=True):
            block.put(place)
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

    def _make_place(self) -> PlaceBlock:
        block = PlaceBlock(self.look)
        block.chosen.connect(self.service_chosen)
        return block
