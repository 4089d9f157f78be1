"""What central keeps is sealed, and what goes wrong quotes nobody."""

import logging
import os
from pathlib import Path

import httpx2
import pytest

from kiosk.central.blobs import Folder
from kiosk.central.database import open_database
from kiosk.central.intake import Intake
from kiosk.courier.courier import Courier
from kiosk.courier.failures import Failure
from kiosk.errors import Trouble
from tests.central.hall import Central, Kiosk

CANARY = "巴特尔 150602200411219993"


def test_large_attachments_are_sealed_and_read_back(central: Central, kiosk: Kiosk) -> None:
    photo = CANARY.encode() * 5000
    entry = kiosk.submit(photo)
    with kiosk.line(central.url) as line:
        assert Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0).round() is None
    kept = [path for path in central.folder.rglob("*") if path.is_file()]
    assert not [path.name for path in kept if CANARY.encode() in path.read_bytes()]
    assert not [path.name for path in kept if path.stat().st_mode & 0o077]
    shelf = Folder(central.folder / "attachments")
    name = entry.attachments[-1].sha256
    with shelf.open(name) as content:
        assert content.read() == photo
    (sealed,) = (central.folder / "attachments").rglob(name)
    sealed.write_bytes(sealed.read_bytes()[:-1] + os.urandom(1))
    with pytest.raises(OSError, match=r"touched|decrypt|age"):
        shelf.open(name)


def test_a_fault_of_ours_quotes_nothing_in_the_log(
    central: Central,
    kiosk: Kiosk,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> None:
        raise ValueError(CANARY)

    caplog.set_level(logging.DEBUG)
    kiosk.submit()
    monkeypatch.setattr(Intake, "receive_all", broken)
    with kiosk.line(central.url) as line:
        courier = Courier(kiosk.journal, line, kiosk.clock, lambda: 0.0)
        assert courier.round() is Failure.SERVER
    assert "ValueError" in caplog.text
    assert CANARY not in caplog.text
    assert httpx2.get(central.url + "/v1/ping").status_code == 200


def test_a_database_that_fails_quotes_nothing(central: Central) -> None:
    with central.database.read() as connection, pytest.raises(Exception, match="hide") as caught:
        connection.exec_driver_sql("SELECT * FROM nowhere WHERE a = %(a)s", {"a": CANARY})
    assert CANARY not in str(caught.value)


def test_a_password_does_not_stand_on_a_command_line(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as caught:
        open_database("postgresql+psycopg://central:secret@127.0.0.1/central", tmp_path)
    assert caught.value.code == "central.database_password"
    assert "secret" not in str(caught.value)
