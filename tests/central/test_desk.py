import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx2
import pytest

from kiosk.catalogue.workdays import Calendar
from kiosk.central.desk import (
    admit_department,
    invite_kiosk,
    note_restore,
    revoke_kiosk,
    shown_case,
)
from kiosk.central.enrolment import department_of, find
from kiosk.errors import Trouble
from tests.central.hall import DISTRICT, Central, Kiosk, now, number_of
from tests.central.postgres import free_port

SERVE = (
    "import sys; from pathlib import Path; from tests.central.hall import now; "
    "from kiosk.central.hall_desk import Where; from kiosk.central.serving import serve_central; "
    "serve_central(Where(sys.argv[1], Path(sys.argv[2])), '127.0.0.1', int(sys.argv[3]), now)"
)


def test_the_calendar_of_the_halls_is_there() -> None:
    assert Calendar.load().years


def test_served_with_the_real_forms_until_stopped(database_url: str, tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-c", SERVE, database_url, str(tmp_path), str(port)]
    with subprocess.Popen(command) as process:
        try:
            for _ in range(600):
                try:
                    told = httpx2.get(f"http://127.0.0.1:{port}/v1/ping").json()
                    break
                except httpx2.ConnectError:
                    time.sleep(0.05)
            assert told["service"] == "kiosk-central"
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)
    assert process.returncode in (0, -signal.SIGTERM)


def test_what_arrived_is_shown(central: Central, kiosk: Kiosk) -> None:
    entry = kiosk.submit()
    with kiosk.line(central.url) as line:
        line.send(kiosk.journal.outbox.waiting())
    shown = json.loads(shown_case(central.database_url, central.folder, number_of(entry), now()))
    assert shown[0]["complete"] is False
    assert {task["item"] for task in shown[0]["tasks"]} == {"marriage", "status", "move", "birth"}
    with pytest.raises(Trouble) as caught:
        shown_case(central.database_url, central.folder, "150602", now())
    assert caught.value.code == "central.no_case"


def test_operators_invite_revoke_admit_and_note_a_restore(central: Central, kiosk: Kiosk) -> None:
    where = (central.database_url, central.folder)
    assert len(invite_kiosk(*where, "another", DISTRICT, now())) == 14
    revoke_kiosk(*where, kiosk.welcome.kiosk, now())
    token = admit_department(*where, "civil")
    assert note_restore(*where) != kiosk.welcome.epoch
    with central.database.read() as connection:
        speaker = find(connection, kiosk.welcome.kiosk)
        assert speaker is not None
        assert speaker.revoked
        assert department_of(connection, token) == "civil"


def test_a_folder_that_cannot_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Trouble) as caught:
        invite_kiosk("", tmp_path / "file" / "inside", "one", DISTRICT, now())
    assert caught.value.code == "central.folder"
