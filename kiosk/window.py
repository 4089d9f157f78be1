"""The window of a kiosk: the welcome first, and then the house behind it."""

import gc
import os
import signal
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QSocketNotifier
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.catalogue.covers import FORMS, Cover, KeptCovers, cover_of
from kiosk.devices.sound import can_speak
from kiosk.screens.citizen.porch import Porch
from kiosk.screens.look.look import Look
from kiosk.screens.telling.welcome import welcome_view
from kiosk.settings import Hall, Settings

if TYPE_CHECKING:  # the welcome does not wait for the house
    from kiosk.pretences import World

PORTRAIT = (1080, 1920)


def open_window(settings: Settings, *, windowed: bool, world: "World | None" = None) -> int:
    """Open the window and run until it is closed; returns the exit status.

    `world` is there when the kiosk is only tried out. Raises Trouble when the house behind the
    welcome does not open.
    """
    application = QApplication(["kiosk"])
    stopping = threading.Event()
    end_by_signals(application, stopping)
    data, forms = settings.places.data, settings.places.forms or FORMS
    published = data / "catalogue.json", data / "settings.json"
    covers = KeptCovers(data / "covers.json", forms, *published)
    porch = Porch(look_for(settings))
    porch.window.setWindowTitle(settings.hall.name_zh)
    if known := covers.read():
        show_welcome(porch, known, settings.hall)
        show(porch.window, windowed=windowed)
        porch.wait_until_seen()
    gc.enable()
    from kiosk.app import opened  # noqa: PLC0415  # the welcome does not wait for the house
    from kiosk.devices.voice import EspeakVoice  # noqa: PLC0415  # the same
    from kiosk.front import door_of, front_of  # noqa: PLC0415  # the same

    voice = EspeakVoice()
    kiosk_of = opened(settings, world.clock) if world else opened(settings)
    with kiosk_of as kiosk, front_of(kiosk, porch, voice, world) as front, door_of(front.stage):
        front.conductor.begin()
        front.watching.begin()
        covers.keep(tuple(map(cover_of, kiosk.backroom.services())))
        show(front.window, windowed=windowed)
        return 0 if stopping.is_set() else application.exec()


def end_by_signals(application: QApplication, stopping: threading.Event) -> None:
    """Have SIGINT and SIGTERM end the loop.

    While Qt sleeps Python hears of no signal; a pipe wakes both, so that nobody has to look.
    """
    heard, told = os.pipe()
    for end in (heard, told):
        os.set_blocking(end, False)
    notifier = QSocketNotifier(heard, QSocketNotifier.Type.Read, application)

    def end_now() -> None:
        os.read(heard, 64)
        stopping.set()
        application.quit()

    notifier.activated.connect(end_now)
    signal.set_wakeup_fd(told, warn_on_full_buffer=False)
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: stopping.set())


def show_welcome(porch: Porch, covers: tuple[Cover, ...], hall: Hall) -> None:
    """Lay out the welcome of a hall from the covers alone."""
    language = porch.language
    offered = (one for one in covers if hall.offers(one.key))
    view = welcome_view(offered, language, hall.open_until, hall.hotline, district=hall.district)
    porch.welcome(view, hall.name[language], hall.machine[language])


def show(window: QWidget, *, windowed: bool) -> None:
    """Bring the window on the screen, unless it is there."""
    if window.isVisible():
        return
    if windowed:
        window.resize(*size_on_desk())
        window.show()
    else:
        # Without a window manager a full-screen wish is not heard: take the screen's size.
        window.setGeometry(QGuiApplication.primaryScreen().geometry())
        window.showFullScreen()


def look_for(settings: Settings) -> Look:
    """Return the first look of a screen: lying or standing, dots per mm as set."""
    size = QGuiApplication.primaryScreen().size()
    lying, dots = size.width() > size.height(), settings.screen.dots_per_mm
    return Look(landscape=lying, dots_per_mm=dots, voice=can_speak())


def size_on_desk() -> tuple[int, int]:
    """Return the size of a window on a desk: that of a kiosk, or less if the screen is less."""
    room = QGuiApplication.primaryScreen().availableSize()
    return min(PORTRAIT[0], room.width()), min(PORTRAIT[1], room.height())
