"""Window, courier and central as processes that do what they are told, until they are killed."""

import ctypes
import logging
import os
import random
import signal
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from kiosk.cases.number import case_number
from kiosk.courier.courier import Courier
from kiosk.courier.line import Line
from kiosk.courier.running import run_courier
from kiosk.errors import Trouble
from kiosk.journal.journal import Journal
from kiosk.journal.keys import Keys
from kiosk.wire.messages import EnrolmentAnswer
from tests.cases.wedding import DAY, WEDDING
from tests.central.hall import DISTRICT, Central, Kiosk
from tests.faults.family import children, end
from tests.faults.preload import library
from tests.faults.setclock import SetClock

processes = get_context("forkserver")
processes.set_forkserver_preload(["tests.faults.housemates"])
Order = Callable[..., object]
PATIENCE = 300
LOOK = 1.0


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What a process must know to be one of a kiosk's."""

    folder: Path
    welcome: EnrolmentAnswer
    ahead: float
    """Seconds by which its clock is wrong."""

    def clock(self) -> SetClock:
        return SetClock(timedelta(seconds=self.ahead))


@dataclass(frozen=True, slots=True)
class Accepted:
    """A citizen was told that the case is accepted; its attachments by SHA-256."""

    case: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A citizen was told that it cannot be taken now, and why."""

    code: str


class Mate:
    """One such process."""

    def __init__(self, target: Callable[..., None], *arguments: object) -> None:
        self._pipe, theirs = processes.Pipe()
        self.process: ForkServerProcess = processes.Process(
            target=target, args=(*arguments, theirs)
        )
        self.process.start()
        theirs.close()
        self.began = self.hear()

    @property
    def pid(self) -> int:
        return self.process.pid or 0

    def ask(self, *order: object) -> object:
        """Give an order and return what comes of it; EOFError when nobody is there any more."""
        self.say(*order)
        return self.hear()

    def say(self, *order: object) -> None:
        self._pipe.send(order)

    def hear(self) -> object:
        if not self._pipe.poll(PATIENCE):
            raise TimeoutError("a process says nothing")
        return self._pipe.recv()

    def kill(self, *, whole: bool = False) -> list[object]:
        """End it at once, and return what it had said and nobody had heard yet.

        What it began notices, and ends by itself; `whole` ends that, too.
        """
        if self._pipe.closed:
            return []
        if whole:
            os.kill(self.pid, signal.SIGSTOP)  # it begins no more
        began = children(self.pid) if whole else []
        self.process.kill()
        self.process.join()
        end(began)
        heard = list[object]()
        with self._pipe:
            while True:
                try:
                    heard.append(self._pipe.recv())
                except (EOFError, ConnectionError):
                    return heard


def with_a_disk_below(folder: Path) -> None:
    """Let all processes that begin later have a disk that fails when it is told to."""
    os.environ |= {"LD_PRELOAD": str(library()), "DISK_FOLDER": str(folder)}
    hear, say = processes.Pipe(duplex=False)
    first = processes.Process(target=say.send, args=("here",))
    first.start()
    hear.recv()
    first.join()
    del os.environ["LD_PRELOAD"], os.environ["DISK_FOLDER"]


def be_central(url: str, folder: Path, port: int, pipe: Connection) -> None:
    """Be central."""
    logging.disable()
    central = Central(url, folder, port=port, beside=True)
    central.start()
    pipe.send(central.port)
    _obey(pipe, {"disk": _disk})


def be_courier(kiosk: Enrolled, url: str, haste: float, pipe: Connection) -> None:
    """Be the courier; so much of each wait is waited, and of the pause between two looks."""
    logging.disable()
    keys, clock, name = Keys.open(kiosk.folder / "keys"), kiosk.clock(), kiosk.welcome.kiosk
    journal = Journal.open_for_courier(kiosk.folder / "journal", keys, name, clock)
    orders: Mapping[str, Order] = {"disk": _disk, "clock": clock.set}
    pipe.send("here")
    threading.Thread(target=_obey, args=(pipe, orders), daemon=True).start()
    with Line(url, name, keys.identity, kiosk.welcome.public_key, clock) as line:
        courier = Courier(journal, line, clock, lambda: random.random() * haste)  # noqa: S311  # jitter
        run_courier(courier, threading.Event(), LOOK * haste)


def be_window(enrolled: Enrolled, pipe: Connection) -> None:
    """Be the window: take cases."""
    logging.disable()
    keys, clock, name = (
        Keys.open(enrolled.folder / "keys"),
        enrolled.clock(),
        enrolled.welcome.kiosk,
    )
    journal = Journal.open(enrolled.folder / "journal", keys, name, clock)
    kiosk = Kiosk(enrolled.folder, clock, enrolled.welcome, keys, journal)

    def submit(counter: int, sizes: tuple[int, ...]) -> Accepted | Refused:
        number = case_number(DISTRICT, WEDDING.code, DAY, int(enrolled.welcome.digits), counter)
        try:
            entry = kiosk.submit(*map(os.urandom, sizes), number=number)
        except Trouble as trouble:
            return Refused(trouble.code)
        return Accepted(str(entry.case_id), tuple(file.sha256 for file in entry.attachments))

    pipe.send("here")
    _obey(pipe, {"submit": submit, "disk": _disk, "clock": clock.set})


def _obey(pipe: Connection, orders: Mapping[str, Order]) -> None:
    while True:
        try:
            order, *arguments = pipe.recv()
        except EOFError:
            os._exit(0)
        pipe.send(orders[order](*arguments))


def _disk(how: str) -> None:
    """Let the disk fail so from now on; "" for a disk that is well."""
    ctypes.CDLL(None).disk_fail(how.encode())
