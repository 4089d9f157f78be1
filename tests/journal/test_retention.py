"""What central holds goes after its time; what it does not hold stays, however old."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from kiosk.journal.attachments import Enclosure
from kiosk.journal.journal import Journal
from kiosk.journal.retention import AT_ONCE
from kiosk.wire.entry import Entry
from kiosk.wire.messages import BATCH_LINES, CaseState, News, Progress, Verdict
from tests.journal.kept import KIOSK, NAME, NOON, STROKES, Kiosk, acknowledged, case_id, submit

LATER = NOON + timedelta(days=90)
NUMBER = "1506020001"
PHOTO = Enclosure("photo", "image/jpeg", bytes(100_000))
SIGNED = Enclosure("strokes", "application/json", STROKES)


def named(entry: Entry) -> tuple[str, ...]:
    return tuple(one.sha256 for one in entry.attachments)


def files(kiosk: Kiosk) -> int:
    return len(list((kiosk.folder / "blobs").iterdir()))


def test_all_of_a_case_goes_and_its_place_stays(journal: Journal, kiosk: Kiosk) -> None:
    entry = submit(journal, 1, PHOTO, SIGNED)
    job = {"job": "a", "document": "receipt"}
    paper = journal.append("paper.queued", job, actor="kiosk", case_id=case_id(1))
    step = Progress(NUMBER, case_id(1), CaseState.DONE, NOON)
    journal.reading.apply_news(News(KIOSK, "7", (step,), 60, "1", NOON))
    journal.outbox.confirm(acknowledged(entry, paper, held=named(entry)))
    assert journal.retire(NOON) == 0
    assert journal.retire(LATER) == 2
    assert journal.reading.case(NUMBER) is None
    assert journal.reading.papers(case_id(1)) == ()
    assert journal.reading.progress(NUMBER) == ()
    assert not any(journal.attachments.has(sha256) for sha256 in named(entry))
    assert files(kiosk) == 0
    assert journal.history.verify_chain() == 3
    assert journal.retire(LATER) == 0


@pytest.mark.parametrize(
    "leave",
    [
        lambda journal, entry: None,
        lambda journal, entry: journal.outbox.confirm(acknowledged(entry, verdict=Verdict.REFUSED)),
        lambda journal, entry: journal.outbox.confirm(
            acknowledged(entry, held=named(entry)[:1], missing=named(entry)[1:])
        ),
    ],
    ids=["waiting", "parked", "attachment missing"],
)
def test_what_central_does_not_hold_stays(
    journal: Journal, leave: Callable[[Journal, Entry], object]
) -> None:
    entry = submit(journal, 1, PHOTO, SIGNED)
    leave(journal, entry)
    assert journal.retire(LATER) == 0
    assert journal.reading.case(NUMBER) is not None
    assert journal.attachments.read(named(entry)[0]) == PHOTO.data


def test_a_file_that_a_later_entry_names_stays(journal: Journal, kiosk: Kiosk) -> None:
    first, second = (submit(journal, number, PHOTO) for number in (1, 2))
    journal.outbox.confirm(acknowledged(first, held=named(first)))
    assert journal.retire(LATER) == 1
    assert journal.attachments.read(named(second)[0]) == PHOTO.data
    assert journal.attachments.sweep() == 1
    assert files(kiosk) == 1


def test_a_small_one_that_a_later_entry_names_stays(journal: Journal) -> None:
    other = Enclosure("other", "text/plain", b"of the first alone")
    first = submit(journal, 1, other, SIGNED)
    second = submit(journal, 2, SIGNED, Enclosure("empty", "text/plain", b""))
    journal.outbox.confirm(acknowledged(first, held=named(first)))
    journal.history.rebuild()
    assert journal.retire(LATER) == 1
    assert not journal.attachments.has(named(first)[0])
    assert [journal.attachments.read(name) for name in named(second)] == [STROKES, b""]
    assert journal.attachments.read(named(second)[0], start=2, length=3) == STROKES[2:5]


def test_read_models_folded_anew_know_what_was_erased(journal: Journal) -> None:
    gone, stays = submit(journal, 1), submit(journal, 2)
    journal.outbox.confirm(acknowledged(gone))
    journal.retire(LATER)
    journal.history.rebuild()
    assert [kept.entry for kept in journal.reading.recent(9)] == [stays]
    assert [offer.hashes for offer in journal.outbox.offers()] == []
    assert journal.outbox.waiting()[-1] == stays


def test_what_must_stay_keeps_nothing_else_waiting(journal: Journal) -> None:
    recorded = [submit(journal, number, PHOTO) for number in range(1, 3)]
    recorded += [submit(journal, number) for number in range(3, 2 * AT_ONCE)]
    for start in range(0, len(recorded), BATCH_LINES):
        some = recorded[start : start + BATCH_LINES]
        named_by = tuple(name for entry in some for name in named(entry))
        journal.outbox.confirm(acknowledged(*some, missing=named_by))
    # The photo is named by the second again, and central lacks it.
    assert journal.retire(LATER) == len(recorded) - 1
    assert [kept.entry for kept in journal.reading.recent(9)] == [recorded[1]]
    journal.outbox.confirm(acknowledged(recorded[1], held=named(recorded[1])))
    assert journal.retire(LATER) == 1


def test_nobody_is_found_once_the_case_is_erased(journal: Journal) -> None:
    gone, stays = submit(journal, 1), submit(journal, 2)
    assert [one.number for one in journal.reading.found(NAME)] == ["1506020002", NUMBER]
    journal.outbox.confirm(acknowledged(gone))
    journal.retire(LATER)
    (found,) = journal.reading.found(NAME)
    assert found.number == json.loads(stays.body)["number"]
    assert journal.reading.found(NUMBER) == ()


def test_counters_go_on_after_their_cases_are_gone(journal: Journal) -> None:
    journal.outbox.confirm(acknowledged(submit(journal, 1)))
    journal.retire(LATER)
    submit(journal, 2)
    assert journal.reading.case("1506020002") is not None
