"""A finger on libfprint's own virtual reader: the real library, with a socket for a sensor."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

TOUCHES = 5
"""So many the library asks for."""

WAIT = 20.0


class Finger:
    """Does to the virtual reader what is said: `SCAN name`, `RETRY 1`, `ERROR 4`, `UNPLUG`."""

    def __init__(self, sensor: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.sensor, self._environment = sensor, monkeypatch
        self.bus = sensor.parent / "bus"
        self.bus.mkdir()
        self._threads: list[threading.Thread] = []

    def plug_in(self) -> None:
        (self.bus / "1-1").touch()
        self._environment.setenv("FP_VIRTUAL_DEVICE", str(self.sensor))

    def pull_out(self) -> None:
        (self.bus / "1-1").unlink()
        self._environment.delenv("FP_VIRTUAL_DEVICE")

    def does(self, *words: str) -> None:
        """Do it as soon as somebody waits for a finger, after what was done before."""
        self.rests()

        def all_of_it() -> None:
            for word in words:
                self._do(word)

        thread = threading.Thread(target=all_of_it)
        self._threads.append(thread)
        thread.start()

    def scans(self, name: str) -> None:
        self.does(*[f"SCAN {name}"] * TOUCHES)

    def _do(self, word: str) -> None:
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            try:
                with socket.socket(socket.AF_UNIX) as line:
                    line.connect(str(self.sensor))
                    line.sendall(word.encode())
                    line.shutdown(socket.SHUT_WR)
                    line.recv(1)
                return
            except OSError:
                time.sleep(0.01)

    def rests(self) -> None:
        for thread in self._threads:
            thread.join()
        self._threads.clear()
        self.sensor.unlink(missing_ok=True)


@contextmanager
def finger(monkeypatch: pytest.MonkeyPatch) -> Iterator[Finger]:
    with TemporaryDirectory(prefix="kiosk-finger-") as folder:
        one = Finger(Path(folder) / "sensor", monkeypatch)
        one.plug_in()
        yield one
        one.rests()
