"""Kiosks and one central, with everything between them that can go wrong, and what must be true."""

import json
import os
import random
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from kiosk.central.database import AWAY, parcel_key
from kiosk.central.enrolment import find, renew_epoch
from kiosk.central.parcels import take_parcel
from kiosk.courier.courier import Courier, send_now
from kiosk.courier.line import Line
from kiosk.courier.stick import Stick
from kiosk.errors import Trouble
from kiosk.journal.journal import Journal
from kiosk.wire.entry import Entry
from tests.cases.wedding import DAY
from tests.central.hall import Kiosk
from tests.faults.arrivals import arrived, damaged_files
from tests.faults.bad_line import BadLine, damaged
from tests.faults.doors import URL, Doors, hang_on
from tests.faults.keeping import Embedded, Keeping, OnServer
from tests.faults.setclock import SetClock

PHOTO = 70_000
LARGE = 300_000
PATIENCE = 500
"""Rounds after which everything must have arrived, once the line is good again."""


@dataclass
class World:
    """One central, its backups, and kiosks on one bad line."""

    place: Path
    chance: random.Random
    central: Path | None = None
    keeping: Keeping = field(default_factory=Embedded)
    kiosks: list[Kiosk] = field(default_factory=list)
    accepted: dict[str, set[str]] = field(default_factory=dict)
    clocks: dict[str, SetClock] = field(default_factory=dict)
    lines: dict[str, Line] = field(default_factory=dict)
    packed: list[tuple[Kiosk, bytes]] = field(default_factory=list)
    words: list[tuple[Kiosk, bytes]] = field(default_factory=list)
    backups: int = 0
    images: list[tuple[Kiosk, Path]] = field(default_factory=list)
    """Copies of kiosks' disks, made while they were shut."""

    orphans: dict[str, set[str]] = field(default_factory=dict)
    """Cases that only central has any more, for their kiosk's disk is an old one."""

    gone: set[str] = field(default_factory=set)
    """Cases that were on one disk only, and that disk is gone: they may still come, or not."""
    clock: SetClock = field(default_factory=SetClock)
    """Central's."""

    said: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        folder = self.central or self.place / "central"
        self.doors = Doors(folder, self.clock, self.keeping.url)
        self.stick = self.place / "stick"
        self.stick.mkdir()
        self.line = BadLine(self.doors, self.chance)

    def enrol(self) -> None:
        name = f"kiosk-{len(self.kiosks) + 1}"
        clock = self.clocks[name] = SetClock()
        kiosk = self.doors.kiosk(self.place / name, name, clock)
        self.kiosks.append(kiosk)
        self.lines[name] = hang_on(kiosk.line(URL), self.line)

    def submit(self) -> None:
        """Somebody submits, and is told so."""
        size = self.chance.choice((0, 10, 500, 5000, 5000, PHOTO, LARGE))
        photos = [os.urandom(size)] if size else []
        entry = self.chance.choice(self.kiosks).submit(*photos)
        self.note(entry)

    def note(self, entry: Entry) -> None:
        """It was said that this is accepted."""
        self.accepted[str(entry.case_id)] = {file.sha256 for file in entry.attachments}

    def tap_twice(self) -> None:
        """The last case of a kiosk is submitted once more; it is one case."""
        kiosk = self.chance.choice(self.kiosks)
        for case in kiosk.journal.reading.recent(1):
            body = partial(_same, case.entry.body)
            again = kiosk.journal.append_case(case.case_id, DAY, body, actor="citizen")
            assert again == case.entry

    def round(self) -> None:
        """The courier of one kiosk has a go."""
        kiosk = self.chance.choice(self.kiosks)
        self.go(kiosk, self.lines[kiosk.welcome.kiosk])

    def go(self, kiosk: Kiosk, line: Line) -> None:
        """A courier has a go on this line."""
        failure = Courier(kiosk.journal, line, kiosk.clock, self.chance.random).round()
        self.said[failure.code if failure else "well"] += 1

    def restart_kiosk(self) -> None:
        """The kiosk's program ends and starts again."""
        with shut(self.chance.choice(self.kiosks)):
            """Nothing happens meanwhile."""

    def copy_disk(self) -> None:
        """A kiosk's disk is copied."""
        kiosk = self.chance.choice(self.kiosks)
        image = self.place / f"image-{len(self.images)}"
        with shut(kiosk) as place:
            shutil.copytree(place, image)
        self.images.append((kiosk, image))

    def put_old_disk_in(self) -> None:
        """A kiosk goes on with an old copy of its disk; what only the newer one had is gone."""
        if not self.images:
            return
        kiosk, image = self.chance.choice(self.images)
        before = {entry.case_id for _, entry in kiosk.journal.history.entries()}
        with shut(kiosk) as place:
            shutil.rmtree(place)
            shutil.copytree(image, place)
        there = {entry.case_id for _, entry in kiosk.journal.history.entries()}
        for case in before - there:
            if case in self.accepted:
                self.orphans[case] = self.accepted.pop(case)
        self._forget()

    def _forget(self) -> None:
        """Of cases that are on no kiosk, those that central has not whole either are gone."""
        with self.doors.database.read() as connection:
            there = arrived(connection)
        lost = {one for one, files in self.orphans.items() if not there.has(one, files)}
        self.gone |= lost
        self.orphans = {one: files for one, files in self.orphans.items() if one not in lost}

    def set_clock(self) -> None:
        """Somebody sets the clock of a kiosk or of central: by seconds, by years."""
        seconds = self.chance.choice((1, 1000, 10**5, 3 * 10**7))
        clock = self.chance.choice([*self.clocks.values(), self.clock])
        clock.ahead = timedelta(seconds=self.chance.uniform(-seconds, seconds))

    def pack(self) -> None:
        """What waits on a kiosk is sealed on a stick."""
        kiosk = self.chance.choice(self.kiosks)
        for file in _stick_of(kiosk).export(self.stick).files:
            self.packed.append((kiosk, file.read_bytes()))

    def carry(self) -> None:
        """Any stick comes to central, again or late; one in four is damaged or cut on the way."""
        if not self.packed:
            return
        kiosk, content = self.chance.choice(self.packed)
        if self.chance.random() < 0.25:  # one in four
            content = damaged(self.chance, content)
        file = self.stick / "carried.kbx"
        file.write_bytes(content)
        try:
            key = parcel_key(self.doors.folder)
            self.words.append((kiosk, take_parcel(self.doors.rooms, key, file).word))
            self.said["stick"] += 1
        except (Trouble, *AWAY) as error:
            self.said[getattr(error, "code", "away")] += 1

    def hear(self) -> None:
        """Any of central's words comes to a kiosk, perhaps to another, again or late."""
        if not self.words:
            return
        kiosk, word = self.chance.choice(self.words)
        if self.chance.random() < 0.25:  # one in four
            kiosk = self.chance.choice(self.kiosks)
        if self.chance.random() < 0.25:  # one in four
            word = damaged(self.chance, word)
        file = self.stick / "word.ack"
        file.write_bytes(word)
        try:
            _stick_of(kiosk).hear(file)
        except Trouble as error:
            self.said[error.code] += 1

    def back_up(self) -> None:
        """Central is shut, copied and started again."""
        self._shut()
        self.backups += 1
        shutil.copytree(self.doors.folder, self.place / f"backup-{self.backups}")
        self.keeping.save(str(self.backups))
        self.doors.open()

    def restore(self) -> None:
        """Central comes back from a backup; whoever does it says so, and enrols the forgotten."""
        if not self.backups:
            return
        self._shut()
        shutil.rmtree(self.doors.folder)
        which = self.chance.randrange(self.backups) + 1
        shutil.copytree(self.place / f"backup-{which}", self.doors.folder)
        self.keeping.bring_back(str(which))
        self.doors.open()
        with self.doors.database.write() as connection:
            renew_epoch(connection)
            forgotten = [one for one in self.kiosks if not find(connection, one.welcome.kiosk)]
        for kiosk in forgotten:
            self.doors.enrol(kiosk.keys, kiosk.welcome.kiosk)
        self._forget()

    def fill_up(self) -> None:
        """Central's database finds no room until it is shut the next time."""
        self.keeping.fill_up(self.doors.database)

    def kill_server(self) -> None:
        """The server of central's database is killed with all its processes, and started again."""
        self.keeping.make_room()
        if isinstance(self.keeping, OnServer):
            self.keeping.server.kill()
            self.submit()
            self.round()
            self.keeping.server.start()

    def restart_central(self) -> None:
        self._shut()
        self.doors.open()

    def _shut(self) -> None:
        self.doors.shut()
        self.keeping.make_room()

    def end_well(self) -> list[str]:
        """The line is good again: say what is wrong once all has been sent."""
        self.line.share = 0.0
        self.restart_central()
        for _ in range(2):
            for kiosk in self.kiosks:
                self.drain(kiosk)
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

    def drain(self, kiosk: Kiosk) -> None:
        """Send now, again and again, until nothing fails."""
        line = self.lines[kiosk.welcome.kiosk]
        courier = Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0)
        for _ in range(PATIENCE):
            send_now(kiosk.journal.outbox)
            if courier.round() is None:
                return

    def _wrong(self, connection: Connection) -> list[str]:
        there = arrived(connection)
        expected = self.accepted | self.orphans
        wrong = [f"lost: case {case}" for case in expected.keys() - there.cases.keys()]
        wrong += there.wrong(expected.keys() | self.gone, twice=bool(self.orphans or self.gone))
        files = set[str]().union(*expected.values())
        wrong += damaged_files(connection, self.doors.folder, files)
        made = sum(kiosk.journal.history.head().sequence for kiosk in self.kiosks)
        if not self.images and there.entries != made:
            wrong.append("lost: an entry")
        return wrong


@contextmanager
def shut(kiosk: Kiosk) -> Iterator[Path]:
    """Yield where a kiosk's journal lies, while its program has ended."""
    kiosk.journal.close()
    place = kiosk.folder / "journal"
    yield place
    kiosk.journal = Journal.open(place, kiosk.keys, kiosk.welcome.kiosk, kiosk.clock)


def _stick_of(kiosk: Kiosk) -> Stick:
    return Stick(kiosk.journal, kiosk.keys.identity, kiosk.welcome, kiosk.clock)


def _same(body: bytes, _: int) -> dict[str, object]:
    read: dict[str, object] = json.loads(body)
    return read
