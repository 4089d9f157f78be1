"""What every printer must do; each implementation is held to it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.devices.printer import JobId, JobState, Printer, Reason, trouble
from kiosk.devices.spool import SpoolPrinter
from kiosk.errors import Fault, Trouble

PDF = b"%PDF-1.7\n%%EOF\n"
TITLE = "1506020126112301001742-application"

Made = Callable[[Path], Printer]


@pytest.fixture(params=[SpoolPrinter], ids=["spool"])
def printer(request: pytest.FixtureRequest, tmp_path: Path) -> Printer:
    made: Made = request.param
    return made(tmp_path / "printed")


def test_a_printed_job_is_done(printer: Printer) -> None:
    assert printer.state(printer.print(PDF, 2, TITLE)) is JobState.DONE


def test_two_jobs_are_told_apart(printer: Printer) -> None:
    assert printer.print(PDF, 1, TITLE) != printer.print(PDF, 1, TITLE)


def test_an_unknown_job_has_failed(printer: Printer) -> None:
    assert printer.state(JobId("nothing-1")) is JobState.FAILED
    assert printer.state(JobId("")) is JobState.FAILED


def test_a_finished_job_is_not_taken_back(printer: Printer) -> None:
    job = printer.print(PDF, 1, TITLE)
    printer.cancel(job)
    assert printer.state(job) is JobState.DONE
    printer.cancel(JobId("nothing-1"))


def test_a_working_printer_is_ready(printer: Printer) -> None:
    assert printer.status().ready


@pytest.mark.parametrize("title", ["巴特尔", "../x", "a b", "a/b", "", "-", "a.pdf"])
def test_a_title_cannot_hold_names_or_paths(printer: Printer, title: str) -> None:
    with pytest.raises(Fault):
        printer.print(PDF, 1, title)


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
