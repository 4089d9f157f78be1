"""A second screen of this computer, by the name the system gives it; it may come and go."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QScreen

from kiosk.devices.second_screen import NOTHING, Sight
from kiosk.screens.beside.page import BesidePage
from kiosk.screens.look.look import REFERENCE, Look

SMALL_SIDE = 720
"""Dots of the shorter side for which letters are as large as on the glass."""


class QtSecondScreen(QObject):
    """A window that fills that screen, and is never anywhere else.

    When a screen is pulled out, Qt moves its windows to another one: on the citizen's this page
    would lie over the application, so it is hidden.
    """

    def __init__(self, name: str, look: Look) -> None:
        super().__init__()
        self._name, self._look = name, look
        self._sight = NOTHING
        self._there = self._screen() is not None
        self._page, self._dressed = BesidePage(look), look
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenAdded.connect(self._look_again)
            application.screenRemoved.connect(self._look_again)
            application.primaryScreenChanged.connect(self._look_again)

    def available(self) -> bool:
        """Tell whether it is plugged in, and is not the only one; may be asked on any thread."""
        return self._there

    def show(self, sight: Sight) -> None:
        """Show it, now or when the screen is there."""
        if sight == self._sight:
            return
        self._sight = sight
        self._page.put(sight)
        self._place(self._screen())

    def close(self) -> None:
        """Go dark."""
        self.show(NOTHING)

    def _look_again(self, changed: QScreen) -> None:
        """See where to be; a screen that was removed may still be listed."""
        here = self._screen()
        gone = changed not in QGuiApplication.screens()
        here = None if gone and here is changed else here
        self._there = here is not None
        self._place(here)

    def _screen(self) -> QScreen | None:
        others = QGuiApplication.screens()
        first = QGuiApplication.primaryScreen()
        return next((one for one in others if one.name() == self._name and one != first), None)

    def _place(self, screen: QScreen | None) -> None:
        if screen is None or self._sight == NOTHING:
            self._page.hide()
            return
        size = screen.geometry()
        scale = min(size.width(), size.height()) / SMALL_SIDE
        lying = size.width() > size.height()
        look = Look(theme=self._look.theme, landscape=lying, dots_per_mm=REFERENCE * scale)
        if look != self._dressed:
            self._dressed = look
            self._page.dress(look)
        self._page.setScreen(screen)
        self._page.setGeometry(size)
        self._page.show()
