"""The notice on a form page: what cannot be had, and the ways on from there."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from kiosk.screens.citizen.form import FormPage
from kiosk.screens.citizen.form_view import WayOutView
from kiosk.screens.citizen.way_out import CHANGE, EXPLAIN, HOME, LEAVE_OUT, WayOut
from kiosk.screens.look.look import Look
from kiosk.texts import Language, Text
from tests.screens.accessibility import faults
from tests.screens.citizen.test_form import MOVE, field, words
from tests.screens.citizen.test_form_accessibility import settle

Lay = Callable[..., QWidget]
WAY_OUT = WayOutView(
    "rural",
    "d",
    "迁往农村牧区的，不在联办范围内",
    "请到当地派出所单独办理；其他事项照常办",
    "鄂民发〔2022〕119号",
    leave=True,
)
RULED_OUT = replace(MOVE, way_out=WAY_OUT)
LOOKS = [Look(), Look(large_print=True), Look(theme="high_contrast"), Look(landscape=True)]


def shown(lay: Lay, view: WayOutView | None, look: Look, language: Language) -> FormPage:
    page = FormPage(look, language)
    lay(page, (1920, 1080) if look.landscape else (1080, 1920))
    fields = MOVE.fields[:3] if look.large_print else MOVE.fields
    page.show_view(replace(MOVE, fields=fields, way_out=view))
    settle()
    return page


def button(page: FormPage, text: Text, language: Language = Language.ZH) -> QAbstractButton:
    found = [one for one in page.findChildren(QAbstractButton) if one.text() == text[language]]
    return found[0]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("leave", [True, False])
def test_it_is_whole_in_every_look(lay: Lay, look: Look, language: Language, leave: bool) -> None:
    page = shown(lay, replace(WAY_OUT, leave=leave), look, language)
    notice = page.findChild(WayOut)
    assert notice.isVisible()
    assert faults(page, look) == []
    said = words(notice)
    assert all(part in said for part in (WAY_OUT.why, WAY_OUT.instead, WAY_OUT.basis))
    offered = {one.text() for one in notice.findChildren(QAbstractButton) if one.isVisible()}
    ways = (LEAVE_OUT, EXPLAIN) if leave else (EXPLAIN, CHANGE, HOME)
    assert offered == {one[language] for one in ways}


def test_each_button_leads_its_way(lay: Lay, qtbot: QtBot) -> None:
    page = shown(lay, WAY_OUT, Look(), Language.ZH)
    with qtbot.waitSignal(page.left_out) as left:
        button(page, LEAVE_OUT).click()
    with qtbot.waitSignal(page.explained) as printed:
        button(page, EXPLAIN).click()
    assert (left.args, printed.args) == (["rural"], ["rural"])
    page.show_view(replace(MOVE, way_out=replace(WAY_OUT, leave=False)))
    button(page, CHANGE).click()
    assert field(page, "d").target().hasFocus()
    with qtbot.waitSignal(page.home):
        button(page, HOME).click()


def test_it_goes_with_its_reason(lay: Lay) -> None:
    page = shown(lay, WAY_OUT, Look(), Language.ZH)
    notice = page.findChild(WayOut)
    page.keyboard(True)
    assert not notice.isVisible()
    page.keyboard(False)
    assert notice.isVisible()
    page.show_view(MOVE)
    assert (notice.isVisible(), words(notice)) == (False, "")
    page.show_view(RULED_OUT)
    page.clear()
    assert not any(one.text() for one in notice.findChildren(QAbstractButton) if one.isVisible())
    assert WAY_OUT.why not in words(page)
