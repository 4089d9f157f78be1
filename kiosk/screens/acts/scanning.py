"""Codes held before a scanner, by its serial line or typed by it: brought to whoever asks."""

import logging
from collections.abc import Callable, Iterable

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid

from kiosk.devices.scanner import Scanner, offline
from kiosk.devices.wedge import SURE, Wedge
from kiosk.errors import Trouble, where
from kiosk.screens.acts.stage import Stage
from kiosk.screens.citizen.office import Lane
from kiosk.screens.fields.entry import Entry

log = logging.getLogger(__name__)
AGAIN, LIFTED = 1000, 20
"""Milliseconds until a scanner that is out, or a glass that is not free, is looked at again."""

ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
Taker = Callable[[str], bool]
"""Takes what was scanned, or tells that it is none of its."""


class Scanning(QObject):
    """Waits for the scanner on a lane of its own, and hears keys before the field in use does.

    What nobody takes stays as it was typed, or goes nowhere. What is read while the stage holds
    waits for it, but never for the next visit. A scanner that is `out` concerns
    nobody at the screen: whatever is scanned can be typed.
    """

    def __init__(self, stage: Stage, lane: Lane, takers: Iterable[Taker]) -> None:
        super().__init__(stage)
        self._stage, self._lane, self._takers = stage, lane, tuple(takers)
        self._wedge = Wedge()
        self._running = QElapsedTimer()
        self._running.start()
        self._before: tuple[QWidget, str] | None = None
        self.out = False
        self._read, self._of = "", stage.visits
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._look)
        self._late = QTimer(self, singleShot=True, interval=LIFTED)
        self._late.timeout.connect(self._deliver)

    def begin(self) -> None:
        """Listen from now on."""
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # it runs
        self._next.start(0)

    def stop(self) -> None:
        """Listen no more."""
        self._next.stop()
        self._late.stop()
        if self._stage.taking.scanner is not None:
            self._stage.taking.scanner.wake()
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]  # it runs

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear a key; what a scanner types beside a line of text goes nowhere else."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        if not event.spontaneous() or watched is not _listener():
            return False
        at = self._running.elapsed() / 1000
        if event.key() in ENDS:
            scanned = self._wedge.ended(at)
            return scanned is not None and self._take(scanned, self._before)
        if not event.text().isprintable() or not event.text():
            return False
        keys = self._wedge.typed(event.text(), at)
        if keys == len(event.text()):
            self._before = _line_in(watched)
        return keys > SURE and self._before is None

    def _take(self, scanned: str, before: tuple[QWidget, str] | None = None) -> bool:
        """Bring a text to whoever takes it; then nothing of it stays where it was typed."""
        if self._stage.held:
            return False
        line = before[0] if before else None
        typed = line.text() if isinstance(line, QLineEdit) else ""
        _put(before)
        if any(take(scanned) for take in self._takers):
            return True
        _put(before and (before[0], typed))
        return False

    def _look(self) -> None:
        scanner = self._stage.taking.scanner
        if scanner is not None:
            self._lane.run(lambda: _asked(scanner), self._looked, self._failed)

    def _looked(self, scanned: str | None) -> None:
        self.out, self._read, self._of = False, scanned or "", self._stage.visits
        self._deliver()

    def _deliver(self) -> None:
        """Bring what was read to its visit, once no finger is down: nothing moves under it."""
        ours = self._read and self._of == self._stage.visits
        if ours and (self._stage.held or QGuiApplication.mouseButtons()):
            self._late.start()
            return
        if ours:
            self._take(self._read)
        self._read = ""
        self._next.start(0)

    def _failed(self, trouble: Trouble) -> None:
        if not self.out:
            log.warning("the scanner is out: %s", trouble.code)
        self.out = True
        self._next.start(AGAIN)


def _listener() -> QWidget | None:
    """Return who hears a key first; the same key comes by again at those around it."""
    return QApplication.focusWidget() or QApplication.activeWindow()


def _line_in(watched: QObject) -> tuple[QWidget, str] | None:
    """Return a line that is typed in, with what stands there before the scan."""
    return (watched, watched.text()) if isinstance(watched, QLineEdit) else None


def _put(kept: tuple[QWidget, str] | None) -> None:
    line, text = kept or (None, "")
    if isinstance(line, Entry) and isValid(line):
        line.put(text)
    elif isinstance(line, QLineEdit) and isValid(line):
        line.setText(text)


def _asked(scanner: Scanner) -> str | None:
    """Look once; a bug of a driver is a scanner that is out, and typing goes on."""
    try:
        return scanner.poll()
    except Trouble:
        raise
    except Exception as error:
        log.error("the scanner's driver failed: %s", where(error))
        raise offline() from None
