from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kiosk.catalogue.catalogue import Catalogue
from kiosk.central.overview import attention, received, totals
from kiosk.wire.messages import ItemState, Verdict
from tests.central.hall import Central, Kiosk, central_at, number_of, real_filling


def verdicts(word: object) -> list[Verdict]:
    return [line.verdict for line in word.verdicts]  # type: ignore[attr-defined]  # an acknowledgement


def test_a_case_is_kept_and_its_tasks_are_laid_out(central: Central, kiosk: Kiosk) -> None:
    entry = kiosk.submit()
    with kiosk.line(central.url) as line:
        word = line.send(kiosk.journal.outbox.waiting())
    assert verdicts(word) == [Verdict.STORED, Verdict.STORED]
    assert word.complete_to == entry.sequence
    assert set(word.missing) == {file.sha256 for file in entry.attachments}
    with central.database.read() as connection:
        (case,) = received(connection, number_of(entry))
    assert case.quarantine is None
    assert case.remarks == ()
    states = {task.item: (task.department, task.state, task.waits_for) for task in case.tasks}
    assert states == {
        "marriage": ("civil", ItemState.DISPATCHED, ()),
        "status": ("police", ItemState.WAITING, ("marriage",)),
        "move": ("police", ItemState.WAITING, ("marriage",)),
        "birth": ("health", ItemState.DISPATCHED, ()),
    }
    assert not case.complete


def test_the_same_again_is_known_and_changes_nothing(central: Central, kiosk: Kiosk) -> None:
    kiosk.submit()
    with kiosk.line(central.url) as line:
        batch = kiosk.journal.outbox.waiting()
        line.send(batch)
        word = line.send(batch)
    assert set(verdicts(word)) == {Verdict.KNOWN}
    with central.database.read() as connection:
        counted = totals(connection)
    assert (counted.entries, counted.cases, counted.tasks) == (2, 1, 4)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"number": "150602"}, "number"),
        ({"snapshot": "0" * 64}, "snapshot"),
        ({"id": "019c0a11-0000-7000-8000-000000000000"}, "case_id"),
    ],
)
def test_wrong_content_is_kept_for_a_person_and_blocks_nothing(
    central: Central, kiosk: Kiosk, wrong: dict[str, Any], reason: str
) -> None:
    kiosk.submit(**wrong)
    good = kiosk.submit()
    with kiosk.line(central.url) as line:
        word = line.send(kiosk.journal.outbox.waiting())
    assert verdicts(word) == [Verdict.STORED] * 3
    assert word.complete_to == good.sequence
    with central.database.read() as connection:
        assert [one.reason for one in attention(connection)] == [reason]
        assert totals(connection).quarantined == 1
        assert received(connection, number_of(good))[0].tasks


def test_a_gap_is_named_until_it_is_filled(central: Central, kiosk: Kiosk) -> None:
    for _ in range(4):
        kiosk.submit()
    batch = kiosk.journal.outbox.waiting()
    with kiosk.line(central.url) as line:
        line.send(batch[:1])
        word = line.send(batch[3:])
        assert word.complete_to == 1
        assert [(gap.first, gap.last) for gap in word.gaps] == [(2, 3)]
        word = line.send(batch[1:3])
    assert (word.complete_to, word.gaps) == (5, ())


def test_entries_of_another_kiosk_are_refused(
    central: Central, kiosk: Kiosk, tmp_path: Path
) -> None:
    other = Kiosk.enrolled(central, tmp_path / "other", "kangbashi-1")
    other.submit()
    with kiosk.line(central.url) as line:
        word = line.send(other.journal.outbox.waiting())
    other.journal.close()
    assert set(verdicts(word)) == {Verdict.REFUSED}
    assert {one.reason for one in word.verdicts} == {"kiosk"}
    with central.database.read() as connection:
        assert totals(connection).entries == 0


def test_times_come_back_as_they_went_in(central: Central, kiosk: Kiosk) -> None:
    before = datetime.now(UTC)
    entry = kiosk.submit()
    with kiosk.line(central.url) as line:
        line.send(kiosk.journal.outbox.waiting())
    with central.database.read() as connection:
        (case,) = received(connection, number_of(entry))
    assert before <= case.submitted_at <= case.received_at <= datetime.now(UTC)


def test_the_form_that_ships_is_understood(database_url: str, tmp_path: Path) -> None:
    with central_at(database_url, tmp_path / "central", catalogue=Catalogue.load()) as central:
        kiosk = Kiosk.enrolled(central, tmp_path / "kiosk")
        entry = kiosk.submit(filling=real_filling())
        with kiosk.line(central.url) as line:
            line.send(kiosk.journal.outbox.waiting())
        kiosk.journal.close()
        with central.database.read() as connection:
            (case,) = received(connection, number_of(entry))
    assert (case.quarantine, case.remarks) == (None, ())
    waiting = {task.item for task in case.tasks if task.state is ItemState.WAITING}
    assert waiting == {"hukou_marital", "hukou_spouse_move"}
    assert len(case.tasks) == 4
