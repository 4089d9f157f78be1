"""What must never stand in a tracked file."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HOSTS = "|".join((r"pypi\.o" + "rg", "pythonh" + r"osted\.org", "registry" + r"\.npmjs"))
OPEN = "|".join(("TO" + "DO", "FIX" + "ME", "HA" + "CK:"))
GIT = shutil.which("git")


def tracked(*patterns: str) -> list[Path]:
    assert GIT
    listed = subprocess.run(
        [GIT, "ls-files", "-z", *patterns], cwd=ROOT, capture_output=True, check=True, text=True
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name]


@pytest.fixture(scope="module")
def texts() -> dict[Path, str]:
    found = {}
    for file in tracked():
        if file.is_file():
            raw = file.read_bytes()
            if b"\0" not in raw:
                found[file] = raw.decode("utf-8")
    return found


@pytest.mark.parametrize("pattern", [HOSTS, OPEN, r"/home/\w|/root/|/Users/\w"])
def test_nothing_of_this_kind(texts: dict[Path, str], pattern: str) -> None:
    found = [file.name for file, text in texts.items() if re.search(pattern, text)]
    assert [name for name in found if name != Path(__file__).name] == []


def test_the_top_level_holds_what_it_should() -> None:
    top = {file.relative_to(ROOT).parts[0] for file in tracked()}
    assert top <= {
        ".ci", ".gitignore", "CHANGELOG.md", "LICENSE", "Makefile", "README.md", "docs", "forms",
        "kiosk", "packaging", "pyproject.toml", "resources", "tests",
    }  # fmt: skip
