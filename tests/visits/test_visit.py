"""One visit from the first touch to goodbye, and everything people do in between."""

import pytest

from kiosk.errors import Fault, Trouble
from kiosk.texts import Language, Text
from kiosk.visits.renewal import Resumed
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
from tests.visits.ways import AT, answered, at_form, at_review, both_signed, case_of


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
    assert [one.state for one in bar][:4] == [State.DONE, State.DONE, State.NOW, State.TO_COME]
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
    visit = Visit().beside(Step.RESUME).resumed(Resumed(half))
    assert visit.form_page is not None
    assert visit.form_page.page.id == "child"
    assert visit.attention is None
    assert Visit().beside(Step.RESUME).resumed(Resumed(whole())).step is Step.MATERIALS


def test_goodbye_keeps_only_how_the_screen_looks() -> None:
    visit = Visit(language=Language.EN, large_print=True).choose_service(WEDDING, DAY)
    visit = visit.next().answer("m_name", "巴特尔").finish()
    assert visit == Visit(step=Step.GOODBYE, language=Language.EN, large_print=True)


def test_goodbye_stays_quiet_after_a_death() -> None:
    quiet = WEDDING.model_copy(update={"quiet": True})
    visit = Visit().choose_service(quiet, DAY)
    assert visit.quiet
    assert visit.finish().quiet
    assert not Visit().choose_service(WEDDING, DAY).finish().quiet


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
