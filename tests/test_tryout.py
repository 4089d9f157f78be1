"""Kiosk, courier and central together, as one tries them out where there is no display."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def kiosk(*arguments: str, typed: str = "") -> "subprocess.CompletedProcess[str]":
    bare = {name: value for name, value in os.environ.items() if name not in DISPLAYS}
    return subprocess.run(
        [sys.executable, "-m", "kiosk", *arguments],
        input=typed,
        capture_output=True,
        text=True,
        check=False,
        env=bare,
    )


DISPLAYS = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("tryout")
    done = kiosk("try", "--folder", str(folder))
    assert done.returncode == 0, done.stderr
    return folder, done.stdout


def test_it_says_that_there_is_no_display_and_walks_one_case(tried: tuple[Path, str]) -> None:
    _, said = tried
    assert "no display" in said
    assert "acknowledged and verified" in said


def test_central_has_the_case_with_a_task_per_item(tried: tuple[Path, str]) -> None:
    folder, _ = tried
    case = json.loads((folder / "walk" / "case.json").read_text("utf-8"))
    shown = kiosk("central", "show", "--folder", str(folder / "central"), case["number"])
    (received,) = json.loads(shown.stdout)
    assert received["complete"]
    assert received["quarantine"] is None
    waits = {task["item"]: task["waits_for"] for task in received["tasks"]}
    assert waits == {
        "marriage_reg": [],
        "hukou_marital": ["marriage_reg"],
        "hukou_spouse_move": ["marriage_reg"],
        "birth_reg": [],
    }


def test_the_acknowledgement_names_the_case_by_hash(tried: tuple[Path, str]) -> None:
    folder, _ = tried
    word = json.loads((folder / "walk" / "acknowledgement.json").read_text("utf-8"))
    assert word["complete_to"] >= 1
    assert word["missing"] == []


def test_a_result_unlocks_what_waited_for_it(tried: tuple[Path, str]) -> None:
    folder, _ = tried
    case = json.loads((folder / "walk" / "case.json").read_text("utf-8"))
    central = ("--folder", str(folder / "central"), case["number"])
    early = kiosk("central", "decide", *central, "hukou_marital")
    assert early.returncode == 1
    assert "waits" in early.stderr
    assert kiosk("central", "decide", *central, "marriage_reg").returncode == 0
    (received,) = json.loads(kiosk("central", "show", *central).stdout)
    states = {task["item"]: task["state"] for task in received["tasks"]}
    assert states["marriage_reg"] == "approved"
    assert states["hukou_marital"] == states["hukou_spouse_move"] == "dispatched"


def test_a_second_try_goes_on_where_the_first_ended(tried: tuple[Path, str]) -> None:
    folder, _ = tried
    first = json.loads((folder / "walk" / "case.json").read_text("utf-8"))["number"]
    again = kiosk("try", "--folder", str(folder))
    assert again.returncode == 0, again.stderr
    second = json.loads((folder / "walk" / "case.json").read_text("utf-8"))["number"]
    assert second != first
    assert kiosk("central", "show", "--folder", str(folder / "central"), first).returncode == 0


def test_a_walk_with_central_down_keeps_the_case(tmp_path: Path) -> None:
    folder = tmp_path / "tryout"
    assert kiosk("try", "--folder", str(folder)).returncode == 0
    done = kiosk("walk", "--settings", str(folder / "kiosk.toml"), "--out", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    assert "kept and waits" in done.stdout
    assert not (tmp_path / "out" / "acknowledgement.json").exists()


def test_a_wrong_code_is_refused_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text('[central]\nurl = "http://127.0.0.1:9"\n', "utf-8")
    done = kiosk("enrol", "--settings", str(file), typed="AAAA-BBBB-CCCC\n")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
