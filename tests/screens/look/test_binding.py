"""The Qt binding that is pinned does not lose references, as a later one did.

PySide6 6.12.0 on Python 3.11 aborts after some 500 `disconnect()` or 2,800 `singleShot(lambda)`:
a kiosk that runs for months would die of it.
"""

import gc
import sys

import PySide6
from PySide6.QtCore import QObject, QTimer, Signal
from pytestqt.qtbot import QtBot

TIMES = 5_000
NOISE = TIMES // 2
"""What other tests of the same process may give back meanwhile; a lost one costs TIMES."""


class Bell(QObject):
    """Something to connect to."""

    rung = Signal()


def test_the_binding_is_the_one_that_was_tried_out() -> None:
    assert PySide6.__version__ == "6.8.3"


def test_disconnecting_loses_no_reference(qtbot: QtBot) -> None:
    bell = Bell()
    gc.collect()
    before = (sys.getrefcount(True), sys.getrefcount(None))
    for _ in range(TIMES):
        bell.rung.connect(bell.deleteLater)
        assert bell.rung.disconnect(bell.deleteLater)
    gc.collect()
    after = (sys.getrefcount(True), sys.getrefcount(None))
    assert all(now > then - NOISE for then, now in zip(before, after, strict=True))


def test_calling_later_loses_no_reference(qtbot: QtBot) -> None:
    rung: list[None] = []
    gc.collect()
    before = sys.getrefcount(None)
    for _ in range(TIMES):
        QTimer.singleShot(0, lambda: rung.append(None))
    qtbot.waitUntil(lambda: len(rung) == TIMES)
    rung.clear()
    gc.collect()
    assert sys.getrefcount(None) > before - NOISE
