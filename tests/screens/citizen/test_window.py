"""The window gives the page what bars and keyboard leave, and everything can be reached."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kiosk.screens.citizen.window import CitizenWindow
from kiosk.screens.look.button import Button
from kiosk.screens.look.look import Look, Theme
from kiosk.screens.look.step_bar import StepState
from kiosk.screens.look.words import Words
from kiosk.texts import Language
from tests.screens.accessibility import faults

STANDING, LYING = (1080, 1920), (1920, 1080)
HALLS = {Language.ZH: "鄂尔多斯市政务服务大厅", Language.EN: "Ordos Government Service Hall"}
STEPS = {
    Language.ZH: ("选事项", "身份证", "填表", "材料", "核对", "签名", "取回执"),
    Language.EN: ("Choose", "ID cards", "Fill in", "Materials", "Review", "Sign", "Receipt"),
}
Open = Callable[..., CitizenWindow]


class Questions(QWidget):
    """A page of buttons, taller than any screen when there are many."""

    def __init__(self, look: Look, count: int) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(look.px("space.gap_between_targets"))
        column.addWidget(Words(look, "户口联办", style="title"))
        self.buttons = [Button(look, text=f"第 {number} 项") for number in range(count)]
        for button in self.buttons:
            column.addWidget(button)
        column.addStretch(1)


@pytest.fixture
def open_window(qtbot: QtBot) -> Open:
    def opened(look: Look, language: Language = Language.ZH, count: int = 3) -> CitizenWindow:
        window = CitizenWindow(look)
        qtbot.addWidget(window)
        window.resize(*(LYING if look.landscape else STANDING))
        machine = "一楼东门 3 号机" if language is Language.ZH else "East gate, no. 3"
        date = "11月23日 周一" if language is Language.ZH else "Mon, 23 Nov"
        on = frozenset({"large_print"}) if look.large_print else frozenset()
        window.top.show_hall(HALLS[language], machine, date, "10:28", on, language)
        states: tuple[StepState, ...] = ("done", "done", "now", "todo", "todo", "todo", "todo")
        window.steps.show_steps(tuple(zip(STEPS[language], states, strict=True)))
        zh = language is Language.ZH
        ways = ("上一步", "先存起来", "下一步") if zh else ("Back", "Save for later", "Next")
        window.foot.show_ways(*ways)
        window.show_page(Questions(look, count))
        with qtbot.waitExposed(window):
            window.show()
        return window

    return opened


def keyboard(height: int = 658) -> QWidget:
    board = QWidget()
    board.setFixedHeight(height)
    return board


def buttons(window: CitizenWindow) -> list[Button]:
    page = window.area.page
    assert isinstance(page, Questions)
    return page.buttons


def in_view(window: CitizenWindow, widget: QWidget) -> bool:
    viewport = window.area.viewport()
    top = widget.mapTo(viewport, QPoint(0, 0)).y()
    return top >= 0 and top + widget.height() <= viewport.height()


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("landscape", [False, True])
@pytest.mark.parametrize("theme", ["day", "high_contrast"])
@pytest.mark.parametrize("low", [False, True])
def test_the_window_is_usable_for_everybody(  # one for each way to show it
    open_window: Open,
    qtbot: QtBot,
    theme: Theme,
    landscape: bool,
    large: bool,
    language: Language,
    low: bool,
) -> None:
    look = Look(theme, large_print=large, landscape=landscape)
    window = open_window(look, language)
    window.show_missing("还差 1 处：请选落户辖区派出所", "已帮您翻到这里")
    window.set_low_reach(low)
    qtbot.waitUntil(lambda: faults(window, look) == [])
    assert window.width() == (LYING if landscape else STANDING)[0]


def test_the_bars_are_as_high_as_they_were_drawn(open_window: Open) -> None:
    look = Look()
    window = open_window(look)
    assert window.top.height() == look.px("component.top_bar.height")
    assert window.steps.height() == look.px("component.step_bar.height")
    assert window.foot.height() == look.px("component.foot_bar.height")


@pytest.mark.parametrize("landscape", [False, True])
def test_the_keyboard_never_covers_the_field_in_use(
    open_window: Open, qtbot: QtBot, landscape: bool
) -> None:
    window = open_window(Look(landscape=landscape), count=30)
    last = buttons(window)[-1]
    window.set_keyboard(keyboard(400 if landscape else 658))
    window.ensure_visible(last)
    qtbot.waitUntil(lambda: in_view(window, last))
    window.ensure_visible(buttons(window)[0])
    qtbot.waitUntil(lambda: in_view(window, buttons(window)[0]))


def test_the_foot_bar_steps_back_while_the_keyboard_is_open(
    open_window: Open, qtbot: QtBot
) -> None:
    look = Look()
    window = open_window(look)
    window.show_missing("还差 1 处")
    board = keyboard()
    window.set_keyboard(board)
    under = look.px("component.foot_bar.height_under_keyboard")
    qtbot.waitUntil(lambda: window.foot.height() == under)
    assert board.isVisible()
    assert not window.missing.isVisible()
    window.set_keyboard(None)
    qtbot.waitUntil(lambda: window.foot.height() == look.px("component.foot_bar.height"))
    assert not board.isVisible()
    assert window.missing.isVisible()


@pytest.mark.parametrize("count", [3, 30])
def test_in_low_reach_all_that_is_pressed_can_be_brought_below_the_middle(
    open_window: Open, qtbot: QtBot, count: int
) -> None:
    window = open_window(Look(), count=count)
    window.set_low_reach(True)
    middle = window.height() // 2

    def low(widget: QWidget) -> bool:
        return widget.mapTo(window, QPoint(0, 0)).y() >= middle

    qtbot.waitUntil(lambda: low(buttons(window)[0]))
    assert all(low(switch) for switch in window.top.switches.switches.values())
    bar = window.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert low(buttons(window)[-1])
    assert in_view(window, buttons(window)[-1])


def test_the_switches_come_back_from_low_reach(open_window: Open, qtbot: QtBot) -> None:
    look = Look()
    window = open_window(look)
    height = window.top.height()
    window.set_low_reach(True)
    qtbot.waitUntil(lambda: window.top.height() < height)
    window.set_low_reach(False)
    qtbot.waitUntil(lambda: window.top.height() == height)
    assert window.top.switches.isVisible()
    assert not window.reach.isVisible()
    with qtbot.waitSignal(window.top.contrast_pressed):
        window.top.switches.switches["contrast"].click()


def test_a_page_begins_at_its_top_and_the_last_one_is_kept(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(Look(), count=30)
    first = window.area.page
    assert first is not None
    bar = window.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    second = Questions(Look(), 30)
    window.show_page(second)
    assert bar.value() == 0
    assert second.isVisible()
    assert not first.isVisible()
    window.show_page(first)
    assert first.isVisible()


def test_a_window_that_is_dressed_anew_keeps_everything_whole(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window(Look())
    look = Look("high_contrast", large_print=True)
    window.dress(look)
    window.show_page(Questions(look, 3))
    qtbot.waitUntil(lambda: faults(window, look) == [])
