"""Each protection taken out, one at a time, in a copy of the house: the suite must fail.

`python -m tests.faults.mutations [NUMBER …]` shows them; `make faults` runs them all.
"""

import os
import shutil
import subprocess
import sys
import tempfile
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
ON_THE_DISK = "tests/faults/test_disk_faults.py::test_a_disk_that_fails_is_told_and_leaves_no_half"


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


MUTATIONS = (
    Mutation(
        "a commit of the journal is synced",
        (
            Change("kiosk/journal/database.py", "synchronous = full", "synchronous = normal"),
            Change("kiosk/journal/database.py", "FULL = 2", "FULL = 1"),
        ),
        AT_THE_KIOSK,
    ),
    Mutation(
        "keys and large attachments are synced before they get their names",
        (
            Change(
                "kiosk/journal/files.py",
                "        file.write(data)\n        file.flush()\n        os.fsync(file.fileno())",
                "        file.write(data)",
            ),
        ),
        AT_THE_KIOSK,
    ),
    Mutation(
        "names of files on the kiosk are synced",
        (Change("kiosk/journal/files.py", "            os.fsync(handle)", "            pass"),),
        AT_THE_KIOSK,
    ),
    Mutation(
        "a number is never given twice for a day",
        (Change("kiosk/journal/accepting.py", "last = last + 1", "last = 1"),),
        AT_THE_KIOSK,
    ),
    Mutation(
        "nothing is erased before central holds its attachments",
        (Change("kiosk/journal/retention.py", "state != HELD", "state > HELD"),),
        AT_THE_KIOSK,
    ),
    Mutation(
        "an orphan is what no entry names",
        (Change("kiosk/journal/blobs.py", "if path.name not in known", "if path.name"),),
        AT_THE_KIOSK,
    ),
    Mutation(
        "attachments are encrypted at rest",
        (
            Change(
                "kiosk/journal/blobs.py",
                'return prefix + b"".join(pieces)',
                "return prefix + data",
            ),
        ),
        AT_THE_KIOSK,
    ),
    Mutation(
        "a commit of central is synced",
        (Change("kiosk/central/database.py", '"synchronous = full"', '"synchronous = normal"'),),
        AT_CENTRAL,
    ),
    Mutation(
        "names of files at central are synced",
        (Change("kiosk/central/files.py", "        os.fsync(handle)", "        pass"),),
        AT_CENTRAL,
    ),
    Mutation(
        "central's keys are synced",
        (Change("kiosk/central/files.py", "os.fsync(out.fileno())", "pass"),),
        AT_CENTRAL,
    ),
    Mutation(
        "central commits before it gives its word",
        (
            Change(
                "kiosk/central/database.py",
                "            with connection.begin():\n",
                "            if connection.begin():\n",
            ),
        ),
        ON_THE_LINE,
    ),
    Mutation(
        "central knows again what it has",
        (Change("kiosk/central/ledger.py", "if place.hash == entry.hash:", "if False:"),),
        ON_THE_LINE,
    ),
    Mutation(
        "only central's own word confirms",
        (
            Change(
                "kiosk/wire/signed.py",
                "if not signed_by(public_key, _purpose(kind), content, envelope.signature):",
                "if not signed_by:",
            ),
        ),
        FORGED,
    ),
    Mutation(
        "a word is about what was sent",
        (
            Change(
                "kiosk/courier/delivering.py",
                "if (word.kiosk, word.chain) != (batch[0].kiosk, batch[0].chain):",
                "if False:",
            ),
            Change(
                "kiosk/courier/delivering.py", "if entry.hash not in word.refused()", "if False"
            ),
        ),
        ON_THE_LINE,
    ),
    Mutation(
        "a commit that failed is written over",
        (
            Change(
                "kiosk/journal/database.py",
                'connection.exec_driver_sql("PRAGMA user_version = 0")',
                "pass",
            ),
        ),
        ON_THE_DISK,
    ),
    Mutation(
        "a full disk is told from a failing one",
        (
            Change(
                "kiosk/journal/troubles.py", "_FULL, _IOERR, _CORRUPT", "_IOERR, _FULL, _CORRUPT"
            ),
        ),
        ON_THE_DISK,
    ),
    Mutation(
        "what the disk refused is a trouble, not a fault",
        (Change("kiosk/journal/troubles.py", "raise disk_trouble(error) from error", "raise"),),
        ON_THE_DISK,
    ),
    Mutation(
        "after a restore, all that was confirmed is offered again",
        (
            Change(
                "kiosk/courier/delivering.py",
                "if known == epoch and (self._compared or not lost):",
                "if known is not None:",
            ),
        ),
        ON_THE_LINE,
    ),
    Mutation(
        "attachments that central lacks are brought",
        (
            Change(
                "kiosk/journal/outbox.py",
                "heard(connection, word.held, word.missing)",
                "heard(connection, word.held, ())",
            ),
        ),
        ON_THE_LINE,
    ),
    Mutation(
        "a request that was changed on the way is refused",
        (
            Change("kiosk/wire/requests.py", 'raise UnprovenRequest("digest")', "pass"),
            Change(
                "kiosk/central/upload_api.py",
                "if any(digest(content) != name for name, content in files.items()):",
                "if any(False for _ in files):",
            ),
        ),
        ON_THE_LINE,
    ),
)

CHECKS = sorted({one.noticed_by for one in MUTATIONS})


def noticed(mutation: Mutation) -> bool:
    """Take one protection out in a copy of the house, and tell whether the suite fails."""
    with tempfile.TemporaryDirectory(prefix="mutation-") as name:
        copy = Path(name)
        for room in ROOMS:
            _copy(ROOT / room, copy / room)
        for change in mutation.changes:
            change.make(copy)
        command = (sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider")
        done = subprocess.run(
            (*command, mutation.noticed_by),
            cwd=copy,
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        )
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stdout[-2000:] + done.stderr[-2000:])
    return done.returncode == 1


def _copy(source: Path, target: Path) -> None:
    if source.name in ("forms", "resources"):
        target.symlink_to(source)
    elif source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(source, target)


def main() -> int:
    wanted = [int(number) for number in sys.argv[1:]] or range(1, len(MUTATIONS) + 1)
    missed = sum(noticed(Mutation("nothing", (), check)) for check in CHECKS)
    if missed:
        raise RuntimeError("the suite fails with all protections in")
    for number in wanted:
        mutation = MUTATIONS[number - 1]
        found = noticed(mutation)
        missed += not found
        word = "noticed" if found else "NOT NOTICED"
        print(f"{number:2} {word}: {mutation.protection}", flush=True)  # noqa: T201  # our answer
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
