"""Low reach: what can be pressed begins below the middle of the glass, what explains lies above."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QScrollArea, QWidget

from kiosk.screens.citizen.page_area import PageArea

PASSES = 5
"""A page that stretches answers to less room with another layout: so often it is looked at."""


class LowReach(QObject):
    """Lets the page begin just so low that its first target lies at the middle or below."""

    def __init__(self, area: PageArea, window: QWidget) -> None:
        super().__init__(window)
        self._area, self._window = area, window
        self._on, self._room, self._passes = False, 0, 0
        self._settled = QTimer(self, singleShot=True, interval=0)
        self._settled.timeout.connect(self._settle)

    def look_again(self, on: bool) -> None:
        """Find the room anew; off gives it all back to the page."""
        self._on, self._passes = on, 0
        if on:
            self._settled.start()
        else:
            self._give(0)

    def _settle(self) -> None:
        page = self._area.page
        if not self._on or page is None:
            return
        first = min((self._top(one) for one in _targets(page)), default=None)
        short = 0 if first is None else self._middle() - first
        most = max(0, self._middle() - self._top(self._area))
        room = min(max(0, self._room + short), most) if first is not None else 0
        self._passes += 1
        if room != self._room and self._passes < PASSES:
            self._give(room)
            self._settled.start()

    def _give(self, room: int) -> None:
        self._room = room
        self._area.set_room_above(room)

    def _middle(self) -> int:
        return self._window.height() // 2

    def _top(self, widget: QWidget) -> int:
        """Return where a widget begins in the window while nothing has rolled away."""
        top = widget.mapTo(self._window, QPoint(0, 0)).y()
        around = widget.parentWidget()
        while around is not None and around is not self._window:
            if isinstance(around, QScrollArea):
                top += around.verticalScrollBar().value()
            around = around.parentWidget()
        return top


def _targets(page: QWidget) -> list[QWidget]:
    """Return what can be pressed or typed in."""
    parts: Iterable[QWidget] = page.findChildren(QWidget)
    return [
        part
        for part in parts
        if isinstance(part, QAbstractButton | QLineEdit) and part.isVisibleTo(page)
    ]
