"""A hall's settings: read, checked, and refused in one line."""

from pathlib import Path

import pytest

from kiosk.errors import Trouble
from kiosk.settings import Settings, read_settings
from kiosk.settings_page import described


def written(folder: Path, text: str) -> Path:
    file = folder / "kiosk.toml"
    file.write_text(text, "utf-8")
    return file


def test_no_file_gives_what_works_for_trying_out() -> None:
    assert read_settings(None) == Settings()


def test_what_a_hall_sets_and_what_it_leaves(tmp_path: Path) -> None:
    settings = read_settings(
        written(tmp_path, '[hall]\nname_zh = "东胜区政务服务中心"\n[times]\nidle = 90\n')
    )
    assert settings.hall.name.zh == "东胜区政务服务中心"
    assert settings.hall.district == "150602"
    assert settings.times.idle == 90


def test_folders_start_at_the_file(tmp_path: Path) -> None:
    settings = read_settings(
        written(
            tmp_path, '[places]\ndata = "journal"\nspool = "/var/spool/kiosk"\nforms = "ours"\n'
        )
    )
    assert settings.places.data == tmp_path / "journal"
    assert settings.places.spool == Path("/var/spool/kiosk")
    assert settings.places.forms == tmp_path / "ours"
    settings = read_settings(written(tmp_path, '[central]\nca = "ca.pem"\n'))
    assert settings.central.ca == tmp_path / "ca.pem"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('[hall]\nnmae_zh = "x"\n', "nmae_zh"),
        ("[hall\n", "line 1"),
        ('[times]\nidle = "long"\n', "times.idle"),
        ('[hall]\ndistrict = "1506"\n', "hall.district"),
        ("[times]\nidle = 0\n", "times.idle"),
        ("[colour]\nink = 3\n", "colour"),
    ],
)
def test_a_mistake_is_named_in_one_line(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(Trouble) as raised:
        read_settings(written(tmp_path, text))
    assert raised.value.code == "settings.unreadable"
    assert named in str(raised.value)
    assert "kiosk.toml" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="No such file"):
        read_settings(tmp_path / "none.toml")


def test_every_setting_says_what_it_means() -> None:
    assert "|  |" not in described()


def test_the_page_of_settings_is_the_one_in_the_docs() -> None:
    page = Path(__file__).parents[1] / "docs" / "settings.md"
    assert page.read_text("utf-8") == described()
