"""A kiosk's day, told on a disk that is watched, and what must be true of any disk after it."""

import sys
from dataclasses import replace
from pathlib import Path

from kiosk.journal.attachments import SMALL, Enclosure
from kiosk.journal.journal import Journal
from kiosk.journal.keys import Keys
from tests.faults.saying import Saying
from tests.journal.kept import (
    KIOSK,
    NOON,
    Clock,
    acknowledged,
    case_id,
    counter_of,
    submit,
)

SECRET = b"what only the applicant and the hall may read"
CASES = 6


def enclosures(number: int) -> tuple[Enclosure, ...]:
    """A small attachment for each case, and for every second a large one too."""
    small = Enclosure("strokes", "application/json", SECRET + b" %d" % number)
    large = Enclosure("photo", "image/jpeg", (SECRET + b" %d" % number) * (SMALL // 40))
    return (small,) if number % 2 else (small, large)


def opened(folder: Path, how: str = "window") -> Journal:
    keys = Keys.open(folder / "keys")
    made = Journal.open if how == "window" else Journal.open_for_courier
    return made(folder / "journal", keys, KIOSK, Clock())


def tell(folder: Path, cases: int = CASES) -> None:
    """Submit cases over two starts; a courier beside it confirms the first, which is erased."""
    say = Saying(folder)
    for numbers in (range(1, cases // 2 + 1), range(cases // 2 + 1, cases + 1)):
        journal = opened(folder)
        for number in numbers:
            say("begin", number)
            entry = submit(journal, number, *enclosures(number))
            say("accepted", number, counter_of(entry))
            if number == 2:  # the second
                _confirm(folder, say)
        say("erase", 1)
        journal.retire(NOON.replace(year=NOON.year + 1))
        journal.close()
    say("end", 0)


def _confirm(folder: Path, say: Saying) -> None:
    """Central has two cases; of the second it lacks what is attached."""
    courier = opened(folder, "courier")
    batch = courier.outbox.waiting()
    *first, second = batch
    held = tuple({one.sha256 for entry in first for one in entry.attachments})
    missing = tuple(one.sha256 for one in second.attachments)
    courier.outbox.confirm(acknowledged(*batch, held=held, missing=missing))
    say("confirmed", second.sequence)
    courier.outbox.note(replace(courier.outbox.effort(), last_success=NOON))
    courier.close()


def wrong(folder: Path, said: list[tuple[str, ...]]) -> list[str]:
    """Open what was found and say what is wrong with it; nothing, when promises were kept."""
    begun = {int(number) for word, number, *_ in said if word == "begin"}
    erased = {int(number) for word, number, *_ in said if word == "erase"}
    accepted = {int(one[1]): int(one[2]) for one in said if one[0] == "accepted"}
    journal = opened(folder)
    try:
        found = list(_complaints(journal, begun, accepted, erased))
        confirmed = [int(one[1]) for one in said if one[0] == "confirmed"]
        waiting = [entry.sequence for entry in journal.outbox.waiting()]
        if confirmed and waiting and min(waiting) <= confirmed[0]:
            found.append("lost: a confirmation")
        # What was accepted before the plug was pulled is followed by what is accepted after it.
        counter = counter_of(submit(journal, 999, *enclosures(998)))
        if counter <= max(accepted.values(), default=0):
            found.append("doubled: a case number")
        journal.history.verify_chain()
    finally:
        journal.close()
    return found + _left_over(folder)


def _complaints(
    journal: Journal, begun: set[int], accepted: dict[int, int], erased: set[int]
) -> list[str]:
    found = []
    journal.history.verify_chain()
    there = {entry.case_id for _, entry in journal.history.entries() if entry.case_id}
    if not there <= {case_id(number) for number in begun}:
        found.append("ghost: a case that nobody submitted")
    for number in sorted(begun):
        case = journal.reading.case_by_id(case_id(number))
        if case is None:
            if number in accepted and number not in erased:
                found.append(f"lost: case {number}")
            continue
        if number in accepted and counter_of(case.entry) != accepted[number]:
            found.append(f"changed: case {number}")
        for ref, enclosure in zip(case.entry.attachments, enclosures(number), strict=True):
            if journal.attachments.read(ref.sha256) != enclosure.data:
                found.append(f"lost: {enclosure.name} of case {number}")
    return found


def _left_over(folder: Path) -> list[str]:
    files = [path for path in (folder / "journal").rglob("*") if path.is_file()]
    clear = [path.name for path in files if SECRET in path.read_bytes()]
    halves = [path.name for path in files if path.suffix == ".part" and path.parent.name == "blobs"]
    return [f"in clear: {name}" for name in clear] + [f"left over: {name}" for name in halves]


if __name__ == "__main__":
    tell(Path(sys.argv[1]))
