"""Kiosks, central and a bad line for a long time: whatever was accepted arrives once, and whole."""

import hashlib
import logging
import os
import random
import shutil
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, event, func, select

from kiosk.central.blobs import Folder
from kiosk.central.enrolment import renew_epoch
from kiosk.central.tables import blobs, cases, conflicts, entries, tasks
from kiosk.courier.courier import Courier, send_now
from kiosk.courier.line import Line
from kiosk.journal.journal import Journal
from tests.central.hall import Kiosk, now
from tests.faults.bad_line import BadLine
from tests.faults.count import Count
from tests.faults.crash_points import scratch
from tests.faults.doors import URL, Doors, hang_on

PHOTO = 70_000
LARGE = 300_000
TASKS = 4
PATIENCE = 500
"""Rounds after which everything must have arrived, once the line is good again."""


@dataclass
class SetClock:
    """A kiosk's clock that somebody sets, back and forth."""

    ahead: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        return now() + self.ahead


@dataclass
class World:
    """One central, its backups, and kiosks on one bad line."""

    place: Path
    chance: random.Random
    kiosks: list[Kiosk] = field(default_factory=list)
    accepted: dict[str, set[str]] = field(default_factory=dict)
    clocks: dict[str, SetClock] = field(default_factory=dict)
    lines: dict[str, Line] = field(default_factory=dict)
    backups: int = 0
    said: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.doors = Doors(self.place / "central")
        self.line = BadLine(self.doors, self.chance)

    def enrol(self) -> None:
        name = f"kiosk-{len(self.kiosks) + 1}"
        clock = self.clocks[name] = SetClock()
        kiosk = self.doors.kiosk(self.place / name, name, clock)
        self.kiosks.append(kiosk)
        self.lines[name] = hang_on(kiosk.line(URL), self.line)

    def submit(self) -> None:
        """Somebody submits, and is told so."""
        size = self.chance.choice((0, 0, 0, 0, 10, PHOTO, LARGE))
        photos = [os.urandom(size)] if size else []
        entry = self.chance.choice(self.kiosks).submit(*photos)
        self.accepted[str(entry.case_id)] = {file.sha256 for file in entry.attachments}

    def round(self) -> None:
        """The courier of one kiosk has a go."""
        kiosk = self.chance.choice(self.kiosks)
        line = self.lines[kiosk.welcome.kiosk]
        failure = Courier(kiosk.journal, line, kiosk.clock, self.chance.random).round()
        self.said[failure.code if failure else "well"] += 1

    def restart_kiosk(self) -> None:
        """The kiosk's program ends and starts again."""
        kiosk = self.chance.choice(self.kiosks)
        kiosk.journal.close()
        place = kiosk.folder / "journal"
        kiosk.journal = Journal.open(place, kiosk.keys, kiosk.welcome.kiosk, kiosk.clock)

    def set_clock(self) -> None:
        """Somebody sets a kiosk's clock: by seconds, by years."""
        seconds = self.chance.choice((1, 1000, 10**5, 3 * 10**7))
        clock = self.clocks[self.chance.choice(self.kiosks).welcome.kiosk]
        clock.ahead = timedelta(seconds=self.chance.uniform(-seconds, seconds))

    def back_up(self) -> None:
        """Central is shut, copied and started again."""
        self.doors.shut()
        self.backups += 1
        shutil.copytree(self.doors.folder, self.place / f"backup-{self.backups}")
        self.doors.open()

    def restore(self) -> None:
        """Central comes back from any backup, and whoever does it says so."""
        if not self.backups:
            return
        self.doors.shut()
        shutil.rmtree(self.doors.folder)
        which = self.chance.randrange(self.backups) + 1
        shutil.copytree(self.place / f"backup-{which}", self.doors.folder)
        self.doors.open()
        with self.doors.database.write() as connection:
            renew_epoch(connection)

    def fill_up(self) -> None:
        """Central's database finds no room until it is opened the next time."""

        @event.listens_for(self.doors.database.engine, "begin")
        def no_room(connection: Connection) -> None:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    def restart_central(self) -> None:
        self.doors.shut()
        self.doors.open()

    def end_well(self) -> list[str]:
        """The line is good again: say what is wrong once all has been sent."""
        self.line.share = 0.0
        self.restart_central()
        for _ in range(2):
            for kiosk in self.kiosks:
                self._drain(kiosk)
            self.line.deliver_late()
        with self.doors.database.read() as connection:
            wrong = self._wrong(connection)
        for kiosk in self.kiosks:
            queue = kiosk.journal.outbox.queue()
            if (queue.waiting, queue.parked, queue.attachments) != (0, 0, 0):
                wrong.append(f"stuck: {queue}")
            kiosk.journal.close()
        for line in self.lines.values():
            line.close()
        self.doors.close()
        return wrong

    def _drain(self, kiosk: Kiosk) -> None:
        line = self.lines[kiosk.welcome.kiosk]
        courier = Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0)
        for _ in range(PATIENCE):
            send_now(kiosk.journal.outbox)
            if courier.round() is None:
                return

    def _wrong(self, connection: Connection) -> list[str]:
        there = Counter(connection.execute(select(cases.c.id)).scalars())
        held = {row.sha256: row.content for row in connection.execute(select(blobs))}
        wrong = [f"lost: case {case}" for case in self.accepted.keys() - there.keys()]
        wrong += [f"doubled: case {case}" for case, times in there.items() if times > 1]
        wrong += [f"ghost: case {case}" for case in there.keys() - self.accepted.keys()]
        store = Folder(self.doors.folder / "attachments")
        for name in set[str]().union(*self.accepted.values()):
            content = held.get(name)
            if name in held and content is None:
                with suppress(FileNotFoundError), store.open(name) as file:
                    content = file.read()
            if content is None or hashlib.sha256(content).hexdigest() != name:
                wrong.append(f"lost: attachment {name[:8]}")
        due = connection.execute(select(func.count()).select_from(tasks)).scalar_one()
        if due != TASKS * len(there):
            wrong.append("doubled: tasks")
        quarantined = select(func.count()).where(cases.c.quarantine.is_not(None))
        if connection.execute(quarantined).scalar_one():
            wrong.append("changed: a case is quarantined")
        beside = connection.execute(select(func.count()).select_from(conflicts)).scalar_one()
        if beside:
            wrong.append(f"doubled: {beside} conflicts")
        made = sum(kiosk.journal.history.head().sequence for kiosk in self.kiosks)
        if connection.execute(select(func.count()).select_from(entries)).scalar_one() != made:
            wrong.append("lost: an entry")
        return wrong


def faults_on_the_line(faults: int, seed: int, upheavals: float = 0.03) -> Count:
    """Let a world go on until so many faults were met, then see what arrived."""
    logging.disable()
    chance = random.Random(seed)  # noqa: S311  # a test that can be repeated
    with scratch() as place:
        world = World(place, chance)
        world.enrol()
        world.enrol()
        events = (
            world.back_up,
            world.restore,
            world.fill_up,
            world.restart_central,
            world.restart_central,
            world.restart_kiosk,
            world.set_clock,
        )
        while world.line.met.total() < faults:
            if chance.random() < 0.3:  # of the time
                world.submit()
            world.round()
            if chance.random() < upheavals:
                chance.choice(events)()
        wrong = world.end_well()
    return Count("line", world.line.met.total(), len(world.accepted), tuple(wrong))
