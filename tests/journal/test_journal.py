"""What was recorded is there after a restart, in one chain, and exactly once."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from kiosk.errors import Fault, Trouble
from kiosk.journal.attachments import LARGEST, MOST, Enclosure
from kiosk.journal.journal import Journal
from kiosk.wire.entry import FIRST, verify
from kiosk.wire.identity import Identity
from tests.journal.kept import (
    DAY,
    KEYS,
    NOON,
    STROKES,
    Kiosk,
    answers,
    case_id,
    counter_of,
    submit,
)


def test_entries_follow_each_other_in_one_chain(journal: Journal) -> None:
    for number in range(3):
        submit(journal, number)
    read = [entry for _, entry in journal.history.entries()]
    assert [entry.kind for entry in read] == ["journal.opened"] + ["case.submitted"] * 3
    assert [entry.sequence for entry in read] == [1, 2, 3, 4]
    previous = FIRST
    for entry in read:
        verify(entry, KEYS.identity.public, previous)
        previous = entry.hash
    assert journal.history.head().hash == previous
    assert journal.history.verify_chain() == 4


def test_all_is_there_after_a_restart(kiosk: Kiosk) -> None:
    first = kiosk.window()
    recorded = submit(first, 1, Enclosure("strokes", "application/json", STROKES))
    first.close()
    again = kiosk.window()
    kept = again.reading.case(json.loads(recorded.body)["number"])
    assert kept is not None
    assert kept.entry == recorded
    assert again.attachments.read(recorded.attachments[0].sha256) == STROKES
    assert again.history.verify_chain() == 2
    again.close()


def test_an_entry_says_who_what_and_when(journal: Journal) -> None:
    entry = journal.append("visit.rated", {"stars": 5}, actor="citizen", case_id=case_id(1))
    assert (entry.kind, entry.actor, entry.case_id) == ("visit.rated", "citizen", case_id(1))
    assert entry.at == NOON
    assert json.loads(entry.body) == {"stars": 5}


def test_a_double_tap_is_one_case(journal: Journal) -> None:
    first = submit(journal, 1)
    assert submit(journal, 1) == first
    assert len(journal.reading.recent(10)) == 1
    assert counter_of(submit(journal, 2)) == counter_of(first) + 1


def test_counters_start_anew_each_day_and_never_repeat(kiosk: Kiosk) -> None:
    journal = kiosk.window()
    tomorrow = DAY + timedelta(days=1)
    assert [counter_of(submit(journal, n)) for n in (1, 2)] == [1, 2]
    assert counter_of(submit(journal, 3, day=tomorrow)) == 1
    kiosk.clock.back(days=1)
    assert counter_of(submit(journal, 4)) == 3
    journal.close()
    again = kiosk.window()
    assert counter_of(submit(again, 5)) == 4
    assert counter_of(submit(again, 6, day=tomorrow)) == 2
    again.close()


def test_a_case_that_could_not_be_built_leaves_nothing(journal: Journal) -> None:
    def fails(counter: int) -> dict[str, object]:
        raise Fault(f"cannot number {counter}")

    before = journal.history.head()
    with pytest.raises(Fault):
        journal.append_case(case_id(1), DAY, fails, actor="citizen")
    assert journal.history.head() == before
    assert counter_of(submit(journal, 1)) == 1


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"number": 5, "service": "x", "submitted_at": "2026-11-21T12:00:00+08:00"},
        answers(1, submitted_at="2026-11-21T12:00:00"),
    ],
)
def test_a_case_without_what_the_journal_needs_is_our_bug(
    journal: Journal, body: dict[str, object]
) -> None:
    with pytest.raises(Fault):
        journal.append("case.submitted", body, actor="citizen", case_id=case_id(1))
    assert journal.history.head().sequence == 1


def test_attachments_have_limits(journal: Journal) -> None:
    many = [Enclosure(str(n), "image/jpeg", b"x") for n in range(MOST + 1)]
    with pytest.raises(Fault):
        journal.append("note", {}, actor="citizen", attachments=many)
    huge = Enclosure("photo", "image/jpeg", bytes(LARGEST + 1))
    with pytest.raises(Fault):
        journal.append("note", {}, actor="citizen", attachments=[huge])
    assert journal.history.head().sequence == 1


def test_a_restored_disk_starts_a_new_chain_and_skips_counters(journal: Journal) -> None:
    old = submit(journal, 1)
    journal.start_chain("restored", {DAY: 1000, date(2026, 11, 20): 7})
    new = submit(journal, 2)
    assert new.chain != old.chain
    assert new.sequence == 2
    assert counter_of(new) == 1002
    opened = next(e for _, e in journal.history.entries() if e.chain == new.chain)
    assert json.loads(opened.body) == {
        "reason": "restored",
        "before": [old.chain, old.sequence, old.hash],
    }
    journal.start_chain("restored again", {DAY: 1000})
    assert counter_of(submit(journal, 3)) == 2003
    assert journal.history.verify_chain() == 6
    for _ in range(20):
        journal.start_chain("and again", {DAY: 1000})
    assert counter_of(submit(journal, 4)) < 9000


@pytest.mark.parametrize("change", ["name", "identity"])
def test_a_new_name_or_key_starts_a_new_chain(kiosk: Kiosk, change: str) -> None:
    first = kiosk.window()
    old = submit(first, 1)
    first.close()
    if change == "name":
        kiosk.name = "150602-02"
    else:
        kiosk.keys = replace(KEYS, identity=Identity.make())
    again = kiosk.window()
    new = submit(again, 2)
    assert new.chain != old.chain
    assert new.kiosk == kiosk.name
    assert again.history.verify_chain() == 4
    again.close()


def test_the_same_kiosk_goes_on_in_its_chain(kiosk: Kiosk) -> None:
    for number in range(3):
        journal = kiosk.window()
        assert submit(journal, number).sequence == number + 2
        journal.close()


def test_a_second_window_is_turned_away_but_a_courier_is_not(kiosk: Kiosk) -> None:
    window, courier = kiosk.window(), kiosk.courier()
    for second in (kiosk.window, kiosk.courier):
        with pytest.raises(Trouble) as caught:
            second()
        assert caught.value.code == "journal.second_copy"
    window.close()
    kiosk.window().close()
    courier.close()


def test_room_is_measured_on_the_journals_disk(journal: Journal) -> None:
    assert journal.has_room(reserve=1)
    assert not journal.has_room(reserve=2**62)


def test_the_newest_entry_is_checked_as_of_one_moment(kiosk: Kiosk) -> None:
    window, courier = kiosk.window(), kiosk.courier()
    looks = 0

    def meanwhile(*_: object) -> None:
        nonlocal looks
        looks += 1
        submit(window, looks)

    event.listen(courier._database.engine, "after_cursor_execute", meanwhile)
    courier.history.verify_head()
    assert looks > 1
    courier.close()
    window.close()
