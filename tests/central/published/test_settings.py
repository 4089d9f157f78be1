"""What kiosks are told to be set to: over their own file, never backwards, for them alone."""

from datetime import UTC, datetime
from pathlib import Path

import httpx2
import msgspec
import pytest
from click.testing import CliRunner

from kiosk.afar import over, read_afar
from kiosk.app import Kiosk
from kiosk.central.audit import readings_of
from kiosk.central.gazette import Gazette
from kiosk.central.machines import machines
from kiosk.cli import main
from kiosk.courier.enrolled import enrolment
from kiosk.courier.line import Line
from kiosk.courier.notices import kept_settings
from kiosk.errors import Trouble
from kiosk.front import facts
from kiosk.journal.keys import Keys
from kiosk.settings import Settings, Times
from kiosk.wire.identity import Identity
from kiosk.wire.messages import News
from kiosk.wire.notices import SettingNotices
from kiosk.wire.requests import Request, Signer
from kiosk.wire.signed import UntrueMessage, read_plain, read_signed, sign
from tests.central.chuxiong import kiosk_of
from tests.central.hall import Central
from tests.central.published.moving import identity_of, renew, staff
from tests.central.real_kiosk import NAME, central_key, courier_goes

FAR = 99999999999999


def tell(central: Central, folder: Path, content: str, *whom: str) -> None:
    file = folder / "told.toml"
    file.write_text(content, "utf-8")
    done = staff(central, "settings", "publish", *whom, file)
    assert done.exit_code == 0, done.exception


def test_what_staff_publish_lies_over_the_machines_own_file(
    central: Central, kiosk: Kiosk, tmp_path: Path
) -> None:
    before = kiosk.settings
    tell(central, tmp_path, '[hall]\nhotline = "12340"\nwindow_zh = "8 号"\n[times]\nidle = 45\n')
    assert courier_goes(central, kiosk) is None
    assert kiosk.settings == before
    renew(kiosk)
    told = facts(kiosk)
    assert (told.hotline, told.window.zh, told.idle) == ("12340", "8 号", 45)
    assert (told.window.en, told.open_until) == (before.hall.window_en, before.hall.open_until)
    assert kiosk.place.window.zh == "8 号"
    assert kiosk.settings.places == before.places
    tell(central, tmp_path, "")
    assert courier_goes(central, kiosk) is None
    renew(kiosk)
    assert kiosk.settings == before


def test_who_is_named_more_closely_is_told_last(
    central: Central, kiosk: Kiosk, tmp_path: Path
) -> None:
    tell(central, tmp_path, '[hall]\nhotline = "4"\nopen_until = "16:00"\n', "--kiosk", NAME)
    tell(central, tmp_path, '[hall]\nhotline = "3"\nwindow_en = "w"\n', "--district", "150602")
    tell(central, tmp_path, "[times]\nidle = 44\nidle_slow = 99\n", "--district", "150600")
    tell(central, tmp_path, '[hall]\nhotline = "1"\n[times]\nidle = 33\n')
    tell(central, tmp_path, '[hall]\nhotline = "0"\n', "--district", "130000")
    assert courier_goes(central, kiosk) is None
    renew(kiosk)
    hall, times = kiosk.settings.hall, kiosk.settings.times
    assert (hall.hotline, hall.open_until, hall.window_en) == ("4", "16:00", "w")
    assert (times.idle, times.idle_slow) == (44, 99)


def test_only_those_concerned_are_told(central: Central, kiosk: Kiosk, tmp_path: Path) -> None:
    other = kiosk_of(central, tmp_path, "hall-2", "150603")
    tell(central, tmp_path, '[hall]\nhotline = "2"\n', "--kiosk", NAME)
    with other.line(central.url) as line:
        assert line.news(None).settings == 0
        told = read_signed(line.notices("settings"), SettingNotices, other.welcome.public_key)
    assert told == SettingNotices(0, "hall-2", {})
    assert httpx2.get(f"{central.url}/v1/settings").status_code == 401
    other.journal.close()


def test_its_tag_saves_fetching_it_again(central: Central, kiosk: Kiosk, tmp_path: Path) -> None:
    tell(central, tmp_path, "[times]\nidle = 45\n")
    signer = Signer(NAME, Keys.open(kiosk.settings.places.data / "keys").identity)
    asked = signer.sign(Request("GET", f"{central.url}/v1/settings", {}, b""), kiosk.clock())
    first = httpx2.get(asked.url, headers=dict(asked.headers))
    tag = {"if-none-match": first.headers["etag"]}
    assert httpx2.get(asked.url, headers=asked.headers | tag).status_code == 304


def test_nothing_older_nothing_forged_and_nothing_meant_for_another(
    central: Central, kiosk: Kiosk, tmp_path: Path
) -> None:
    tell(central, tmp_path, "[times]\nidle = 45\n")
    assert courier_goes(central, kiosk) is None
    kept, ours = kiosk.ground.told, identity_of(central)
    assert not kept.take(sign(SettingNotices(1, NAME, {}), ours))
    for forged, by in (
        (SettingNotices(FAR, NAME, {}), Identity.make()),
        (SettingNotices(FAR, "hall-2", {}), ours),
    ):
        with pytest.raises(UntrueMessage):
            kept.take(sign(forged, by))
    renew(kiosk)
    assert kiosk.settings.times.idle == 45


def test_a_kept_file_that_is_damaged_leaves_the_machines_own(
    central: Central, kiosk: Kiosk, tmp_path: Path
) -> None:
    tell(central, tmp_path, "[times]\nidle = 45\n")
    assert courier_goes(central, kiosk) is None
    file = kiosk.settings.places.data / "settings.json"
    file.write_bytes(file.read_bytes().replace(b"45", b"46"))
    renew(kiosk)
    assert kiosk.settings.times.idle == Times().idle
    assert courier_goes(central, kiosk) is None
    renew(kiosk)
    assert kiosk.settings.times.idle == 45


def test_what_an_older_program_does_not_know_is_left_out_and_central_told(
    central: Central, kiosk: Kiosk
) -> None:
    told = {
        "hall": {"lights": 3, "hotline": "7", "district": "130000", "time_zone": "Nowhere"},
        "times": {"idle": 2, "goodbye": 21},
        "places": {"data": "/"},
    }
    assert kiosk.ground.told.take(sign(SettingNotices(FAR, NAME, told), identity_of(central)))
    renew(kiosk)
    settings = kiosk.settings
    assert (settings.hall.hotline, settings.times.goodbye) == ("7", 21)
    assert settings.times.idle == Times().idle
    assert settings.places == kiosk.ground.settings.places
    assert courier_goes(central, kiosk) is None
    with central.database.read() as connection:
        (machine,) = machines(connection, central.clock())
    assert machine.unread == "hall.district,hall.lights,hall.time_zone,places.data,times.idle"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[hall]\nnmae_zh = 'x'\n", "nmae_zh"),
        ("[hall\n", "line 1"),
        ("[times]\nidle = 0\n", "times.idle"),
        ("[times]\nidle = 'long'\n", "times.idle"),
        ("[colour]\nink = 3\n", "colour"),
        ("[places]\ndata = '/srv'\n", "`places.data` is set on the machine only"),
        ("[central]\nurl = 'https://elsewhere'\n", "`central.url` is set on the machine only"),
        ("[devices]\ncamera = 'none'\n", "`devices.camera` is set on the machine only"),
        ("[bench]\ncode = ''\n", "`bench.code` is set on the machine only"),
        ("[hall]\ndistrict = '150603'\n", "`hall.district` is set on the machine only"),
        ("[hall]\ntime_zone = 'Asia/Urumqi'\n", "`hall.time_zone` is set on the machine only"),
    ],
)
def test_a_file_with_a_mistake_is_not_published(
    central: Central, tmp_path: Path, content: str, said: str
) -> None:
    file = tmp_path / "told.toml"
    file.write_text(content, "utf-8")
    refused = staff(central, "settings", "publish", file)
    assert isinstance(refused.exception, Trouble)
    assert refused.exception.code == "settings.unreadable"
    assert said in str(refused.exception)
    assert staff(central, "settings", "list").output == ""


@pytest.mark.parametrize(
    ("whom", "said"),
    [
        (("--kiosk", "hall-9"), "There is no kiosk:hall-9"),
        (("--district", "1506"), "six digits"),
        (("--kiosk", NAME, "--district", "150602"), "not both"),
    ],
)
def test_whom_nobody_knows_is_not_told(
    central: Central, kiosk: Kiosk, tmp_path: Path, whom: tuple[str, ...], said: str
) -> None:
    file = tmp_path / "told.toml"
    file.write_text("[times]\nidle = 45\n", "utf-8")
    refused = staff(central, "settings", "publish", *whom, file)
    assert refused.exit_code != 0
    assert said in f"{refused.output} {refused.exception}"


def test_who_told_what_is_listed_and_recorded(central: Central, tmp_path: Path) -> None:
    tell(central, tmp_path, "[times]\nidle = 45\n")
    (line,) = staff(central, "settings", "list").output.splitlines()
    assert "settings  everybody  operator:" in line
    assert '{"times":{"idle":45}}' in line
    with central.database.read() as connection:
        assert [(one.what, one.subject) for one in readings_of(connection)] == [
            ("settings", "everybody")
        ]


def test_a_kiosk_says_what_it_is_set_to_and_from_where(
    central: Central, kiosk: Kiosk, tmp_path: Path
) -> None:
    file = tmp_path / "kiosk.toml"
    data = kiosk.settings.places.data
    file.write_text(
        f'[places]\ndata = "{data}"\n[hall]\nhotline = "1"\nopen_until = "16:30"\n', "utf-8"
    )
    tell(central, tmp_path, '[hall]\nhotline = "2"\n')
    assert courier_goes(central, kiosk) is None
    asked = ["settings", "--in-force", "--settings", str(file)]
    said = CliRunner().invoke(main, asked).output.splitlines()
    assert said[0] == f"central's settings: version {kiosk.ground.told.version}"
    for line in (
        "hall.hotline = 2  (central)",
        "hall.open_until = 16:30  (file)",
        "times.idle = 60  (default)",
        f"places.data = {data}  (file)",
    ):
        assert line in said
    alone = CliRunner().invoke(main, ["settings", "--in-force"]).output.splitlines()
    assert "hall.hotline = 12345  (default)" in alone


def test_old_and_new_go_on_together(central: Central, kiosk: Kiosk) -> None:
    at = datetime(2026, 11, 23, tzinfo=UTC)
    plain = msgspec.json.encode(News(NAME, "c", (), 60, "e", at))
    old = msgspec.json.decode(plain)
    for name in ("catalogue", "settings"):
        del old[name]
    told = read_plain(msgspec.json.encode(old), News)
    assert (told.catalogue, told.settings) == (0, 0)
    data = kiosk.settings.places.data
    identity = Keys.open(data / "keys").identity
    with Line(central.url, NAME, identity, central_key(central), kiosk.clock) as line:
        assert line.news(None, heartbeat={"waiting": "0", "program": "1"}).kiosk == NAME
    assert kept_settings(data, enrolment(data)).version == 0
    assert kept_settings(data, None).now() is None


def test_of_what_two_programs_publish_the_last_counts_everywhere(
    central: Central, tmp_path: Path
) -> None:
    first = Gazette(central.catalogue)
    tell(central, tmp_path, "[times]\nidle = 45\n")
    with central.database.read() as connection:
        first.refresh(connection)
    version = first.settings_version(NAME, "150602")
    tell(central, tmp_path, "[times]\nidle = 46\n")
    with central.database.read() as connection:
        first.refresh(connection)
    assert first.settings(NAME, "150602").values == {"times": {"idle": 46}}
    assert first.settings_version(NAME, "150602") > version


def test_values_over_a_file_leave_all_else(tmp_path: Path) -> None:
    file = tmp_path / "told.toml"
    file.write_text('[hall]\nregions = ["150600", "150602"]\n', "utf-8")
    found, left = over(Settings(), read_afar(file))
    assert found.hall.regions == ("150600", "150602")
    assert left == ()
    assert msgspec.structs.replace(found, hall=Settings().hall) == Settings()
