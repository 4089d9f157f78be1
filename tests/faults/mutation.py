"""A protection that is taken out in a copy of the house, and the test that must notice."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.faults.preload import ROOT

ROOMS = ("kiosk", "tests", "forms", "resources", "pyproject.toml")
PROMISED = "tests/faults/test_crash_points.py::test_what_was_promised_is_there_wherever_the_plug"
AT_THE_KIOSK = f"{PROMISED}_was_pulled[kiosk_story-3]"
AT_CENTRAL = f"{PROMISED}_was_pulled[central_story-19]"
ON_THE_LINE = "tests/faults/test_line_faults.py::test_whatever_the_line_does_each_case_arrives_once"


NAMED = "tests/faults/test_line_faults.py::test_a_fault_is_told_by_its_name"
FORGED = f"{NAMED}[a yes that central did not sign]"
KNOWN_AGAIN = "tests/faults/test_line_faults.py::test_what_central_has_it_knows_again"
ON_THE_DISK = "tests/faults/test_disk_faults.py::test_a_disk_that_fails_is_told_and_leaves_no_half"
ON_A_SERVER = "tests/faults/test_line_faults.py::test_nor_is_anything_lost_where_central_keeps_it"
ON_A_SERVER += "_on_a_server_that_is_killed"
OLD_DISK = "tests/faults/test_old_disks.py::test_both_sides_are_kept_and_it_begins_a_new_chain"
WRONG_WORDS = "tests/faults/test_wrong_words.py"

_ASSERTED = re.compile(
    r"^FAILED (\S.*?) - (?:assert |AssertionError: |Failed: DID NOT RAISE)", re.M
)


@dataclass(frozen=True, slots=True)
class Change:
    """In one file, what is put in place of what; it stands there once."""

    file: str
    old: str
    new: str

    def make(self, house: Path) -> None:
        path = house / self.file
        text = path.read_text("utf-8")
        if text.count(self.old) != 1:
            raise LookupError(f"{self.file} has {text.count(self.old)} times: {self.old}")
        path.write_text(text.replace(self.old, self.new), "utf-8")


@dataclass(frozen=True, slots=True)
class Mutation:
    """A protection, how it is taken out, and the test that must notice."""

    protection: str
    changes: tuple[Change, ...]
    noticed_by: str


def noticed(mutation: Mutation) -> str:
    """Take one protection out in a copy of the house; return the test that fails, "" for none.

    Only what a test asserts itself counts: what ends in another way has noticed nothing.
    """
    done = _tried(mutation.changes, [mutation.noticed_by])
    asserted = _ASSERTED.search(done.stdout)
    if done.returncode and not asserted:
        print(done.stdout[-2000:], done.stderr[-2000:])  # noqa: T201  # for who mends it
    return asserted[1] if asserted else ""


def passes(checks: Sequence[str]) -> bool:
    """Tell whether these tests pass with all protections in."""
    done = _tried((), checks)
    if done.returncode:
        print(done.stdout[-5000:], done.stderr[-2000:])  # noqa: T201  # for who mends it
    return done.returncode == 0


def _tried(changes: Iterable[Change], checks: Sequence[str]) -> subprocess.CompletedProcess[str]:
    with tempfile.TemporaryDirectory(prefix="mutation-") as name:
        copy = Path(name)
        for room in ROOMS:
            _copy(ROOT / room, copy / room)
        for change in changes:
            change.make(copy)
        # No time limit: a test that is only late, on a slow machine, has noticed nothing.
        options = ("-q", "-x", "-p", "no:cacheprovider", "--timeout=0")
        return subprocess.run(
            (sys.executable, "-m", "pytest", *options, *checks),
            cwd=copy,
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "300"},
        )


def _copy(source: Path, target: Path) -> None:
    if source.name in ("forms", "resources"):
        target.symlink_to(source)
    elif source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(source, target)
