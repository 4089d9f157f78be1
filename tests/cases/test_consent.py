"""Two people sign the same thing; a change voids both and is named."""

from datetime import UTC, datetime

import pytest

from kiosk.cases.consent import Consent, Snapshot
from kiosk.texts import Text
from tests.cases.wedding import SIGNED, SIGNED_TOO, whole

AT = datetime(2026, 11, 23, 2, 32, tzinfo=UTC)
WHOLE = whole()
BOTH = Consent.on(Snapshot.of(WHOLE)).sign("husband", SIGNED, AT).sign("wife", SIGNED_TOO, AT)


def plain(shown: Text) -> str:
    return shown.zh.replace(" ", "")


def test_first_one_then_the_other() -> None:
    nobody = Consent.on(Snapshot.of(WHOLE))
    one = nobody.sign("wife", SIGNED_TOO, AT)
    assert not nobody.signed("wife")
    assert one.signed("wife")
    assert not one.complete(whole().signers())
    assert BOTH.complete(whole().signers())


def test_writing_it_again_replaces_it() -> None:
    again = BOTH.without("wife").sign("wife", SIGNED, AT)
    assert len(again.signatures) == 2
    assert again.strokes["wife"] == SIGNED
    assert not BOTH.without("wife").complete(whole().signers())
    assert BOTH.sign("wife", SIGNED, AT).signatures[-1] == again.signatures[-1]


def test_the_same_form_filled_again_is_the_same() -> None:
    assert BOTH.still_holds(whole())
    assert BOTH.changes(whole()) == ()
    assert BOTH.still_holds(WHOLE.answer("cert_no", "J150602-2026-000123"))  # hidden


@pytest.mark.parametrize(
    ("path", "typed", "before", "after"),
    [
        ("m_phone", "13804770009", "13804770001", "13804770009"),
        ("station", "天骄路派出所", "富兴派出所", "天骄路派出所"),
        ("order", None, "1", ""),
    ],
)
def test_a_change_is_named(path: str, typed: str | None, before: str, after: str) -> None:
    changed = WHOLE.answer(path, typed)
    assert not BOTH.still_holds(changed)
    (change,) = BOTH.changes(changed)
    assert change.path == change.label.zh == path
    assert (plain(change.before), plain(change.after)) == (before, after)


def test_what_hangs_on_a_change_is_named_too() -> None:
    mover, host = BOTH.changes(WHOLE.answer("mover", "husband"))
    assert (mover.before.zh, mover.after.zh) == ("李婉清", "巴特尔")
    assert (host.before.zh, host.after.zh) == ("巴特尔", "李婉清")


def test_an_item_that_leaves_is_named_first() -> None:
    changes = BOTH.changes(WHOLE.toggle("birth"))
    assert changes[0].path == "items"
    assert changes[0].before.zh == "结婚登记、婚姻状况变更、夫妻投靠落户、生育登记"
    assert changes[0].after.zh == "结婚登记、婚姻状况变更、夫妻投靠落户"
    assert {one.path for one in changes[1:]} == {"state", "order"}
