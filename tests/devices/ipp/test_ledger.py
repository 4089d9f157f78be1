"""A kiosk before a real printer: crash, restart, reset and refill lose and double nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_bytes

import msgspec
import pytest

from kiosk.app import Kiosk, opened
from kiosk.cases.case import Case
from kiosk.devices.printer import JobId, JobState, Look
from kiosk.errors import Trouble
from kiosk.ledger import Ledger
from kiosk.paper.document import Copy
from kiosk.place import Outside
from kiosk.printers import printers_of
from kiosk.script import read_script
from kiosk.settings import Limits, Places, Printers, Settings
from kiosk.texts import Language
from kiosk.walk import signed_visit
from tests.devices.ipp.machines import Machine, Spooler, ended, until
from tests.paper import reading


def settings(folder: Path, address: str) -> Settings:
    places = Places(data=folder / "data", spool=folder / "spool")
    given = msgspec.structs.replace(Settings(), places=places, limits=Limits(reserve_mib=0))
    return msgspec.structs.replace(given, printers=Printers(a4=address))


@contextmanager
def kiosk_at(folder: Path, address: str) -> Iterator[Kiosk]:
    with opened(settings(folder, address)) as kiosk:
        yield kiosk


def handed_in(kiosk: Kiosk) -> Case:
    visit = signed_visit(kiosk, read_script(None, None))
    assert visit.filling is not None
    assert visit.consent is not None
    return kiosk.counter.accept(visit.filling, visit.consent, visit.language)


def begun(kiosk: Kiosk, case: Case, machine: Machine) -> str:
    """Send the first paper to a printer that holds it."""
    machine.put("hold")
    job = kiosk.backroom.outlet.send(case, kiosk.backroom.outlet.papers(case)[0])
    until((machine.folder / "began").exists, "it does not begin")
    return job


def notes(kiosk: Kiosk) -> list[str]:
    kinds = [one.kind for _, one in kiosk.journal.history.entries()]
    return [one.removeprefix("paper.") for one in kinds if one.startswith("paper.")]


def out(kiosk: Kiosk, job: str) -> Look:
    outlet = kiosk.backroom.outlet
    until(lambda: not outlet.look(job).underway, "it does not end")
    return outlet.look(job)


@pytest.fixture(params=["ipp", "queue"])
def printer(request: pytest.FixtureRequest, a4: Machine) -> str:
    if request.param == "ipp":
        return a4.address
    address: str = request.getfixturevalue("queue").address
    return address


def test_printed_is_noted_when_the_printer_is_done_and_not_before(
    a4: Machine, printer: str, tmp_path: Path
) -> None:
    with kiosk_at(tmp_path, printer) as kiosk:
        job = begun(kiosk, handed_in(kiosk), a4)
        assert kiosk.backroom.outlet.look(job) == Look(JobState.PRINTING)
        assert notes(kiosk) == ["queued", "taken"]
        a4.take_away("hold")
        assert out(kiosk, job).state is JobState.DONE
        assert notes(kiosk) == ["queued", "taken", "printed"]
        assert kiosk.journal.reading.unprinted() == ()
    assert len(a4.printed) == 1


def test_after_a_crash_a_job_is_followed_to_its_end(
    a4: Machine, printer: str, tmp_path: Path
) -> None:
    with kiosk_at(tmp_path, printer) as kiosk:
        case = handed_in(kiosk)
        job = begun(kiosk, case, a4)
    a4.take_away("hold")
    with kiosk_at(tmp_path, printer) as kiosk:
        (noted,) = kiosk.journal.reading.unprinted()
        assert (noted.job, noted.kind, noted.copy) == (job, "application", 1)
        until(lambda: kiosk.backroom.tidy() or notes(kiosk)[-1] == "printed", "not followed")
        assert kiosk.ledger.came_out(case, "application", 1)
    assert len(a4.printed) == 1


def test_a_reset_takes_back_what_the_next_person_must_not_get(
    a4: Machine, queue: Spooler, tmp_path: Path
) -> None:
    a4.put("before", "STATE: +media-empty\n")
    a4.put("after", "STATE: -media-empty\n")
    with kiosk_at(tmp_path, queue.address) as kiosk:
        outlet, case = kiosk.backroom.outlet, handed_in(kiosk)
        job = begun(kiosk, case, a4)
        until(lambda: outlet.look(job).trouble is not None, "the trouble is not told")
        told = outlet.look(job).trouble
        assert told is not None
        assert told.code == "printer.media-empty"
        outlet.take_back()
        assert notes(kiosk)[-1] == "cancelled"
        taken = JobId(kiosk.journal.reading.papers(case.id)[0].taken or "")
        assert ended(queue.driver(), taken) is JobState.CANCELLED
        a4.take_away("hold")
        until(lambda: queue.driver().status().ready, "it is not refilled")
        a4.take_away("before", "after")
        assert outlet.look(job).state is JobState.CANCELLED
        again = outlet.send(case, outlet.papers(case)[0])
        out(kiosk, again)
    assert "补打" in reading.text(a4.printed[-1])


def test_what_cannot_be_taken_back_now_is_taken_back_when_somebody_answers(
    a4: Machine, queue: Spooler, tmp_path: Path
) -> None:
    with kiosk_at(tmp_path, queue.address) as kiosk:
        begun(kiosk, handed_in(kiosk), a4)
        queue.kill()
        kiosk.backroom.outlet.take_back()
        assert notes(kiosk) == ["queued", "taken"]
        queue.start()
        until(lambda: queue.driver().status().ready, "it is not back")
        kiosk.backroom.outlet.take_back()
        assert notes(kiosk) == ["queued", "taken", "cancelled"]


def test_what_the_spooler_forgot_is_offered_by_the_case_number_and_marked(
    a4: Machine, queue: Spooler, tmp_path: Path
) -> None:
    queue.stop()
    queue.saved_after = 30
    queue.start()
    with kiosk_at(tmp_path, queue.address) as kiosk:
        case = handed_in(kiosk)
        begun(kiosk, case, a4)
        queue.kill()
    a4.switch_off()  # as when the power fails: it forgets too
    a4.take_away("hold")
    a4.switch_on()
    queue.start()
    with kiosk_at(tmp_path, queue.address) as kiosk:
        kiosk.backroom.tidy()
        (noted,) = kiosk.journal.reading.papers(case.id)
        assert (noted.ended, noted.reason) == ("failed", "printer.uncertain")
        until(lambda: queue.driver().status().ready, "it is not back")
        before = len(a4.printed)
        kiosk.backroom.outlet.once_more(case)
        printed = a4.printed[before:]
        assert len(printed) == 3
        assert all("补打" in reading.text(one) for one in printed)


def test_a_crash_between_note_and_printer_counts_as_uncertain(a4: Machine, tmp_path: Path) -> None:
    with kiosk_at(tmp_path, a4.address) as kiosk:
        case = handed_in(kiosk)
        body = {"job": "j", "document": "hash", "kind": "receipt", "printer": "a4"}
        kiosk.journal.append("paper.queued", body, actor="kiosk", case_id=case.id)
        kiosk.backroom.tidy()
        (noted,) = kiosk.journal.reading.papers(case.id)
        assert (noted.ended, noted.reason) == ("failed", "printer.uncertain")
        receipt = Copy(kiosk.backroom.outlet.receipt(case))
        out(kiosk, kiosk.backroom.outlet.send(case, receipt))
    assert "补打" in reading.text(a4.printed[0])


def test_a_slip_that_does_not_come_out_is_taken_back(a4: Machine, tmp_path: Path) -> None:
    with kiosk_at(tmp_path, a4.address) as kiosk:
        outside = Outside(kiosk.clock, token_bytes, kiosk.calendar)
        printers = printers_of(kiosk.settings.printers, tmp_path)
        hasty = Ledger(outside, kiosk.journal, printers, looks=3)
        a4.put("hold")
        notice = kiosk.papers.notice(kiosk.backroom.services()[0], Language.ZH)
        with pytest.raises(Trouble) as caught:
            hasty.print_out(notice)
        a4.take_away("hold")
        assert caught.value.code == "printer.stopped"
        assert notes(kiosk) == ["queued", "taken", "cancelled"]
        assert not kiosk.journal.reading.unprinted()
