"""ID cards laid on the reader: looked for only while a page wants one, and filled in."""

import logging
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from kiosk.devices.card_reader import Card, CardReader, CardType, Reason, trouble
from kiosk.errors import Trouble, where
from kiosk.screens.acts.stage import Stage
from kiosk.screens.citizen.office import Lane
from kiosk.screens.citizen.views import ReaderState
from kiosk.texts import Text
from kiosk.visits.card import CardFacts, make_ready, with_card
from kiosk.visits.steps import Step

log = logging.getLogger(__name__)
GAP, LOOKS = 0.004, 25
"""Seconds between looks, and looks in a row: nobody waits for the next of them."""

TURN, REST, LIFTED = 300, 1000, 20
"""Milliseconds: nobody changes cards faster; after trouble; until a finger is off the glass."""

TO_WINDOW = frozenset({"card.elsewhere", "card.expired"})
OTHERS = {
    CardType.HMT_RESIDENT: Text(
        "这是港澳台居民居住证：涉港澳台的事请到{window}办理",
        "This is a residence permit of Hong Kong, Macao or Taiwan: please go to {window}",
    ),
    CardType.FOREIGNER_2017: Text(
        "这是外国人永久居留身份证：涉外的事请到{window}办理",
        "This is a foreigner's permanent residence card: please go to {window}",
    ),
}
OTHERS[CardType.FOREIGNER_2023] = OTHERS[CardType.FOREIGNER_2017]


class CardReading(QObject):
    """Asks the reader, on its own lane, for as long as a card is wanted.

    `moved` when there is other news of it. What a card says goes into the visit and nowhere else;
    what comes back after the pages that want a card were left goes to nobody.
    """

    moved = Signal()
    _found = Signal()

    def __init__(self, stage: Stage, lane: Lane) -> None:
        super().__init__(stage)
        self._stage, self._lane = stage, lane
        self._state = ReaderState.WAITING
        self._trouble: Trouble | None = None
        self._at: tuple[Step, int] | None = None
        self._times = 0
        self._looking = False
        self._laid: Card | None = None
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._look)
        self._late = QTimer(self, singleShot=True, interval=LIFTED)
        self._late.timeout.connect(self._take)
        self._found.connect(self._reading)
        stage.turned.connect(self._attend)

    @property
    def state(self) -> ReaderState:
        """How far the reader is."""
        return ReaderState.NONE if self._stage.taking.cards is None else self._state

    @property
    def say(self) -> str:
        """What to do about the last card, or about the reader; empty when there is nothing."""
        return self._trouble.say[self._stage.language] if self._trouble else ""

    @property
    def complaint(self) -> str:
        """The same, when it is about a card."""
        return self.say if self._state in (ReaderState.AGAIN, ReaderState.ELSEWHERE) else ""

    def begin(self) -> None:
        """Wait for a card; a reader that is out stays out until it answers."""
        if self._state is not ReaderState.OUT:
            self._become(ReaderState.WAITING)
        self._next.start(0)

    def _attend(self) -> None:
        at = self._wanted()
        if at == self._at:
            return
        self._at = at
        if at is None:
            self._next.stop()
            self._late.stop()
            self._times += 1
            self._laid = None
        else:
            self.begin()

    def _wanted(self) -> tuple[Step, int] | None:
        """Tell the page that wants a card, if there is a reader and such a page is open."""
        visit = self._stage.visit
        if self._stage.taking.cards is None or visit.filling is None or visit.case is not None:
            return None
        if visit.step is Step.IDENTITY:
            return visit.step, 0
        numbers = {person.id_number for person in visit.filling.service.people}
        asked = {one.path for one in visit.form_page.fields} if visit.form_page else set()
        return (visit.step, visit.page) if numbers & asked else None

    def _look(self) -> None:
        reader = self._stage.taking.cards
        if self._at is None or self._looking or self._laid or reader is None:
            return
        if self._stage.held:
            self._next.start(REST)
            return
        self._looking, times = True, self._times
        self._lane.run(
            lambda: _asked(reader, self._found.emit),
            lambda card: self._looked(times, card),
            lambda trouble: self._failed(times, trouble),
        )

    def _reading(self) -> None:
        """Say that a card is being read; of a second try nothing is said."""
        if self._at is not None and self._state is not ReaderState.AGAIN:
            self._stage.stirred.emit()
            self._become(ReaderState.READING)
        make_ready()

    def _looked(self, times: int, card: Card | None) -> None:
        self._looking = False
        if times == self._times and card is not None:
            self._laid = card
            self._take()
            return
        if times == self._times and self._state in (ReaderState.READING, ReaderState.OUT):
            self._become(ReaderState.WAITING)
        self._next.start(0)

    def _failed(self, times: int, trouble: Trouble) -> None:
        self._looking = False
        if times == self._times:
            out = trouble.code.startswith("reader.")
            self._become(ReaderState.OUT if out else ReaderState.AGAIN, trouble)
        self._next.start(REST)

    def _take(self) -> None:
        """Fill in what was read, once no finger is down: nothing moves under it."""
        card, stage = self._laid, self._stage
        if card is None:
            return
        if QGuiApplication.mouseButtons():
            self._late.start()
            return
        self._laid = None
        self._next.start(TURN)
        stage.stirred.emit()
        if stage.held or self._at is None:
            return
        before = stage.filling
        try:
            after = with_card(before, facts_of(card, stage.hall.window))
        except Trouble as trouble:
            to_window = trouble.code in TO_WINDOW
            self._become(ReaderState.ELSEWHERE if to_window else ReaderState.AGAIN, trouble)
            return
        known = (before.answers, before.sources) == (after.answers, after.sources)
        self._state, self._trouble = ReaderState.KNOWN if known else ReaderState.READ, None
        stage.turn(stage.visit.filled(lambda _: after))

    def _become(self, state: ReaderState, trouble: Trouble | None = None) -> None:
        before = self._state, self.say
        self._state, self._trouble = state, trouble
        if before != (state, self.say):
            self.moved.emit()


def facts_of(card: Card, window: Text) -> CardFacts:
    """Return what a resident's card says; raises Trouble `card.elsewhere` for every other type."""
    if card.type is not CardType.RESIDENT:
        say = OTHERS[card.type]
        where_to = Text(say.zh.format(window=window.zh), say.en.format(window=window.en))
        raise Trouble("card.elsewhere", where_to, _NOT_HERE)
    return CardFacts(
        card.name, card.sex, card.ethnic_group, card.number, card.address, card.valid_until
    )


_NOT_HERE = Text("这里只受理内地居民。", "Only residents of the mainland can apply here.")


def _asked(reader: CardReader, found: Callable[[], None]) -> Card | None:
    """Look some times; a bug of a driver is a broken reader, and typing goes on."""
    try:
        for _ in range(LOOKS):
            if card := reader.poll(found):
                return card
            time.sleep(GAP)
    except Trouble:
        raise
    except Exception as error:
        log.error("the card reader's driver failed: %s", where(error))
        raise trouble(Reason.BROKEN) from None
    return None
