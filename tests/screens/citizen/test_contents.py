"""All matters: what is done here leads to its guide; what is found leads to its place."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk.screens.citizen.contents import ContentsPage
from kiosk.screens.look.look import Look
from kiosk.texts import Language
from tests.screens.accessibility import controls
from tests.screens.citizen.samples_finding import contents, found

ZH = Language.ZH


@pytest.fixture
def page(lay: Callable[..., QWidget]) -> ContentsPage:
    page = ContentsPage(Look(), ZH)
    page.show_view(contents(ZH))
    lay(page, (1080, 1584))
    return page


def test_only_what_is_done_here_can_be_pressed(page: ContentsPage, qtbot: QtBot) -> None:
    pressed = [one.accessibleName() for one in controls(page.chapters)]
    assert pressed == ["新生儿出生", "身后"]
    with qtbot.waitSignal(page.service_chosen) as chosen:
        QTest.mouseClick(controls(page.chapters)[1], Qt.MouseButton.LeftButton)
    assert chosen.args == ["130000-3"]


def test_what_was_found_takes_the_place_of_the_list(page: ContentsPage, qtbot: QtBot) -> None:
    view = found(ZH)
    page.show_view(view)
    assert not page.chapters.isVisible()
    assert page.search.entry.text() == "hukou"
    with qtbot.waitSignal(page.hit_chosen) as chosen:
        QTest.mouseClick(page.found.parts[1], Qt.MouseButton.LeftButton)
    assert chosen.args == [view.found[1]]
    page.show_view(contents(ZH))
    assert page.chapters.isVisible()
    assert not page.found.isVisible()


def test_nothing_found_says_what_to_do(page: ContentsPage) -> None:
    page.show_view(replace(found(ZH), found=(), searched="护照", ask="到窗口问"))
    assert page.nothing.isVisible()
    assert "护照" in page.nothing.lines.first.text()
    assert page.nothing.lines.second.text() == "到窗口问"


def test_touching_the_box_asks_for_keys(page: ContentsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.wants_keyboard) as asked:
        page.begin_typing()
    assert asked.args is not None
    assert asked.args[0] is page.search.entry
