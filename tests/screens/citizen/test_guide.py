"""The guide: print it, search it, unfold the rest; what was found takes the guide's place."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.cases.flow import FlowBox
from kiosk.catalogue.passages import Section
from kiosk.screens.citizen.finding_views import HitView
from kiosk.screens.citizen.guide import GuidePage
from kiosk.screens.citizen.views import (
    FactView,
    FlowView,
    GuideView,
    MaterialState,
    MaterialView,
    SectionView,
)
from kiosk.screens.keyboard.layouts import KeyLayout
from kiosk.screens.look.look import Look
from kiosk.texts import Language
from tests.screens.accessibility import faults

FLOW = FlowView(
    FlowBox("", "一张表", "本机"),
    (
        FlowBox("marriage", "结婚登记", "民政局"),
        FlowBox("register", "户口婚姻状况变更", "公安局", ("marriage",)),
        FlowBox("birth", "生育登记", "卫健委"),
    ),
    FlowBox("", "统一出件", "一件事窗口"),
)
GUIDE = GuideView(
    title="公民婚育",
    lead="结婚、户口、落户、生育，一起办",
    facts=(FactView("2", "个工作日", "全部办结"), FactView("1", "张表", "不重复填")),
    flow=FLOW,
    materials=(MaterialView("双方居民身份证", MaterialState.ORIGINAL, "每件事都要用", "id_card"),),
    sections=(SectionView("谁能办", ("鄂尔多斯市内居民",)), SectionView("费用", ("不收费",))),
    parts=("cards",),
    note="离过婚的，另带离婚证",
)
HIT = HitView("150600-a", Section.MATERIAL, "books", "双方居民户口簿", "带什么", ((4, 7),))
NEVER_FOLDED = {Section.TITLE, Section.ITEM, Section.MATERIAL}
CANARY = "巴特尔的户口簿"


@pytest.fixture
def page(lay: Callable[..., QWidget]) -> GuidePage:
    page = GuidePage(Look(), Language.ZH)
    page.show_view(GUIDE)
    lay(page, (1080, 1584))
    return page


def test_everybody_can_use_it(page: GuidePage) -> None:
    assert faults(page, Look()) == []


def test_a_finger_prints_the_notice(page: GuidePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.print_asked):
        QTest.mouseClick(page.print, Qt.MouseButton.LeftButton)


def test_touching_the_search_box_asks_for_keys(page: GuidePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.wants_keyboard) as asked:
        page.search.entry.setFocus()
    assert asked.args is not None
    assert asked.args[:2] == [page.search.entry, KeyLayout.CHINESE]


def test_every_letter_searches(page: GuidePage) -> None:
    typed: list[str] = []
    page.searched.connect(typed.append)
    QTest.keyClicks(page.search.entry, "hkb")
    assert typed == ["h", "hk", "hkb"]


def test_what_was_found_takes_the_place_of_the_guide(page: GuidePage) -> None:
    page.show_view(replace(GUIDE, searched="hkb", found=(HIT,)))
    assert not page.guide.isVisible()
    assert [card.words.text() for card in page.found.parts] == ["双方居民户口簿"]
    assert not page.nothing.isVisible()
    (mark,) = page.found.parts[0].words.marked()
    assert mark.left() > 0


def test_a_finger_chooses_what_was_found(page: GuidePage, qtbot: QtBot) -> None:
    page.show_view(replace(GUIDE, searched="hkb", found=(HIT,)))
    with qtbot.waitSignal(page.hit_chosen) as chosen:
        QTest.mouseClick(page.found.parts[0], Qt.MouseButton.LeftButton)
    assert chosen.args == [HIT]


@pytest.mark.parametrize("section", list(Section))
def test_the_guide_opens_at_any_place(page: GuidePage, section: Section) -> None:
    page.open_at(replace(HIT, section=section))
    assert page.sections.isVisible() is (section not in NEVER_FOLDED)


def test_what_is_still_being_spelled_is_searched_for(page: GuidePage) -> None:
    typed: list[str] = []
    page.searched.connect(typed.append)
    for letters in ("h", "hk"):
        QApplication.sendEvent(page.search.entry, QInputMethodEvent(letters, []))
    page.show_view(replace(GUIDE, searched="hk", found=(HIT,)))
    assert typed == ["h", "hk"]
    assert page.search.entry.text() == ""
    chosen = QInputMethodEvent("", [])
    chosen.setCommitString("户口")
    QApplication.sendEvent(page.search.entry, chosen)
    assert typed[-1] == "户口"


def test_what_no_document_lists_is_said(page: GuidePage) -> None:
    page.show_view(replace(GUIDE, materials=(), bring_none="文件没有公布", version="表单版本 1"))
    assert page.bring_none.isVisible()
    assert page.version.text() == "表单版本 1"


def test_nothing_found_says_what_to_do(page: GuidePage) -> None:
    page.show_view(replace(GUIDE, searched="护照", hotline="12345"))
    assert page.nothing.isVisible()
    assert "12345" in page.nothing.lines.second.text()
    page.show_view(GUIDE)
    assert page.guide.isVisible()


def test_the_rest_unfolds_and_folds(page: GuidePage, qtbot: QtBot) -> None:
    folded = page.foot()
    with qtbot.waitSignal(page.unfolded):
        page.unfold()
    assert page.sections.isVisible()
    assert page.foot().middle != folded.middle
    page.unfold()
    assert not page.sections.isVisible()
    assert page.foot() == folded


def test_what_was_searched_for_is_gone_once_it_is_cleared(page: GuidePage) -> None:
    page.show_view(replace(GUIDE, searched=CANARY))
    page.clear()
    assert page.search.entry.typed == ""
    assert CANARY not in page.nothing.lines.second.text()
    assert page.flow.accessibleName() == ""
