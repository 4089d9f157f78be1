"""The command `kiosk verify`: receipts as they come out of the kiosk, judged without a line."""

import base64
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kiosk.app import journal_beside
from kiosk.cli import main
from kiosk.settings import read_settings
from kiosk.wire.identity import Identity
from tests.paper import reading


def verify(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, ["verify", *arguments], input=typed)


@pytest.fixture(scope="module")
def settings_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("verify")
    file = folder / "kiosk.toml"
    file.write_text('[places]\ndata = "data"\nspool = "printed"\n', "utf-8")
    walked = CliRunner().invoke(
        main, ["walk", "--settings", str(file), "--out", str(folder / "out")]
    )
    assert walked.exit_code == 0, walked.output
    return file


@pytest.fixture(scope="module")
def receipt(settings_file: Path) -> str:
    pdf = min((settings_file.parent / "printed").glob("*receipt*.pdf"))
    found = reading.symbols(pdf.read_bytes(), 0, 203)
    with journal_beside(read_settings(settings_file)) as journal:
        [case] = journal.reading.recent(2)
    assert found["Code128"] == case.number
    return found["QRCode"]


def listed(file: Path, name: str, key: bytes) -> str:
    kiosk = {"kiosk": name, "keys": [base64.b64encode(key).decode()]}
    file.write_text(json.dumps({"at": "2026-11-23T02:31:00Z", "kiosks": [kiosk]}), "utf-8")
    return str(file)


def public_key(settings_file: Path) -> bytes:
    secret = (settings_file.parent / "data" / "keys" / "identity.key").read_bytes()
    return Identity.load(secret).public


def test_what_the_kiosk_printed_is_genuine_there(settings_file: Path, receipt: str) -> None:
    done = verify("--settings", str(settings_file), receipt)
    assert done.exit_code == 0
    assert done.output.startswith("genuine: ")
    assert "not recorded" not in done.output


def test_a_changed_letter_and_a_plain_number_are_not(settings_file: Path, receipt: str) -> None:
    changed = receipt[:-1] + ("0" if receipt[-1] != "0" else "1")
    lines = f"{receipt}\n{changed}\n\n1506020126112301001741\n"
    done = verify("--settings", str(settings_file), "-", typed=lines)
    assert done.exit_code == 1
    first, second, third = done.output.splitlines()
    assert first.startswith("genuine")
    assert second.startswith(("FORGED", "NO RECEIPT"))
    assert third.startswith("NO RECEIPT")


def test_a_list_of_keys_does_anywhere(settings_file: Path, receipt: str, tmp_path: Path) -> None:
    keys = listed(tmp_path / "keys.json", "alone", public_key(settings_file))
    done = verify("--keys", keys, receipt)
    assert (done.exit_code, done.output.split(":")[0]) == (0, "genuine")
    assert "the case is not recorded here" in done.output


def test_another_kiosks_key_does_not(receipt: str, tmp_path: Path) -> None:
    keys = listed(tmp_path / "keys.json", "alone", Identity.make().public)
    assert verify("--keys", keys, receipt).output.startswith("FORGED")
    keys = listed(tmp_path / "keys.json", "hall-4", Identity.make().public)
    done = verify("--keys", keys, receipt)
    assert (done.exit_code, done.output.split(":")[0]) == (1, "IN DOUBT")


def test_without_a_journal_or_with_a_broken_list_it_says_what_to_do(
    receipt: str, tmp_path: Path
) -> None:
    nowhere = tmp_path / "kiosk.toml"
    nowhere.write_text('[places]\ndata = "data"\n', "utf-8")
    done = verify("--settings", str(nowhere), receipt)
    assert done.exit_code == 1
    assert "There is no kiosk's journal here." in done.output
    assert not (tmp_path / "data").exists()
    (tmp_path / "keys.json").write_text("{}", "utf-8")
    done = verify("--keys", str(tmp_path / "keys.json"), receipt)
    assert done.exit_code == 1
    assert "This is no list of keys." in done.output
