"""One watch a device, each on a lane of its own: one that hangs keeps no other waiting."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal

from kiosk.background.lane import Lane
from kiosk.devices.health import Watch

EVERY = 5000
"""Milliseconds from one look at all devices to the next."""


class Watching(QObject):
    """Looks at every device again and again; `changed` with its name when it is otherwise.

    The GUI thread hears of a change only. Whoever uses a device does so on its lane too, so that
    nobody talks into a conversation.
    """

    changed = Signal(str)
    _otherwise = Signal(str)

    def __init__(
        self, watch: Watch, others: Iterable[str] = (), parent: QObject | None = None
    ) -> None:
        """`others` are devices that get a lane although nobody watches them."""
        super().__init__(parent)
        self.watch = watch
        self._lanes = {name: Lane(name) for name in dict.fromkeys((*watch.names, *others))}
        self._codes: dict[str, tuple[str, ...]] = {}
        self._otherwise.connect(self.changed, Qt.ConnectionType.QueuedConnection)

    def lane(self, name: str) -> Lane:
        """Return a device's lane."""
        return self._lanes[name]

    def begin(self) -> None:
        """Look at everything now, and from now on."""
        for name in self.watch.names:
            self._lanes[name].repeat(partial(self._look, name), EVERY)

    def look(self, name: str) -> None:
        """Look at a device as soon as it is free."""
        self._lanes[name].run(partial(self._look, name), _nothing, _nothing)

    def stop(self) -> None:
        """Look no more; waits for the looks in hand."""
        for lane in self._lanes.values():
            lane.stop()

    def _look(self, name: str) -> None:
        """Look, on the device's lane."""
        codes = self.watch.look(name).codes
        before, self._codes[name] = self._codes.get(name), codes
        if before != codes:
            self._otherwise.emit(name)


def _nothing(_: object) -> None:
    """Nothing more to do: a look raises no trouble."""
