"""One kiosk, one central and the line between them, each in processes of its own."""

import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.central.assembly import opened
from kiosk.central.database import Database
from kiosk.journal.journal import Journal
from tests.central.hall import Central, Kiosk
from tests.faults.housemates import (
    Accepted,
    Enrolled,
    Mate,
    Refused,
    be_central,
    be_courier,
    be_window,
)
from tests.faults.keeping import Keeping
from tests.faults.proxy import Proxy

SIZES = (10, 500, 5_000, 70_000, 300_000)
"""Bytes of an attachment."""

OPENING = threading.Lock()
"""Houses of one process open one after the other: Alembic knows one migration at a time."""


@dataclass
class House:
    """What was promised in it, what it met, and what was wrong.

    `lasting`: none of its processes is ever killed, so that what grows would be seen. `haste` is
    how much of each wait its courier waits.
    """

    name: str
    place: Path
    keeping: Keeping
    chance: random.Random
    lasting: bool
    haste: float
    accepted: dict[str, tuple[str, ...]] = field(default_factory=dict)
    met: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    ahead: float = 0.0
    _asked: int = 0

    def __post_init__(self) -> None:
        self.folder = self.place / "central"
        self.place.mkdir()
        self.central = Mate(be_central, self.keeping.url, self.folder, 0)
        self._port = int(str(self.central.began))
        with self.opened() as database:
            central = Central(self.keeping.url, self.folder, port=self._port)
            central.database = database
            self.kiosk = Kiosk.enrolled(central, self.place / "kiosk", self.name)
        self.kiosk.journal.close()
        self.proxy = Proxy(self._port, self.chance, share=0.3)
        self.window_up()
        self.courier_up()

    @property
    def enrolled(self) -> Enrolled:
        return Enrolled(self.kiosk.folder, self.kiosk.welcome, self.ahead)

    def take_case(self) -> None:
        """Somebody applies."""
        self.apply()
        self.heard(self.window.hear())

    def apply(self) -> None:
        """Somebody applies, and has not been told yet."""
        self._asked += 1
        count = self.chance.choice((0, 0, 1, 1, 2))
        sizes = tuple(self.chance.choice(SIZES) for _ in range(count))
        self.window.say("submit", self._asked, sizes)

    def heard(self, answer: object) -> None:
        """Somebody is told."""
        if isinstance(answer, Accepted):
            self.accepted[answer.case] = answer.files
        elif isinstance(answer, Refused):
            self.met[f"told: {answer.code}"] += 1

    def window_up(self) -> None:
        self.window = Mate(be_window, self.enrolled)

    def courier_up(self) -> None:
        self.courier = Mate(be_courier, self.enrolled, self.proxy.url, self.haste)

    def central_up(self) -> None:
        self.central = Mate(be_central, self.keeping.url, self.folder, self._port)

    def central_down(self, *, whole: bool = False) -> None:
        """Central is killed at some moment, `whole` with the process that opens cases."""
        time.sleep(self.chance.random() / 10)
        self.central.kill(whole=whole)
        self.met["central killed"] += 1

    def all_anew(self) -> None:
        """End whatever may still run, and begin anew."""
        for mate in (self.window, self.courier, self.central):
            mate.kill(whole=True)
        self.central_up()
        self.window_up()
        self.courier_up()

    @contextmanager
    def beside(self, way: str) -> Iterator[Journal]:
        """Open the kiosk's journal beside its window and its courier."""
        name, clock = self.kiosk.welcome.kiosk, self.enrolled.clock()
        place = self.kiosk.folder / "journal"
        with OPENING:
            journal = Journal.open_for_courier(place, self.kiosk.keys, name, clock, way)
        try:
            yield journal
        finally:
            journal.close()

    @contextmanager
    def opened(self) -> Iterator[Database]:
        """Open central's database beside central."""
        with ExitStack() as closing:
            with OPENING:
                database = closing.enter_context(opened(self.keeping.url, self.folder))
            yield database

    def close(self) -> None:
        for mate in (self.window, self.courier, self.central):
            mate.kill()
        self.proxy.close()
