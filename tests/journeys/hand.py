"""A citizen's hand inside a running kiosk: finds things by what is written on them.

Runs on a thread of its own beside the window. It asks the GUI thread where something is and
then touches that point of the real display, so that every event comes through the X server.
"""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from tests.journeys.display import Display

T = TypeVar("T")
PATIENCE = 20.0


class _Bridge(QObject):
    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def _answer(self, question: Callable[[], None]) -> None:
        question()


class Hand:
    """Touches, types and reads; every method waits until it can be done."""

    def __init__(self, display: Display) -> None:
        self.display = display
        self._bridge = _Bridge()

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
            time.sleep(0.02)
        raise TimeoutError(f"waited in vain for {what}: {self.ask(written)}")

    def tap(self, name: str) -> None:
        """Touch the control with this name (or the first whose name starts with it)."""
        point = self.until(name, lambda: place_of(name))
        self.display.touch(point.x(), point.y())

    def tap_widget(self, what: str, find: Callable[[], QWidget | None]) -> None:
        """Touch a widget found by a function."""
        point = self.until(what, lambda: centre(find()))
        self.display.touch(point.x(), point.y())

    def sees(self, text: str) -> None:
        """Wait until this text stands on the screen."""
        self.until(text, lambda: any(text in line for line in written()))


def visible_widgets() -> list[QWidget]:
    """Return every widget that can be seen now."""
    return [
        widget
        for widget in QApplication.allWidgets()
        if widget.isVisible() and not widget.visibleRegion().isEmpty()
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
    found = [w for w in visible_widgets() if isinstance(w, QAbstractButton | QLineEdit)]
    found += [w for w in visible_widgets() if w.accessibleName() and w not in found]
    whole = [w for w in found if name_of(w) == name]
    begin = [w for w in found if name_of(w).startswith(name)]
    return centre(next(iter(whole + begin), None))


def written() -> list[str]:
    """Return all text that stands on the screen."""
    lines = []
    for widget in visible_widgets():
        read = getattr(widget, "text", None)
        if callable(read):
            lines.append(str(read()))
        lines.append(widget.accessibleName())
    return [line for line in lines if line]
