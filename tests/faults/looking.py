"""A look at a house in the midst of it: each accepted case is at central once, or waits safely."""

import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kiosk.central.enrolment import epoch
from kiosk.courier.courier import send_now
from kiosk.journal.journal import Journal
from tests.faults.arrivals import Arrived, arrived, damaged_files
from tests.faults.soak_house import House
from tests.faults.vitals import Vitals, bytes_of, vitals

PAUSE = 0.1
ALL = 10**6


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen at one moment; sizes in bytes, logs of writes included in none but `logs`."""

    accepted: int
    arrived: int
    waiting: int
    window: Vitals
    courier: Vitals
    central: Vitals
    journal: int
    logs: int
    database: int
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Kiosk:
    """What a kiosk has: cases with their attachments, and what of them is still to be sent."""

    epoch: str | None
    waiting: frozenset[str | None]
    asked: frozenset[str]
    made: dict[str, frozenset[str]]
    entries: int


def look(house: House) -> Look:
    """Hold central against the kiosk, and both against what citizens were told."""
    with house.beside("look") as journal:
        kiosk = _kiosk(journal)
        with house.opened() as database, database.read() as connection:
            there, now = arrived(connection), epoch(connection)
        wrong = tuple(_wrong(house, journal, kiosk, there, told_again=kiosk.epoch != now))
    place = house.kiosk.folder / "journal"
    return Look(
        accepted=len(house.accepted),
        arrived=len(there.cases),
        waiting=len(kiosk.waiting),
        window=vitals(house.window.pid),
        courier=vitals(house.courier.pid),
        central=vitals(house.central.pid),
        journal=bytes_of(place / "journal.db"),
        logs=bytes_of(place / "journal.db-wal", house.folder / "central.db-wal"),
        database=house.keeping.size(house.folder),
        wrong=wrong,
    )


def wait_until_all_is_sent(house: House, patience: float) -> None:
    """Make the line good and press "send now" until nothing waits, or so many seconds are over."""
    house.proxy.share = 0.0
    end = time.monotonic() + patience
    while time.monotonic() < end and not _all_is_sent(house):
        time.sleep(PAUSE)


def left(house: House) -> Iterator[str]:
    """At the end: say what is stuck, or not at central, bytes and all."""
    with house.beside("look") as journal:
        made = journal.history.verify_chain()
        queue = journal.outbox.queue()
    if (queue.waiting, queue.parked, queue.attachments) != (0, 0, 0):
        yield f"stuck: {queue}"
    with house.opened() as database, database.read() as connection:
        there = arrived(connection)
        files = set[str]().union(*house.accepted.values())
        yield from damaged_files(connection, house.folder, files)
    yield from (f"lost: case {case}" for case in house.accepted.keys() - there.cases.keys())
    if there.unopened:
        yield f"stuck: {there.unopened} cases are not open"
    if there.entries != made:
        yield f"lost: {made} entries were made, {there.entries} are there"


def _all_is_sent(house: House) -> bool:
    with house.beside("look") as journal:
        queue = journal.outbox.queue()
        if (queue.waiting, queue.parked, queue.attachments) == (0, 0, 0):
            with house.opened() as database, database.read() as connection:
                is_open = not arrived(connection).unopened
                return is_open and journal.outbox.epoch() == epoch(connection)
        if journal.outbox.effort().next_at or queue.parked:
            send_now(journal.outbox)
    return False


def _kiosk(journal: Journal) -> _Kiosk:
    # In this order: what is confirmed between two of these readings is at central by then.
    told = journal.outbox.epoch()
    waiting = {entry.case_id for batch in journal.outbox.batches() for entry in batch}
    aside = {one.position for one in journal.outbox.parked()}
    asked = {name for name, _ in journal.attachments.asked(ALL)}
    kept = list(journal.history.entries())
    waiting |= {entry.case_id for position, entry in kept if position in aside}
    made = {
        entry.case_id: frozenset(file.sha256 for file in entry.attachments)
        for _, entry in kept
        if entry.case_id
    }
    return _Kiosk(told, frozenset(waiting), frozenset(asked), made, len(kept))


def _wrong(
    house: House, journal: Journal, kiosk: _Kiosk, there: Arrived, *, told_again: bool
) -> Iterator[str]:
    """`told_again`: central was restored, and the kiosk is still to offer what it has."""
    yield from there.wrong(kiosk.made)
    unheard = len(kiosk.made.keys() - house.accepted.keys())
    if unheard > house.met["window killed"]:
        yield f"ghost: {unheard} cases that nobody was told of"
    for case, files in house.accepted.items():
        if kiosk.made.get(case) != frozenset(files):
            yield f"lost: case {case} on its kiosk"
        elif case not in there.cases and case not in kiosk.waiting and not told_again:
            yield f"lost: case {case}"
        elif case in there.cases and case not in kiosk.waiting and not told_again:
            yield from _lost(files, there.files | kiosk.asked)
        for name in set(files) - there.files:
            if not journal.attachments.has(name):
                yield f"lost: attachment {name[:8]} on its kiosk"


def _lost(files: Collection[str], safe: Collection[str]) -> Iterator[str]:
    return (f"lost: attachment {name[:8]}" for name in files if name not in safe)
