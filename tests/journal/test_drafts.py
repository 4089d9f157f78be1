"""Sealed drafts wait on their shelf until taken or expired, and are never sent."""

from datetime import timedelta

from kiosk.journal.journal import Journal
from tests.journal.kept import NOON, Kiosk

SOON = NOON + timedelta(minutes=15)
SEALED = b"cipher text" * 20_000


def test_a_draft_is_taken_once(kiosk: Kiosk) -> None:
    journal = kiosk.window()
    journal.drafts.put("slot", SEALED, SOON)
    journal.close()
    again = kiosk.window()
    assert again.drafts.take("slot", NOON) == SEALED
    assert again.drafts.take("slot", NOON) is None
    again.close()


def test_a_later_draft_takes_the_place_of_the_earlier(journal: Journal) -> None:
    journal.drafts.put("slot", b"first", SOON)
    journal.drafts.put("slot", b"second", SOON)
    assert journal.drafts.take("slot", NOON) == b"second"


def test_an_expired_draft_is_not_given_out(journal: Journal) -> None:
    journal.drafts.put("slot", SEALED, SOON)
    assert journal.drafts.take("slot", SOON) is None
    assert journal.drafts.take("slot", NOON) is None


def test_expired_drafts_are_erased_and_others_stay(journal: Journal) -> None:
    journal.drafts.put("old", SEALED, SOON)
    journal.drafts.put("new", SEALED, SOON + timedelta(minutes=1))
    assert journal.drafts.erase_expired(SOON) == 1
    assert journal.drafts.take("new", SOON) == SEALED


def test_drafts_are_never_sent(journal: Journal) -> None:
    before = journal.outbox.waiting()
    journal.drafts.put("slot", SEALED, SOON)
    assert journal.outbox.waiting() == before
