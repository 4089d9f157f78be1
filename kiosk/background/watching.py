"""One watch a device, each on a lane of its own: one that hangs keeps no other waiting."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.background.lane import Lane
from kiosk.devices.health import Health, Watch
from kiosk.errors import Trouble

EVERY = 5000
"""Milliseconds from the end of one look at a device to the next."""


class Watching(QObject):
    """Looks at every device again and again; `changed` with its name when it is otherwise.

    Whoever uses a device does so on its lane too, so that nobody talks into a conversation.
    """

    changed = Signal(str)

    def __init__(
        self, watch: Watch, others: Iterable[str] = (), parent: QObject | None = None
    ) -> None:
        """`others` are devices that get a lane although nobody watches them."""
        super().__init__(parent)
        self.watch = watch
        self._lanes = {name: Lane(name) for name in dict.fromkeys((*watch.names, *others))}
        self._codes: dict[str, tuple[str, ...]] = {}
        self._timers = {name: self._timer(name) for name in watch.names}

    def lane(self, name: str) -> Lane:
        """Return a device's lane."""
        return self._lanes[name]

    def begin(self) -> None:
        """Look at everything now, and from now on."""
        for name in self.watch.names:
            self.look(name)

    def look(self, name: str) -> None:
        """Look at a device as soon as it is free."""
        self._timers[name].stop()
        self._lanes[name].run(partial(self.watch.look, name), partial(self._seen, name), _nothing)

    def stop(self) -> None:
        """Look no more; waits for the looks in hand."""
        for timer in self._timers.values():
            timer.stop()
        for lane in self._lanes.values():
            lane.stop()

    def _timer(self, name: str) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=EVERY)
        timer.timeout.connect(partial(self.look, name))
        return timer

    def _seen(self, name: str, health: Health) -> None:
        self._timers[name].start()
        before, self._codes[name] = self._codes.get(name), health.codes
        if before != health.codes:
            self.changed.emit(name)


def _nothing(_: Trouble) -> None:
    """Expect no trouble: a look raises none."""
