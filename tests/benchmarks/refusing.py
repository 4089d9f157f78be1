"""What it costs central to say no, beside taking in one case.

Processor time of the whole process, request by request and in turns, so that what else the machine
does falls on both. No network is between: HTTP costs both the same.
"""

import logging
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from kiosk.central import pace
from kiosk.central.pace import Allowance, Turns
from kiosk.wire.entry import Entry
from kiosk.wire.identity import Identity
from kiosk.wire.requests import Request, Signer
from tests.benchmarks.figure import Figure
from tests.central.hall import Kiosk, now
from tests.faults.doors import URL, Asked, Doors, Told

CASES = 300
TARGET = 0.5
AGAINST = "one case taken in"
ENDLESS = Allowance(10**9, 10**9)


def measure() -> list[Figure]:
    """Let a kiosk hand in its cases one by one, and refuse as many of every kind in between."""
    logging.disable()
    with tempfile.TemporaryDirectory() as folder, _house(Path(folder)) as (doors, kiosk):
        spent = _spent(doors, kiosk)
    logging.disable(logging.NOTSET)
    taken = spent.pop("taken")
    return [
        Figure(
            f"saying no: {name}", used / CASES * 1000, taken / CASES * 1000, TARGET, "ms", AGAINST
        )
        for name, used in spent.items()
    ]


@contextmanager
def _house(folder: Path) -> Iterator[tuple[Doors, Kiosk]]:
    doors = Doors(folder / "central")
    kiosk = doors.kiosk(folder / "kiosk")
    for turns in ("kiosks", "unproven", "strangers"):
        setattr(doors.app.state.pace, turns, Turns(ENDLESS, time.monotonic))
    yield doors, kiosk
    kiosk.journal.close()
    doors.close()


def _spent(doors: Doors, kiosk: Kiosk) -> dict[str, float]:
    own = Signer(kiosk.welcome.kiosk, kiosk.keys.identity)
    forger = Signer(kiosk.welcome.kiosk, Identity.make())
    entries = [kiosk.submit() for _ in range(CASES)]
    used_up = Turns(pace.UNPROVEN, lambda: 0.0)
    mark = f"127.0.0.1 {kiosk.welcome.kiosk}"
    for _ in range(pace.UNPROVEN.at_once):
        used_up.take(mark)
    endless = doors.app.state.pace.unproven
    spent = dict.fromkeys(("taken", "no proof", "a forged one", "one too many", "too large"), 0.0)
    for entry in entries:
        forged = _asked(forger.sign(_plain(entry), now()))
        large = _asked(_plain(entry), ("content-length", "99999999"))
        spent["taken"] += _cost(doors, _asked(own.sign(_plain(entry), now())), 200)
        spent["no proof"] += _cost(doors, _asked(_plain(entry)), 401)
        spent["a forged one"] += _cost(doors, forged, 401)
        doors.app.state.pace.unproven = used_up
        spent["one too many"] += _cost(doors, forged, 429)
        doors.app.state.pace.unproven = endless
        spent["too large"] += _cost(doors, large, 413)
    return spent


def _plain(entry: Entry) -> Request:
    return Request("POST", f"{URL}/v1/entries?chain={entry.chain}", {}, entry.line())


def _asked(request: Request, *more: tuple[str, str]) -> Asked:
    url = urlsplit(request.url)
    fields = [("host", "central.invalid"), *request.headers.items(), *more]
    headers = tuple((name.encode(), value.encode()) for name, value in fields)
    return Asked(request.method, f"{url.path}?{url.query}", headers, request.body)


def _cost(doors: Doors, asked: Asked, status: int) -> float:
    before = time.process_time()
    told = doors.ask(asked)
    spent = time.process_time() - before
    assert isinstance(told, Told)
    assert told.status == status
    return spent
