"""The same printer behind a spooler, which loses, doubles and keeps silent in ways of its own."""

import pytest

from kiosk.devices.ipp.line import Line, wanted
from kiosk.devices.printer import JobState
from kiosk.errors import Trouble
from tests.devices.ipp.machines import PATIENCE, Spooler, ended, until
from tests.devices.ipp.papers import ON_A4, ON_A5, TITLE
from tests.devices.ipp.test_printer import codes


def test_size_and_scale_reach_the_printer(queue: Spooler) -> None:
    printer = queue.driver()
    assert ended(printer, printer.print(ON_A5, 1, TITLE)) is JobState.DONE
    (asked,) = queue.machine.asked
    assert "x-dimension=14800 y-dimension=21000" in asked or "iso_a5_148x210mm" in asked


def test_done_is_said_when_the_printer_is_done_not_when_the_queue_took_it(queue: Spooler) -> None:
    machine, printer = queue.machine, queue.driver()
    machine.put("hold")
    job = printer.print(ON_A4, 1, TITLE)
    until((machine.folder / "began").exists, "it does not begin")
    assert printer.state(job) is JobState.PRINTING
    machine.take_away("hold")
    assert ended(printer, job) is JobState.DONE
    assert len(machine.printed) == 1


def test_a_warning_that_stays_after_a_cancel_is_not_believed(queue: Spooler) -> None:
    machine, printer = queue.machine, queue.driver()
    machine.put("hold")
    machine.put("before", "STATE: +media-empty\n")
    machine.put("after", "STATE: -media-empty\n")
    job = printer.print(ON_A4, 1, TITLE)
    until(lambda: codes(printer.status()) == ["printer.media-empty"], "it is not told")
    line = Line(queue.address, PATIENCE)

    def warned() -> bool:
        (told,) = line.ask(0x000B, [wanted("printer-state-reasons")]).printers
        return "media-empty-warning" in told["printer-state-reasons"]

    until(warned, "the queue does not hear of it")
    printer.cancel(job)
    machine.take_away("hold")
    assert ended(printer, job) is JobState.CANCELLED
    until(lambda: printer.status().ready, "it is still believed")
    assert warned()
    machine.take_away("before", "after")
    assert ended(printer, printer.print(ON_A4, 1, TITLE)) is JobState.DONE


def test_a_printer_that_is_off_is_told_though_the_job_stays_under_way(queue: Spooler) -> None:
    machine, printer = queue.machine, queue.driver()
    machine.put("hold")
    job = printer.print(ON_A4, 1, TITLE)
    until((machine.folder / "began").exists, "it does not begin")
    machine.switch_off()
    assert printer.state(job) is JobState.PRINTING
    assert codes(printer.status()) == ["printer.offline"]
    with pytest.raises(Trouble) as caught:
        printer.print(ON_A4, 1, TITLE)
    assert caught.value.code == "printer.offline"
    printer.cancel(job)
    # CUPS takes it back, or takes it for printed: without the machine that is not believed.
    gone = (JobState.CANCELLED, JobState.UNKNOWN)
    until(lambda: printer.state(job) in gone, "it is not taken back")
    machine.take_away("hold")
    machine.switch_on()
    assert printer.status().ready
    assert machine.printed == []


def test_a_queue_that_is_stopped_or_takes_nothing_is_told(queue: Spooler) -> None:
    printer = queue.driver()
    queue.admin("cupsdisable", "a4")
    assert codes(printer.status()) == ["printer.stopped"]
    queue.admin("cupsenable", "a4")
    queue.admin("cupsreject", "a4")
    with pytest.raises(Trouble) as caught:
        printer.print(ON_A4, 1, TITLE)
    assert caught.value.code == "printer.stopped"
    queue.admin("cupsaccept", "a4")
    assert printer.status().ready


def test_what_the_printer_refuses_ends_as_cancelled_or_failed(queue: Spooler) -> None:
    queue.machine.put("fails")
    printer = queue.driver()
    job = printer.print(ON_A4, 1, TITLE)
    assert ended(printer, job) in (JobState.CANCELLED, JobState.FAILED)
    assert queue.machine.printed == []


def test_a_spooler_killed_in_a_job_is_offline_and_goes_on_when_it_is_back(queue: Spooler) -> None:
    machine, printer = queue.machine, queue.driver()
    machine.put("hold")
    job = printer.print(ON_A4, 1, TITLE)
    until((machine.folder / "began").exists, "it does not begin")
    queue.kill()
    assert printer.state(job) is JobState.UNKNOWN
    assert codes(printer.status()) == ["printer.offline"]
    machine.take_away("hold")
    queue.start()
    assert ended(printer, job) in (JobState.DONE, JobState.DOUBLED)


@pytest.mark.parametrize("forgotten", [False, True])
def test_what_a_spooler_forgot_the_machine_may_still_know(queue: Spooler, forgotten: bool) -> None:
    """As set by its makers a spooler writes down what it knows only every 30 seconds."""
    queue.stop()
    queue.saved_after = 30
    queue.start()
    machine, printer = queue.machine, queue.driver()
    machine.put("hold")
    job = printer.print(ON_A4, 1, TITLE)
    until((machine.folder / "began").exists, "it does not begin")
    queue.kill()
    if forgotten:
        machine.switch_off()
        machine.switch_on()
    machine.take_away("hold")
    queue.start()
    assert ended(printer, job) is (JobState.FAILED if forgotten else JobState.DONE)


def test_a_queue_is_not_believed_when_the_machine_gave_the_job_up(queue: Spooler) -> None:
    """CUPS now and then says that such a job is completed."""
    queue.machine.put("fails")
    printer = queue.driver()
    job = printer.print(ON_A4, 1, TITLE)
    ended(printer, job)
    assert printer._agreed(job, JobState.DONE) is JobState.FAILED
    queue.machine.switch_off()
    assert printer._agreed(job, JobState.DONE) is JobState.UNKNOWN
