"""What may happen in a house in an hour: each of these at any moment, in any order."""

import errno
import shutil
import time
from collections.abc import Callable

from kiosk.central.assembly import rooms_of
from kiosk.central.database import AWAY, parcel_key
from kiosk.central.enrolment import renew_epoch
from kiosk.central.parcels import take_parcel
from kiosk.central.reading import Reader
from kiosk.courier.courier import send_now
from kiosk.courier.stick import Stick
from kiosk.errors import Trouble
from kiosk.journal.journal import Journal
from tests.central.hall import Shelf, Weekdays, now
from tests.faults.bad_line import damaged
from tests.faults.keeping import OnServer
from tests.faults.preload import Failing
from tests.faults.soak_house import House

EVER = 10**9
YEAR = 3 * 10**7
KEPT = 3
"""Backups, sticks and words that are kept to be brought back late."""

SHARES = (0.0, 0.1, 0.3, 0.5, 0.7)
WAYS: tuple[tuple[str, int], ...] = (
    ("w", errno.ENOSPC),
    ("w", errno.EIO),
    ("w", errno.EROFS),
    ("s", errno.EIO),
    ("s", 0),
    ("o", errno.EROFS),
    ("n", errno.ENOSPC),
    ("n", errno.EIO),
)
"""Calls of a kind (as `disk.c` has it), and how they fail; 0: they are slow."""


class Events:
    """All that may befall one house."""

    def __init__(self, house: House) -> None:
        self.house, self.chance, self.met = house, house.chance, house.met
        self.sticks = Sticks(house)
        self._backups: list[str] = []
        all_of_them: list[Callable[[], None]] = [self.weather, self.set_clock, self.ail, self.ail]
        all_of_them += [self.sticks.pack, self.sticks.carry, self.sticks.hear, self.hurry]
        if not house.lasting:
            all_of_them += [self.kill_window, self.kill_courier] * 2
            all_of_them += [self.kill_central, self.back_up, self.restore]
        if isinstance(house.keeping, OnServer):
            all_of_them += [self.kill_server]
        self._all = tuple(all_of_them)

    def one(self) -> None:
        """Let one of them happen."""
        self.chance.choice(self._all)()

    def kill_window(self) -> None:
        """The window is killed while somebody applies."""
        self.house.apply()
        time.sleep(self.chance.random() / 50)
        for answer in self.house.window.kill():
            self.house.heard(answer)
        self.met["window killed"] += 1
        self.house.window_up()

    def kill_courier(self) -> None:
        self.house.courier.kill()
        self.met["courier killed"] += 1
        self.house.courier_up()

    def kill_central(self) -> None:
        self.house.central_down()
        self.house.central_up()

    def kill_server(self) -> None:
        """The database server and all its processes are killed; cases are taken meanwhile."""
        if isinstance(self.house.keeping, OnServer):
            self.house.keeping.server.kill()
            self.met["database server killed"] += 1
            self.house.take_case()
            time.sleep(self.chance.random())
            self.house.keeping.server.start()

    def back_up(self) -> None:
        """Central is killed with all its processes, copied, and started again."""
        self.house.central_down(whole=True)
        name = f"b{self.met['central backed up']}"
        self.met["central backed up"] += 1
        shutil.copytree(self.house.folder, self.house.place / name)
        self.house.keeping.save(name)
        self.house.central_up()
        self._backups.append(name)
        if len(self._backups) > KEPT:
            gone = self._backups.pop(self.chance.randrange(KEPT))
            shutil.rmtree(self.house.place / gone)
            self.house.keeping.forget(gone)

    def restore(self) -> None:
        """Central comes back from any of the last backups, and whoever does it says so."""
        if not self._backups:
            return
        self.house.central_down(whole=True)
        name = self.chance.choice(self._backups)
        shutil.rmtree(self.house.folder)
        shutil.copytree(self.house.place / name, self.house.folder)
        self.house.keeping.bring_back(name)
        with self.house.opened() as database, database.write() as connection:
            renew_epoch(connection)
        self.house.central_up()
        self.met["central restored"] += 1

    def weather(self) -> None:
        """The line becomes better, or worse."""
        self.house.proxy.share = self.chance.choice(SHARES)

    def set_clock(self) -> None:
        """Somebody sets the kiosk's clock: by seconds, by a year, or right."""
        span = self.chance.choice((0, 1, 1000, 10**5, YEAR))
        self.house.ahead = self.chance.uniform(-span, span)
        for mate in (self.house.window, self.house.courier):
            mate.ask("clock", self.house.ahead)
        self.met["clock set"] += 1

    def ail(self) -> None:
        """Somebody's disk is full, fails, is read-only or slow for a moment."""
        mate = self.chance.choice((self.house.window, self.house.courier, self.house.central))
        kind, error = self.chance.choice(WAYS)
        how = Failing(kind, self.chance.randrange(1, 30), EVER, error, 0 if error else 20_000)
        mate.ask("disk", how.spelled())
        for _ in range(self.chance.randrange(1, 4)):
            self.house.take_case()
            time.sleep(self.chance.random() / 2)
        mate.ask("disk", "")
        self.met["disk failed"] += 1

    def hurry(self) -> None:
        """Staff press "send now"; where the journal is busy, they are told so."""
        try:
            with self.house.beside("stick") as journal:
                send_now(journal.outbox)
        except Trouble as trouble:
            self.met[f"staff told: {trouble.code}"] += 1


class Sticks:
    """What is carried between a kiosk and central, some of it late, twice, or damaged."""

    def __init__(self, house: House) -> None:
        self._house, self._chance, self._met = house, house.chance, house.met
        self._place = house.place / "stick"
        self._place.mkdir()
        self._packed: list[bytes] = []
        self._words: list[bytes] = []

    def pack(self) -> None:
        """What waits is sealed on a stick; where that cannot be, staff are told so."""
        try:
            with self._house.beside("stick") as journal:
                for file in self._stick(journal).export(self._place).files:
                    self._packed = [*self._packed[-KEPT:], file.read_bytes()]
                    file.unlink()
        except Trouble as trouble:
            self._met[f"staff told: {trouble.code}"] += 1
        else:
            self._met["stick packed"] += 1

    def carry(self) -> None:
        """Any stick comes to central."""
        if not self._packed:
            return
        file, folder = self._place / "carried.kbx", self._house.folder
        file.write_bytes(self._hurt(self._chance.choice(self._packed)))
        self._met["stick carried"] += 1
        try:
            with self._house.opened() as database:
                rooms = rooms_of(database, folder, Reader(Shelf(), Weekdays()), now)
                word = take_parcel(rooms, parcel_key(folder), file).word
        except (Trouble, *AWAY):
            self._met["stick refused"] += 1
        else:
            self._words = [*self._words[-KEPT:], word]

    def hear(self) -> None:
        """Any of central's words comes to the kiosk."""
        if not self._words:
            return
        file = self._place / "word.ack"
        file.write_bytes(self._hurt(self._chance.choice(self._words)))
        self._met["word of a stick"] += 1
        try:
            with self._house.beside("stick") as journal:
                self._stick(journal).hear(file)
        except Trouble:
            self._met["word refused"] += 1

    def _stick(self, journal: Journal) -> Stick:
        kiosk = self._house.kiosk
        return Stick(journal, kiosk.keys.identity, kiosk.welcome, self._house.enrolled.clock())

    def _hurt(self, content: bytes) -> bytes:
        harmed = self._chance.random() < 0.2  # one in five
        return damaged(self._chance, content) if harmed else content
