"""Real processes and sockets: central and courier killed at any moment, the line failing too."""

import logging
import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from sqlalchemy import func, select

from kiosk.central.assembly import opened
from kiosk.central.tables import blobs, cases, conflicts, entries, tasks
from kiosk.courier.courier import Courier, send_now
from kiosk.courier.line import Line
from kiosk.courier.running import run_courier
from kiosk.journal.journal import Journal
from kiosk.journal.keys import Keys
from tests.central.hall import Central, Kiosk, now
from tests.faults.count import Count
from tests.faults.crash_points import scratch
from tests.faults.proxy import Proxy

PATIENCE = 60
TASKS = 4
PHOTO = 300_000
processes = get_context("forkserver")
processes.set_forkserver_preload(["tests.faults.storm"])


def serve(folder: Path, port: int, say: Connection) -> None:
    """Be central until killed."""
    logging.disable()
    central = Central("", folder, port=port)
    central.start()
    say.send(central.port)
    signal.pause()


def carry(folder: Path, url: str, name: str, central_key: bytes) -> None:
    """Be the courier until killed."""
    logging.disable()
    keys = Keys.open(folder / "keys")
    journal = Journal.open_for_courier(folder / "journal", keys, name, now)
    with Line(url, name, keys.identity, central_key, now) as line:
        courier = Courier(journal, line, now, lambda: 0.0)
        run_courier(courier, threading.Event(), look=0.005)


class Storm:
    """One kiosk, its courier's process, a proxy, and central's process."""

    def __init__(self, place: Path, chance: random.Random) -> None:
        self.place, self.chance = place, chance
        self.kills = 0
        self._central, port = self._start_central(0)
        with opened("", place / "central") as database:
            central = Central("", place / "central", port=port)
            central.database = database
            self.kiosk = Kiosk.enrolled(central, place / "kiosk")
        self.proxy = Proxy(port, chance, share=0.3)
        self._courier = self._start_courier()

    def kill_one(self) -> None:
        """Kill the courier or central at some moment, and start it again."""
        time.sleep(self.chance.random() / 10)
        self.kills += 1
        if self.chance.random() < 0.5:  # one or the other
            _kill(self._courier)
            self._courier = self._start_courier()
        else:
            _kill(self._central)
            self._central, _ = self._start_central(self.proxy.port)

    def calm(self) -> bool:
        """The line is good again; tell whether all was sent in time."""
        self.proxy.share = 0.0
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            queue = self.kiosk.journal.outbox.queue()
            if (queue.waiting, queue.parked, queue.attachments) == (0, 0, 0):
                return True
            if queue.parked:
                send_now(self.kiosk.journal.outbox)
            time.sleep(0.02)
        return False

    def end(self) -> None:
        for process in (self._courier, self._central):
            _kill(process)
        self.proxy.close()
        self.kiosk.journal.close()

    def _start_central(self, port: int) -> tuple[ForkServerProcess, int]:
        hear, say = processes.Pipe(duplex=False)
        process = processes.Process(target=serve, args=(self.place / "central", port, say))
        process.start()
        say.close()
        with hear:
            return process, int(hear.recv())

    def _start_courier(self) -> ForkServerProcess:
        welcome = self.kiosk.welcome
        arguments = (self.kiosk.folder, self.proxy.url, welcome.kiosk, welcome.public_key)
        process = processes.Process(target=carry, args=arguments)
        process.start()
        return process


def storm(kills: int, seed: int) -> Count:
    """Submit cases while one after the other is killed; then see what arrived."""
    logging.disable()
    chance = random.Random(seed)  # noqa: S311  # a test that can be repeated
    with scratch() as place:
        wind = Storm(place, chance)
        accepted, files = set[str](), set[str]()
        while wind.kills < kills or not wind.proxy.met.total():  # both kinds of fault are met
            for _ in range(chance.randrange(3)):
                photos = [os.urandom(PHOTO)] if chance.random() < 0.2 else []  # a few
                entry = wind.kiosk.submit(*photos)
                accepted.add(str(entry.case_id))
                files |= {file.sha256 for file in entry.attachments}
            wind.kill_one()
        wrong = [] if wind.calm() else ["stuck: not all was sent"]
        made = wind.kiosk.journal.history.head().sequence
        wind.end()
        wrong += _wrong(place / "central", accepted, files, made)
        faults = wind.kills + wind.proxy.met.total()
    return Count("storm", faults, len(accepted), tuple(wrong))


def _wrong(folder: Path, accepted: set[str], files: set[str], made: int) -> Iterator[str]:
    with opened("", folder) as database, database.read() as connection:
        there = list(connection.execute(select(cases.c.id)).scalars())
        held = set(connection.execute(select(blobs.c.sha256)).scalars())
        counts = [
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (tasks, conflicts, entries)
        ]
    yield from (f"lost: case {case}" for case in accepted - set(there))
    yield from (f"ghost: case {case}" for case in set(there) - accepted)
    yield from (f"lost: attachment {name[:8]}" for name in files - held)
    if len(there) != len(set(there)) or counts != [TASKS * len(there), 0, made]:
        yield f"doubled: {counts} for {len(there)} cases"


def _kill(process: ForkServerProcess) -> None:
    process.kill()
    process.join()
