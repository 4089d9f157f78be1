"""Many kiosks of one central: enrolled at once, their entries and requests made beforehand."""

import os
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from sqlalchemy import Connection

from kiosk.cases.case import AttachmentRef, Case, Strokes
from kiosk.cases.consent import Consent, Snapshot
from kiosk.cases.filling import Filling
from kiosk.cases.number import case_number
from kiosk.central.rows import append
from kiosk.central.tables import keys, kiosks
from kiosk.texts import Language
from kiosk.wire.entry import FIRST, Unsealed, seal
from kiosk.wire.identity import Identity
from kiosk.wire.requests import Request, Signer
from tests.benchmarks.figure import Figure
from tests.cases.wedding import DAY
from tests.central.hall import DISTRICT, STATION, real_filling

__all__ = ["Couples", "Figure", "Sender", "central", "enrol_all", "raw"]

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


@dataclass
class Sender:
    """A kiosk that makes entries without a disk of its own."""

    name: str
    number: int
    identity: Identity = field(default_factory=Identity.make)
    chain: str = field(default_factory=lambda: str(uuid.uuid4()))
    sequence: int = 0
    previous: str = FIRST

    def open(self, now: datetime) -> bytes:
        """Return the line that begins its journal."""
        return self._line("journal.opened", None, {"before": None, "reason": "first start"}, now)

    def submit(self, filling: Filling, now: datetime) -> bytes:
        """Return the line that submits a case of two, who signed with some strokes each."""
        consent = Consent.on(Snapshot.of(filling))
        for place, role in enumerate(("husband", "wife")):
            line = ((100.0, 100.0 + self.sequence), (900.0 - place, 110.0 + self.number))
            consent = consent.sign(role, Strokes(984, 703, (line,)), now)
        case = Case.of(
            consent,
            id=str(uuid.uuid4()),
            number=case_number(
                DISTRICT, filling.service.code, DAY, self.number % 98 + 1, self.sequence % 9999 + 1
            ),
            at=now,
            station=STATION,
            language=Language.ZH,
        )
        plain = case.to_dict()
        body = {
            "number": case.number,
            "service": filling.service.key,
            "submitted_at": plain["submitted_at"],
            "case": plain,
        }
        files = tuple(ref for ref, _ in consent.signature_blobs())
        return self._line("case.submitted", case.id, body, now, files)

    def post(self, url: str, body: bytes, now: datetime) -> bytes:
        """Return the whole request that brings lines to central."""
        request = Request("POST", f"{url}/v1/entries?chain={self.chain}", body=body)
        return raw(Signer(self.name, self.identity).sign(request, now))

    def ask(self, url: str, cursor: str, now: datetime) -> bytes:
        """Return the whole request that asks for news."""
        request = Request("GET", f"{url}/v1/news?after={cursor}")
        return raw(Signer(self.name, self.identity).sign(request, now))

    def _line(
        self,
        kind: str,
        case_id: str | None,
        body: dict[str, object],
        now: datetime,
        files: tuple[AttachmentRef, ...] = (),
    ) -> bytes:
        self.sequence += 1
        entry = seal(
            Unsealed(
                self.name,
                self.chain,
                self.sequence,
                self.previous,
                str(uuid.uuid4()),
                kind,
                case_id,
                now,
                "citizen",
                body,
                files,
            ),
            self.identity,
        )
        self.previous = entry.hash
        return entry.line()


def raw(request: Request) -> bytes:
    """Spell a request as it goes over a kept HTTP/1.1 connection."""
    parts = urlsplit(request.url)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    headers = {"host": parts.netloc, "content-length": str(len(request.body)), **request.headers}
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"{request.method} {target} HTTP/1.1\r\n{head}\r\n".encode() + request.body


def enrol_all(connection: Connection, senders: Sequence[Sender], now: datetime) -> None:
    """Enrol kiosks as if each had come with its code."""
    rows = [
        {"id": one.name, "district": DISTRICT, "digits": f"{one.number:04}", "enrolled_at": now}
        for one in senders
    ]
    append(connection, kiosks, rows)
    public = [
        {"kiosk": one.name, "number": 0, "public_key": one.identity.public} for one in senders
    ]
    append(connection, keys, public)


@contextmanager
def central(database_url: str, *, readers: int | None = None) -> Iterator[tuple[str, int]]:
    """Run a whole central as an operator would; its URL, and the process to be measured."""
    # Not in memory: a tmpfs would make every fsync free.
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        folder, ready = Path(name), Path(name) / "ready"
        command = [sys.executable, "-m", "tests.benchmarks.bare_central", str(folder / "central")]
        more = [] if readers is None else [str(readers)]
        (folder / "central").mkdir()
        with subprocess.Popen([*command, str(ready), "whole", database_url, *more]) as process:
            try:
                while not ready.exists():
                    if process.poll() is not None:
                        raise RuntimeError("central did not start")
                    time.sleep(0.01)
                yield ready.read_text().split()[0], process.pid
            finally:
                process.terminate()


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
