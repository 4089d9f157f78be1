"""How long an ID card takes from the reader to the filled fields, beside its bytes on the line.

The pretend reader is a program at the other end of a pseudo-terminal as slow as 115,200 baud. Ours
is the whole kiosk at its ID card page, from the word `lay` until the form holds what the card says
and the page is painted with it; the reference asks the same three questions with nothing else to
do. Cards come at any moment between two looks.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

GLASS = Path(__file__).parents[1] / "glass.json"
os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={GLASS}")

import msgspec  # noqa: E402  # after the platform is set
from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer  # noqa: E402  # Qt reads it at once
from PySide6.QtWidgets import QApplication  # noqa: E402  # after the platform is set

from kiosk.app import opened  # noqa: E402  # after the platform is set
from kiosk.devices.sam.frames import HEAD_BYTES  # noqa: E402  # after the platform is set
from kiosk.devices.sam.lines import SerialLine  # noqa: E402  # after the platform is set
from kiosk.devices.sam.reader import FIND, FOUND, READ, SELECT  # noqa: E402  # after the platform
from kiosk.devices.voice import PretendVoice  # noqa: E402  # after the platform is set
from kiosk.front import Front, front_of  # noqa: E402  # after the platform is set
from kiosk.screens.citizen.identity import PersonCard  # noqa: E402  # after the platform is set
from kiosk.screens.citizen.porch import Porch  # noqa: E402  # after the platform is set
from kiosk.screens.look.look import Look  # noqa: E402  # after the platform is set
from kiosk.script import read_script  # noqa: E402  # after the platform is set
from kiosk.settings import Devices, Places, Settings  # noqa: E402  # after the platform is set
from kiosk.visits.steps import Step  # noqa: E402  # after the platform is set
from kiosk.visits.visit import Visit  # noqa: E402  # after the platform is set
from tests.benchmarks.figure import Figure  # noqa: E402  # after the platform is set

ROUNDS = 30
STEP_MS = 7
"""Each card comes so much later after the page than the one before: no look is favoured."""

MORNING = datetime(2026, 11, 23, 2, 24, tzinfo=UTC)


class Desk:
    """A reader as a program, and what is done at it."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._says = process.stdin
        self.device = process.stdout.readline().strip()

    def tell(self, word: str) -> None:
        self._says.write(f"{word}\n")
        self._says.flush()


class Painted(QObject):
    """Sees the cards of people being painted on the page."""

    seen = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and isinstance(watched, PersonCard):
            self.seen = True
        return False


@contextmanager
def desk() -> Iterator[Desk]:
    command = [sys.executable, "-m", "kiosk.devices.sam.pretend"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        yield Desk(process)
        assert process.stdin is not None
        process.stdin.close()


def measure() -> list[Figure]:
    """Lay a card again and again; medians of interleaved rounds, in ms."""
    QApplication.instance() or QApplication([])
    with desk() as bare, desk() as own, _front(own.device) as front:
        line = SerialLine(bare.device)
        ours, reference = [], []
        for number in range(ROUNDS):
            reference.append(_bytes_alone(bare, line))
            ours.append(_filled(own, front, number * STEP_MS))
        line.close()
    return [
        Figure(
            "ID card on the reader to filled fields",
            statistics.median(ours) * 1000,
            statistics.median(reference) * 1000,
            1.2,
            "ms",
            "the same bytes over the same line",
        )
    ]


def _bytes_alone(desk: Desk, line: SerialLine) -> float:
    desk.tell("lift")
    desk.tell("lay")
    while _answer(line, FIND)[HEAD_BYTES + 2] != FOUND:
        pass
    start = time.perf_counter()
    for words in (FIND, SELECT, READ):
        _answer(line, words)
    return time.perf_counter() - start


def _answer(line: SerialLine, words: bytes) -> bytes:
    line.write(words)
    got = line.read(1)
    while len(got) < HEAD_BYTES or len(got) < HEAD_BYTES + int.from_bytes(got[5:7], "big"):
        got += line.read(1)
    return got


def _filled(desk: Desk, front: Front, later: int) -> float:
    stage, loop, empty, painted = front.stage, QEventLoop(), front.stage.visit, Painted()
    QTimer.singleShot(100 + later, loop.quit)
    loop.exec()
    start = time.perf_counter()
    desk.tell("lay")
    while not stage.filling.answers:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(painted)
    while not painted.seen:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    taken = time.perf_counter() - start
    application.removeEventFilter(painted)
    assert stage.filling.answers["m_name"] == "巴特尔"
    desk.tell("lift")
    stage.turn(Visit())
    stage.turn(empty)
    return taken


@contextmanager
def _front(device: str) -> Iterator[Front]:
    with tempfile.TemporaryDirectory() as folder:
        places = Places(data=Path(folder) / "data", spool=Path(folder) / "printed")
        devices = Devices(card_reader=device)
        settings = msgspec.structs.replace(Settings(), places=places, devices=devices)
        with opened(settings, lambda: MORNING) as kiosk:
            porch = Porch(Look())
            with front_of(kiosk, porch, PretendVoice()) as front:
                front.window.resize(1080, 1920)
                front.window.show()
                front.conductor.begin()
                script = read_script(None, None)
                day = MORNING.astimezone(kiosk.place.zone).date()
                service = kiosk.catalogue.service(script.service, day)
                visit = front.stage.visit.choose_service(service, day).next()
                front.stage.turn(visit.filled(script.chosen).next())
                assert front.stage.visit.step is Step.IDENTITY
                yield front
                front.window.close()
