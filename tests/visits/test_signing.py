"""Both sign what is whole and stays the same; nothing else is ever accepted."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.cases.case import Strokes
from kiosk.errors import Fault
from kiosk.visits.steps import Step
from kiosk.visits.visit import Visit
from tests.cases.wedding import BIRTH, COUPLE, HOUSEHOLD, SIGNED, SIGNED_TOO
from tests.visits.ways import AT, answered, at_review, both_signed, case_of


def test_nobody_signs_what_is_not_whole() -> None:
    visit = at_review().jump_to("couple").answer("m_phone", None).back()
    assert visit.step is Step.REVIEW
    visit = visit.next()
    assert (visit.step, visit.attention) == (Step.FORM, "m_phone")


def test_both_must_sign() -> None:
    visit = at_review().next()
    assert visit.next().attention == "signatures.husband"
    visit = visit.sign("husband", SIGNED, AT)
    assert not visit.ready
    assert visit.next().attention == "signatures.wife"
    assert visit.sign("wife", Strokes(984, 703, ()), AT).attention == "signatures.wife"
    visit = visit.sign("wife", SIGNED_TOO, AT)
    assert visit.ready
    assert not visit.unsign("wife").ready


def test_a_change_after_signing_voids_both_and_is_named() -> None:
    visit = both_signed().back().jump_to("couple").answer("m_phone", "13804770009")
    assert not visit.ready
    assert visit.consent is None
    assert [one.path for one in visit.voided] == ["m_phone"]
    visit = visit.next().next()
    assert visit.step is Step.SIGN
    assert visit.next().attention == "signatures.husband"
    assert [one.path for one in visit.voided] == ["m_phone"]


def test_looking_again_voids_nothing() -> None:
    visit = both_signed().back().jump_to("couple").answer("m_phone", COUPLE["m_phone"])
    assert visit.next().next().ready


def test_only_what_was_signed_is_accepted() -> None:
    case = case_of(both_signed())
    changed = both_signed().back().jump_to("couple").answer("m_phone", "13804770009")
    for visit in (at_review(), changed, at_review().next()):
        with pytest.raises(Fault):
            visit.accepted(case)
    accepted = both_signed().accepted(case)
    assert accepted.back().step is Step.ACCEPTED
    with pytest.raises(Fault):
        accepted.answer("m_phone", "13804770009")


def test_nothing_personal_is_seen_in_a_log() -> None:
    visit = both_signed()
    assert visit.filling is not None
    seen = [visit, case_of(visit), *visit.filling.pages, *visit.filling.people()]
    changed = visit.back().jump_to("couple").answer("m_name", "巴特")
    seen += [visit.filling.remarks(), *changed.voided, changed.voids]
    secrets = ["巴特", "李婉清", "1506022004", "13804770001", "鄂尔多斯西街", "300"]
    assert not [secret for secret in secrets if any(secret in repr(one) for one in seen)]


Touch = Callable[[Visit], Visit]

TOUCHES: list[tuple[Step | None, Touch]] = [
    (None, lambda visit: visit.next()),
    (None, lambda visit: visit.back()),
    (Step.REVIEW, lambda visit: visit.jump_to("items")),
    (Step.REVIEW, lambda visit: visit.jump_to("couple")),
    (Step.SIGN, lambda visit: visit.sign("husband", SIGNED, AT).sign("wife", SIGNED_TOO, AT)),
    (Step.SIGN, lambda visit: visit.unsign("wife")),
    (None, lambda visit: visit.answer("m_phone", "13804770009")),
    (None, lambda visit: visit.filled(lambda filling: filling.toggle("birth"))),
    (None, lambda visit: answered(visit, COUPLE, HOUSEHOLD, BIRTH)),
    (None, lambda visit: visit.beside(Step.STILL_THERE)),
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(TOUCHES), max_size=40))
def test_whatever_is_touched_nothing_unsigned_is_ready(
    way: list[tuple[Step | None, Touch]],
) -> None:
    visit = both_signed()
    for where, touch in way:
        if where not in (None, visit.step):
            continue
        visit = touch(visit)
        assert visit.filling is not None
        assert visit.step is not Step.FORM or visit.form_page is not None
        assert not visit.ready or (visit.consent and visit.consent.still_holds(visit.filling))
        assert visit.attention is None or visit.pressed
        assert visit.step is not Step.SIGN or visit.consent is not None
