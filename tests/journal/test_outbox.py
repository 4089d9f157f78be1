"""An entry leaves the queue by central's word on every hash of it, and by nothing else."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.cases.case import AttachmentRef
from kiosk.errors import Fault
from kiosk.journal.attachments import Enclosure
from kiosk.journal.journal import Journal
from kiosk.journal.outbox import Effort, Parked, Queue
from kiosk.wire.messages import BATCH_LINES, OFFER_ENTRIES, Reconciliation, Verdict
from tests.journal.kept import KIOSK, NOON, STROKES, Kiosk, acknowledged, submit

LARGE = bytes(100_000)


def test_entries_wait_oldest_first(journal: Journal) -> None:
    recorded = [submit(journal, number) for number in range(3)]
    assert list(journal.outbox.waiting()[1:]) == recorded


def test_a_batch_has_limits_but_never_blocks(journal: Journal) -> None:
    for number in range(5):
        submit(journal, number)
    line = len(journal.outbox.waiting()[1].line())
    assert len(journal.outbox.waiting(limit_entries=2)) == 2
    assert len(journal.outbox.waiting(limit_bytes=3 * line)) == 3
    assert len(journal.outbox.waiting(limit_bytes=1)) == 1


def test_a_batch_is_of_one_chain(journal: Journal) -> None:
    submit(journal, 1)
    journal.start_chain("restored")
    submit(journal, 2)
    first = journal.outbox.waiting()
    assert len({entry.chain for entry in first}) == 1
    journal.outbox.confirm(acknowledged(*first))
    second = journal.outbox.waiting()
    assert len(second) == 2
    assert second[0].chain != first[0].chain


@pytest.mark.parametrize(
    "verdict", [Verdict.STORED, Verdict.KNOWN, Verdict.CONFLICT, Verdict.QUARANTINED]
)
def test_what_central_keeps_is_confirmed(journal: Journal, verdict: Verdict) -> None:
    entries = journal.outbox.waiting()
    assert journal.outbox.confirm(acknowledged(*entries, verdict=verdict)) == len(entries)
    assert journal.outbox.waiting() == ()


def test_a_word_said_twice_confirms_once(journal: Journal) -> None:
    word = acknowledged(*journal.outbox.waiting())
    assert journal.outbox.confirm(word) == 1
    assert journal.outbox.confirm(word) == 0


def test_what_central_refuses_is_parked_and_blocks_nothing(journal: Journal) -> None:
    first = submit(journal, 1)
    later = submit(journal, 2)
    journal.outbox.confirm(acknowledged(first, verdict=Verdict.REFUSED))
    assert journal.outbox.parked() == (Parked(first.sequence, first.sequence, "said why"),)
    assert first not in journal.outbox.waiting()
    assert later in journal.outbox.waiting()
    assert journal.outbox.release() == 1
    assert first in journal.outbox.waiting()


def test_a_late_refusal_does_not_undo_a_confirmation(journal: Journal) -> None:
    entry = submit(journal, 1)
    journal.outbox.confirm(acknowledged(entry))
    journal.outbox.confirm(acknowledged(entry, verdict=Verdict.REFUSED))
    assert journal.outbox.parked() == ()


def test_each_waiting_entry_comes_once_in_batches_though_none_is_confirmed(
    journal: Journal,
) -> None:
    entries = [submit(journal, number) for number in range(1, BATCH_LINES + 30)]
    batches = journal.outbox.batches()
    first = next(batches)
    entries.append(submit(journal, BATCH_LINES + 40))
    journal.outbox.confirm(acknowledged(first[0]))
    rest = list(batches)
    assert len(first) == BATCH_LINES
    assert [one.hash for batch in (first, *rest) for one in batch][1:] == [
        one.hash for one in entries
    ]
    journal.start_chain("conflict")
    assert {len({one.chain for one in batch}) for batch in journal.outbox.batches()} == {1}


def test_confirmed_means_central_named_every_attachment(journal: Journal) -> None:
    strokes = Enclosure("strokes", "application/json", STROKES)
    photo = Enclosure("photo", "image/jpeg", LARGE)
    entry = submit(journal, 1, strokes, photo)
    small, large = (one.sha256 for one in entry.attachments)
    assert journal.outbox.confirm(acknowledged(entry)) == 0
    assert journal.outbox.confirm(acknowledged(entry, missing=(large,))) == 0
    assert journal.outbox.confirm(acknowledged(entry, missing=(large, small))) == 1
    assert journal.attachments.asked() == ((small, len(STROKES)), (large, len(LARGE)))
    journal.outbox.confirm(acknowledged(entry, held=(small,), missing=(large,)))
    assert journal.attachments.asked() == ((large, len(LARGE)),)
    journal.outbox.confirm(acknowledged(entry, held=(small, large)))
    assert journal.attachments.asked() == ()


def test_central_may_speak_of_a_later_entry_first(journal: Journal) -> None:
    first, second, third = (submit(journal, number) for number in range(1, 4))
    journal.outbox.confirm(acknowledged(second))
    assert journal.outbox.waiting()[1:] == (first, third)
    assert [len(batch) for batch in journal.outbox.batches()] == [3]
    assert journal.outbox.waiting(limit_entries=2)[1:] == (first,)
    assert journal.outbox.queue() == Queue(3, 0, 0, NOON)
    last = submit(journal, 4)
    journal.outbox.confirm(acknowledged(first, third))
    assert journal.outbox.waiting()[1:] == (last,)


def test_a_word_on_another_kiosks_chain_is_our_bug(journal: Journal) -> None:
    word = acknowledged(*journal.outbox.waiting())
    for wrong in (replace(word, chain="0" * 8), replace(word, kiosk="elsewhere")):
        with pytest.raises(Fault):
            journal.outbox.confirm(wrong)
    assert len(journal.outbox.waiting()) == 1


def test_the_queue_is_counted(journal: Journal) -> None:
    entry = submit(journal, 1, Enclosure("strokes", "application/json", STROKES))
    submit(journal, 2)
    assert journal.outbox.queue() == Queue(3, 0, 0, NOON)
    missing = (entry.attachments[0].sha256,)
    journal.outbox.confirm(acknowledged(entry, missing=missing))
    assert journal.outbox.queue() == Queue(2, 0, 1, NOON)
    rest = journal.outbox.waiting()
    journal.outbox.confirm(acknowledged(*rest, verdict=Verdict.REFUSED))
    assert journal.outbox.queue() == Queue(0, 2, 1, None)


def test_the_couriers_effort_outlives_a_restart(kiosk: Kiosk) -> None:
    courier = kiosk.courier()
    assert courier.outbox.effort() == Effort()
    effort = Effort(4, NOON + timedelta(seconds=16), "line.timeout", NOON)
    courier.outbox.note(effort)
    courier.close()
    again = kiosk.courier()
    assert again.outbox.effort() == effort
    again.close()


def test_a_restored_central_gets_back_what_it_lost(journal: Journal) -> None:
    entries = [submit(journal, n, Enclosure("s", "text/plain", b"%d" % n)) for n in range(4)]
    named = tuple(entry.attachments[0].sha256 for entry in entries)
    journal.outbox.confirm(acknowledged(*entries[:3], held=named))
    journal.outbox.enter("1")
    assert journal.outbox.epoch() == "1"
    (offer,) = journal.outbox.offers()
    assert offer.hashes == tuple(entry.hash for entry in entries[:3])
    lost = entries[1]
    ref = entries[0].attachments[0]
    answer = Reconciliation(KIOSK, offer.chain, (lost.hash,), (ref,), 5, "2", NOON)
    assert journal.outbox.settle(answer) == 1
    journal.outbox.enter("2")
    assert lost in journal.outbox.waiting()
    assert entries[0] not in journal.outbox.waiting()
    assert journal.attachments.asked() == ((ref.sha256, 1),)


def test_offers_are_cut_to_what_central_reads(journal: Journal) -> None:
    for _ in range(OFFER_ENTRIES):
        journal.append("visit.rated", {"stars": 5}, actor="citizen")
    while batch := journal.outbox.waiting():
        journal.outbox.confirm(acknowledged(*batch))
    assert [len(offer.hashes) for offer in journal.outbox.offers()] == [OFFER_ENTRIES, 1]


def test_an_answer_that_names_what_we_never_had_changes_nothing(journal: Journal) -> None:
    (opened,) = journal.outbox.waiting()
    journal.outbox.confirm(acknowledged(opened))
    strange = AttachmentRef("a" * 64, 1, "text/plain", "strange")
    answer = Reconciliation(KIOSK, opened.chain, ("b" * 64,), (strange,), 1, "2", NOON)
    assert journal.outbox.settle(answer) == 0
    assert journal.outbox.waiting() == ()


def test_what_cannot_be_sent_is_set_aside_alone(journal: Journal) -> None:
    first, second = submit(journal, 1), submit(journal, 2)
    journal.outbox.set_aside(first, "line.too_large", NOON)
    assert journal.outbox.parked() == (Parked(2, first.sequence, "line.too_large"),)
    assert journal.outbox.waiting()[1:] == (second,)
