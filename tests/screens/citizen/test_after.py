"""The pages beside the way and after it: what they ask, what they tell, what they forget."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk.cases.number import case_number, grouped
from kiosk.screens.citizen.after_views import (
    GoodbyeView,
    ProgressItemView,
    ProgressView,
    RateView,
    ReprintView,
    ResumeView,
    SavedView,
    StillThereView,
    Tone,
    TroubleView,
)
from kiosk.screens.citizen.asking import AskPage
from kiosk.screens.citizen.goodbye import GoodbyePage
from kiosk.screens.citizen.page import Page
from kiosk.screens.citizen.progress import ProgressPage
from kiosk.screens.citizen.rate import RatePage
from kiosk.screens.citizen.reprint import ReprintPage
from kiosk.screens.citizen.resume import ResumePage
from kiosk.screens.citizen.saved import SavedPage
from kiosk.screens.citizen.still_there import StillTherePage
from kiosk.screens.citizen.trouble import TroublePage
from kiosk.screens.keyboard.layouts import KeyLayout
from kiosk.screens.look.look import Look
from kiosk.texts import Language
from kiosk.visits.claim import claim_code
from tests.screens.accessibility import faults, read_aloud

Lay = Callable[..., QWidget]
CANARY = "金丝雀"
NUMBER = case_number("150602", "01", date(2026, 11, 23), 1, 17)
CODE = claim_code(bytes(range(16)))
ITEMS = (
    ProgressItemView(CANARY, "民政局", "已办好", Tone.DONE, "11月23日", "结婚证已发。"),
    ProgressItemView("落户", "公安分局", "请补材料", Tone.ATTENTION, "11月25日", CANARY),
    ProgressItemView("生育登记", "卫健委", "正在审核", Tone.NOW, "11月27日"),
    ProgressItemView("社保卡", "人社局", "等结婚登记", Tone.TO_COME, "12月4日"),
)
VIEWS: dict[str, tuple[type[Page], object]] = {
    "still there": (StillTherePage, StillThereView(23, 30, 24, has_answers=True)),
    "nothing typed": (StillTherePage, StillThereView(23, 30, 24, has_answers=False)),
    "goodbye": (GoodbyePage, GoodbyeView(CANARY)),
    "quiet goodbye": (GoodbyePage, GoodbyeView(quiet=True)),
    "trouble": (TroublePage, TroubleView(CANARY, CANARY, CANARY, CANARY)),
    "short trouble": (TroublePage, TroubleView(CANARY, todo=CANARY, again=False)),
    "saved": (SavedPage, SavedView(CANARY, CANARY, printed=True)),
    "saved, no slip": (SavedPage, SavedView(CANARY, CANARY)),
    "rate": (RatePage, RateView()),
    "quiet rate": (RatePage, RateView(quiet=True)),
    "progress": (ProgressPage, ProgressView()),
    "found": (ProgressPage, ProgressView(NUMBER, ITEMS, as_of="10:31")),
    "unknown": (ProgressPage, ProgressView(NUMBER, message=CANARY)),
    "resume": (ResumePage, ResumeView(CANARY)),
    "changed": (ResumePage, ResumeView(changes=(CANARY, "新问：婚前居住地"))),
    "reprint": (ReprintPage, ReprintView(CANARY)),
    "printed": (ReprintPage, ReprintView(done=True)),
}
NAMED = [pytest.param(*given, id=name) for name, given in VIEWS.items()]
LOOKS = {"day": Look(), "contrast": Look(theme="high_contrast"), "large": Look(large_print=True)}


def settle() -> None:
    for _ in range(5):
        QCoreApplication.processEvents()


def laid(lay: Lay, kind: type[Page], view: object, language: Language = Language.ZH) -> Page:
    page = kind(Look(), language)
    lay(page)
    page.show_view(view)  # type: ignore[attr-defined]  # every page does
    settle()
    return page


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    settle()


def type_in(page: AskPage, typed: str) -> None:
    page.line.entry.setFocus()
    QTest.keyClicks(page.line.entry, typed)


def held(page: QWidget) -> Iterator[str]:
    for widget in (page, *page.findChildren(QWidget)):
        for ask in ("text", "accessibleName", "accessibleDescription", "placeholderText"):
            said = getattr(widget, ask, None)
            if callable(said):
                yield str(said())


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(("kind", "view"), NAMED)
def test_everybody_can_use_it(
    kind: type[Page], view: object, language: Language, look: Look, lay: Lay
) -> None:
    page = kind(look, language)
    glass = lay(page)
    page.show_view(view)  # type: ignore[attr-defined]  # every page does
    settle()
    assert faults(glass, look) == []


@pytest.mark.parametrize(("kind", "view"), NAMED)
def test_nothing_is_left_of_it(kind: type[Page], view: object, lay: Lay) -> None:
    page = laid(lay, kind, view)
    page.clear()
    kept = " ".join((*held(page), *read_aloud(page)))
    assert CANARY not in kept
    assert NUMBER not in kept.replace(" ", "")


def test_who_is_there_can_stay_put_away_or_end(lay: Lay, qtbot: QtBot) -> None:
    page = laid(lay, StillTherePage, StillThereView(23, 30, 24, has_answers=True))
    assert isinstance(page, StillTherePage)
    for button, told in (
        (page.stay, page.stayed),
        (page.seal, page.put_away),
        (page.end, page.ended),
    ):
        with qtbot.waitSignal(told):
            click(button)


def test_with_nothing_typed_there_is_nothing_to_put_away(lay: Lay) -> None:
    page = laid(lay, StillTherePage, StillThereView(23, 30, 24, has_answers=False))
    assert isinstance(page, StillTherePage)
    assert page.seal.isHidden()
    assert page.note.isHidden()
    assert "锁好" not in page.lead.text()


def test_counting_changes_only_the_ring(lay: Lay) -> None:
    page = laid(lay, StillTherePage, StillThereView(23, 30, 24, has_answers=True))
    assert isinstance(page, StillTherePage)
    before = [said for said in read_aloud(page) if said != page.ring.accessibleName()]
    page.count(7)
    assert page.ring.accessibleName() == "7 秒"
    assert [said for said in read_aloud(page) if said != "7 秒"] == before


def test_a_trouble_tells_only_what_is_known(lay: Lay) -> None:
    page = laid(lay, TroublePage, TroubleView("没纸了", kept="申请已经收好", again=False))
    said = read_aloud(page)
    assert "申请已经收好" in said
    assert "通知了谁" not in said
    assert page.foot().onward == "返回"


def test_the_code_is_spelled_out_and_its_limits_are_told(lay: Lay) -> None:
    page = laid(lay, SavedPage, SavedView("7KM4Q WXP29", "11月24日 10:30"))
    assert isinstance(page, SavedPage)
    assert page.code.accessibleName() == "7 K M 4 Q   W X P 2 9"
    said = read_aloud(page)
    assert "只能在这台机器上接着办" in said
    assert any("没有打印小票" in one for one in said)


def test_a_good_rating_needs_no_reason(lay: Lay, qtbot: QtBot) -> None:
    page = laid(lay, RatePage, RateView())
    assert isinstance(page, RatePage)
    click(page.levels.options[0])
    assert page.reasons.isHidden()
    with qtbot.waitSignal(page.rated) as told:
        click(page.send)
    assert told.args == [5, ()]


def test_a_low_rating_asks_what_went_wrong(lay: Lay, qtbot: QtBot) -> None:
    page = laid(lay, RatePage, RateView())
    assert isinstance(page, RatePage)
    with qtbot.assertNotEmitted(page.rated):
        click(page.send)
    assert page.remark.words()
    click(page.levels.options[3])
    assert not page.reasons.isHidden()
    with qtbot.assertNotEmitted(page.rated):
        click(page.send)
    assert "至少选一样" in page.remark.words()
    for name in ("guide", "other"):
        click(page.ticks[name])
    assert page.remark.words() == ""
    with qtbot.waitSignal(page.rated) as told:
        click(page.send)
    assert told.args == [2, ("guide", "other")]


def test_a_better_choice_drops_the_reasons_and_clearing_drops_all(lay: Lay, qtbot: QtBot) -> None:
    page = laid(lay, RatePage, RateView())
    assert isinstance(page, RatePage)
    click(page.levels.options[4])
    click(page.ticks["efficiency"])
    click(page.levels.options[2])
    with qtbot.waitSignal(page.rated) as told:
        click(page.send)
    assert told.args == [3, ()]
    page.clear()
    assert page.levels.chosen() is None
    assert not any(tick.isChecked() for tick in page.ticks.values())


@pytest.mark.parametrize("kind", [ProgressPage, ReprintPage])
def test_a_whole_number_is_asked_for_and_a_wrong_one_is_not(
    kind: type[ProgressPage | ReprintPage], lay: Lay, qtbot: QtBot
) -> None:
    view = ProgressView() if kind is ProgressPage else ReprintView()
    page = laid(lay, kind, view)
    assert isinstance(page, AskPage)
    with qtbot.waitSignal(page.wants_keyboard) as wanted:
        click(page.line.entry)
    assert wanted.args[:2] == [page.line.entry, KeyLayout.NUMBER]
    type_in(page, NUMBER[:-1])
    with qtbot.assertNotEmitted(page.asked):
        page.ask()
    assert "输错了一位" in page.line.message.words()
    type_in(page, NUMBER[-1])
    assert page.line.message.words() == ""
    assert page.line.entry.text() == grouped(NUMBER)
    with qtbot.waitSignal(page.asked) as told:
        page.ask()
    assert told.args == [NUMBER]


def test_a_code_is_typed_in_any_case_and_checked_first(lay: Lay, qtbot: QtBot) -> None:
    page = laid(lay, ResumePage, ResumeView())
    assert isinstance(page, ResumePage)
    type_in(page, "o0" + CODE.lower())
    assert page.line.entry.text() == f"{CODE[:5]} {CODE[5:]}"
    with qtbot.waitSignal(page.asked) as told:
        page.ask()
    assert told.args == [CODE]
    assert "继续" not in page.foot().onward
    page.show_view(ResumeView(changes=("新问：婚前居住地",)))
    assert page.line.isHidden()
    assert page.foot().onward == "知道了，接着填"
    assert page.foot().back == ""


def test_progress_is_told_item_by_item_with_the_hour_of_the_news(lay: Lay) -> None:
    page = laid(lay, ProgressPage, ProgressView(NUMBER, ITEMS, as_of="10:31"))
    assert isinstance(page, ProgressPage)
    assert page.line.entry.typed == NUMBER
    told = page.timeline.accessibleName().splitlines()
    assert any("正在审核 · 卫健委" in line for line in told)
    assert any("结婚证已发" in line for line in told)
    assert "截至 10:31 的消息" in read_aloud(page)
    page.show_view(ProgressView(NUMBER, message="没有查到。请对照回执再看一遍。"))
    assert page.panel.isHidden()
    assert page.old.isHidden()
    assert page.line.message.words().startswith("没有查到")


def test_a_second_receipt_is_announced_and_the_way_leads_home(lay: Lay) -> None:
    page = laid(lay, ReprintPage, ReprintView(done=True))
    assert isinstance(page, ReprintPage)
    assert page.line.isHidden()
    assert page.foot().onward == "回首页"
