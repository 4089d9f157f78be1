"""Long numbers, dates without end, countries and relations on the glass."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.catalogue.schema import KindName
from kiosk.screens.fields.choosing import Choosing
from kiosk.screens.fields.line import LineField
from kiosk.screens.fields.pick import PickField
from kiosk.screens.fields.until import UntilField
from kiosk.screens.fields.view import FieldView, OptionView
from kiosk.screens.look.option import Option
from kiosk.screens.look.tick import Tick
from tests.screens.fields.conftest import Glass


@pytest.mark.parametrize(
    ("kind", "typed", "shown"),
    [
        (KindName.BIRTH_CERTIFICATE_NO, "x320101001", "X 320 101 001"),
        (KindName.BANK_ACCOUNT, "6222020602001234561", "6222 0206 0200 1234 561"),
    ],
)
def test_long_numbers_stand_in_groups(glass: Glass, kind: KindName, typed: str, shown: str) -> None:
    field = glass.show(FieldView("n", kind, "号码"))
    assert isinstance(field, LineField)
    field.entry.setFocus()
    QTest.keyClicks(field.entry, typed)
    assert field.entry.text() == shown
    field.settle()
    assert glass.answers == [("n", typed.upper())]


def test_how_many_digits_are_wanted_stands_in_the_box(glass: Glass) -> None:
    field = glass.show(FieldView("b", KindName.DIGITS, "开户行行号", max_length=12))
    assert isinstance(field, LineField)
    assert field.entry.placeholderText() == "12 位数字"
    field.entry.setFocus()
    QTest.keyClicks(field.entry, "1022050000145")
    assert field.entry.typed == "102205000014"


def test_a_date_without_end_is_ticked_and_typed_instead(glass: Glass) -> None:
    view = FieldView("u", KindName.DATE, "有效期至", "2036-11-21", open_end=True)
    field = glass.show(view)
    assert isinstance(field, UntilField)
    (tick,) = field.findChildren(Tick)
    QTest.mouseClick(tick, Qt.MouseButton.LeftButton)
    assert glass.answers == [("u", "open")]
    field.ask(replace(view, value="open"))
    assert tick.isChecked()
    assert field.entry.text() == ""
    field.entry.setFocus()
    QTest.keyClicks(field.entry, "20361121")
    field.settle()
    assert glass.answers[-1] == ("u", "20361121")
    field.ask(view)
    assert not tick.isChecked()


def test_a_tick_that_is_taken_back_leaves_no_answer(glass: Glass) -> None:
    field = glass.show(FieldView("u", KindName.DATE, "有效期至", "open", open_end=True))
    QTest.mouseClick(field.findChildren(Tick)[0], Qt.MouseButton.LeftButton)
    assert glass.answers == [("u", None)]


def test_a_country_is_chosen_by_its_first_letter_china_first(glass: Glass) -> None:
    field = glass.show(FieldView("c", KindName.COUNTRY, "出生地国家"))
    assert isinstance(field, PickField)
    QTest.mouseClick(field.box, Qt.MouseButton.LeftButton)
    (opening,) = glass.asked
    assert isinstance(opening, Choosing)
    assert opening.first == (OptionView("CHN", "中国"),)
    assert opening.chosen == "CHN"
    letter = field.take("Y")
    assert letter is not None
    assert OptionView("VNM", "越南") in letter.sheets[0].options
    assert field.take(letter.way[0].value) == opening
    assert glass.answers == []
    assert field.take("VNM") is None
    assert glass.answers == [("c", "VNM")]


def test_relations_are_all_offered_unless_the_form_offers_its_own(glass: Glass) -> None:
    field = glass.show(FieldView("r", KindName.RELATION, "与逝者关系", "spouse"))
    assert isinstance(field, PickField)
    QTest.mouseClick(field.box, Qt.MouseButton.LeftButton)
    (choosing,) = glass.asked
    assert isinstance(choosing, Choosing)
    assert OptionView("spouse", "配偶") in choosing.sheets[0].options
    own = (OptionView("father", "父亲"), OptionView("mother", "母亲"))
    few = glass.show(FieldView("r", KindName.RELATION, "与新生儿关系", options=own))
    few.findChildren(Option)[1].click()
    assert glass.answers == [("r", "mother")]
