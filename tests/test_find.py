"""The command `kiosk find`: a case found again by its number or by a name in it."""

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner, Result

from kiosk.app import journal_beside
from kiosk.cases.number import grouped
from kiosk.cli import main
from kiosk.settings import read_settings


@pytest.fixture(scope="module")
def settings_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("find")
    file = folder / "kiosk.toml"
    file.write_text('[places]\ndata = "data"\nspool = "printed"\n', "utf-8")
    walk = ["walk", "--settings", str(file), "--out", str(folder / "out")]
    walked = CliRunner().invoke(main, walk)
    assert walked.exit_code == 0, walked.output
    return file


def find(file: Path, typed: str) -> Result:
    return CliRunner().invoke(main, ["find", "--settings", str(file)], input=f"{typed}\n")


@pytest.mark.parametrize("name", ["巴特尔", " 李婉清 "])
def test_a_case_is_found_by_the_name_of_either(settings_file: Path, name: str) -> None:
    with journal_beside(read_settings(settings_file)) as journal:
        [case] = journal.reading.recent(2)
    body = json.loads(case.entry.body)
    day = datetime.fromisoformat(body["submitted_at"]).astimezone(ZoneInfo("Asia/Shanghai")).date()
    for typed in (name, case.number, grouped(case.number)):
        found = find(settings_file, typed)
        assert found.exit_code == 0
        assert f"{case.number} {body['service']} {day} waiting here\n" in found.output


def test_nobody_is_found_by_half_a_name(settings_file: Path) -> None:
    assert find(settings_file, "巴特").exit_code == 1


def test_that_somebody_looked_is_kept_and_not_for_whom(settings_file: Path) -> None:
    find(settings_file, "巴特尔")
    with journal_beside(read_settings(settings_file)) as journal:
        *_, (_, last) = journal.history.entries()
    assert (last.kind, last.actor) == ("case.looked_up", "technician")
    assert json.loads(last.body) == {"found": 1}
