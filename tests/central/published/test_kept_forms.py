"""Forms from central as a kiosk keeps them: whole, signed, never older; else what it has."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import httpx2
import pytest

from kiosk.app import Kiosk
from kiosk.catalogue.published import Published
from kiosk.central.machines import machines
from kiosk.courier.courier import Courier, Kept
from kiosk.courier.failures import Failure
from kiosk.courier.forms import KeptForms
from kiosk.courier.line import Line
from kiosk.journal.keys import Keys
from kiosk.wire.identity import Identity
from kiosk.wire.notices import FormNotices
from kiosk.wire.signed import UntrueMessage, sign
from tests.central.chuxiong import forms
from tests.central.hall import Central
from tests.central.published.moving import KEY, form, identity_of, offered, publish, renew
from tests.central.real_kiosk import central_key, courier_goes

DAY = date(2026, 11, 23)


def test_a_form_this_program_cannot_read_is_left_out_and_central_told(
    central: Central, kiosk: Kiosk, tmp_path: Path
) -> None:
    publish(central, form(tmp_path / "first"))
    newer = form(tmp_path / "newer", version=2).read_text("utf-8") + "hologram: true\n"
    told = FormNotices(
        99999999999999, (Published(KEY, 1, form_text(tmp_path)), Published(KEY, 2, newer))
    )
    kept = kiosk.ground.forms
    assert kept.take(sign(told, identity_of(central)))
    renew(kiosk)
    assert offered(kiosk)[KEY] == 1
    assert kept.unread == (f"{KEY}/2",)
    assert kept.hash == kiosk.catalogue.hash
    assert courier_goes(central, kiosk) is None
    with central.database.read() as connection:
        (machine,) = machines(connection, central.clock())
    assert machine.unread == f"{KEY}/2"
    assert machine.lines(troubled=True)
    assert f"cannot read {KEY}/2" in str(machine)


def form_text(folder: Path) -> str:
    return (folder / "first" / f"{KEY}.yaml").read_text("utf-8")


def test_a_wrong_signature_and_an_older_version_change_nothing(
    central: Central, kiosk: Kiosk, tmp_path: Path
) -> None:
    publish(central, form(tmp_path / "first"))
    assert courier_goes(central, kiosk) is None
    kept, ours = kiosk.ground.forms, identity_of(central)
    with pytest.raises(UntrueMessage):
        kept.take(sign(FormNotices(99999999999999, ()), Identity.make()))
    assert not kept.take(sign(FormNotices(1, ()), ours))
    renew(kiosk)
    assert offered(kiosk)[KEY] == 1


class Forged:
    """A line whose catalogue somebody else signed."""

    def __init__(self, line: object) -> None:
        self._line = line

    def __getattr__(self, name: str) -> object:
        return getattr(self._line, name)

    def notices(self, what: str) -> bytes:
        return sign(FormNotices(99999999999999, ()), Identity.make())


def test_a_round_with_a_forged_catalogue_says_so_and_the_kiosk_goes_on(
    central: Central, kiosk: Kiosk, tmp_path: Path
) -> None:
    publish(central, form(tmp_path / "first"))
    data, key = kiosk.settings.places.data, central_key(central)
    identity = Keys.open(data / "keys").identity
    with Line(central.url, "hall-1", identity, key, kiosk.clock) as line:
        kept = Kept(forms=KeptForms(data, key, None))
        courier = Courier(kiosk.journal, Forged(line), kiosk.clock, lambda: 0.0, kept=kept)  # type: ignore[arg-type]  # a line
        assert courier.round() is Failure.PORTAL
    renew(kiosk)
    assert KEY not in offered(kiosk)
    assert len(offered(kiosk)) == len(forms().services(DAY))


def test_a_damaged_file_leaves_what_ships_and_is_fetched_again(
    central: Central, kiosk: Kiosk, tmp_path: Path
) -> None:
    publish(central, form(tmp_path / "first"))
    assert courier_goes(central, kiosk) is None
    file = kiosk.settings.places.data / "catalogue.json"
    whole = file.read_bytes()
    for bad in (b"", whole[:-9], whole.replace(b"second", b"sec0nd")):
        file.write_bytes(bad)
        renew(kiosk)
        assert KEY not in offered(kiosk)
    assert courier_goes(central, kiosk) is None
    renew(kiosk)
    assert offered(kiosk)[KEY] == 1


KILLED = """
import os, signal, sys
from pathlib import Path
from kiosk.courier.forms import KeptForms
from kiosk.courier.line import Line
Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
KeptForms(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), None).take(Path(sys.argv[3]).read_bytes())
"""


def test_killed_between_fetch_and_rename_the_kiosk_has_what_it_had(
    central: Central, kiosk: Kiosk, tmp_path: Path
) -> None:
    publish(central, form(tmp_path / "first"))
    assert courier_goes(central, kiosk) is None
    publish(central, form(tmp_path / "second", version=2))
    fetched, data = tmp_path / "fetched", kiosk.settings.places.data
    fetched.write_bytes(httpx2.get(f"{central.url}/v1/catalogue").content)
    words = [str(data), central_key(central).hex(), str(fetched)]
    done = subprocess.run([sys.executable, "-c", KILLED, *words], check=False)
    assert done.returncode == -9
    renew(kiosk)
    assert offered(kiosk)[KEY] == 1
    assert courier_goes(central, kiosk) is None
    renew(kiosk)
    assert offered(kiosk)[KEY] == 2
