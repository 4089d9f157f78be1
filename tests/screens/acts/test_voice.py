"""What is read aloud, when it stops, and what strangers must not hear."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication

from kiosk.cases.number import grouped
from kiosk.screens.citizen.form import FormPage
from kiosk.screens.fields.field import Field
from kiosk.texts import Language
from kiosk.visits.steps import Step
from kiosk.visits.visit import Visit
from tests.screens.acts.conftest import House

ID_NUMBER, PHONE = "150602200411219993", "13804770001"
READERS = ("朗读", "读给我听", "读一遍")
TYPED_PAST_THE_IDLE_TIME = 70


def said(house: House) -> list[str]:
    return [one.text for one in house.voice.said]


def reads(house: House, words: str) -> None:
    """Wait until the last thing said holds these words."""
    house.qtbot.waitUntil(lambda: bool(said(house)) and words in said(house)[-1])


def button(name: str) -> QAbstractButton | None:
    """Find a button on the glass by what is written on it."""
    every = [one for one in QApplication.allWidgets() if isinstance(one, QAbstractButton)]
    return next((one for one in every if one.isVisible() and one.text() == name), None)


def press(house: House, name: str) -> None:
    found = button(name)
    assert found is not None
    house.touch(found)


def listen(house: House) -> None:
    """Switch the voice on, as a finger does."""
    press(house, "朗读")
    assert house.stage.visit.voice


def field(house: House, path: str) -> Field:
    page = house.front.window.area.page
    assert isinstance(page, FormPage)
    every = [one for one in QApplication.allWidgets() if isinstance(one, Field)]
    asked = [one for one in every if page.isAncestorOf(one) and one.label.text()]
    return next(one for one in asked if one.view.path == path)


def focus(house: House, path: str) -> None:
    house.front.window.area.setFocus()
    field(house, path).target().setFocus()


def test_the_switch_reads_the_page_and_shows_that_it_is_on(house: House) -> None:
    listen(house)
    page = house.front.window.area.page
    assert page is not None
    reads(house, page.accessibleName())
    assert house.front.window.top.switches.switches["voice"].is_on()


def test_a_second_touch_is_silence(house: House) -> None:
    listen(house)
    house.qtbot.waitUntil(house.voice.speaking)
    press(house, "朗读")
    assert not house.voice.speaking()
    assert not house.stage.visit.voice


def test_without_the_switch_nothing_is_read_unasked(house: House) -> None:
    house.apply()
    assert said(house) == []


def test_every_page_of_a_visit_is_read_once(house: House) -> None:
    listen(house)
    house.apply()
    house.qtbot.waitUntil(lambda: "申请已收好" in said(house)[-1])
    house.settles()
    assert sum("申请已收好" in one for one in said(house)) == 1
    assert all(one.endswith(("。", "？")) for one in said(house))


def test_a_new_page_cuts_the_old_one_short(house: House) -> None:
    house.begin()
    press(house, "读给我听")
    assert house.voice.speaking()
    house.back()
    assert not house.voice.speaking()


def test_an_answer_does_not_read_the_page_again(house: House) -> None:
    listen(house)
    house.begin()
    page = house.stage.visit.form_page
    assert page is not None
    reads(house, page.page.title.zh)
    before = said(house)
    house.stage.turn(house.stage.visit.answer("m_name", "巴特尔"))
    house.settles()
    assert said(house) == before


def test_a_field_in_use_is_read_with_its_answer(house: House) -> None:
    listen(house)
    house.begin()
    house.stage.turn(house.stage.visit.answer("m_name", "巴特尔"))
    focus(house, "m_name")
    reads(house, "巴特尔")
    assert field(house, "m_name").label.text() in said(house)[-1]


@pytest.mark.parametrize(("path", "secret"), [("m_id", ID_NUMBER), ("m_phone", PHONE)])
def test_numbers_are_not_heard_by_the_queue(house: House, path: str, secret: str) -> None:
    listen(house)
    house.begin()
    house.stage.turn(house.stage.visit.answer(path, secret))
    focus(house, path)
    reads(house, "号码不读出来")
    assert not any(secret in one.replace(" ", "") for one in said(house))


def test_what_to_do_about_an_answer_is_read(house: House) -> None:
    listen(house)
    house.begin()
    house.stage.turn(house.stage.visit.answer("m_id", ID_NUMBER[:-1]))
    focus(house, "m_id")
    reads(house, "请填满 18 位")


def test_next_reads_what_is_missing(house: House) -> None:
    listen(house)
    house.begin()
    house.onward()
    missing = house.stage.visit.missing
    reads(house, missing[0].say.zh.rstrip("。"))


def test_the_guide_is_read_when_asked_for(house: House) -> None:
    house.begin()
    press(house, "读给我听")
    guide = field(house, house_first(house)).view.guide
    assert guide is not None
    reads(house, guide.what.rstrip("。"))


def house_first(house: House) -> str:
    page = house.stage.visit.form_page
    assert page is not None
    return page.fields[0].path


def test_large_print_has_a_button_of_its_own(house: House) -> None:
    house.stage.turn(replace(house.stage.visit, large_print=True))
    house.begin()
    page = house.front.window.area.page
    assert page is not None
    every = [one for one in QApplication.allWidgets() if isinstance(one, QAbstractButton)]
    (reader,) = [one for one in every if page.isAncestorOf(one) and one.text() == "朗读"]
    house.qtbot.waitUntil(reader.isVisible)
    house.touch(reader)
    assert house.voice.speaking()


def test_the_case_number_is_read_digit_by_digit(house: House) -> None:
    house.apply()
    press(house, "读一遍")
    case = house.stage.visit.case
    assert case is not None
    groups = grouped(case.number).split(" ")
    assert said(house) == ["，".join(" ".join(group) for group in groups) + "。"]


def test_the_language_follows_the_visit(house: House) -> None:
    listen(house)
    house.qtbot.waitUntil(house.voice.speaking)
    house.front.window.top.language_pressed.emit()
    house.qtbot.waitUntil(
        lambda: [one.language for one in house.voice.said] == [Language.ZH, Language.EN]
    )


def test_the_idle_clock_stops_while_the_kiosk_speaks(house: House) -> None:
    house.begin()
    press(house, "读给我听")
    for _ in range(3):
        house.idles(TYPED_PAST_THE_IDLE_TIME)
    assert house.at(Step.FORM)
    house.voice.end()
    house.idles(TYPED_PAST_THE_IDLE_TIME)
    assert house.at(Step.STILL_THERE)


def test_who_listens_has_the_longer_time(house: House) -> None:
    listen(house)
    house.begin()
    house.qtbot.waitUntil(house.voice.speaking)
    house.voice.end()
    house.idles(TYPED_PAST_THE_IDLE_TIME)
    assert house.at(Step.FORM)


def test_still_there_does_not_wait_for_its_own_voice(house: House) -> None:
    listen(house)
    house.begin()
    house.qtbot.waitUntil(house.voice.speaking)
    house.voice.end()
    house.idles(house.stage.hall.idle_slow + 1)
    assert house.at(Step.STILL_THERE)
    house.qtbot.waitUntil(house.voice.speaking)
    house.idles(house.stage.hall.still_there)
    assert house.stage.visit == Visit()


def test_the_next_person_hears_nothing_of_the_last(house: House) -> None:
    listen(house)
    house.fill_in()
    house.qtbot.waitUntil(house.voice.speaking)
    before = said(house)
    house.stage.ended.emit()
    assert not house.voice.speaking()
    house.settles()
    assert house.stage.visit == Visit()
    assert said(house) == before


def test_a_kiosk_that_closes_is_silent(house: House) -> None:
    house.begin()
    press(house, "读给我听")
    house.front.conductor.stop()
    assert not house.voice.speaking()


@pytest.mark.parametrize("house", [False], indirect=True, ids=["mute"])
@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
@pytest.mark.parametrize("reach", [House.begin, House.apply], ids=["form", "accepted"])
def test_a_kiosk_without_a_voice_offers_none(
    house: House, large: bool, reach: Callable[[House], None]
) -> None:
    house.stage.turn(replace(house.stage.visit, large_print=large, low_reach=large))
    assert not any(button(name) for name in READERS)
    reach(house)
    assert not any(button(name) for name in READERS)
