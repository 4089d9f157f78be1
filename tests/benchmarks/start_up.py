"""Cold start to the first painted frame of the welcome, beside a bare window of as many widgets.

Ours is the whole `kiosk run` of a kiosk that was open before; only the moment of the first frame
is told on standard output, and the rest of the house opens as always. The bare window has Chinese
words on plain labels and buttons, and asks nothing else of Qt. Both stand on the same glass, and
both programs find their modules compiled beside them, as an installer leaves them.
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
GLASS = Path(__file__).parents[1] / "glass.json"
COMPILED = {
    **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
    "QT_QPA_PLATFORM": f"offscreen:configfile={GLASS}",
}
OURS = """
import gc
import sys
import kiosk.start
from kiosk.__main__ import main
start = kiosk.start.start
def watched(settings):
    gc.disable()  # as `start` does before it loads the porch, which is loaded here to be told of
    from kiosk.screens.citizen.porch import Porch
    waited = Porch.wait_until_seen
    def told(porch):
        waited(porch)
        print("seen", flush=True)
        from PySide6.QtWidgets import QWidget
        print(1 + len(porch.window.findChildren(QWidget)), flush=True)
    Porch.wait_until_seen = told
    return start(settings)
kiosk.start.start = watched
sys.argv[1:] = ["run", "--settings", sys.argv[1]]
main()
"""
BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
class Window(QWidget):
    def paintEvent(self, event):
        QTimer.singleShot(0, lambda: print("seen", sys.argv[1], sep="\\n", flush=True))
app = QApplication([])
window = Window()
column = QVBoxLayout(window)
for number in range(int(sys.argv[1]) - 1):
    kind = QPushButton if number % 2 else QLabel
    column.addWidget(kind(f"第 {number} 行：结婚、户口、落户、生育，一起办"))
window.resize(1080, 1920)
window.show()
app.exec()
"""
FIRST = """
import sys
from kiosk.__main__ import main
from kiosk import window
shown = window.show
def told(*given, **more):
    shown(*given, **more)
    print("seen", "", sep="\\n", flush=True)
window.show = told
sys.argv[1:] = ["run", "--settings", sys.argv[1]]
main()
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
            f"bare PySide6 window, {widgets} widgets, Chinese words",
        )
    ]


def seen(program: str, given: str) -> tuple[float, str]:
    """Return the seconds from the start of a process to its first line, and its second line."""
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
        line = child.stdout.readline()
        passed = time.perf_counter() - begin
        if not line:
            raise RuntimeError(f"no frame was seen; status {child.wait()}")
        widgets = child.stdout.readline().strip()
        child.send_signal(signal.SIGKILL if program == BARE else signal.SIGTERM)
    return passed, widgets
