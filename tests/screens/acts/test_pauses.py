"""A visit that pauses loses nothing, is sealed once, and says what is so."""

from kiosk.screens.citizen.progress import ProgressPage
from kiosk.screens.citizen.reprint import ReprintPage
from kiosk.screens.citizen.saved import SavedPage
from kiosk.screens.citizen.welcome import WelcomePage
from kiosk.texts import Language
from kiosk.visits.steps import Step
from kiosk.visits.visit import Visit
from tests.screens.acts.conftest import House
from tests.screens.acts.test_next_person import texts


def test_two_touches_on_put_away_seal_once(house: House) -> None:
    house.begin()
    house.type(house.edit(), "巴特尔")
    go_on = house.busy()
    middle = house.front.window.foot.middle
    house.touch(middle)
    house.touch(middle)
    go_on()
    house.comes_to(Step.STILL_THERE)
    house.settles()
    assert len(house.papers) == 1


def test_what_is_typed_last_is_put_away_too(house: House) -> None:
    house.begin()
    house.type(house.edit(), "巴特尔")
    house.touch(house.front.window.foot.middle)
    house.comes_to(Step.STILL_THERE)
    page = house.stage.binder.built(SavedPage)
    assert page is not None
    code = house.front.conductor._act._saved.code  # type: ignore[union-attr]  # Pausing shows it
    resumed = house.kiosk.backroom.take_out(code)
    assert resumed.filling.answers["m_name"] == "巴特尔"


def test_another_language_leaves_the_claim_code_on_screen(house: House) -> None:
    house.begin()
    house.stage.turn(house.stage.visit.answer("m_name", "巴特尔"))
    house.stage.put_away()
    house.comes_to(Step.STILL_THERE)
    page = house.stage.binder.built(SavedPage)
    house.front.window.top.language_pressed.emit()
    assert house.stage.language is Language.EN
    assert house.front.window.area.page is page
    house.onward()
    assert house.stage.visit == Visit()


def test_a_slip_that_did_not_come_out_is_not_promised(house: House) -> None:
    house.begin()
    house.stage.turn(house.stage.visit.answer("m_name", "巴特尔"))
    house.break_printer()
    house.stage.put_away()
    house.comes_to(Step.STILL_THERE)
    said = "".join(texts())
    assert "没有打印小票" in said
    assert "小票上也印了" not in said


def test_what_is_being_typed_survives_the_question_whether_one_is_there(house: House) -> None:
    house.begin()
    field = house.edit()
    house.type(field, "巴特尔")
    house.idles(61)
    assert house.at(Step.STILL_THERE)
    assert house.stage.filling.answers["m_name"] == "巴特尔"


def test_a_clock_that_is_set_neither_asks_nor_ends_a_visit(house: House) -> None:
    house.begin()
    for seconds in (3600, -86400):
        house.clock.pass_(seconds)
        house.front.conductor.tick()
        assert house.at(Step.FORM)


def test_nobody_has_to_touch_anything_while_the_machine_works(house: House) -> None:
    house.begin()
    go_on = house.busy()
    house.steady.pass_(1000)
    house.front.conductor.tick()
    assert house.at(Step.FORM)
    go_on()
    house.idles(0)
    assert house.at(Step.FORM)
    house.idles(61)
    assert house.at(Step.STILL_THERE)


def test_seconds_are_counted_during_a_visit_and_at_rest_only_minutes(house: House) -> None:
    pace = house.front.conductor._timer
    house.clock.pass_(20.5)
    house.front.conductor.tick()
    assert pace.interval() == 39_500
    house.begin()
    assert pace.interval() == 1000
    house.stage.ended.emit()
    assert pace.interval() == 39_500
    assert pace.isActive()


def test_another_language_on_the_welcome_goes_back_by_itself(house: House) -> None:
    house.touch(house.front.window.area)
    house.front.window.top.language_pressed.emit()
    house.idles(100)
    assert house.stage.visit == Visit()


def test_the_keyboards_way_on_asks_only_the_page_that_is_seen(house: House) -> None:
    house.apply()
    case = house.stage.visit.case
    assert case is not None
    house.stage.ended.emit()
    before = len(house.papers)
    # A number was looked up before, and is still on that page.
    for step, kind in ((Step.PROGRESS, ProgressPage), (Step.REPRINT, ReprintPage)):
        house.stage.turn(house.stage.visit.beside(step))
        assert house.stage.binder.built(kind) is house.front.window.area.page
        house.type(house.edit(), case.number)
    house.front.keyboard.next_pressed.emit()
    house.settles()
    assert len(house.papers) == before + 1


def test_a_form_that_is_gone_today_keeps_what_was_put_away(house: House) -> None:
    house.begin()
    house.stage.turn(house.stage.visit.answer("m_name", "巴特尔"))
    code = house.kiosk.backroom.put_away(house.stage.filling, Language.ZH).code
    house.stage.ended.emit()
    versions = house.kiosk.catalogue._versions
    house.kiosk.catalogue._versions = {}
    house.stage.turn(house.stage.visit.beside(Step.RESUME))
    house.type(house.edit(), code)
    house.onward()
    house.settles()
    assert house.at(Step.RESUME)
    house.kiosk.catalogue._versions = versions
    house.onward()
    house.comes_to(Step.FORM)
    assert house.stage.filling.answers["m_name"] == "巴特尔"


def test_what_nobody_came_back_for_is_erased_while_the_kiosk_runs(house: House) -> None:
    house.begin()
    house.stage.turn(house.stage.visit.answer("m_name", "巴特尔"))
    house.idles(61)
    house.idles(31)
    assert house.stage.visit == Visit()
    house.qtbot.waitUntil(lambda: len(house.papers) == 1)
    house.clock.pass_(25 * 3600)
    house.front.conductor.tidy()
    house.settles()
    assert house.kiosk.journal.drafts.erase_expired(house.clock()) == 0


def test_a_service_that_ended_at_midnight_is_offered_no_longer(house: House) -> None:
    page = house.stage.binder.built(WelcomePage)
    assert page is not None
    house.kiosk.catalogue._versions = {}
    page.service_chosen.emit(house.script.service)
    assert house.stage.visit == Visit()
