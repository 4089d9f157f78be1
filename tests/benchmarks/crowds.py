"""Couples who come, and the central they come to, as benchmarks need them."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path

import psycopg

from kiosk.cases.filling import Filling
from kiosk.central.database import open_database
from kiosk.central.enrolment import epoch
from tests.benchmarks.ground import on_disk
from tests.central.hall import DISTRICT, now, real_filling
from tests.central.many import Sender, enrol_all

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
SURNAMES, GIVEN = "王李张刘陈杨赵黄周吴", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚"
BORN = date(1990, 1, 1)


class Couples:
    """Couples who apply for the joint service that ships, each with answers of their own."""

    def __init__(self) -> None:
        self._sample = real_filling()

    def filling(self, number: int) -> Filling:
        """Return the application of one couple; nobody else has these names, numbers, phones."""
        filling = self._sample
        for person, odd in (("m", 1), ("f", 0)):
            name = f"{SURNAMES[number % 10]}{GIVEN[number // 10 % 20]}{GIVEN[number // 200 % 20]}"
            for path, value in (
                (f"{person}_name", name),
                (f"{person}_id", _resident_id(2 * number + odd, odd)),
                (f"{person}_phone", f"138{2 * number + odd:08}"),
            ):
                filling = filling.answer(path, value)
        return filling.answer("cur_addr", {"division": DISTRICT, "detail": f"富兴街道 {number} 号"})


def enrolled(database_url: str, senders: Sequence[Sender]) -> None:
    """Make central's tables and enrol kiosks, as if each had come with its code."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(database_url, Path(folder))
        with database.write() as connection:
            epoch(connection)
            enrol_all(connection, senders, now())
        database.close()


@contextmanager
def central(database_url: str) -> Iterator[tuple[str, int]]:
    """Run a whole central as an operator would; its URL, and the process to be measured."""
    with on_disk() as folder:
        ready = folder / "ready"
        command = [sys.executable, "-m", "tests.benchmarks.bare_central", str(folder / "central")]
        (folder / "central").mkdir()
        with subprocess.Popen([*command, str(ready), "whole", database_url]) as process:
            try:
                while not ready.exists():
                    if process.poll() is not None:
                        raise RuntimeError("central did not start")
                    time.sleep(0.01)
                yield ready.read_text().split()[0], process.pid
            finally:
                process.terminate()


def until_open(database_url: str) -> None:
    """Wait until every case that came is open."""
    with psycopg.connect(database_url.replace("+psycopg", ""), autocommit=True) as database:
        while database.execute("SELECT place FROM unopened LIMIT 1").fetchone():
            time.sleep(0.002)


def processor_seconds(pid: int) -> float:
    """Return the processor time a process and its children have used, in seconds."""
    total = 0.0
    for one in (pid, *_children(pid)):
        with suppress(FileNotFoundError, ProcessLookupError):
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


def resident(pid: int) -> int:
    """Return the bytes of memory a process and its children hold."""
    total = 0
    for one in (pid, *_children(pid)):
        with suppress(FileNotFoundError, ProcessLookupError):
            pages = int(Path(f"/proc/{one}/statm").read_text().split()[1])
            total += pages * os.sysconf("SC_PAGE_SIZE")
    return total


def server_pid(database_url: str) -> int:
    """Return the process of the PostgreSQL server behind a URL."""
    with psycopg.connect(database_url.replace("+psycopg", "")) as connection:
        row = connection.execute("SHOW data_directory").fetchone()
    assert row
    return int((Path(str(row[0])) / "postmaster.pid").read_text().splitlines()[0])


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(one) for one in found]


def _resident_id(number: int, odd: int) -> str:
    """Return a number nobody has: GB 11643-1999, of somebody grown up."""
    days, order = divmod(number, 480)
    born = BORN + timedelta(days=days % 5000)
    digits = f"{DISTRICT}{born:%Y%m%d}{2 * order + 20 + odd:03}"
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True))
    return digits + "10X98765432"[total % 11]
