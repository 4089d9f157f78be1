"""Fingers on the first pages: each target says what was wanted, in the domain's words."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk.catalogue.schema import Material, MaterialForm, MaterialSource
from kiosk.screens.citizen.identity import IdentityPage
from kiosk.screens.citizen.items import ItemsPage
from kiosk.screens.citizen.porch_views import ServiceView, WelcomeView
from kiosk.screens.citizen.views import (
    CardState,
    IdentityView,
    ItemsView,
    ItemView,
    MaterialState,
    PersonCardView,
    ReaderState,
)
from kiosk.screens.citizen.welcome import WelcomePage
from kiosk.screens.look.look import Look
from kiosk.screens.telling.choosing import material
from kiosk.texts import Language, Text

Lay = Callable[..., QWidget]
SERVICES = WelcomeView(
    (
        ServiceView("150600-marriage-birth", "公民婚育", "一起办", "成家", "rings", ("跑 1 次",)),
        ServiceView("150600-afterlife", "公民身后", "一次办妥", "身后", "leaf", quiet=True),
    ),
    open_until="17:00",
)
MARRIAGE = ItemView("marriage_reg", "结婚登记", "二人一起到窗口", "民政局", chosen=True)
MOVE = ItemView(
    "hukou_spouse_move",
    "夫妻投靠落户",
    "一方的户口迁到另一方家里",
    "公安局",
    chosen=True,
    note="要先登记结婚，才能落户",
    detail="已帮您选上“结婚登记”",
    question="已经领过结婚证？",
    proof="填结婚证字号",
    proves="marriage_reg",
)
BIRTH = ItemView("birth_reg", "生育登记", "都可以登记", "卫健委")
ITEMS = ItemsView((MARRIAGE, MOVE, BIRTH), working_days=2, most=3)
HE = PersonCardView("husband", "男方", CardState.READ, "巴特尔", "1506**********9993")
SHE = PersonCardView("wife", "女方")


def press(widget: QWidget) -> None:
    assert widget.isVisible()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_a_service_is_chosen_by_its_card(qtbot: QtBot, lay: Lay) -> None:
    page = WelcomePage(Look(), Language.ZH)
    page.show_view(SERVICES)
    lay(page)
    chosen: list[str] = []
    page.service_chosen.connect(chosen.append)
    for line in page.services.parts:
        press(line.card)
    assert chosen == ["150600-marriage-birth", "150600-afterlife"]


def test_what_lies_on_a_card_lets_touches_through(qtbot: QtBot, lay: Lay) -> None:
    page = WelcomePage(Look(), Language.ZH)
    page.show_view(SERVICES)
    lay(page)
    card = page.services.parts[0].card
    middle = card.name.geometry().center()
    assert card.childAt(middle) is None
    with qtbot.waitSignal(page.service_chosen):
        QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=middle)


def test_what_else_can_be_done_is_asked_for(qtbot: QtBot, lay: Lay) -> None:
    page = WelcomePage(Look(), Language.ZH)
    page.show_view(SERVICES)
    lay(page)
    for target, signal in (
        (page.progress, page.progress_asked),
        (page.resume, page.resume_asked),
        (page.reprint, page.reprint_asked),
        (page.bar.help, page.help_asked),
    ):
        with qtbot.waitSignal(signal):
            press(target)


def test_the_stages_of_a_life_are_equally_wide(qtbot: QtBot, lay: Lay) -> None:
    page = WelcomePage(Look(), Language.ZH)
    page.show_view(SERVICES)
    lay(page)
    first, second = (line.card.geometry() for line in page.services.parts)
    assert first.size() == second.size()


def test_an_item_is_toggled_by_its_card_and_ticked_by_the_view(qtbot: QtBot, lay: Lay) -> None:
    page = ItemsPage(Look(), Language.ZH)
    page.show_view(ITEMS)
    lay(page)
    birth = page.items.parts[2]
    with qtbot.waitSignal(page.toggled) as toggled:
        press(birth)
    assert toggled.args == ["birth_reg"]
    assert not birth.isChecked()
    page.show_view(replace(ITEMS, items=(MARRIAGE, MOVE, replace(BIRTH, chosen=True))))
    assert birth.isChecked()
    assert not page.line.all.isVisible()


def test_a_certificate_waives_what_was_brought_along(qtbot: QtBot, lay: Lay) -> None:
    page = ItemsPage(Look(), Language.ZH)
    page.show_view(ITEMS)
    lay(page)
    toggled: list[str] = []
    page.toggled.connect(toggled.append)
    with qtbot.waitSignal(page.waived) as waived:
        press(page.items.parts[1].note.proof)
    assert waived.args == ["marriage_reg"]
    assert toggled == []


def test_all_are_chosen_at_once(qtbot: QtBot, lay: Lay) -> None:
    page = ItemsPage(Look(), Language.ZH)
    page.show_view(ITEMS)
    lay(page)
    with qtbot.waitSignal(page.all_chosen):
        press(page.line.all)


@pytest.mark.parametrize(
    ("state", "next_", "said"),
    [
        (ReaderState.WAITING, "女方", ""),
        (ReaderState.READING, "女方", "不要拿开"),
        (ReaderState.READ, "女方", "再放女方的身份证"),
        (ReaderState.READ, "", "都读好了"),
        (ReaderState.KNOWN, "女方", "已经读过"),
        (ReaderState.AGAIN, "女方", "再放一次"),
        (ReaderState.ELSEWHERE, "女方", "再放一次"),
    ],
)
def test_the_reader_says_where_it_is_with_a_card(
    lay: Lay, state: ReaderState, next_: str, said: str
) -> None:
    page = IdentityPage(Look(), Language.ZH)
    page.show_view(IdentityView((HE, SHE), state, next_, "请拿开再放一次"))
    lay(page)
    assert said in page.lay.message.words()
    assert page.lay.message.isVisible() == bool(said)
    assert said in page.opening[1], "it is read aloud"
    assert "身份证读出" in page.people.parts[0].tag.text()
    assert "手工" in page.typing.lines.first.text()


def test_a_reader_that_is_out_leaves_typing(lay: Lay) -> None:
    page = IdentityPage(Look(), Language.ZH)
    page.show_view(IdentityView((SHE,), ReaderState.OUT, "女方"))
    lay(page)
    assert not page.lay.isVisible()
    assert "暂时不能用" in page.typing.lines.first.text()


def test_without_a_reader_nobody_waits_for_a_card(qtbot: QtBot, lay: Lay) -> None:
    page = IdentityPage(Look(), Language.ZH)
    page.show_view(IdentityView((SHE,)))
    lay(page)
    assert not page.lay.isVisible()
    assert not page.people.parts[0].tag.isVisible()
    assert "手工填" in page.typing.lines.first.text()


def test_a_page_longer_than_the_glass_is_turned_by_buttons(qtbot: QtBot, lay: Lay) -> None:
    page = ItemsPage(Look(large_print=True), Language.ZH)
    page.show_view(ITEMS)
    lay(page)
    page.resize(1080, 700)
    qtbot.waitUntil(page.roll.down.isVisible)
    assert not page.roll.up.isVisible()
    for _ in range(5):
        QCoreApplication.processEvents()  # the buttons take their room from what is turned
    press(page.roll.down)
    qtbot.waitUntil(page.roll.up.isVisible)
    press(page.roll.up)
    qtbot.waitUntil(lambda: not page.roll.up.isVisible())


def test_of_other_ways_one_is_chosen_like_a_radio_button(lay: Callable[..., QWidget]) -> None:
    page = ItemsPage(Look(), Language.ZH)
    ways = tuple(
        ItemView(name, name, "", "公安局", name == "one", either="只选一种")
        for name in ("one", "two")
    )
    page.show_view(ItemsView((*ways, ItemView("three", "三", "", "民政局")), most=2))
    lay(page)
    assert [card.either.text() for card in page.items.parts] == ["只选一种", "只选一种", ""]
    assert page.line.all.text().startswith("2")
    assert "只选一种" in page.items.parts[0].accessibleDescription()


def test_a_long_department_stands_below_its_item(lay: Lay) -> None:
    page = ItemsPage(Look(), Language.EN)
    long = "Human Resources and Social Security Bureau"
    pension = replace(BIRTH, item="pension", department=long)
    page.show_view(replace(ITEMS, items=(MARRIAGE, pension)))
    lay(page)
    beside, below = (card.tag.geometry() for card in page.items.parts)
    first, second = page.items.parts
    assert beside.left() > first.name.geometry().right()
    assert below.top() > second.summary.geometry().bottom()
    assert second.width() <= page.width()


@pytest.mark.parametrize(
    ("shape", "state"),
    [
        (MaterialForm.ORIGINAL, MaterialState.ORIGINAL),
        (MaterialForm.COPY, MaterialState.COPY),
        (MaterialForm.ORIGINAL_AND_COPY, MaterialState.WITH_COPY),
    ],
)
def test_what_is_brought_says_in_which_shape(shape: MaterialForm, state: MaterialState) -> None:
    one = Material(id="deed", title=Text("房产证", "Deed"), form=shape)
    assert material(one, Language.ZH).state is state
    made = one.model_copy(update={"source": MaterialSource.KIOSK})
    assert material(made, Language.ZH).state is MaterialState.MADE_HERE
