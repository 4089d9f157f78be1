"""Disks come back from backups where only a stick goes to and fro; nothing is lost or doubled."""

import shutil
from pathlib import Path

import pytest

from kiosk.central.enrolment import renew_epoch
from kiosk.journal.journal import Journal
from tests.central.hall import Central, Kiosk
from tests.central.sticks import brought, carried, counted, stick_of
from tests.courier.test_restored import put_back, round_of


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def test_central_restored_asks_again_by_stick(
    central: Central, kiosk: Kiosk, stick: Path, tmp_path: Path
) -> None:
    kiosk.submit()
    carried(central, kiosk, stick)
    central.stop()
    shutil.copytree(central.folder, tmp_path / "backup")
    central.start()
    for _ in range(2):
        kiosk.submit(b"photo")
    carried(central, kiosk, stick)
    before = counted(central)
    central.stop()
    put_back(central.folder, tmp_path / "backup")
    central.start()
    with central.database.write() as connection:
        renew_epoch(connection)
    kiosk.submit()
    heard = carried(central, kiosk, stick)
    assert heard.again
    assert heard.waiting == before.entries
    heard = carried(central, kiosk, stick)
    assert (heard.waiting, heard.again) == (0, False)
    assert counted(central).cases == before.cases + 1
    assert counted(central).attachments == before.attachments


def test_central_restored_and_nobody_said_so(
    central: Central, kiosk: Kiosk, stick: Path, tmp_path: Path
) -> None:
    kiosk.submit()
    carried(central, kiosk, stick)
    central.stop()
    shutil.copytree(central.folder, tmp_path / "backup")
    central.start()
    for _ in range(3):
        kiosk.submit()
    carried(central, kiosk, stick)
    central.stop()
    put_back(central.folder, tmp_path / "backup")
    central.start()
    last = kiosk.submit()
    assert carried(central, kiosk, stick).again
    heard = carried(central, kiosk, stick)
    assert (heard.waiting, heard.again) == (0, False)
    assert (counted(central).cases, counted(central).entries) == (5, last.sequence)


def test_a_word_from_before_the_restore_is_compared_again(
    central: Central, kiosk: Kiosk, stick: Path, tmp_path: Path
) -> None:
    central.stop()
    shutil.copytree(central.folder, tmp_path / "backup")
    central.start()
    kiosk.submit()
    (file,) = stick_of(kiosk).export(stick).files
    late = stick / "late.ack"
    late.write_bytes(brought(central, file).word)
    central.stop()
    put_back(central.folder, tmp_path / "backup")
    central.start()
    with central.database.write() as connection:
        renew_epoch(connection)
    assert stick_of(kiosk).hear(late).confirmed == 2
    assert counted(central).cases == 0
    assert round_of(central, kiosk) is None
    assert (counted(central).cases, kiosk.journal.outbox.queue().waiting) == (1, 0)
    assert stick_of(kiosk).hear(late).again
    assert round_of(central, kiosk) is None
    assert (counted(central).cases, kiosk.journal.outbox.queue().waiting) == (1, 0)


def test_a_kiosk_restored_from_an_old_image_begins_a_new_chain(
    central: Central, kiosk: Kiosk, stick: Path, tmp_path: Path
) -> None:
    kiosk.submit()
    carried(central, kiosk, stick)
    place = kiosk.folder / "journal"

    def again() -> Journal:
        return Journal.open(place, kiosk.keys, kiosk.welcome.kiosk, kiosk.clock)

    kiosk.journal.close()
    shutil.copytree(place, tmp_path / "image")
    kiosk.journal = again()
    kiosk.submit()
    carried(central, kiosk, stick)
    kiosk.journal.close()
    put_back(place, tmp_path / "image")
    kiosk.journal = again()
    old = kiosk.journal.history.head().chain
    kiosk.submit()
    carried(central, kiosk, stick)
    assert kiosk.journal.history.head().chain != old
    assert (counted(central).cases, counted(central).conflicts) == (3, 1)
    kiosk.submit()
    assert carried(central, kiosk, stick).waiting == 0
    assert (counted(central).cases, counted(central).conflicts) == (4, 1)
