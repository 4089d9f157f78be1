"""The stick as staff meet it: three commands, and one line for whatever goes wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kiosk.cli import main
from kiosk.courier.enrolled import ANSWER
from kiosk.wire.signed import plain
from tests.central.hall import Central, Kiosk, central_at


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Central]:
    with central_at("", tmp_path / "central") as running:
        yield running


@pytest.fixture
def kiosk(central: Central, tmp_path: Path) -> Iterator[Kiosk]:
    enrolled = Kiosk.enrolled(central, tmp_path / "data")
    (tmp_path / "data" / ANSWER).write_bytes(plain(enrolled.welcome))
    (tmp_path / "kiosk.toml").write_text('[places]\ndata = "data"\n', "utf-8")
    yield enrolled
    enrolled.journal.close()


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


def test_there_and_back(central: Central, kiosk: Kiosk, tmp_path: Path) -> None:
    kiosk.submit(b"photo")
    settings, stick = tmp_path / "kiosk.toml", tmp_path / "stick"
    stick.mkdir()
    # Window and courier go on while the stick is written: neither is stopped for it.
    exported = run("export", "--settings", settings, "--to", stick)
    assert exported.exit_code == 0, exported.output
    assert "2 entries, 3 attachments" in exported.output
    (file,) = stick.iterdir()
    broken = stick / "broken.kbx"
    broken.write_bytes(file.read_bytes()[:-1])
    central.stop()
    imported = run("central", "import", broken, file, "--out", stick, "--folder", central.folder)
    assert imported.exit_code == 1
    assert "broken.kbx: The file is cut off or damaged." in imported.output
    # The form is invented for tests: the real central sets the case aside, and has it all the same.
    assert f"{file.name}: entries: 2 stored; 3 attachments" in imported.output
    word = file.with_suffix(".ack")
    confirmed = run("import-ack", "--settings", settings, word)
    assert confirmed.output == "2 confirmed, 0 waiting\n"
    assert run("import-ack", "--settings", settings, word).output == "0 confirmed, 0 waiting\n"
    assert "0 entries" in run("export", "--settings", settings, "--to", stick).output


def test_every_no_is_one_line(central: Central, kiosk: Kiosk, tmp_path: Path) -> None:
    settings, unknown = tmp_path / "kiosk.toml", tmp_path / "unknown.toml"
    unknown.write_text('[places]\ndata = "nowhere"\n', "utf-8")
    for arguments, said in (
        (("export", "--settings", settings, "--to", tmp_path / "none"), "Put the stick in"),
        (("import-ack", "--settings", settings, settings), "nothing was changed"),
        (("central", "import", settings, "--out", tmp_path / "none"), "Put the stick in"),
        (("export", "--settings", unknown, "--to", tmp_path), "not enrolled"),
    ):
        done = run(*arguments)
        assert done.exit_code == 1
        assert said in done.output
        assert done.output.count("\n") == 1
