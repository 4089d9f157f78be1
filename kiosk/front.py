"""All that stands in front of the glass, put together over an open kiosk."""

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType

from shiboken6 import delete

from kiosk.app import Kiosk
from kiosk.background.lane import Lane
from kiosk.background.watching import Watching
from kiosk.devices.health import (
    CARD_READER,
    SECOND_SCREEN,
    VOICE,
    screen_look,
    voice_look,
)
from kiosk.devices.second_screen import PretendSecondScreen, SecondScreen
from kiosk.devices.taking import NONE, PRETENDED
from kiosk.devices.voice import Voice
from kiosk.errors import Trouble, where
from kiosk.pretences import World
from kiosk.recent import Recent
from kiosk.screens.acts.beside import Beside
from kiosk.screens.acts.cast import conductor_of
from kiosk.screens.acts.conductor import Conductor
from kiosk.screens.acts.renewing import Renewing
from kiosk.screens.acts.scanned import takers
from kiosk.screens.acts.scanning import Scanning
from kiosk.screens.acts.stage import Stage, unexpected
from kiosk.screens.bench.benching import Benching
from kiosk.screens.beside.screen import QtSecondScreen
from kiosk.screens.citizen.office import HallFacts, Office
from kiosk.screens.citizen.porch import Porch
from kiosk.screens.citizen.window import CitizenWindow
from kiosk.screens.keyboard.dictionary import Dictionary
from kiosk.screens.keyboard.keyboard import Keyboard
from kiosk.screens.look.look import RESOURCES, Look
from kiosk.standing import standing
from kiosk.visits.steps import Step
from kiosk.workbench import Workbench

log = logging.getLogger(__name__)
MARK = 8
"""So many signs of the catalogue's hash tell it from any other."""
WORDS = RESOURCES / "input" / "pinyin.sqlite"


@dataclass(frozen=True)
class Front:
    """Everything in front of the glass."""

    window: CitizenWindow
    stage: Stage
    conductor: Conductor
    keyboard: Keyboard
    watching: Watching
    scanning: Scanning
    renewing: Renewing


@contextmanager
def front_of(
    kiosk: Kiosk, porch: Porch, voice: Voice, world: World | None = None
) -> Iterator[Front]:
    """Put an open kiosk behind the porch, for as long as the block lasts.

    `world` is what the bench may do to the world around a kiosk that is only tried out.
    """
    set_to = kiosk.settings.devices.second_screen
    beside = second_screen(set_to, porch.look)
    there = None if set_to == NONE else beside
    _watch_too(kiosk, voice, there)
    window, look = porch.window, porch.look
    words, recent, hall = Dictionary(WORDS), Recent(), facts(kiosk)
    lane, listening = Lane("backroom"), Lane("scanning")
    watching, taking, ill = Watching(kiosk.watch, (CARD_READER,)), kiosk.taking, kiosk.watch.ill
    stage = Stage(window, porch.binder, kiosk.backroom, lane, hall, voice, taking, ill)
    logging.getLogger().addHandler(recent)
    try:
        keyboard = Keyboard(look, porch.language, words, kiosk.press.printable, window)
        bench = Benching(stage, Workbench(kiosk, voice, recent, there, world), lane)
        conductor = conductor_of(stage, keyboard, look, watching.lane(CARD_READER), bench)
        scanning = Scanning(stage, listening, (*takers(stage), bench.scanned))
        scanning.begin()
        Beside(stage, beside)
        renewing = Renewing(stage, Anew(kiosk), lane)
        renewing.begin()
        try:
            yield Front(window, stage, conductor, keyboard, watching, scanning, renewing)
        finally:
            beside.close()
            scanning.stop()
            conductor.stop()
    finally:
        logging.getLogger().removeHandler(recent)
        watching.stop()
        listening.stop()
        lane.stop()
        delete(stage)  # no clock of its acts wakes anybody in a closed house
        words.close()


def _watch_too(kiosk: Kiosk, voice: Voice, beside: SecondScreen | None) -> None:
    """Have what speaks and shows watched as every device is."""
    if voice.available():
        kiosk.watch.add(VOICE, voice_look(voice))
    if beside is not None:
        kiosk.watch.add(SECOND_SCREEN, screen_look(beside))


class Anew:
    """Implements the screens' `Renewal`: has the kiosk stand by what central published."""

    def __init__(self, kiosk: Kiosk) -> None:
        self._kiosk = kiosk

    def due(self) -> bool:
        """Tell whether forms or settings from central are others than those it stands by."""
        return self._kiosk.ground.mark != self._kiosk.stands.mark

    def prepare(self) -> Callable[[], tuple[Office, HallFacts]]:
        """Put everything together anew; the kiosk stands by it when that is called."""
        stands = standing(self._kiosk.ground)

        def go_by_it() -> tuple[Office, HallFacts]:
            self._kiosk.stands = stands
            log.info("from now on by what central published")
            return stands.backroom, facts(self._kiosk)

        return go_by_it


def second_screen(name: str, look: Look) -> SecondScreen:
    """Return the screen for those beside; where there is none, one that nobody sees."""
    return PretendSecondScreen() if name in (NONE, PRETENDED) else QtSecondScreen(name, look)


@contextmanager
def door_of(stage: Stage) -> Iterator[None]:
    """Be the outermost door of the screen: a bug's place is logged, and the visit goes on.

    Qt would print the message, which may quote what somebody typed, and show nothing. Whoever
    listened before still hears of it.
    """
    before = sys.excepthook

    def caught(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        log.error("the screen failed: %s", where(error))
        for kept in ("last_type", "last_value", "last_traceback"):
            sys.__dict__.pop(kept, None)  # its frames hold what was filled in
        if before is not sys.__excepthook__:
            before(kind, error, trace)
        if stage.visit.step is not Step.TROUBLE:
            stage.fail(error if isinstance(error, Trouble) else unexpected())

    sys.excepthook = caught
    try:
        yield
    finally:
        sys.excepthook = before


def facts(kiosk: Kiosk) -> HallFacts:
    """Return what the screens say of the hall."""
    hall, times = kiosk.settings.hall, kiosk.settings.times
    return HallFacts(
        name=hall.name,
        machine=hall.machine,
        window=hall.window,
        district=kiosk.place.district,
        open_until=hall.open_until,
        hotline=hall.hotline,
        forms=kiosk.catalogue.hash[:MARK],
        zone=kiosk.place.zone,
        idle=times.idle,
        idle_slow=times.idle_slow,
        still_there=times.still_there,
        goodbye=times.goodbye,
        sealed_hours=times.sealed_hours,
    )
