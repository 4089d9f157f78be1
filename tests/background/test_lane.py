"""What is done away from the screen comes back to it."""

import threading
import weakref
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from kiosk.background.lane import Lane
from kiosk.errors import Fault, Trouble
from kiosk.texts import Text


class Page(QObject):
    """Somebody on the GUI thread who waits for results."""

    heard = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.results: list[object] = []
        self.troubles: list[str] = []
        self.thread_of_result: threading.Thread | None = None

    def done(self, result: object) -> None:
        self.results.append(result)
        self.thread_of_result = threading.current_thread()
        self.heard.emit()

    def failed(self, trouble: Trouble) -> None:
        self.troubles.append(trouble.code)
        self.heard.emit()


@pytest.fixture
def lane(qtbot: QtBot) -> Iterator[Lane]:
    lane = Lane("test")
    yield lane
    lane.stop()


def no_line() -> None:
    raise Trouble("line.down", Text("没有网络", "No line."), Text("请检查网线", "Check the cable."))


def test_a_result_comes_back_on_the_gui_thread(qtbot: QtBot, lane: Lane) -> None:
    page = Page()
    with qtbot.waitSignal(page.heard):
        lane.run(threading.current_thread, page.done, page.failed)
    assert page.results != [threading.current_thread()]
    assert page.thread_of_result is threading.current_thread()


def test_trouble_comes_back_as_trouble(qtbot: QtBot, lane: Lane) -> None:
    page = Page()
    with qtbot.waitSignal(page.heard):
        lane.run(no_line, page.done, page.failed)
    assert page.troubles == ["line.down"]
    assert page.results == []


def test_work_is_done_in_turn(qtbot: QtBot, lane: Lane) -> None:
    page = Page()
    for number in range(20):
        lane.run(lambda number=number: number, page.done, page.failed)
    qtbot.waitUntil(lambda: len(page.results) == 20)
    assert page.results == list(range(20))


def test_what_comes_back_after_the_end_goes_to_nobody(qtbot: QtBot) -> None:
    lane, page = Lane("ended"), Page()
    begun = threading.Event()
    lane.run(threading.current_thread, page.done, page.failed)
    lane.run(begun.set, page.done, page.failed)
    assert begun.wait(20)
    lane.stop()
    qtbot.wait(20)
    assert page.results == []


def test_a_bug_is_a_fault_and_says_no_values(
    qtbot: QtBot, lane: Lane, caplog: pytest.LogCaptureFixture
) -> None:
    page = Page()
    with qtbot.captureExceptions() as caught:
        lane.run(lambda: int("150602200411219993x"), page.done, page.failed)
        qtbot.waitUntil(lambda: len(caught) == 1)
    assert isinstance(caught[0][1], Fault)
    assert "150602200411219993" not in caplog.text + str(caught[0][1])
    assert page.results == []


def test_what_is_repeated_has_its_turn_while_there_is_always_more(qtbot: QtBot, lane: Lane) -> None:
    page, repeated, enough = Page(), threading.Semaphore(0), threading.Event()

    def more() -> None:
        if not enough.is_set():
            lane.run(more, page.done, page.failed)

    lane.run(more, page.done, page.failed)
    lane.repeat(repeated.release, 1)
    for _ in range(5):
        assert repeated.acquire(timeout=20)
    enough.set()


def test_all_lanes_repeat_at_the_same_moments(qtbot: QtBot) -> None:
    lanes, next_ones = [Lane(name) for name in "ab"], list[float]()

    def note(lane: Lane) -> None:
        next_ones.append(lane._due)

    for lane in lanes:
        lane.repeat(partial(note, lane), 50)
    qtbot.waitUntil(lambda: len(next_ones) > 9)
    for lane in lanes:
        lane.stop()
    assert {round(moment * 1000) % 50 for moment in next_ones} == {0}


def test_a_bug_in_what_is_repeated_is_a_fault_and_it_goes_on(qtbot: QtBot, lane: Lane) -> None:
    with qtbot.captureExceptions() as caught:
        lane.repeat(no_line, 1)
        qtbot.waitUntil(lambda: len(caught) > 1)
        lane.stop()
    assert isinstance(caught[0][1], Fault)
    assert "line.down" in str(caught[0][1])


def test_stop_waits_for_the_work_in_hand_and_drops_the_rest(qtbot: QtBot) -> None:
    lane, page = Lane("stopping"), Page()
    begun, go_on, finished = threading.Event(), threading.Event(), threading.Event()

    def slow() -> None:
        begun.set()
        go_on.wait()
        finished.set()

    lane.run(slow, page.done, page.failed)
    lane.run(lambda: pytest.fail("dropped work ran"), page.done, page.failed)
    begun.wait()
    threading.Timer(0.05, go_on.set).start()
    lane.stop()
    assert finished.is_set()
    assert page.results == []


def test_while_it_waits_it_holds_nothing_of_what_it_did(qtbot: QtBot, lane: Lane) -> None:
    page = Page()

    class Answers:
        """Somebody's."""

    answers = Answers()
    held = weakref.ref(answers)
    with qtbot.waitSignal(page.heard):
        lane.run(partial(id, answers), page.done, page.failed)
    del answers
    qtbot.waitUntil(lambda: held() is None)
