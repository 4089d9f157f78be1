"""The pretend printer fails as a machine does, and goes on when that is put right."""

from pathlib import Path

import pytest

from kiosk.devices.pretend_printer import HELD, SOON, PretendPrinter
from kiosk.devices.printer import JobState, Reason
from kiosk.errors import Trouble

PDF, TITLE = b"%PDF-1.7 nothing", "150602-slip"


@pytest.mark.parametrize("fault", sorted(HELD))
def test_what_it_took_comes_out_once_it_is_well(tmp_path: Path, fault: Reason) -> None:
    printer = PretendPrinter(tmp_path, fault)
    kept, dropped = (printer.print(PDF, 1, TITLE) for _ in range(2))
    assert printer.state(kept) is JobState.WAITING
    assert [one.code for one in printer.status().troubles] == [f"printer.{fault}"]
    printer.cancel(dropped)
    printer.fault = None
    assert printer.state(kept) is JobState.DONE
    assert printer.state(dropped) is JobState.FAILED
    assert len(list(tmp_path.glob("*.pdf"))) == 1


@pytest.mark.parametrize("fault", sorted(SOON))
def test_it_prints_while_something_runs_low(tmp_path: Path, fault: Reason) -> None:
    printer = PretendPrinter(tmp_path, fault)
    assert printer.state(printer.print(PDF, 1, TITLE)) is JobState.DONE
    assert [one.code for one in printer.status().soon] == [f"printer.{fault}"]


@pytest.mark.parametrize("fault", sorted(set(Reason) - HELD - SOON))
def test_what_it_does_not_take_is_said(tmp_path: Path, fault: Reason) -> None:
    printer = PretendPrinter(tmp_path, fault)
    with pytest.raises(Trouble) as raised:
        printer.print(PDF, 1, TITLE)
    assert raised.value.code == f"printer.{fault}"
    came_out = len(list(tmp_path.glob("*.pdf")))
    assert came_out == (fault is Reason.UNCERTAIN)


def test_nobody_hears_it_while_it_is_off(tmp_path: Path) -> None:
    printer = PretendPrinter(tmp_path, Reason.MEDIA_EMPTY)
    job = printer.print(PDF, 1, TITLE)
    printer.fault = Reason.OFFLINE
    assert printer.state(job) is JobState.UNKNOWN
    with pytest.raises(Trouble):
        printer.cancel(job)
