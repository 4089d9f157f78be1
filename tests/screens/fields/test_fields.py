from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from kiosk.catalogue.schema import KindName, Severity
from kiosk.errors import Fault
from kiosk.screens.fields.address import AddressField, DivisionField
from kiosk.screens.fields.choice import ChoiceField
from kiosk.screens.fields.choosing import Choosing
from kiosk.screens.fields.line import TYPING, LineField
from kiosk.screens.fields.pick import PickField
from kiosk.screens.fields.pool import shape_of
from kiosk.screens.fields.repeat import RepeatField
from kiosk.screens.fields.ticks import TicksField
from kiosk.screens.fields.view import FieldView, Json, OptionView, RemarkView
from kiosk.screens.keyboard.layouts import KeyLayout
from kiosk.screens.keyboard.pinyin import InputMode
from kiosk.screens.look.option import Option
from kiosk.screens.look.tick import Tick
from tests.screens.fields.conftest import Glass

COUPLE = (
    OptionView("husband", "巴特尔 迁到 李婉清家"),
    OptionView("wife", "李婉清 迁到 巴特尔家"),
)
CANARY = "金丝雀"


def test_typing_tells_nothing_until_the_field_is_left(glass: Glass) -> None:
    field = glass.show(FieldView("f_id", KindName.RESIDENT_ID, "公民身份号码"))
    assert isinstance(field, LineField)
    field.entry.setFocus()
    QTest.keyClicks(field.entry, "15060220061121998x")
    assert field.entry.text() == "150602 20061121 998X"
    assert glass.entered == ["f_id"]
    assert glass.answers == []
    glass.page.setFocus()
    field.entry.clearFocus()
    assert glass.answers == [("f_id", "15060220061121998X")]


def test_leaving_without_a_change_tells_nothing(glass: Glass) -> None:
    field = glass.show(FieldView("m_name", KindName.PERSON_NAME, "姓名", "巴特尔"))
    field.target().setFocus()
    field.target().clearFocus()
    assert glass.answers == []


def test_erasing_a_digit_takes_the_separator_along(glass: Glass) -> None:
    field = glass.show(FieldView("d", KindName.DATE, "日期", "2026-11-23"))
    assert isinstance(field, LineField)
    assert field.entry.text() == "2026 年 11 月 23 日"
    field.entry.setFocus()
    field.entry.end(False)
    for left in ("2026 年 11 月 2", "2026 年 11", "2026 年 1", "2026"):
        while field.entry.text() != left:
            before = field.entry.typed
            QTest.keyClick(field.entry, Qt.Key.Key_Backspace)
            assert len(field.entry.typed) < len(before)


@pytest.mark.parametrize(
    ("kind", "layout", "mode"),
    [
        (KindName.PERSON_NAME, KeyLayout.CHINESE, InputMode.NAME),
        (KindName.RESIDENT_ID, KeyLayout.RESIDENT_ID, InputMode.TEXT),
        (KindName.PHONE, KeyLayout.PHONE, InputMode.TEXT),
        (KindName.DATE, KeyLayout.NUMBER, InputMode.TEXT),
        (KindName.CERTIFICATE_NO, KeyLayout.CERTIFICATE, InputMode.TEXT),
        (KindName.BIRTH_CERTIFICATE_NO, KeyLayout.BIRTH_CERTIFICATE, InputMode.TEXT),
        (KindName.DIGITS, KeyLayout.NUMBER, InputMode.TEXT),
        (KindName.MONEY, KeyLayout.DECIMAL, InputMode.TEXT),
        (KindName.BANK_ACCOUNT, KeyLayout.NUMBER, InputMode.TEXT),
    ],
)
def test_each_kind_asks_for_its_keys(
    glass: Glass, kind: KindName, layout: KeyLayout, mode: InputMode
) -> None:
    field = glass.show(FieldView("x", kind, "标签"))
    field.target().setFocus()
    assert glass.wanted == [(field.target(), layout, mode)]


def test_what_is_being_typed_survives_a_new_view_of_the_same_question(glass: Glass) -> None:
    view = FieldView("m_phone", KindName.PHONE, "联系电话")
    field = glass.show(view)
    assert isinstance(field, LineField)
    field.entry.setFocus()
    QTest.keyClicks(field.entry, "1380477")
    field.ask(view)
    assert field.entry.typed == "1380477"


@pytest.mark.parametrize(
    ("view", "place", "answer"),
    [
        (FieldView("a", KindName.YES_NO, "申请夫妻投靠落户"), 1, False),
        (FieldView("a", KindName.SEX, "性别"), 0, "male"),
        (FieldView("a", KindName.CHOICE, "谁的户口迁过去", options=COUPLE), 1, "wife"),
    ],
)
def test_an_option_is_answered_by_a_touch(
    glass: Glass, view: FieldView, place: int, answer: Json
) -> None:
    field = glass.show(view)
    option = [one for one in field.findChildren(Option) if one.isVisible()][place]
    QTest.mouseClick(option, Qt.MouseButton.LeftButton)
    assert glass.answers == [("a", answer)]


def test_an_option_is_answered_by_the_keypad(glass: Glass) -> None:
    field = glass.show(FieldView("a", KindName.YES_NO, "申请生育登记"))
    field.target().setFocus()
    assert glass.entered == ["a"]
    QTest.keyClick(field.target(), Qt.Key.Key_Space)
    assert glass.answers == [("a", True)]


def test_whole_sentences_stand_one_under_the_other(glass: Glass) -> None:
    field = glass.show(FieldView("c", KindName.CHOICE, "谁的户口迁过去", options=COUPLE))
    first, second = field.findChildren(Option)[:2]
    glass.bot.waitUntil(lambda: second.y() > first.y())
    assert second.x() == first.x()


def test_four_short_answers_stand_two_and_two(glass: Glass) -> None:
    options = tuple(OptionView(one, one) for one in ("未婚", "空白", "离婚", "丧偶"))
    field = glass.show(FieldView("c", KindName.CHOICE, "原婚姻状况", options=options))
    shown = field.findChildren(Option)
    glass.bot.waitUntil(lambda: shown[2].y() > shown[1].y())
    assert [one.x() == shown[0].x() for one in shown] == [True, False, True, False]


def test_ticks_tell_all_that_hold_and_a_confirmation_true(glass: Glass) -> None:
    options = (OptionView("sms", "短信"), OptionView("call", "电话"))
    field = glass.show(FieldView("n", KindName.CHOICES, "通知", ["sms"], options=options))
    QTest.mouseClick(field.findChildren(Tick)[1], Qt.MouseButton.LeftButton)
    assert glass.answers == [("n", ["sms", "call"])]
    confirm = glass.show(FieldView("ok", KindName.CONFIRM, "迁入地在城镇，不是农村牧区"))
    QTest.mouseClick(confirm.findChildren(Tick)[0], Qt.MouseButton.LeftButton)
    assert glass.answers[-1] == ("ok", True)


def test_ethnic_groups_offer_those_of_the_hall_first_and_all_once(glass: Glass) -> None:
    field = glass.show(FieldView("e", KindName.ETHNIC_GROUP, "民族", "02"))
    assert isinstance(field, PickField)
    QTest.mouseClick(field.box, Qt.MouseButton.LeftButton)
    (choosing,) = glass.asked
    assert isinstance(choosing, Choosing)
    assert [option.title for option in choosing.first] == ["蒙古族", "汉族"]
    codes = [option.value for sheet in choosing.sheets for option in sheet.options]
    assert sorted(codes) == sorted({*(f"{n:02}" for n in range(1, 57)), "97", "98"})
    assert field.take("15") is None
    assert glass.answers == [("e", "15")]


def test_a_division_is_chosen_in_three_steps_the_halls_own_first(glass: Glass) -> None:
    field = glass.show(FieldView("d", KindName.DIVISION, "户籍所在地", near="150602"))
    assert isinstance(field, DivisionField)
    QTest.mouseClick(field.box, Qt.MouseButton.LeftButton)
    opening = glass.asked[0]
    assert isinstance(opening, Choosing)
    assert opening.sheets[0].options[0] == OptionView("150602", "东胜区")
    country = field.take("")
    assert country is not None
    assert country.sheets[0].options[0].title == "内蒙古自治区"
    province = field.take("440000")
    assert province is not None
    assert "广州市" in [option.title for option in province.sheets[0].options]
    assert glass.answers == []
    assert field.take("440103") is None
    assert glass.answers == [("d", "440103")]


def test_an_address_keeps_both_parts(glass: Glass) -> None:
    given: Json = {"division": "150603", "detail": "青春山街道 2 号"}
    field = glass.show(FieldView("h", KindName.ADDRESS, "户籍地址", given, near="150602"))
    assert isinstance(field, AddressField)
    field.entry.setFocus()
    field.entry.setText("")
    QTest.keyClicks(field.entry, "3")
    field.entry.clearFocus()
    assert glass.answers == [("h", {"division": "150603", "detail": "3"})]
    assert field.take("150602") is None
    assert glass.answers[-1] == ("h", {"division": "150602", "detail": "3"})


def child(row: int, name: Json = None) -> tuple[FieldView, ...]:
    return (
        FieldView(f"children.{row}.name", KindName.PERSON_NAME, "姓名", name),
        FieldView(f"children.{row}.sex", KindName.SEX, "性别"),
    )


def test_groups_come_and_go_and_tell_their_own_paths(glass: Glass) -> None:
    def view(*rows: tuple[FieldView, ...]) -> FieldView:
        return FieldView("children", KindName.REPEAT, "子女", rows=rows)

    field = glass.show(view(child(0, "巴雅尔"), child(1, CANARY)))
    assert isinstance(field, RepeatField)
    field.fields[3].findChildren(Option)[1].click()
    assert glass.answers == [("children.1.sex", "female")]
    field.ask(view(child(0, CANARY)))
    assert [one.view.path for one in field.fields] == ["children.0.name", "children.0.sex"]
    field.ask(view(child(0), child(1)))
    line = field.fields[2]
    assert isinstance(line, LineField)
    assert line.entry.text() == ""


def test_what_came_from_the_card_and_what_is_wrong_is_said(
    glass: Glass, words_on: Callable[[QWidget], str]
) -> None:
    remark = RemarkView("请填 11 位手机号", Severity.ERROR)
    view = FieldView("p", KindName.PHONE, "联系电话", "138", from_card=True, remark=remark)
    said = words_on(glass.show(view))
    assert "身份证读出" in said
    assert "请填 11 位手机号" in said


EVERY = (
    *(FieldView("x", kind, CANARY, CANARY, hint=CANARY) for kind in TYPING),
    FieldView("x", KindName.CHOICE, CANARY, "a", options=(OptionView("a", CANARY),)),
    FieldView("x", KindName.CHOICES, CANARY, ["a"], options=(OptionView("a", CANARY),)),
    FieldView("x", KindName.CONFIRM, CANARY, True),
    FieldView("x", KindName.ETHNIC_GROUP, CANARY, CANARY),
    FieldView("x", KindName.DATE, CANARY, CANARY, hint=CANARY, open_end=True),
    FieldView("x", KindName.COUNTRY, CANARY, CANARY),
    FieldView("x", KindName.RELATION, CANARY, CANARY),
    FieldView("x", KindName.DIVISION, CANARY, CANARY),
    FieldView("x", KindName.ADDRESS, CANARY, {"division": "150602", "detail": CANARY}),
    FieldView("x", KindName.REPEAT, CANARY, rows=(child(0, CANARY),)),
    FieldView("x", KindName.NOTE, CANARY, hint=CANARY),
)


@pytest.mark.parametrize("view", EVERY, ids=lambda view: view.kind)
def test_nothing_is_left_of_a_field_that_was_cleared(
    glass: Glass, view: FieldView, words_on: Callable[[QWidget], str]
) -> None:
    field = glass.show(view)
    assert CANARY in words_on(field)
    glass.pool.take_back(field)
    assert CANARY not in words_on(glass.page)


def test_a_returned_field_is_used_again(glass: Glass) -> None:
    field = glass.show(FieldView("a", KindName.TEXT, "一"))
    glass.pool.take_back(field)
    assert glass.show(FieldView("b", KindName.PHONE, "二")) is field


def test_every_kind_but_the_signature_has_a_widget() -> None:
    for kind in set(KindName) - {KindName.SIGNATURE}:
        assert shape_of(FieldView("x", kind, "标签"))
    with pytest.raises(Fault):
        shape_of(FieldView("x", KindName.SIGNATURE, "签名"))
    assert shape_of(FieldView("x", KindName.CHOICE, "", options=COUPLE)) is ChoiceField
    assert shape_of(FieldView("x", KindName.CHOICES, "")) is TicksField
    stations = tuple(OptionView(str(n), f"{n}") for n in range(9))
    assert shape_of(FieldView("x", KindName.POLICE_STATION, "", options=stations)) is PickField
