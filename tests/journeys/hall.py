"""One hall on one machine: central, courier and window, each a process of its own."""

import json
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kiosk.app import opened
from kiosk.catalogue.catalogue import FORMS
from kiosk.settings import Settings, read_settings
from kiosk.wire.messages import ItemState
from tests.journeys.display import Display

PATIENCE = 60.0
HOST = "127.0.0.1"
Program = subprocess.Popen[str]


def kiosk(*arguments: str, typed: str = "", day: date | None = None) -> str:
    """Run a command of the product and return what it said."""
    done = subprocess.run(
        [*_command(day), *arguments],
        input=typed,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@dataclass
class Visit:
    """A window in which somebody is at work; every line it prints is one thing that happened."""

    window: Program
    seen: "queue.Queue[dict[str, Any] | None]"

    def sees(self, what: str) -> dict[str, Any]:
        """Wait until this has happened, and return what was noted with it."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                noted = self.seen.get(timeout=max(0.0, end - time.monotonic()))
            except queue.Empty:
                raise TimeoutError(f"waited in vain for: {what}") from None
            assert noted is not None, f"the visit ended before: {what}"
            if noted["saw"] == what:
                return noted

    def done(self) -> None:
        """Wait until the visit is over as it should be."""
        assert self.window.wait(PATIENCE) == 0

    def kill(self) -> None:
        """Pull the plug."""
        self.window.send_signal(signal.SIGKILL)
        self.window.wait(PATIENCE)


@dataclass(frozen=True)
class Hall:
    """A kiosk's settings, papers and central, all in one folder."""

    folder: Path
    display: Display
    port: int
    district: str = "150602"
    day: date | None = None

    @property
    def file(self) -> Path:
        return self.folder / "kiosk.toml"

    @property
    def settings(self) -> Settings:
        return read_settings(self.file)

    def papers(self, kind: str) -> list[Path]:
        """Return the papers of a kind that came out, oldest first."""
        found = self.folder.joinpath("printed").glob(f"*{kind}*.pdf")
        return sorted(found, key=lambda paper: paper.stat().st_mtime_ns)

    @contextmanager
    def central(self) -> Iterator[None]:
        """Serve central for as long as the block lasts."""
        serve = ("central", "serve", "--port", str(self.port), "--folder", self._central)
        with _running(*serve, day=self.day) as server:
            _until(f"port {self.port}", lambda: _answers(self.port) or server.poll() is not None)
            yield

    def enrol(self) -> None:
        """Make the kiosk known, with a code that an operator gave."""
        invite = ("central", "invite", "--folder", self._central, "--district", self.district)
        code = kiosk(*invite, "journey", day=self.day)
        kiosk("enrol", "--settings", str(self.file), typed=code, day=self.day)

    @contextmanager
    def courier(self) -> Iterator[None]:
        """Let the courier work for as long as the block lasts."""
        with _running("courier", "--settings", str(self.file), day=self.day):
            yield

    def send_now(self) -> None:
        """Let the courier try at once, as staff would."""
        kiosk("send-now", "--settings", str(self.file))

    @contextmanager
    def visit(self, tale: str, *told: str) -> Iterator[Visit]:
        """Open the window and let somebody do what the tale says."""
        command = [sys.executable, "-m", "tests.journeys.visit", str(self.file)]
        window = subprocess.Popen(
            [*command, str(self.folder / "failure.png"), tale, *told],
            env={**self.display.environment(), "JOURNEY_DAY": f"{self.day or ''}"},
            stdout=subprocess.PIPE,
            text=True,
        )
        seen: queue.Queue[dict[str, Any] | None] = queue.Queue()
        listener = threading.Thread(target=_listen, args=(window, seen))
        listener.start()
        try:
            yield Visit(window, seen)
        finally:
            window.kill()
            window.wait()
            listener.join()

    def publish(self, *words: str) -> str:
        """Have staff publish something for the kiosks."""
        return kiosk("central", *words, "--folder", self._central, day=self.day)

    def at_central(self, number: str) -> list[dict[str, Any]]:
        """Return what central has under a number: none, or the cases."""
        show = ("central", "show", "--folder", self._central, number)
        done = subprocess.run(
            [sys.executable, "-m", "kiosk", *show], capture_output=True, text=True, check=False
        )
        found: list[dict[str, Any]] = json.loads(done.stdout) if done.returncode == 0 else []
        return found

    def delivered(self, number: str) -> dict[str, Any]:
        """Wait until central has the whole case, and return it."""
        _until("delivery", lambda: any(one["complete"] for one in self.at_central(number)))
        (case,) = self.at_central(number)
        return case

    def decide(self, number: str, item: str) -> str:
        """Approve an item as its department would."""
        return kiosk("central", "decide", "--folder", self._central, number, item).strip()

    def verify(self, proof: str) -> str:
        """Have central judge what a receipt's QR code says."""
        return kiosk("central", "verify", "--folder", self._central, proof)

    def told(self, number: str, item: str) -> None:
        """Wait until the kiosk knows that an item was approved."""
        with opened(self.settings) as kiosk:
            known = kiosk.counter.progress

            def approved() -> bool:
                return any(
                    one.item == item and one.state is ItemState.APPROVED for one in known(number)
                )

            _until(f"news of {item}", approved)

    @property
    def _central(self) -> str:
        return str(self.folder / "central")


def hall_in(
    folder: Path, display: Display, district: str = "150602", day: date | None = None, **times: int
) -> Hall:
    """Make a hall's settings; `times` in seconds. With a day it stands on a morning of that day.

    It offers the services of its own region only.
    """
    port = _free_port()
    lines = ['[places]\ndata = "kiosk"\nspool = "printed"', "[limits]\nreserve_mib = 0"]
    lines.append(f'[central]\nurl = "http://{HOST}:{port}"')
    lines.append("[times]\n" + "\n".join(f"{name} = {value}" for name, value in times.items()))
    lines.append(f'[hall]\ndistrict = "{district}"\nregions = ["{_region(district)}"]')
    folder.joinpath("kiosk.toml").write_text("\n\n".join(lines) + "\n", "utf-8")
    return Hall(folder, display, port, district, day)


def _region(district: str) -> str:
    """Return the region whose services a district offers."""
    known = {one.stem[:6] for one in FORMS.glob("*.yaml")}
    above = (district, f"{district[:4]}00", f"{district[:2]}0000")
    return next(one for one in above if one in known)


def _command(day: date | None) -> list[str]:
    """Return how the product is started: today, or on another day."""
    name = ["kiosk"] if day is None else ["tests.journeys.at", f"{day}"]
    return [sys.executable, "-m", *name]


@contextmanager
def _running(*arguments: str, day: date | None) -> Iterator[Program]:
    program = subprocess.Popen([*_command(day), *arguments], text=True)
    try:
        yield program
    finally:
        program.terminate()
        assert program.wait(PATIENCE) in (0, -signal.SIGTERM)


def _listen(window: Program, seen: "queue.Queue[dict[str, Any] | None]") -> None:
    if window.stdout is not None:
        with window.stdout:
            for line in window.stdout:
                seen.put(json.loads(line))
    seen.put(None)


def _until(what: str, question: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not question():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.05)


def _answers(port: int) -> bool:
    try:
        socket.create_connection((HOST, port), timeout=1).close()
    except OSError:
        return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
