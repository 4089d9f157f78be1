"""What every printer must do; each implementation is held to it."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.devices.pretend_printer import PretendPrinter
from kiosk.devices.printer import JobId, JobState, Printer, Reason, trouble
from kiosk.devices.spool import SpoolPrinter
from kiosk.errors import Fault, Trouble
from kiosk.paper.receipt import receipt
from kiosk.paper.slip_sheet import A5
from kiosk.texts import Language
from tests.contracts import receipt_printers
from tests.devices.ipp.machines import Machine, Spooler, bus, desk, ended, machine, spooler
from tests.paper.annex import SERVICE
from tests.paper.couple import case, handed, press

TITLE = "1506020126112301001742-application"
PATIENCE = 20.0
SLIP = receipt(case(), SERVICE, handed())
PDF = press().on_sheets(SLIP, A5, Language.ZH).pdf
ROLL = press().on_roll(SLIP, Language.ZH).pdf


@dataclass
class Desk:
    """A printer, and a paper of the size it takes."""

    printer: Printer
    pdf: bytes = PDF

    def print(self, copies: int = 1) -> JobId:
        """Print, once what an earlier test left behind is out."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return self.printer.print(self.pdf, copies, TITLE)
            except Trouble as trouble:
                if trouble.code != "printer.busy" or time.monotonic() > end:
                    raise
                time.sleep(0.05)


@pytest.fixture(scope="module")
def a4() -> Iterator[Machine]:
    with desk() as at, bus(at / "bus") as address, machine(at / "machine", address) as made:
        yield made


@pytest.fixture(scope="module")
def queue(a4: Machine) -> Iterator[Spooler]:
    with desk() as folder, spooler(folder / "spooler", a4) as made:
        yield made


@pytest.fixture(params=["spool", "pretended", "ipp", "queue", "receipts"])
def at(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """Each printer there is: folders, IPP, IPP behind CUPS, and ESC/POS."""
    if request.param == "spool":
        yield Desk(SpoolPrinter(tmp_path / "printed"))
    elif request.param == "pretended":
        yield Desk(PretendPrinter(tmp_path / "printed"))
    elif request.param == "receipts":
        with receipt_printers.machine(tmp_path / "cut") as roll:
            yield Desk(roll.printer, ROLL)
    else:
        which = "a4" if request.param == "ipp" else "queue"
        yield Desk(request.getfixturevalue(which).driver())


def test_a_printed_job_comes_to_its_end(at: Desk) -> None:
    assert ended(at.printer, at.print(copies=2)) is JobState.DONE


def test_two_jobs_are_told_apart(at: Desk) -> None:
    first = at.print()
    ended(at.printer, first)
    assert first != at.print()


def test_an_unknown_job_has_failed(at: Desk) -> None:
    for name in ("nothing-1", "", "1+nothing-1", "99999+nothing-1"):
        assert at.printer.state(JobId(name)) is JobState.FAILED


def test_a_finished_job_is_not_taken_back(at: Desk) -> None:
    job = at.print()
    ended(at.printer, job)
    at.printer.cancel(job)
    assert at.printer.state(job) is JobState.DONE
    at.printer.cancel(JobId("nothing-1"))


def test_a_working_printer_is_ready(at: Desk) -> None:
    assert at.printer.status().ready


@pytest.mark.parametrize("title", ["巴特尔", "../x", "a b", "a/b", "", "-", "a.pdf"])
def test_a_title_cannot_hold_names_or_paths(at: Desk, title: str) -> None:
    with pytest.raises(Fault):
        at.printer.print(at.pdf, 1, title)


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words_and_a_remedy(reason: Reason) -> None:
    said = trouble(reason)
    assert said.code == f"printer.{reason.value}"
    assert said.say.zh
    assert said.remedy.en


def test_the_folder_holds_one_whole_file_a_copy(tmp_path: Path) -> None:
    SpoolPrinter(tmp_path / "new" / "folder").print(PDF, 2, TITLE)
    files = sorted((tmp_path / "new" / "folder").iterdir())
    assert [file.name for file in files] == [f"{TITLE}-1.pdf", f"{TITLE}-2.pdf"]
    assert {file.read_bytes() for file in files} == {PDF}


def test_a_reprint_overwrites_nothing(tmp_path: Path) -> None:
    printer = SpoolPrinter(tmp_path)
    printer.print(PDF, 1, TITLE)
    printer.print(PDF + b"2", 1, TITLE)
    assert (tmp_path / f"{TITLE}-1.pdf").read_bytes() == PDF
    assert (tmp_path / f"{TITLE}-2.pdf").read_bytes() == PDF + b"2"


def test_a_folder_that_cannot_be_made_is_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    printer = SpoolPrinter(tmp_path / "file" / "printed")
    assert [one.code for one in printer.status().troubles] == ["printer.spool-area-full"]
    with pytest.raises(Trouble, match="print folder"):
        printer.print(PDF, 1, TITLE)


def test_a_removed_file_is_no_longer_done(tmp_path: Path) -> None:
    printer = SpoolPrinter(tmp_path)
    job = printer.print(PDF, 1, TITLE)
    (tmp_path / f"{TITLE}-1.pdf").unlink()
    assert printer.state(job) is JobState.FAILED
