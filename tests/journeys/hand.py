"""A citizen's hand inside a running kiosk: finds things by what is written on them.

Runs on a thread of its own beside the window. It asks the GUI thread where something is and
then touches that point of the real display, so that every event comes through the X server;
it goes on only when the window has seen that event.
"""

import threading
import time
from collections.abc import Callable, Iterable
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from tests.journeys.display import Display

T = TypeVar("T")
W = TypeVar("W", bound=QWidget)
PATIENCE = 10.0
STILL = 0.06
"""Seconds that something must have stood still before a finger goes there."""
Kind = QEvent.Type


class _Bridge(QObject):
    """Answers on the GUI thread, and counts what has come through the X server."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.came = {Kind.MouseButtonRelease: 0, Kind.KeyRelease: 0}
        self.asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in self.came and isinstance(watched, QWindow):
            self.came[event.type()] += 1
        return False

    def _answer(self, question: Callable[[], None]) -> None:
        question()


class Hand:
    """Touches, types and reads; every method waits until it can be done."""

    def __init__(self, display: Display) -> None:
        self.display = display
        self._bridge = _Bridge()

    def wait_for_window(self) -> None:
        """Wait until the kiosk is there, and watch what reaches it."""
        self.until("the window", QApplication.topLevelWidgets)
        self.ask(lambda: QApplication.instance().installEventFilter(self._bridge))  # type: ignore[union-attr]  # it runs

    def ask(self, question: Callable[[], T]) -> T:
        """Answer a question on the GUI thread."""
        answers: list[T] = []
        errors: list[BaseException] = []
        ready = threading.Event()

        def run() -> None:
            try:
                answers.append(question())
            except BaseException as error:
                errors.append(error)
            finally:
                ready.set()

        self._bridge.asked.emit(run)
        if not ready.wait(PATIENCE):
            raise TimeoutError("the window does not answer")
        if errors:
            raise errors[0]
        return answers[0]

    def until(self, what: str, question: Callable[[], T | None]) -> T:
        """Ask again and again until there is an answer."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            answer = self.ask(question)
            if answer:
                return answer
            time.sleep(0.01)
        raise TimeoutError(f"waited in vain for {what}: {self.ask(written)}")

    def tap(self, name: str) -> None:
        """Touch the control with this name (or the first whose name starts with it)."""
        self.tap_at(name, lambda: place_of(name))

    def tap_at(self, what: str, where: Callable[[], QPoint | None], still: float = STILL) -> None:
        """Touch a place once it has not moved for a while."""
        point, since = self.until(what, where), time.monotonic()
        while time.monotonic() - since < still:
            again = self.until(what, where)
            if again != point:
                point, since = again, time.monotonic()
            time.sleep(0.01)
        self._through(Kind.MouseButtonRelease, 1, lambda: self.display.touch(point.x(), point.y()))

    def draw(self, points: list[tuple[int, int]]) -> None:
        """Draw a line through these places without lifting the finger."""
        self._through(Kind.MouseButtonRelease, 1, lambda: self.display.draw(points))

    def type(self, text: str) -> None:
        """Type on the keyboard that is plugged in, into whatever has the focus."""
        self._through(Kind.KeyRelease, len(text), lambda: self.display.type(text))

    def sees(self, text: str) -> str:
        """Wait until this text stands on the screen; returns the whole line."""
        return self.until(text, lambda: next((one for one in written() if text in one), None))

    def _through(self, kind: QEvent.Type, count: int, act: Callable[[], None]) -> None:
        came = self._bridge.came
        before = self.ask(lambda: came[kind])
        act()
        self.until(f"{count} × {kind.name}", lambda: came[kind] >= before + count)


def visible_widgets(kind: type[W]) -> list[W]:
    """Return every widget of a kind that can be seen now."""
    return [
        widget
        for widget in QApplication.allWidgets()
        if isinstance(widget, kind) and widget.isVisible() and not widget.visibleRegion().isEmpty()
    ]


def name_of(widget: QWidget) -> str:
    """Return what a person would call it."""
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text


def centre(widget: QWidget | None) -> QPoint | None:
    """Return the middle of what is visible of a widget, on the screen."""
    if widget is None or not widget.isVisible() or widget.visibleRegion().isEmpty():
        return None
    return widget.mapToGlobal(widget.visibleRegion().boundingRect().center())


def place_of(name: str) -> QPoint | None:
    """Find a control by its name; the whole name before its beginning."""
    seen: list[QWidget] = [*visible_widgets(QAbstractButton), *visible_widgets(QLineEdit)]
    found = [w for w in seen if name_of(w).startswith(name)]
    whole = [w for w in found if name_of(w) == name]
    return centre(next(iter(whole + found), None))


def written() -> list[str]:
    """Return all text that stands on the screen."""
    return texts_of(visible_widgets(QWidget))


def texts_of(widgets: Iterable[QWidget]) -> list[str]:
    """Return every text these widgets hold, shown or spoken."""
    lines = []
    for widget in widgets:
        for name in ("text", "placeholderText", "accessibleName", "accessibleDescription"):
            read = getattr(widget, name, None)
            if callable(read):
                lines.append(str(read()))
    return [line for line in lines if line]
