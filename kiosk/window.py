"""The window put together: pages, acts, keyboard, lane, and the room behind."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from kiosk.app import Kiosk, opened
from kiosk.background.lane import Lane
from kiosk.screens.acts.cast import conductor_of
from kiosk.screens.acts.conductor import Conductor
from kiosk.screens.acts.stage import Stage
from kiosk.screens.citizen.binder import Binder
from kiosk.screens.citizen.office import HallFacts
from kiosk.screens.citizen.window import CitizenWindow
from kiosk.screens.keyboard.dictionary import Dictionary
from kiosk.screens.keyboard.keyboard import Keyboard
from kiosk.screens.look.look import RESOURCES, Look
from kiosk.settings import Settings
from kiosk.texts import Language

PORTRAIT = (1080, 1920)
WORDS = RESOURCES / "input" / "pinyin.sqlite"
HEARTBEAT = 200
"""Milliseconds between chances for Python to hear a signal."""


@dataclass(frozen=True)
class Front:
    """Everything in front of the glass."""

    window: CitizenWindow
    stage: Stage
    conductor: Conductor
    keyboard: Keyboard


@contextmanager
def front_of(kiosk: Kiosk, look: Look) -> Iterator[Front]:
    """Put the window together over an open kiosk, for as long as the block lasts."""
    lane = Lane("backroom")
    words = Dictionary(WORDS)
    try:
        window = CitizenWindow(look)
        keyboard = Keyboard(look, Language.ZH, words, kiosk.press.printable, window)
        binder = Binder(look, Language.ZH)
        stage = Stage(window, binder, kiosk.backroom, lane, facts(kiosk), window)
        conductor = conductor_of(stage, keyboard, look)
        yield Front(window, stage, conductor, keyboard)
        conductor.stop()
    finally:
        lane.stop()
        words.close()


def open_window(settings: Settings, *, windowed: bool) -> int:
    """Open the window and run until it is closed; returns the exit status."""
    application = QApplication(["kiosk"])
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: application.quit())
    heartbeat = QTimer()
    heartbeat.start(HEARTBEAT)
    heartbeat.timeout.connect(lambda: None)
    with opened(settings) as kiosk, front_of(kiosk, look_for(settings)) as front:
        front.window.setWindowTitle(settings.hall.name_zh)
        front.conductor.begin()
        if windowed:
            front.window.resize(*size_on_desk())
            front.window.show()
        else:
            # Without a window manager a full-screen wish is not heard: take the screen's size.
            front.window.setGeometry(QGuiApplication.primaryScreen().geometry())
            front.window.showFullScreen()
        return application.exec()


def look_for(settings: Settings) -> Look:
    """Return the first look of a screen: lying or standing, dots per mm as set."""
    size = QGuiApplication.primaryScreen().size()
    return Look(landscape=size.width() > size.height(), dots_per_mm=settings.screen.dots_per_mm)


def size_on_desk() -> tuple[int, int]:
    """Return the size of a window on a desk: that of a kiosk, or less if the screen is less."""
    room = QGuiApplication.primaryScreen().availableSize()
    return min(PORTRAIT[0], room.width()), min(PORTRAIT[1], room.height())


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
        zone=kiosk.place.zone,
        idle=times.idle,
        idle_slow=times.idle_slow,
        still_there=times.still_there,
        goodbye=times.goodbye,
        sealed_hours=times.sealed_hours,
    )
