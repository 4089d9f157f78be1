"""One visit from the first touch to goodbye, and everything people do in between."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.cases.case import Case, Station, Strokes
from kiosk.errors import Fault, Trouble
from kiosk.texts import Language, Text
from kiosk.visits.steps import BESIDE, State, Step
from kiosk.visits.visit import Visit
from tests.cases.wedding import (
    ALL,
    BIRTH,
    COUPLE,
    DAY,
    HOUSEHOLD,
    SIGNED,
    SIGNED_TOO,
    WEDDING,
    whole,
)

AT = datetime(2026, 11, 23, 2, 33, tzinfo=UTC)


def answered(visit: Visit, *groups: dict[str, object]) -> Visit:
    for group in groups:
        for path, value in group.items():
            visit = visit.answer(path, value)
    return visit


def at_form() -> Visit:
    visit = Visit().choose_service(WEDDING, DAY).next()
    visit = visit.filled(lambda filling: filling.choose(ALL))
    return visit.next().next()


def at_review() -> Visit:
    visit = answered(at_form(), COUPLE, HOUSEHOLD, BIRTH)
    for _ in range(4):
        visit = visit.next()
    assert visit.step is Step.REVIEW
    return visit


def both_signed() -> Visit:
    return at_review().next().sign("husband", SIGNED, AT).sign("wife", SIGNED_TOO, AT)


def case_of(visit: Visit) -> Case:
    assert visit.consent
    return Case.of(
        visit.consent,
        id="019ab0c1-2d3e-7f40-8a5b-6c7d8e9f0a1b",
        number="1506020126112301001742",
        at=AT,
        station=Station("150602", "01", Text("政务服务大厅", "Hall")),
        language=visit.language,
    )


def test_the_way_from_welcome_to_goodbye() -> None:
    visit = Visit()
    seen = [visit.step]
    visit = visit.choose_service(WEDDING, DAY)
    seen.append(visit.step)
    visit = visit.next()
    seen.append(visit.step)
    visit = visit.filled(lambda filling: filling.choose(ALL)).next()
    seen.append(visit.step)
    visit = visit.next()
    for group in (COUPLE, HOUSEHOLD, BIRTH):
        seen.append(visit.step)
        visit = answered(visit, group).next()
    for _ in range(2):
        seen.append(visit.step)
        visit = visit.next()
    seen.append(visit.step)
    visit = visit.sign("husband", SIGNED, AT).sign("wife", SIGNED_TOO, AT)
    assert visit.ready
    visit = visit.accepted(case_of(visit))
    seen.append(visit.step)
    visit = visit.next()
    seen.append(visit.step)
    visit = visit.next()
    seen.append(visit.step)
    assert seen == [
        Step.WELCOME, Step.GUIDE, Step.ITEMS, Step.IDENTITY, Step.FORM, Step.FORM, Step.FORM,
        Step.MATERIALS, Step.REVIEW, Step.SIGN, Step.ACCEPTED, Step.RATE, Step.GOODBYE,
    ]  # fmt: skip


def test_the_bar_names_seven_steps() -> None:
    bar = at_form().steps_bar
    assert " ".join(one.label.zh for one in bar) == "选事项 身份证 填表 材料 核对 签名 取回执"
    assert [one.state for one in bar][:4] == [State.DONE, State.DONE, State.NOW, State.TODO]
    assert Visit().steps_bar == ()


def test_an_item_must_be_chosen() -> None:
    visit = Visit().choose_service(WEDDING, DAY).next()
    assert visit.remarks == ()
    visit = visit.next()
    assert (visit.step, visit.attention) == (Step.ITEMS, "items")
    assert [one.code for one in visit.remarks] == ["items.none"]
    visit = visit.filled(lambda filling: filling.toggle("birth"))
    assert visit.attention is None
    assert visit.next().step is Step.IDENTITY


def test_next_leads_to_the_first_thing_missing_and_says_so_only_then() -> None:
    visit = answered(at_form(), COUPLE).next()
    assert visit.form_page is not None
    assert visit.form_page.page.id == "household"
    assert (visit.attention, visit.missing) == (None, ())
    visit = visit.next()
    assert visit.attention == "mover"
    assert [one.path for one in visit.missing] == ["mover", "station", "not_rural"]
    visit = visit.answer("mover", "wife")
    assert visit.attention == "station"
    visit = answered(visit, HOUSEHOLD)
    assert visit.attention is None
    assert visit.next().form_page != visit.form_page


def test_checks_speak_as_soon_as_a_field_is_left() -> None:
    visit = at_form().answer("m_id", "150602")
    assert [one.on for one in visit.remarks] == [("m_id",)]
    assert visit.attention is None
    assert visit.next().attention == "m_name"


def test_going_back_loses_nothing() -> None:
    visit = at_review()
    filling = visit.filling
    seen = []
    while visit.step is not Step.WELCOME:
        seen.append(visit.step)
        visit = visit.back()
    assert seen == [
        Step.REVIEW, Step.MATERIALS, Step.FORM, Step.FORM, Step.FORM, Step.IDENTITY, Step.ITEMS,
        Step.GUIDE,
    ]  # fmt: skip
    again = visit.choose_service(WEDDING, DAY)
    assert again.filling == filling
    assert again.back().step is Step.WELCOME


def test_another_service_starts_empty() -> None:
    other = WEDDING.model_copy(update={"id": "other"})
    visit = both_signed().back().choose_service(other, DAY)
    assert visit.filling is not None
    assert visit.filling.answers == {}
    assert visit.consent is None


def test_a_change_from_the_review_leads_back_to_it() -> None:
    visit = at_review().jump_to("household")
    assert (visit.step, visit.page) == (Step.FORM, 1)
    visit = visit.answer("station", None).next()
    assert visit.attention == "station"
    visit = visit.answer("station", "天骄路派出所").next()
    assert visit.step is Step.REVIEW
    assert at_review().jump_to("household").back().step is Step.REVIEW
    with pytest.raises(Fault):
        at_review().jump_to("certificate")


def test_a_changed_item_leads_to_what_it_asks() -> None:
    visit = at_review().jump_to("items")
    visit = visit.filled(lambda filling: filling.waive("marriage").choose(["move"]))
    visit = visit.filled(lambda filling: filling.waive("marriage")).next()
    assert (visit.step, visit.attention) == (Step.FORM, "cert_no")


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


def test_beside_the_way_and_back() -> None:
    visit = at_form()
    for step in BESIDE:
        assert visit.beside(step).back() == visit
    asked = visit.beside(Step.TROUBLE).beside(Step.STILL_THERE)
    assert asked.back() == visit
    trouble = Trouble("x", Text("缺纸", "No paper"), Text("加纸", "Add paper"))
    assert visit.beside(Step.TROUBLE, trouble).trouble is trouble
    assert visit.beside(Step.TROUBLE, trouble).back().trouble is None
    with pytest.raises(Fault):
        visit.beside(Step.SIGN)


def test_a_filling_put_away_goes_on_where_it_was() -> None:
    half = whole().answer("state", None)
    visit = Visit().beside(Step.RESUME).resumed(half)
    assert visit.form_page is not None
    assert visit.form_page.page.id == "child"
    assert visit.attention is None
    assert Visit().beside(Step.RESUME).resumed(whole()).step is Step.MATERIALS


def test_goodbye_keeps_only_how_the_screen_looks() -> None:
    visit = Visit(language=Language.EN, large_print=True).choose_service(WEDDING, DAY)
    visit = visit.next().answer("m_name", "巴特尔").finish()
    assert visit == Visit(step=Step.GOODBYE, language=Language.EN, large_print=True)


def test_nothing_personal_is_seen_in_a_log() -> None:
    visit = both_signed()
    assert visit.filling is not None
    seen = [visit, case_of(visit), *visit.filling.pages, *visit.filling.people()]
    changed = visit.back().jump_to("couple").answer("m_name", "巴特")
    seen += [visit.filling.remarks(), *changed.voided, changed.voids]
    secrets = ["巴特", "李婉清", "1506022004", "13804770001", "鄂尔多斯西街", "300"]
    assert not [secret for secret in secrets if any(secret in repr(one) for one in seen)]


def test_an_open_page_stays_open_when_one_before_it_comes_or_goes() -> None:
    visit = at_form().next()
    visit = answered(at_form(), COUPLE, HOUSEHOLD).next().next()
    assert visit.form_page is not None
    assert visit.form_page.page.id == "child"
    waived = visit.filled(lambda f: f.choose(["move", "birth"]).waive("marriage"))
    assert waived.form_page is not None
    assert waived.form_page.page.id == "child"
    gone = waived.filled(lambda filling: filling.choose(["marriage"]))
    assert gone.form_page is not None


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
