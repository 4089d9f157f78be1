"""Programs run with `disk.c` beneath them: what they do to a folder is noted, or fails."""

import functools
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = Path(__file__).with_name("disk.c")


@dataclass(frozen=True, slots=True)
class Failing:
    """Calls of a kind that fail: w write, s sync, o open for writing, n a name made or removed.

    m is a write of the index that SQLite maps into memory.

    `error` 0 makes them late by `delay` microseconds, and no more.
    """

    kind: str
    first: int
    last: int
    error: int
    delay: int = 0

    def spelled(self) -> str:
        return f"{self.kind}:{self.first}:{self.last}:{self.error}:{self.delay}"


@functools.cache
def library() -> Path:
    """Compile it, once for each process."""
    made = Path(tempfile.mkdtemp(prefix="disk-")) / "disk.so"
    compiler = ("cc", "-O2", "-shared", "-fPIC", "-o", str(made), str(SOURCE), "-ldl", "-lpthread")
    subprocess.run(compiler, check=True)
    return made


def run(
    module: str,
    *arguments: str,
    folder: Path,
    log: Path | None = None,
    failing: Failing | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run a module of ours with the disk below `folder` watched."""
    watching = {"LD_PRELOAD": str(library()), "DISK_FOLDER": str(folder)}
    if log:
        watching["DISK_LOG"] = str(log)
    if failing:
        watching["DISK_FAIL"] = failing.spelled()
    environment: Mapping[str, str] = os.environ | watching
    return subprocess.run(
        (sys.executable, "-m", module, *arguments),
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
