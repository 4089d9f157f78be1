"""Cold start to the first painted frame of the welcome, beside a bare window of as many widgets.

Ours is the whole `kiosk run` of a kiosk that was open before; only the moment of the first frame
is told on standard output, and the rest of the house opens as always. The bare window has Chinese
words that wrap and are aligned, as any window with words has: it loads their font and Qt's names.
Both programs find their modules compiled, as an installer leaves them.
"""

import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.figure import Figure

ROUNDS = 9
COMPILED = {
    **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
    "QT_QPA_PLATFORM": "offscreen",
    "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "kiosk-start-up"),
}
OURS = """
import gc
import sys
from kiosk.cli import main
gc.disable()  # as `kiosk run` does before it loads the porch, which is loaded here to be told of
from kiosk.screens.citizen.porch import Porch
waited = Porch.wait_until_seen
def told(porch):
    waited(porch)
    print(1 + len(porch.window.findChildren(__import__("PySide6.QtWidgets").QtWidgets.QWidget)),
        flush=True)
Porch.wait_until_seen = told
main(["run", "--settings", sys.argv[1]])
"""
BARE = """
import sys
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
class Window(QWidget):
    def paintEvent(self, event):
        QTimer.singleShot(0, lambda: print(sys.argv[1], flush=True))
app = QApplication([])
window = Window()
column = QVBoxLayout(window)
for number in range(int(sys.argv[1]) - 1):
    kind = QPushButton if number % 2 else QLabel
    widget = kind(f"第 {number} 行：结婚、户口、落户、生育，一起办")
    if kind is QLabel:
        widget.setWordWrap(True)
        widget.setAlignment(Qt.AlignmentFlag.AlignLeft)
    column.addWidget(widget)
window.resize(1080, 1920)
window.show()
app.exec()
"""
FIRST = """
import sys
from kiosk.cli import main
from kiosk import window
shown = window.show
def told(*given, **more):
    shown(*given, **more)
    print("shown", flush=True)
window.show = told
main(["run", "--settings", sys.argv[1]])
"""


def measure() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "kiosk.toml"
        settings.write_text('[places]\ndata = "data"\nspool = "printed"\n', "utf-8")
        seen(FIRST, str(settings))
        shutil.rmtree(Path(folder) / "data")
        first, _ = seen(FIRST, str(settings))
        sys.stdout.write(f"first start ever, forms and all: {first * 1000:.0f} ms\n")
        _, widgets = seen(OURS, str(settings))
        seen(BARE, widgets)
        ours, bare = [], []
        for _ in range(ROUNDS):
            ours.append(seen(OURS, str(settings))[0])
            bare.append(seen(BARE, widgets)[0])
    return [
        Figure(
            "cold start to the first frame of the welcome",
            statistics.median(ours) * 1000,
            statistics.median(bare) * 1000,
            1.5,
            "ms",
            f"bare PySide6 window, {widgets} widgets, Chinese words that wrap",
        )
    ]


def seen(program: str, given: str) -> tuple[float, str]:
    """Return the seconds from the start of a process to its first line, and that line."""
    begin = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", program, given],
        stdout=subprocess.PIPE,
        text=True,
        stderr=subprocess.DEVNULL,
        cwd=Path(__file__).parents[2],
        env=COMPILED,
    ) as child:
        assert child.stdout is not None
        line = child.stdout.readline().strip()
        passed = time.perf_counter() - begin
        if not line:
            raise RuntimeError(f"no frame was seen; status {child.wait()}")
        child.send_signal(signal.SIGKILL if program == BARE else signal.SIGTERM)
    return passed, line
