"""Every page of every form can be seen to its last dot, however its answers come and go."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.app import Kiosk
from kiosk.front import Front
from kiosk.pictures import Variant, settle, shown
from kiosk.screens.citizen.field_column import FieldColumn
from kiosk.screens.citizen.form_parts import Rest
from kiosk.screens.fields.box import ring_room
from kiosk.screens.fields.field import Field
from kiosk.screens.look.button import Button
from kiosk.screens.look.option import Option
from kiosk.texts import Language
from kiosk.visits.steps import Step
from tests.screens.families import SERVICES, filled, form_pages, hall

VARIANTS = tuple(
    Variant(language, large, landscape=lying)
    for language, large, lying in product(Language, (False, True), (False, True))
)
MOST = 12
"""More screenfuls than any page has."""


@pytest.fixture(params=SERVICES)
def key(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def kiosk(key: str, tmp_path: Path) -> Iterator[Kiosk]:
    with hall(key, tmp_path) as opened:
        yield opened


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_every_field_can_be_seen_whole(
    qtbot: QtBot, kiosk: Kiosk, key: str, variant: Variant
) -> None:
    for name, front in shown(kiosk, variant, form_pages(filled(kiosk, key, variant))):
        assert (name, list(unseen(front))) == (name, [])


def test_an_answer_that_brings_or_takes_questions_stays_in_use(
    qtbot: QtBot, kiosk: Kiosk, key: str
) -> None:
    came_or_went = 0
    for _, front in shown(kiosk, Variant(), form_pages(filled(kiosk, key, Variant()))):
        column = front.window.findChild(FieldColumn)
        page = front.stage.visit.page
        for path, place in [(one.view.path, at) for one in column.fields for at in range(3)]:
            options = options_of(column.holder(path))
            if len(options) <= place:
                continue
            before = len(column.fields)
            QTest.mouseClick(options[place], Qt.MouseButton.LeftButton)
            if front.stage.visit.step is not Step.FORM or front.stage.visit.page != page:
                break
            if holder := column.holder(path):
                assert holder.isAncestorOf(QApplication.focusWidget()), path
            came_or_went += len(column.fields) != before
            settle(front)
            assert list(unseen(front)) == []
    assert came_or_went or key == "310000-marriage-birth"


def test_the_next_person_meets_no_question_of_the_last(
    qtbot: QtBot, kiosk: Kiosk, key: str
) -> None:
    pages = dict(form_pages(filled(kiosk, key, Variant())))
    large = dict(form_pages(filled(kiosk, key, Variant(Language.EN, large_print=True))))
    first, last = next(iter(pages)), list(pages)[-1]
    for _, front in shown(kiosk, Variant(), [(first, pages[first])]):
        column = front.window.findChild(FieldColumn)
        column.every()[0].target().setFocus(Qt.FocusReason.TabFocusReason)
        front.conductor.reset()
        assert column.fields == ()
        assert not front.keyboard.isVisible()
        front.stage.turn(large[last])
        settle(front)
        assert list(unseen(front)) == []


def options_of(field: Field | None) -> list[Option]:
    every = field.findChildren(Option) if field is not None else []
    return [one for one in every if one.isVisibleTo(field)]


def unseen(front: Front) -> Iterator[str]:
    """Turn a page to its end and its beginning again; say what cannot be seen or is not told of.

    More below or above stands with a button that leads there, and only then.
    """
    window = front.window
    column = window.findChild(FieldColumn)
    _, up, down = window.findChild(Rest).findChildren(Button)
    seen: dict[Field, set[int]] = {field: set() for field in column.fields}
    if column.widget().width() > column.viewport().width():
        yield f"{column.widget().width() - column.viewport().width()} dots beside the glass"
    for button, hidden in ((down, below), (up, above)):
        for _ in range(MOST):
            for field in seen:
                seen[field] |= set(rows_in_sight(field, column))
            waiting = [field.view.path for field in column.fields if hidden(field, column)]
            if bool(waiting) != button.isVisibleTo(window):
                yield f"{waiting} hidden, and the button is {'on' if not waiting else 'missing'}"
            if not waiting:
                break
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
            settle(front)
        else:
            yield f"{button.text()!r} leads nowhere"
    yield from (
        f"{field.view.path}: {field.height() - len(rows)} of {field.height()} dots"
        for field, rows in seen.items()
        if len(rows) < field.height() - ring_room(column._look)
    )


def above(field: Field, column: FieldColumn) -> bool:
    return top_of(field, column) < 0


def below(field: Field, column: FieldColumn) -> bool:
    """Tell whether something of it lies below the glass; the room of a ring shows nothing."""
    end = top_of(field, column) + field.height() - ring_room(column._look)
    return end > column.viewport().height()


def rows_in_sight(field: Field, column: FieldColumn) -> range:
    """Return which rows of dots of a field are on the glass now."""
    top = top_of(field, column)
    return range(max(0, -top), min(field.height(), column.viewport().height() - top))


def top_of(field: Field, column: FieldColumn) -> int:
    return field.mapTo(column.viewport(), QPoint(0, 0)).y()
