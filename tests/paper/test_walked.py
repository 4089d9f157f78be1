"""What a walk writes: each official paper of a case as a file of its own, printed together."""

import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.paper import samples


@pytest.mark.parametrize("key", ["130000-marriage-birth", "130000-afterlife"])
def test_a_walk_writes_each_paper_and_prints_them_together(key: str, tmp_path: Path) -> None:
    walk = [sys.executable, "-m", "kiosk", "walk", "--service", key, "--out", str(tmp_path)]
    done = subprocess.run(walk, capture_output=True, text=True, check=False)  # our own program
    assert done.returncode == 0, done.stdout + done.stderr
    papers = [one.kind for one in samples.drawn(key)]
    assert len(papers) > 2
    pages = sum(len(PdfReader(tmp_path / f"{paper}.pdf").pages) for paper in papers)
    [printed] = (tmp_path / "printed").glob("*-application-*.pdf")
    assert len(PdfReader(printed).pages) == pages
    assert ", ".join(papers) in done.stdout
