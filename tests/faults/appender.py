"""A window in a process of its own, recording cases until it is killed."""

import resource
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from kiosk.errors import Trouble
from kiosk.journal.attachments import SMALL, Enclosure
from tests.journal.kept import Kiosk, acknowledged, case_id, counter_of, submit


def enclosures(number: int) -> tuple[Enclosure, ...]:
    """A small attachment for each case, and for every third a large one too."""
    small = Enclosure("strokes", "application/json", b"strokes of %d" % number)
    large = Enclosure("photo", "image/jpeg", (b"photo of %d" % number).ljust(SMALL + 1, b"."))
    return (small,) if number % 3 else (small, large)


def record(folder: Path, first: int, said: Connection) -> None:
    """Say the number and counter of each case once it is promised to be durable."""
    journal = Kiosk(folder).window()
    said.send(("open", 0))
    number = first
    while True:
        entry = submit(journal, number, *enclosures(number))
        said.send((number, counter_of(entry)))
        number += 1


def confirm(folder: Path, until: int, said: Connection) -> None:
    """Be the courier beside the window until that many entries were confirmed."""
    journal = Kiosk(folder).courier()
    done = 0
    while done < until:
        batch = journal.outbox.waiting(limit_entries=7)
        if batch:
            named = tuple({one.sha256 for entry in batch for one in entry.attachments})
            done += journal.outbox.confirm(acknowledged(*batch, held=named))
    journal.close()
    said.send(done)
    said.close()


def record_some(folder: Path, numbers: range, said: Connection) -> None:
    """Record these cases and end well."""
    journal = Kiosk(folder).window()
    for number in numbers:
        submit(journal, number, *enclosures(number))
    journal.close()
    said.send(len(numbers))
    said.close()


def fill(folder: Path, make_room: Callable[[], object]) -> None:
    """Record cases until the disk takes no more, then make room and go on.

    Prints the code of the trouble and how many cases were recorded before it.
    """
    journal = Kiosk(folder).window()
    number = 0
    try:
        while True:
            number += 1
            submit(journal, number, *enclosures(number))
    except Trouble as trouble:
        print(trouble.code, number - 1)  # noqa: T201  # our answer
    assert journal.reading.case_by_id(case_id(number)) is None
    assert journal.history.verify_chain() == number
    make_room()
    assert counter_of(submit(journal, number, *enclosures(number))) == number
    assert journal.history.verify_chain() == number + 1
    journal.close()


def main(folder: Path, how: str) -> None:
    folder.mkdir(exist_ok=True)
    if how == "full":
        ballast = folder / "ballast"
        ballast.write_bytes(bytes(1024 * 1024))
        fill(folder / "journal", ballast.unlink)
    else:
        largest, most = resource.getrlimit(resource.RLIMIT_FSIZE)
        # No write beyond this offset of any file succeeds: the disk fails half way.
        resource.setrlimit(resource.RLIMIT_FSIZE, (512 * 1024, most))
        fill(folder, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest, most)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
