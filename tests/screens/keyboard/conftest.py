"""A keyboard below a field, as on a form page."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLayout, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kiosk.screens.keyboard.dictionary import Dictionary
from kiosk.screens.keyboard.keyboard import Keyboard
from kiosk.screens.keyboard.layouts import Does, KeyLayout
from kiosk.screens.keyboard.pinyin import InputMode
from kiosk.screens.look.look import Look
from kiosk.texts import Language

UNPRINTABLE = "𠅤"


class Spelled(QObject):
    """Sees what is shown in a field as not yet chosen for."""

    letters = ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # Qt names it
        if isinstance(event, QInputMethodEvent):
            self.letters = event.preeditString()
        return False


class Desk:
    """A field with its keyboard, worked by finger."""

    def __init__(self, look: Look, language: Language, dictionary: Dictionary, width: int) -> None:
        self.page = QWidget()
        self.page.resize(width, 900)
        self.field = QLineEdit(self.page)
        self.spelled = Spelled(self.page)
        self.field.installEventFilter(self.spelled)
        self.keyboard = Keyboard(
            look, language, dictionary, lambda text: UNPRINTABLE not in text, self.page
        )
        column = QVBoxLayout(self.page)
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.addWidget(self.field)
        column.addStretch(1)
        column.addWidget(self.keyboard)

    def open(self, layout: KeyLayout, mode: InputMode = InputMode.TEXT) -> None:
        self.page.show()
        self.field.setFocus()
        self.keyboard.open(self.field, layout, mode)
        QTest.qWait(0)

    def touch(self, widget: QWidget) -> None:
        assert widget.isVisible()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def type(self, texts: str) -> None:
        """Touch the keys that type these letters, marks and digits."""
        for text in texts:
            key = next(key for key in self.keyboard.board.keys if key.text == text)
            self.touch(self.keyboard.board.cap(key))

    def do(self, does: Does) -> None:
        key = next(key for key in self.keyboard.board.keys if key.does is does)
        self.touch(self.keyboard.board.cap(key))

    def choose(self, text: str) -> None:
        """Touch a candidate, unfolding and turning pages until it is there."""
        keyboard = self.keyboard
        shelf = keyboard.head.shelf
        if text not in [cap.text() for cap in shelf.shown]:
            self.touch(keyboard.head.more)
            shelf = keyboard.cupboard.shelf
            while text not in [cap.text() for cap in shelf.shown]:
                self.touch(keyboard.cupboard.later)
        self.touch(next(cap for cap in shelf.shown if cap.text() == text))


MakeDesk = Callable[..., Desk]


@pytest.fixture
def dictionary() -> Iterator[Dictionary]:
    opened = Dictionary(Path("resources/input/pinyin.sqlite"))
    yield opened
    opened.close()


@pytest.fixture
def make_desk(qtbot: QtBot, dictionary: Dictionary) -> MakeDesk:
    def make(look: Look | None = None, language: Language = Language.ZH, width: int = 1080) -> Desk:
        desk = Desk(look or Look(), language, dictionary, width)
        qtbot.addWidget(desk.page)
        return desk

    return make


@pytest.fixture
def desk(make_desk: MakeDesk) -> Desk:
    return make_desk()
