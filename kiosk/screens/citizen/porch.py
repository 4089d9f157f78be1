"""The window with the welcome on it, and nothing behind it yet."""

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer

from kiosk.screens.citizen.binder import Binder
from kiosk.screens.citizen.porch_views import WelcomeView
from kiosk.screens.citizen.welcome import WelcomePage
from kiosk.screens.citizen.window import CitizenWindow
from kiosk.screens.look.look import Look
from kiosk.texts import Language

PATIENCE = 2000
"""Milliseconds after which a glass that shows nothing is no longer waited for."""


class Porch(QObject):
    """Where people stand before the house is open: what they touch waits until it is."""

    def __init__(self, look: Look, language: Language = Language.ZH) -> None:
        super().__init__()
        self.look, self.language = look, language
        self.window = CitizenWindow(look)
        self.binder = Binder(look, language)
        self._seen = QEventLoop(self)

    def welcome(self, view: WelcomeView, hall: str, machine: str) -> None:
        """Lay out the welcome; the clock on top comes with the house."""
        self.window.top.show_hall(hall, machine, "", "", language=self.language)
        page = self.binder.page(WelcomePage)
        page.show_view(view)
        self.window.show_page(page)

    def wait_until_seen(self) -> None:
        """Return once the first frame is on the glass."""
        self.window.installEventFilter(self)
        QTimer.singleShot(PATIENCE, self._seen, self._seen.quit)
        self._seen.exec()
        self.window.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take notice of the first painting; all of the window is painted by the next turn."""
        if event.type() is QEvent.Type.Paint:
            QTimer.singleShot(0, self._seen, self._seen.quit)
        return False
