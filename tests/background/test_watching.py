"""Devices are watched side by side: one that hangs keeps no other waiting."""

import threading
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from kiosk.background import watching
from kiosk.background.watching import Watching
from kiosk.devices import printer
from kiosk.devices.health import Health, Watch

EMPTY = Health((printer.trouble(printer.Reason.MEDIA_EMPTY),))


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Watching]]:
    monkeypatch.setattr(watching, "EVERY", 1)
    made: list[Watching] = []

    def begun(**looks: Callable[[], Health]) -> Watching:
        one = Watching(Watch(looks, lambda name, health: None), ("other",))
        made.append(one)
        return one

    yield begun
    for one in made:
        one.stop()


def test_a_device_that_hangs_keeps_no_other_waiting(
    qtbot: QtBot, watched: Callable[..., Watching]
) -> None:
    go_on, seen = threading.Event(), []

    def hangs() -> Health:
        go_on.wait(20)
        return Health()

    def works() -> Health:
        seen.append(threading.current_thread().name)
        return Health()

    one = watched(hangs=hangs, works=works)
    one.begin()
    qtbot.waitUntil(lambda: len(seen) > 3)
    assert set(seen) == {"lane works"}
    assert one.watch.known("hangs") is None
    go_on.set()
    qtbot.waitUntil(lambda: one.watch.known("hangs") is not None)


def test_only_a_change_is_told(qtbot: QtBot, watched: Callable[..., Watching]) -> None:
    told: list[str] = []
    state = [Health()]
    looks = []

    def look() -> Health:
        looks.append(1)
        return state[0]

    one = watched(a4=look)
    one.changed.connect(told.append)
    one.begin()
    qtbot.waitUntil(lambda: len(looks) > 3)
    assert told == ["a4"]
    state[0] = EMPTY
    qtbot.waitUntil(lambda: len(told) > 1)
    state[0] = Health(EMPTY.troubles)
    before = len(looks)
    qtbot.waitUntil(lambda: len(looks) > before + 3)
    assert told == ["a4", "a4"]


def test_who_uses_a_device_takes_turns_with_its_watch(
    qtbot: QtBot, watched: Callable[..., Watching]
) -> None:
    inside, most = [0], [0]

    def use() -> Health:
        inside[0] += 1
        most[0] = max(most[0], inside[0])
        inside[0] -= 1
        return Health()

    one = watched(a4=use)
    one.begin()
    done: list[Health] = []
    for _ in range(50):
        one.lane("a4").run(use, done.append, lambda _: None)
    qtbot.waitUntil(lambda: len(done) == 50)
    assert most == [1]
