"""The window as a process: it sleeps while nobody is there, and hears when it is to end."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

AT_REST = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from kiosk.settings import read_settings
from kiosk import window
shown = window.show
def told(*given, **more):
    shown(*given, **more)
    QTimer.singleShot(0, lambda: print("at rest", flush=True))
window.show = told
sys.exit(window.open_window(read_settings(Path(sys.argv[1])), windowed=True))
"""


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_a_kiosk_at_rest(tmp_path: Path, sign: signal.Signals) -> None:
    settings = tmp_path / "kiosk.toml"
    settings.write_text('[places]\ndata = "data"\nspool = "printed"\n', "utf-8")
    with subprocess.Popen(
        [sys.executable, "-c", AT_REST, str(settings)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "at rest\n"
        process.send_signal(sign)
        assert process.wait(60) == 0
