"""The read models say what the entries say, and can be folded anew."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kiosk.errors import Fault
from kiosk.journal.journal import Journal
from kiosk.journal.reading import Found
from kiosk.wire.messages import CaseState, ItemState, News, Progress, Reconciliation
from tests.journal.kept import KIOSK, NAME, NOON, Kiosk, acknowledged, case_id, submit

NUMBER = "1506020001"
NUMBERS = ("1506020002", NUMBER)
STEP = Progress(
    case_number=NUMBER,
    case_id=case_id(1),
    case_state=CaseState.IN_PROGRESS,
    at=NOON,
    item="move",
    department="police",
    state=ItemState.CORRECTION_ASKED,
    due=date(2026, 11, 24),
    result="请补充户口簿首页",
)


def told(cursor: str, *steps: Progress) -> News:
    return News(KIOSK, cursor, steps, 60, "1", NOON)


def printed(journal: Journal, job: str, *ends: str) -> None:
    body = {"job": job, "document": "receipt"}
    journal.append("paper.queued", body, actor="kiosk", case_id=case_id(1))
    for end in ends:
        journal.append(f"paper.{end}", {"job": job}, actor="kiosk", case_id=case_id(1))


def test_a_case_is_found_by_number_and_by_id(journal: Journal) -> None:
    entry = submit(journal, 1)
    kept = journal.reading.case(NUMBER)
    assert kept is not None
    assert kept == journal.reading.case_by_id(case_id(1))
    assert kept.entry == entry
    assert journal.reading.case("1506029999") is None
    assert journal.reading.case_by_id(case_id(9)) is None


def test_cases_are_found_by_a_whole_name(journal: Journal) -> None:
    submit(journal, 1)
    submit(journal, 2)
    listed = tuple(Found(each, "marriage-birth@150600", False) for each in NUMBERS)
    assert journal.reading.found(NAME) == listed
    assert journal.reading.found(NAME, limit=1) == listed[:1]
    assert journal.reading.found(NAME[:1]) == ()
    assert journal.reading.found(NUMBER) == listed[1:]


def test_a_case_is_in_the_read_models_whoever_comes_next(kiosk: Kiosk) -> None:
    journal = kiosk.window()
    for number in range(1, 400):
        submit(journal, number)
    journal.close()
    courier = kiosk.courier()
    assert len(courier.reading.recent(1000)) == 399
    again = kiosk.window()
    submit(again, 400)
    assert submit(courier, 400) == again.reading.recent(1)[0].entry
    courier.close()
    again.close()


def test_a_case_knows_whether_central_has_it(journal: Journal) -> None:
    entry, later = submit(journal, 1), submit(journal, 2)

    def confirmed() -> list[bool]:
        read = [kept.confirmed for kept in journal.reading.recent(2)]
        assert [one.confirmed for one in journal.reading.found(NAME)] == read
        assert [journal.reading.found(each)[0].confirmed for each in NUMBERS] == read
        return read

    assert confirmed() == [False, False]
    journal.outbox.confirm(acknowledged(later))
    assert confirmed() == [True, False]
    journal.outbox.set_aside(entry, "too long", NOON)
    assert confirmed() == [True, False]
    journal.outbox.release()
    assert confirmed() == [True, False]
    journal.outbox.confirm(acknowledged(entry))
    assert confirmed() == [True, True]
    lacking = Reconciliation(KIOSK, entry.chain, (entry.hash,), (), 3, "2", NOON)
    journal.outbox.settle(lacking)
    assert confirmed() == [True, False]


def test_recent_cases_come_newest_first(journal: Journal) -> None:
    for number in range(5):
        submit(journal, number)
    found = [kept.case_id for kept in journal.reading.recent(3)]
    assert found == [case_id(4), case_id(3), case_id(2)]


def test_the_ledger_says_what_truly_came_out(journal: Journal) -> None:
    submit(journal, 1)
    printed(journal, "a", "printed")
    printed(journal, "b")
    printed(journal, "c", "cancelled")
    ledger = {job.job: job.ended for job in journal.reading.papers(case_id(1))}
    assert ledger == {"a": "printed", "b": None, "c": "cancelled"}
    assert [job.job for job in journal.reading.unprinted()] == ["b"]


def test_the_ledger_knows_which_paper_which_copy_and_which_printer(journal: Journal) -> None:
    body = {"kind": "receipt", "copy": 2, "again": True, "printer": "a4"}
    queued = {"job": "a", "document": "hash", **body}
    journal.append("paper.queued", queued, actor="kiosk", case_id=case_id(1))
    journal.append("paper.taken", {"job": "a", "taken": "7+name"}, actor="kiosk")
    journal.append("paper.failed", {"job": "a", "reason": "printer.media-jam"}, actor="kiosk")
    job = journal.reading.print_job("a")
    assert job is not None
    assert (job.kind, job.copy, job.again, job.printer) == ("receipt", 2, True, "a4")
    assert (job.taken, job.ended, job.reason) == ("7+name", "failed", "printer.media-jam")
    assert journal.reading.print_job("b") is None


def test_paper_that_came_out_is_not_cancelled_afterwards(journal: Journal) -> None:
    printed(journal, "a", "printed", "cancelled")
    assert [job.ended for job in journal.reading.papers(case_id(1))] == ["printed"]


def test_a_print_job_without_a_name_is_our_bug(journal: Journal) -> None:
    with pytest.raises(Fault):
        journal.append("paper.queued", {"document": "receipt"}, actor="kiosk")


def test_progress_comes_as_central_told_it(journal: Journal) -> None:
    later = replace(STEP, state=ItemState.APPROVED, at=NOON + timedelta(hours=1), result=None)
    assert journal.reading.cursor() is None
    assert journal.reading.apply_news(told("7", later, STEP)) == 2
    assert journal.reading.progress(NUMBER) == (STEP, later)
    assert journal.reading.progress("1506029999") == ()
    assert journal.reading.cursor() == "7"


def test_news_told_twice_are_kept_once(journal: Journal) -> None:
    journal.reading.apply_news(told("7", STEP))
    assert journal.reading.apply_news(told("8", STEP)) == 0
    assert journal.reading.progress(NUMBER) == (STEP,)
    assert journal.reading.cursor() == "8"


def test_read_models_folded_anew_are_the_same(kiosk: Kiosk) -> None:
    journal = kiosk.window()
    for number in range(1, 6):
        submit(journal, number)
    printed(journal, "a", "printed")
    printed(journal, "b")
    journal.outbox.confirm(acknowledged(*journal.outbox.waiting()[:3]))
    journal.reading.apply_news(told("7", STEP))

    def everything() -> tuple[object, ...]:
        reading = journal.reading
        return (
            reading.recent(10),
            reading.papers(case_id(1)),
            reading.unprinted(),
            reading.progress(NUMBER),
            reading.cursor(),
            journal.outbox.queue(),
        )

    before = everything()
    journal.history.rebuild()
    assert everything() == before
    journal.close()
