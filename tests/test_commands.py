"""The command as staff meet it: help, and every kind of bad input said in one line."""

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner

from kiosk.app import opened
from kiosk.catalogue.catalogue import FORMS
from kiosk.catalogue.covers import KeptCovers, cover_of
from kiosk.cli import main
from kiosk.script import SAMPLES
from kiosk.settings import Settings, read_settings
from tests.faults.small_disk import on_a_small_disk

SAMPLE = SAMPLES / "150600-marriage-birth.yaml"


def kiosk(
    *arguments: str, typed: str = "", **environment: str
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "kiosk", *arguments],
        input=typed,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "200", **environment},
    )


def said(done: "subprocess.CompletedProcess[str]") -> str:
    """Return the one line that was said, with status 1 and nothing else."""
    assert done.returncode == 1, done.stdout + done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    assert done.stderr.startswith("kiosk: ")
    return done.stderr


def said_last(done: "subprocess.CompletedProcess[str]") -> str:
    """Return the one line of ours; Qt speaks of its stand-in for a screen before."""
    assert done.returncode == 1, done.stdout + done.stderr
    lines = [line for line in done.stderr.splitlines() if not line.startswith("This plugin")]
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("kiosk: ")
    return lines[0]


@pytest.fixture
def settings_file(tmp_path: Path) -> Path:
    file = tmp_path / "kiosk.toml"
    file.write_text('[places]\ndata = "data"\nspool = "printed"\n', "utf-8")
    return file


@pytest.fixture
def walked(settings_file: Path, tmp_path: Path) -> Path:
    """A kiosk that has taken one case."""
    done = kiosk("walk", "--settings", str(settings_file), "--out", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    return settings_file


def walk(file: Path) -> "subprocess.CompletedProcess[str]":
    return kiosk("walk", "--settings", str(file), "--out", str(file.parent / "again"))


def run(file: Path) -> "subprocess.CompletedProcess[str]":
    """Open the window; what covers are kept, it opens before the house behind it."""
    return kiosk("run", "--settings", str(file), QT_QPA_PLATFORM="offscreen")


def keep_covers(file: Path) -> None:
    """Leave the covers as an earlier start would have left them."""
    with opened(read_settings(file)) as kiosk_:
        covers = tuple(map(cover_of, kiosk_.backroom.services()))
    KeptCovers(file.parent / "data" / "covers.json", FORMS).keep(covers)


def cases_of(file: Path) -> int:
    with opened(read_settings(file)) as kiosk_:
        return len(kiosk_.journal.reading.recent(10))


def test_every_subcommand_has_an_example_in_its_help() -> None:
    runner = CliRunner()

    def helps(group: click.Group, path: tuple[str, ...]) -> None:
        context = click.Context(group)
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            shown = runner.invoke(main, [*path, name, "--help"]).output
            if isinstance(command, click.Group):
                helps(command, (*path, name))
            else:
                assert "Example:" in shown, name
                assert f"kiosk {' '.join((*path, name))}" in " ".join(shown.split()), name

    helps(main, ())
    listed = runner.invoke(main, ["--help"]).output
    for name in main.list_commands(click.Context(main)):
        assert name in listed


def test_a_walk_writes_papers_case_and_says_that_it_waits(tmp_path: Path) -> None:
    done = kiosk("walk", "--out", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "waits in the journal" in done.stdout
    case = json.loads((tmp_path / "case.json").read_text("utf-8"))
    assert case["answers"]["m_name"] == "巴特尔"
    for paper in ("application", "receipt", "receipt-roll"):
        assert (tmp_path / f"{paper}.pdf").read_bytes().startswith(b"%PDF")
    assert not (tmp_path / "acknowledgement.json").exists()


def test_wrong_answers_say_what_the_screens_say(tmp_path: Path) -> None:
    sample = yaml.safe_load(SAMPLE.read_text("utf-8"))
    sample["answers"]["m_id"] = "150602200411229999"  # 21 on 2026-11-21
    sample["answers"]["m_phone"] = "1380477"
    del sample["answers"]["cur_addr"]
    file = tmp_path / "couple.yaml"
    file.write_text(yaml.safe_dump(sample, allow_unicode=True), "utf-8")
    done = kiosk("walk", "--answers", str(file), "--out", str(tmp_path / "out"))
    assert done.returncode == 1
    for name in ("m_phone", "cur_addr"):
        assert name in done.stdout
    assert not (tmp_path / "out" / "case.json").exists()


def test_an_answer_to_no_question_is_named(tmp_path: Path) -> None:
    sample = yaml.safe_load(SAMPLE.read_text("utf-8"))
    sample["answers"]["m_nmae"] = "巴特尔"
    file = tmp_path / "couple.yaml"
    file.write_text(yaml.safe_dump(sample, allow_unicode=True), "utf-8")
    assert "m_nmae" in said(kiosk("walk", "--answers", str(file), "--out", str(tmp_path / "out")))


def test_a_broken_form_file(settings_file: Path, tmp_path: Path) -> None:
    shutil.copytree(FORMS, tmp_path / "forms")
    form = tmp_path / "forms" / "150600-marriage-birth.yaml"
    form.write_text(form.read_text("utf-8").replace("department: health", "department: helth"))
    settings_file.write_text(settings_file.read_text() + 'forms = "forms"\n', "utf-8")
    assert "150600-marriage-birth.yaml:" in said(walk(settings_file))


def test_an_unknown_settings_key(settings_file: Path) -> None:
    settings_file.write_text("[hall]\nnmae = 1\n", "utf-8")
    assert "nmae" in said(walk(settings_file))


def test_an_unreadable_database_is_left_as_it_is(walked: Path) -> None:
    database = walked.parent / "data" / "journal" / "journal.db"
    damaged = b"damaged" * 2000
    for file in database.parent.glob("journal.db*"):
        file.unlink()
    database.write_bytes(damaged)
    said(walk(walked))
    assert database.read_bytes() == damaged


def test_a_wrong_key_loses_nothing(walked: Path) -> None:
    key = walked.parent / "data" / "keys" / "store.key"
    right = key.read_bytes()
    key.write_bytes(bytes(32))
    assert "key" in said(walk(walked))
    key.write_bytes(right)
    assert cases_of(walked) == 1


def test_a_second_copy(walked: Path) -> None:
    with opened(read_settings(walked)):
        said(walk(walked))
    assert cases_of(walked) == 1


def test_a_window_seen_before_the_house_opens_still_says_what_is_wrong(walked: Path) -> None:
    keep_covers(walked)
    with opened(read_settings(walked)):
        said_last(run(walked))
    key = walked.parent / "data" / "keys" / "store.key"
    right = key.read_bytes()
    key.write_bytes(bytes(32))
    assert "key" in said_last(run(walked))
    key.write_bytes(right)
    assert cases_of(walked) == 1


def test_a_start_loads_no_other_subcommand(settings_file: Path) -> None:
    settings_file.write_text("[hall]\nnmae = 1\n", "utf-8")
    done = kiosk("run", "--settings", str(settings_file), PYTHONPROFILEIMPORTTIME="1")
    loaded = [line.rpartition("| ")[2].strip() for line in done.stderr.splitlines()]
    assert "kiosk.settings" in loaded
    assert not {"kiosk.cli", "click"} & set(loaded)
    assert "nmae" in said(run(settings_file))


def test_a_missing_font(settings_file: Path) -> None:
    settings_file.write_text(settings_file.read_text() + 'fonts = "none"\n', "utf-8")
    assert "font" in said(walk(settings_file)).lower()


def test_a_port_in_use(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        folder = str(tmp_path / "central")
        assert port in said(kiosk("central", "serve", "--port", port, "--folder", folder))


def test_a_full_disk(walked: Path) -> None:
    data = walked.parent / "data"
    full = walked.parent / "full"
    full.mkdir()
    file = walked.parent / "full.toml"
    file.write_text('[places]\ndata = "full"\nspool = "printed"\n', "utf-8")
    script = (
        f"cp -a {data}/. {full}/ && dd if=/dev/zero of={full}/ballast bs=1k 2>/dev/null; "
        f"{sys.executable} -m kiosk walk --settings {file} --out {walked.parent}/o"
    )
    command = on_a_small_disk(full, "700k", script)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "disk" in said(done)
    assert cases_of(walked) == 1


def test_central_not_enrolled(settings_file: Path) -> None:
    settings_file.write_text('[central]\nurl = "http://127.0.0.1:9"\n', "utf-8")
    assert "enrol" in said(kiosk("courier", "--settings", str(settings_file)))


def test_settings_that_are_the_defaults() -> None:
    assert read_settings(None) == Settings()
