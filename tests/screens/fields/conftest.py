"""A field of each kind on the glass, and what it tells."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kiosk.screens.fields.field import Field
from kiosk.screens.fields.pool import FieldPool
from kiosk.screens.fields.view import FieldView
from kiosk.screens.look.look import Look
from kiosk.texts import Language


class Glass:
    """Shows one field; keeps what it answered and which page of answers it wants."""

    def __init__(self, qtbot: QtBot) -> None:
        self.bot = qtbot
        self.page = QWidget()
        self.page.resize(600, 900)
        self.column = QVBoxLayout(self.page)
        self.column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.answers: list[tuple[str, object]] = []
        self.entered: list[str] = []
        self.wanted: list[tuple[object, ...]] = []
        self.asked: list[object] = []
        self.rows: list[tuple[object, ...]] = []
        self.captures: list[tuple[object, ...]] = []
        self.pool = FieldPool(Look(), Language.ZH, self.listen)
        qtbot.addWidget(self.page)

    def listen(self, field: Field) -> None:
        field.answered.connect(lambda path, typed: self.answers.append((path, typed)))
        field.entered.connect(self.entered.append)
        field.wants_keyboard.connect(lambda *asked: self.wanted.append(asked))
        field.wants_choice.connect(lambda _, choosing: self.asked.append(choosing))
        field.capture_wanted.connect(lambda *wanted: self.captures.append(wanted))
        field.row_wanted.connect(lambda path: self.rows.append((path,)))
        field.row_dropped.connect(lambda *dropped: self.rows.append(dropped))

    def show(self, view: FieldView) -> Field:
        field = self.pool.lend(view, self.page)
        self.column.addWidget(field)
        with self.bot.waitExposed(self.page):
            self.page.show()
        self.page.activateWindow()
        self.bot.waitUntil(self.page.isActiveWindow)
        return field


@pytest.fixture
def glass(qtbot: QtBot) -> Glass:
    return Glass(qtbot)


@pytest.fixture
def words_on() -> Callable[[QWidget], str]:
    """Everything that a widget and those inside it still say."""

    def said(widget: QWidget) -> str:
        found: list[str] = []
        for one in (widget, *widget.findChildren(QWidget)):
            found += [one.accessibleName(), one.accessibleDescription(), one.toolTip()]
            for name in ("text", "placeholderText", "undoText"):
                read = getattr(one, name, None)
                found.append(str(read()) if callable(read) else "")
            found += [str(value) for value in vars(one).values() if isinstance(value, str)]
        return "\n".join(found)

    return said
