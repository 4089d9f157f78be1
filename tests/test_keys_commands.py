"""Keys as staff meet them: enrolled with a new one, the store key changed, everything erased."""

import base64
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kiosk.app import ALONE, opened
from kiosk.central.enrolment import find
from kiosk.central.overview import totals
from kiosk.cli import main
from kiosk.courier.courier import Courier
from kiosk.courier.enrolled import enrolment
from kiosk.courier.line import Line
from kiosk.journal.journal import Journal
from kiosk.journal.keys import IDENTITY, STORE, Keys
from kiosk.settings import read_settings
from tests.central.hall import Central, central_at, now


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Central]:
    with central_at("", tmp_path / "central") as running:
        yield running


@pytest.fixture
def settings(central: Central, tmp_path: Path) -> Path:
    file = tmp_path / "kiosk.toml"
    file.write_text(f'[places]\ndata = "data"\n[central]\nurl = "{central.url}"\n', "utf-8")
    return file


def run(*arguments: object, typed: str = "") -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments], input=typed)


def enrolled(central: Central, settings: Path, *more: str) -> None:
    done = run("enrol", "--settings", settings, *more, typed=central.invite("one") + "\n")
    assert done.exit_code == 0, done.output


def sent(central: Central, settings: Path) -> None:
    data = read_settings(settings).places.data
    keys, known = Keys.open(data / "keys"), enrolment(data)
    assert known is not None
    journal = Journal.open_for_courier(data / "journal", keys, known.kiosk, now)
    journal.append("staff.note", {}, actor="staff")
    with Line(central.url, known.kiosk, keys.identity, known.public_key, now) as line:
        assert Courier(journal, line, now, lambda: 0.0).round() is None
    journal.close()


def test_a_new_key_takes_over_and_the_old_one_still_counts(
    central: Central, settings: Path
) -> None:
    enrolled(central, settings)
    old = Keys.open(settings.parent / "data" / "keys").identity.public
    data = read_settings(settings).places.data
    journal = Journal.open_for_courier(data / "journal", Keys.open(data / "keys"), "one", now)
    journal.append("staff.note", {"signed": "by the old one"}, actor="staff")
    journal.close()
    enrolled(central, settings, "--new-key")
    new = Keys.open(data / "keys").identity.public
    sent(central, settings)
    with central.database.read() as connection:
        known = find(connection, "one")
        counted = totals(connection)
    assert known is not None
    assert known.keys == (new, old)
    assert (counted.entries, counted.quarantined, counted.conflicts) == (4, 0, 0)


def test_a_code_that_is_wrong_changes_no_key(central: Central, settings: Path) -> None:
    enrolled(central, settings)
    keys = settings.parent / "data" / "keys"
    before = (keys / IDENTITY).read_bytes()
    done = run("enrol", "--settings", settings, "--new-key", typed="WRONG\n")
    assert done.exit_code == 1
    assert (keys / IDENTITY).read_bytes() == before
    sent(central, settings)


def test_rotated_and_erased(central: Central, settings: Path) -> None:
    enrolled(central, settings)
    sent(central, settings)
    keys = settings.parent / "data" / "keys"
    before = (keys / STORE).read_bytes()
    assert run("keys", "rotate", "--settings", settings).exit_code == 0
    assert (keys / STORE).read_bytes() != before
    sent(central, settings)
    assert run("keys", "erase", "--settings", settings, typed="n\n").exit_code == 1
    assert run("keys", "erase", "--settings", settings, "--yes").exit_code == 0
    assert list(keys.iterdir()) == []
    assert not (settings.parent / "data" / "journal").exists()


def test_unsent_is_not_erased(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text('[places]\ndata = "data"\nspool = "printed"\n', "utf-8")
    with opened(read_settings(file)) as kiosk:
        assert kiosk.journal.history.head().kiosk == ALONE
    done = run("keys", "erase", "--settings", file, "--yes")
    assert done.exit_code == 1
    assert "--even-unsent" in done.output
    assert run("keys", "erase", "--settings", file, "--yes", "--even-unsent").exit_code == 0


def test_no_key_stands_among_arguments_or_in_the_environment(
    central: Central, settings: Path
) -> None:
    enrolled(central, settings)
    command = [sys.executable, "-m", "kiosk", "courier", "--settings", str(settings)]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as courier:
        lock = settings.parent / "data" / "journal" / "courier.lock"
        while courier.poll() is None and not lock.exists():
            continue
        shown = b"".join(
            Path(f"/proc/{courier.pid}/{name}").read_bytes() for name in ("cmdline", "environ")
        )
        courier.terminate()
        _, said = courier.communicate()
    for name in (STORE, IDENTITY):
        key = (settings.parent / "data" / "keys" / name).read_bytes()
        for spelled in (key, key.hex().encode(), base64.b64encode(key)):
            assert spelled not in shown + said
