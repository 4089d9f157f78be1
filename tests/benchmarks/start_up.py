"""Cold start to the first painted frame of the welcome, beside a bare window of as many widgets."""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.figure import Figure

ROUNDS = 7
OURS = """
import sys
from pathlib import Path
from kiosk.window import first_frame
first_frame(Path(sys.argv[1]))
"""
BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
app = QApplication([])
window = QWidget()
column = QVBoxLayout(window)
for number in range(int(sys.argv[2]) - 1):
    kind = QPushButton if number % 2 else QLabel
    column.addWidget(kind(f"text {number}"))
painted = False
class Watch(QWidget):
    def paintEvent(self, event):
        global painted
        if not painted:
            painted = True
            QTimer.singleShot(0, app.quit)
column.addWidget(Watch())
window.resize(1080, 1920)
window.show()
app.exec()
"""
COUNT = """
import sys
from pathlib import Path
from kiosk.window import widgets_of_first_frame
print(widgets_of_first_frame(Path(sys.argv[1])))
"""


def measure() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        counted = run(COUNT, folder, "0")
        widgets = counted.stdout.strip()
        ours, bare = [], []
        for _ in range(ROUNDS):
            ours.append(timed(OURS, folder, widgets))
            bare.append(timed(BARE, folder, widgets))
    return [
        Figure(
            "cold start to the first frame of the welcome",
            statistics.median(ours) * 1000,
            statistics.median(bare) * 1000,
            1.5,
            "ms",
            f"bare PySide6 window, {widgets} widgets",
        )
    ]


def timed(program: str, folder: str, widgets: str) -> float:
    begin = time.perf_counter()
    run(program, folder, widgets)
    return time.perf_counter() - begin


def run(program: str, folder: str, widgets: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", program, folder, widgets],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        env={**__import__("os").environ, "QT_QPA_PLATFORM": "offscreen"},
    )
