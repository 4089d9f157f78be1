"""Names, numbers and places are typed by touching keys, and nothing stays behind."""

import gc
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kiosk.screens.keyboard.layouts import Does, KeyLayout
from kiosk.screens.keyboard.pinyin import Candidate, InputMode
from kiosk.screens.look.look import Look
from kiosk.texts import Language
from tests.screens.keyboard.conftest import UNPRINTABLE, Desk, MakeDesk


def spell_name(desk: Desk, *parts: tuple[str, str]) -> str:
    desk.open(KeyLayout.CHINESE, InputMode.NAME)
    for letters, text in parts:
        desk.type(letters)
        desk.choose(text)
    return desk.field.text()


def test_a_name_in_one_go(desk: Desk) -> None:
    assert spell_name(desk, ("liwanqing", "李婉清")) == "李婉清"


def test_a_name_character_by_character(desk: Desk) -> None:
    assert spell_name(desk, ("liwanqing", "李"), ("", "婉"), ("", "清")) == "李婉清"


def test_a_name_with_a_middle_dot(desk: Desk) -> None:
    desk.open(KeyLayout.CHINESE, InputMode.NAME)
    desk.type("maimaiti")
    desk.choose("买买提")
    desk.do(Does.DOT)
    desk.type("tuerxun")
    desk.do(Does.SPACE)
    assert desk.field.text() == "买买提\u00b7吐尔逊"


@pytest.mark.parametrize(
    ("letters", "character"),
    [("kun", "堃"), ("yan", "䶮"), ("ying", "𬎆"), ("huan", "𬘫"), ("xi", "𠅤"), ("zhe", "𪚥")],
)
def test_rare_characters_by_their_sound(desk: Desk, letters: str, character: str) -> None:
    assert spell_name(desk, ("li", "李"), (letters, character)) == f"李{character}"


def test_a_rare_character_by_its_parts(desk: Desk) -> None:
    desk.open(KeyLayout.CHINESE, InputMode.NAME)
    desk.touch(desk.keyboard.head.other_way)
    desk.type("longtian")
    desk.choose("䶮")
    desk.type("wei")
    assert desk.field.text() == "䶮"
    assert len(desk.keyboard.head.shelf.shown) > 3, (
        "after one character, spelling is by sound again"
    )


def test_letters_are_shown_in_the_field_until_they_are_chosen_for(desk: Desk) -> None:
    desk.open(KeyLayout.CHINESE)
    desk.type("hun")
    assert (desk.field.text(), desk.spelled.letters) == ("", "hun")
    desk.do(Does.ERASE)
    assert desk.spelled.letters == "hu"


def test_erasing_goes_on_into_the_text(desk: Desk) -> None:
    spell_name(desk, ("li", "李"))
    desk.do(Does.ERASE)
    assert desk.field.text() == ""


def test_words_go_in_at_the_cursor(desk: Desk) -> None:
    desk.field.setText("李清")
    desk.open(KeyLayout.CHINESE, InputMode.NAME)
    desk.field.setCursorPosition(1)
    desk.type("wan")
    desk.choose("婉")
    assert desk.field.text() == "李婉清"


def test_an_apostrophe_parts_syllables(desk: Desk) -> None:
    desk.open(KeyLayout.CHINESE, InputMode.ADDRESS)
    desk.type("xi")
    desk.do(Does.DOT)
    desk.type("an")
    desk.do(Does.SPACE)
    assert desk.field.text() == "西安"


def test_a_place_with_a_number(desk: Desk) -> None:
    desk.open(KeyLayout.CHINESE, InputMode.ADDRESS)
    desk.type("tianjiaolu")
    turn = next(key for key in desk.keyboard.board.keys if key.label and key.label.zh == "123")
    desk.touch(desk.keyboard.board.cap(turn))
    desk.type("12")
    desk.do(Does.BACK)
    desk.type("hao")
    desk.choose("号")
    assert desk.field.text() == "天骄路12号"


def test_an_id_number_with_x(desk: Desk) -> None:
    desk.open(KeyLayout.RESIDENT_ID)
    desk.type("15060220061121998X")
    assert desk.field.text() == "15060220061121998X"


def test_small_and_capital_letters(desk: Desk) -> None:
    desk.open(KeyLayout.LATIN)
    desk.do(Does.TURN)
    desk.type("L")
    desk.do(Does.TURN)
    desk.type("i")
    assert desk.field.text() == "Li"


def test_going_on_takes_the_likeliest_along(desk: Desk, qtbot: QtBot) -> None:
    desk.open(KeyLayout.CHINESE, InputMode.NAME)
    desk.type("liwanqing")
    with qtbot.waitSignal(desk.keyboard.next_pressed):
        desk.do(Does.NEXT)
    assert desk.field.text() == "李婉清"


def test_hiding_tells_so(desk: Desk, qtbot: QtBot) -> None:
    desk.open(KeyLayout.CHINESE)
    with qtbot.waitSignal(desk.keyboard.hidden):
        desk.do(Does.HIDE)
    assert not desk.keyboard.isVisible()


def test_the_field_keeps_the_focus(desk: Desk) -> None:
    spell_name(desk, ("li", "李"))
    parts = cast("list[QWidget]", desk.keyboard.findChildren(QWidget))
    assert all(part.focusPolicy() is Qt.FocusPolicy.NoFocus for part in parts)


def test_what_cannot_be_printed_is_marked(desk: Desk) -> None:
    desk.open(KeyLayout.CHINESE, InputMode.NAME)
    desk.touch(desk.keyboard.head.other_way)
    desk.type("muxin")
    assert "印不出" not in desk.keyboard.head.shelf.shown[0].accessibleName()
    assert ("✗ 印不出", "attention") in desk.keyboard.telling.notes(UNPRINTABLE)
    assert ("✓ 可打印", "done") in desk.keyboard.telling.notes("䶮")


@pytest.mark.parametrize("layout", KeyLayout)
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("width", [1080, 1920])
def test_every_key_has_a_name_and_room_for_a_finger(
    make_desk: MakeDesk, layout: KeyLayout, language: Language, width: int
) -> None:
    desk = make_desk(Look(landscape=width > 1080), language, width)
    desk.open(layout)
    caps = cast("list[QAbstractButton]", desk.keyboard.findChildren(QAbstractButton))
    for cap in caps:
        if cap.isVisible():
            assert cap.accessibleName()
            assert min(cap.width(), cap.height()) >= 60


def test_nothing_is_left_after_a_reset(desk: Desk) -> None:
    """Plant letters and a name; look for them in widgets, look-ups, clipboard and live objects."""
    desk.open(KeyLayout.CHINESE, InputMode.NAME)
    desk.type("liwanqing")
    desk.touch(desk.keyboard.head.more)
    desk.keyboard.reset()
    desk.field.clear()
    said = [
        text
        for widget in (desk.keyboard, *desk.keyboard.findChildren(QWidget))
        for text in (widget.accessibleName(), getattr(widget, "text", str)())
    ]
    assert not any("李婉清" in text or "liwan" in text for text in said)
    assert desk.spelled.letters == ""
    assert "李婉清" not in QGuiApplication.clipboard().text()
    gc.collect()
    living = [found for found in gc.get_objects() if type(found) is Candidate]
    assert not living
    assert desk.keyboard.dictionary.looked_up == 0


def test_another_field_begins_afresh(desk: Desk) -> None:
    desk.open(KeyLayout.CHINESE, InputMode.NAME)
    desk.type("liwan")
    other = QLineEdit(desk.page)
    desk.keyboard.open(other, KeyLayout.CHINESE, InputMode.NAME)
    assert desk.spelled.letters == ""
    assert not desk.keyboard.head.shelf.shown


def test_a_field_that_is_gone_does_no_harm(desk: Desk) -> None:
    field = QLineEdit()
    desk.page.show()
    desk.keyboard.open(field, KeyLayout.CHINESE)
    desk.type("li")
    field.deleteLater()
    del field
    QGuiApplication.processEvents()
    desk.type("a")
    desk.keyboard.reset()
