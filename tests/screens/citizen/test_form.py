from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kiosk.catalogue.schema import KindName
from kiosk.screens.citizen.field_column import FieldColumn
from kiosk.screens.citizen.form import FormPage
from kiosk.screens.citizen.form_view import FormView
from kiosk.screens.citizen.guide_panel import GuidePanel
from kiosk.screens.citizen.guide_strip import GuideStrip
from kiosk.screens.citizen.thread import Thread
from kiosk.screens.fields.answer import Answer
from kiosk.screens.fields.chooser import Chooser
from kiosk.screens.fields.field import Field
from kiosk.screens.fields.view import FieldView, GuideView, OptionView, RemarkView
from kiosk.screens.look.button import Button
from kiosk.screens.look.look import Look
from kiosk.screens.look.tick import Tick
from kiosk.texts import Language
from tests.screens.accessibility import faults

Lay = Callable[..., QWidget]
STATIONS = tuple(OptionView(name, name) for name in ("富兴派出所", "交通派出所"))


def guide(what: str) -> GuideView:
    return GuideView(
        what, "富兴派出所", "看户口簿内页的红章。", "申请会送到那里审核。", "id_card:name"
    )


MOVE = FormView(
    "move",
    "户口联办",
    (
        FieldView("a", KindName.YES_NO, "户口本上改成“已婚”", True, guide=guide("甲")),
        FieldView("b", KindName.PERSON_NAME, "姓名", "李婉清", guide=guide("乙")),
        FieldView("c", KindName.PHONE, "联系电话", guide=guide("丙")),
        FieldView("d", KindName.POLICE_STATION, "派出所", options=STATIONS, guide=guide("丁")),
        FieldView("e", KindName.CONFIRM, "迁入地在城镇", True, guide=guide("戊")),
    ),
    number=2,
    count=3,
    left=1,
)


def field(page: FormPage, path: str) -> Field:
    found = page.findChild(FieldColumn).holder(path)
    assert found is not None
    return found


def words(part: QWidget) -> str:
    return "".join(label.text() for label in part.findChildren(QLabel) if label.isVisible())


def shown(lay: Lay, look: Look = Look(), view: FormView = MOVE) -> FormPage:  # noqa: B008  # frozen
    page = FormPage(look, Language.ZH)
    lay(page)
    page.show_view(view)
    return page


def meets(page: FormPage, thread: Thread, target: QWidget) -> bool:
    middle = target.mapTo(page, target.rect().center()).y()
    return thread.isVisible() and abs(thread.geometry().center().y() - middle) <= 1


def test_the_guide_follows_the_field_in_use_with_a_line_at_its_middle(
    lay: Lay, qtbot: QtBot
) -> None:
    page = shown(lay)
    panel, thread = page.findChild(GuidePanel), page.findChild(Thread)
    assert "甲" in words(panel)
    for path, what in (("b", "乙"), ("d", "丁"), ("e", "戊")):
        target = field(page, path).target()
        target.setFocus()
        assert what in words(panel)
        qtbot.waitUntil(partial(meets, page, thread, target))
        assert thread.geometry().right() == panel.x() - 1


def test_while_typing_the_guide_is_one_sentence_under_the_field(lay: Lay, qtbot: QtBot) -> None:
    page = shown(lay)
    line = field(page, "c")
    line.target().setFocus()
    page.keyboard(True)
    page.resize(1080, 760)
    strip = page.findChild(GuideStrip)
    qtbot.waitUntil(lambda: line.isAncestorOf(strip) and strip.isVisible())
    assert words(strip) == "丙"
    assert not page.findChild(GuidePanel).isVisible()
    column = page.findChild(FieldColumn)

    def in_sight() -> bool:
        top = line.mapTo(column, line.rect().topLeft()).y()
        return top >= 0 and top + line.height() <= column.height()

    qtbot.waitUntil(in_sight)
    editor = line.findChild(QLineEdit)
    assert editor.font().pixelSize() == Look().px("component.field.typing_text")
    page.keyboard(False)
    qtbot.waitUntil(lambda: not strip.isVisible())
    assert editor.font().pixelSize() == Look().text_px("lead")


def test_large_print_puts_the_guide_under_the_field(lay: Lay, qtbot: QtBot) -> None:
    page = shown(lay, Look(large_print=True))
    strip = page.findChild(GuideStrip)
    qtbot.waitUntil(strip.isVisible)
    assert "看户口簿" in words(strip)


def test_on_a_low_screen_the_guide_leaves_out_what_matters_least(lay: Lay, qtbot: QtBot) -> None:
    long = replace(MOVE, fields=(replace(MOVE.fields[0], guide=guide("很长的说明。" * 5)),))
    page = shown(lay, Look(landscape=True), long)
    page.resize(1920, 595)
    panel = page.findChild(GuidePanel)
    qtbot.waitUntil(lambda: "做什么用" not in words(panel))
    assert "很长的说明。" in words(panel)
    qtbot.waitUntil(lambda: not any("cut off" in one for one in faults(panel, Look())))


def test_next_with_something_missing_leads_to_it(lay: Lay, qtbot: QtBot) -> None:
    page = shown(lay)
    remark = RemarkView("请选巴特尔户口所在的派出所")
    pointed = replace(MOVE.fields[3], remark=remark)
    fields = (*MOVE.fields[:3], pointed, MOVE.fields[4])
    page.show_view(replace(MOVE, fields=fields, attention="d"))
    assert field(page, "d").target().hasFocus()
    assert "丁" in words(page.findChild(GuidePanel))


def test_the_keyboards_way_on_goes_from_field_to_field(lay: Lay, qtbot: QtBot) -> None:
    page = shown(lay)
    field(page, "b").target().setFocus()
    page.next_field()
    assert field(page, "c").target().hasFocus()
    field(page, "e").target().setFocus()
    with qtbot.waitSignal(page.rests):
        page.next_field()


def test_the_keyboards_way_on_passes_by_what_is_only_to_be_read(lay: Lay, qtbot: QtBot) -> None:
    note = FieldView("note", KindName.NOTE, "请带原件")
    page = shown(lay, view=replace(MOVE, fields=(MOVE.fields[1], note, MOVE.fields[2])))
    field(page, "b").target().setFocus()
    page.next_field()
    assert field(page, "c").target().hasFocus()


def test_the_keyboard_may_go_once_an_option_is_touched(lay: Lay, qtbot: QtBot) -> None:
    page = shown(lay)
    QTest.mouseClick(field(page, "b").findChild(QLineEdit), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.rests):
        QTest.mouseClick(field(page, "e").findChild(Tick), Qt.MouseButton.LeftButton)


def test_an_answer_is_chosen_on_its_own_page(lay: Lay, qtbot: QtBot) -> None:
    page = shown(lay)
    QTest.mouseClick(field(page, "d").target(), Qt.MouseButton.LeftButton)
    chooser = page.findChild(Chooser)
    qtbot.waitUntil(chooser.isVisible)
    answer = next(one for one in chooser.findChildren(Answer) if one.text() == "交通派出所")
    with qtbot.waitSignal(page.answered) as told:
        QTest.mouseClick(answer, Qt.MouseButton.LeftButton)
    assert told.args == ["d", "交通派出所"]
    assert not chooser.isVisible()
    assert field(page, "d").target().hasFocus()


def test_next_settles_what_is_still_being_typed(lay: Lay, qtbot: QtBot) -> None:
    page = shown(lay)
    field(page, "c").target().setFocus()
    QTest.keyClicks(field(page, "c").target(), "13804770002")
    with qtbot.waitSignal(page.answered) as told:
        page.settle()
    assert told.args == ["c", "13804770002"]


def test_what_cannot_be_seen_is_named(lay: Lay, qtbot: QtBot) -> None:
    page = shown(lay)
    page.resize(1080, 620)
    qtbot.waitUntil(lambda: "往下还有" in words(page))


def test_what_comes_below_begins_with_a_whole_question(lay: Lay, qtbot: QtBot) -> None:
    page = shown(lay)
    page.resize(1080, 620)
    column = page.findChild(FieldColumn)
    qtbot.waitUntil(lambda: "往下还有" in words(page))
    button = next(one for one in page.findChildren(Button) if one.text() == "看后面")
    button.click()
    tops = [one.geometry().top() for one in column.fields]
    qtbot.waitUntil(lambda: column.verticalScrollBar().value() in tops[1:])


@pytest.mark.parametrize("look", [Look(), Look(large_print=True), Look(landscape=True)])
def test_nothing_is_left_after_a_visit(lay: Lay, look: Look) -> None:
    canary = "金丝雀"
    fields = tuple(replace(one, label=canary, hint=canary, value=canary) for one in MOVE.fields)
    page = shown(lay, look, replace(MOVE, title=canary, intro=canary, card=canary, fields=fields))
    page.clear()
    for part in page.findChildren(QWidget):
        said = [part.accessibleName(), part.accessibleDescription()]
        said += [part.text()] if isinstance(part, QLabel | QLineEdit) else []
        said += [part.placeholderText()] if isinstance(part, QLineEdit) else []
        assert canary not in "".join(said)
