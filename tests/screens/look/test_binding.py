"""The Qt binding that is pinned does not lose references, as a later one did.

PySide6 6.12.0 on Python 3.11 aborts after some 500 `disconnect()` or 2,800 `singleShot(lambda)`:
a kiosk that runs for months would die of it. Counted in a process of its own: here other tests
give back what they held, whenever they like.
"""

import subprocess
import sys

import PySide6
import pytest

TIMES = 5_000
START = """
import gc, sys
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
class Bell(QObject):
    rung = Signal()
app = QCoreApplication([])
bell, rung = Bell(), []
def counted():
    gc.collect()
    return sys.getrefcount(True), sys.getrefcount(None)
"""
DISCONNECTING = """
def act():
    for _ in range(TIMES):
        bell.rung.connect(bell.deleteLater)
        assert bell.rung.disconnect(bell.deleteLater)
"""
CALLING_LATER = """
def act():
    for _ in range(TIMES):
        QTimer.singleShot(0, lambda: rung.append(None))
    while len(rung) < TIMES:
        app.processEvents()
    rung.clear()
"""
END = """
act()  # what is made once is made now
before = counted()
act()
print(min(now - then for then, now in zip(before, counted())))
"""


def test_the_binding_is_the_one_that_was_tried_out() -> None:
    assert PySide6.__version__ == "6.8.3"


@pytest.mark.parametrize("act", [DISCONNECTING, CALLING_LATER], ids=["disconnect", "call later"])
def test_no_reference_is_lost(act: str) -> None:
    program = f"TIMES = {TIMES}\n{START}{act}{END}"
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr
    assert int(told.stdout) > -TIMES // 10
