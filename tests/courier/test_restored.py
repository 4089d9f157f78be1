"""Disks come back from backups, on either side; nothing is lost and nothing overwritten."""

import shutil
from pathlib import Path

from kiosk.central.enrolment import renew_epoch
from kiosk.central.overview import Totals, totals
from kiosk.courier.courier import Courier
from kiosk.courier.failures import Failure
from kiosk.journal.journal import Journal
from tests.central.hall import Central, Kiosk


def round_of(central: Central, kiosk: Kiosk) -> Failure | None:
    with kiosk.line(central.url) as line:
        return Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0).round()


def counted(central: Central) -> Totals:
    with central.database.read() as connection:
        return totals(connection)


def put_back(folder: Path, backup: Path) -> None:
    shutil.rmtree(folder)
    shutil.copytree(backup, folder)


def test_central_restored_and_said_so(central: Central, kiosk: Kiosk, tmp_path: Path) -> None:
    kiosk.submit()
    assert round_of(central, kiosk) is None
    central.stop()
    shutil.copytree(central.folder, tmp_path / "backup")
    central.start()
    for _ in range(3):
        kiosk.submit(b"a photo")
    assert round_of(central, kiosk) is None
    before = counted(central)
    central.stop()
    put_back(central.folder, tmp_path / "backup")
    central.start()
    assert counted(central).cases == 1
    with central.database.write() as connection:
        renew_epoch(connection)
    assert round_of(central, kiosk) is None
    assert counted(central) == before
    assert kiosk.journal.outbox.queue().attachments == 0


def test_central_restored_to_a_time_between_entry_and_attachments(
    central: Central, kiosk: Kiosk, tmp_path: Path
) -> None:
    kiosk.submit(b"a photo")
    requests = iter([False])
    with kiosk.line(central.url) as line:
        stopping = lambda: next(requests, True)  # noqa: E731  # read once, here
        Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0, stopping).round()
    assert (counted(central).cases, counted(central).attachments) == (1, 0)
    central.stop()
    shutil.copytree(central.folder, tmp_path / "backup")
    central.start()
    assert round_of(central, kiosk) is None
    assert counted(central).attachments == 3
    central.stop()
    put_back(central.folder, tmp_path / "backup")
    central.start()
    with central.database.write() as connection:
        renew_epoch(connection)
    assert round_of(central, kiosk) is None
    assert counted(central).attachments == 3


def test_central_restored_and_nobody_said_so(
    central: Central, kiosk: Kiosk, tmp_path: Path
) -> None:
    kiosk.submit()
    assert round_of(central, kiosk) is None
    central.stop()
    shutil.copytree(central.folder, tmp_path / "backup")
    central.start()
    for _ in range(3):
        kiosk.submit()
    assert round_of(central, kiosk) is None
    central.stop()
    put_back(central.folder, tmp_path / "backup")
    central.start()
    last = kiosk.submit()
    assert round_of(central, kiosk) is None
    assert (counted(central).cases, counted(central).entries) == (5, last.sequence)


def test_a_kiosk_whose_disk_came_back_begins_a_new_chain(
    central: Central, kiosk: Kiosk, tmp_path: Path
) -> None:
    kiosk.submit()
    assert round_of(central, kiosk) is None
    place = kiosk.folder / "journal"
    kiosk.journal.close()
    shutil.copytree(place, tmp_path / "image")

    def again() -> Journal:
        return Journal.open(place, kiosk.keys, kiosk.welcome.kiosk, kiosk.clock)

    kiosk.journal = again()
    kiosk.submit()
    assert round_of(central, kiosk) is None
    kiosk.journal.close()
    put_back(place, tmp_path / "image")
    kiosk.journal = again()
    kiosk.submit()
    old = kiosk.journal.history.head().chain
    assert round_of(central, kiosk) is None
    assert kiosk.journal.history.head().chain != old
    assert kiosk.journal.outbox.queue().waiting == 0
    # What central had first stands; the other is kept beside it for a person.
    assert (counted(central).cases, counted(central).conflicts) == (3, 1)
    kiosk.submit()
    assert round_of(central, kiosk) is None
    assert (counted(central).cases, counted(central).conflicts) == (4, 1)
