"""Filling in any form: each question answered the way its field asks, from a file of answers.

What a couple does by the kiosk's own pinyin keys is told in `tales.py`; here words come from a
keyboard that is plugged in, Chinese as an input method sends it.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from kiosk.screens.citizen.form_parts import DOWN, Rest
from kiosk.screens.fields.address import AddressField, DivisionField
from kiosk.screens.fields.answer import Answer
from kiosk.screens.fields.appointment import AppointmentField
from kiosk.screens.fields.capture import CaptureField
from kiosk.screens.fields.choice import ChoiceField, answers_of
from kiosk.screens.fields.chooser import Chooser
from kiosk.screens.fields.entry import Entry
from kiosk.screens.fields.field import Field
from kiosk.screens.fields.line import LineField
from kiosk.screens.fields.pick import PickField
from kiosk.screens.fields.repeat import RepeatField
from kiosk.screens.fields.ticks import TicksField
from kiosk.texts import Language
from tests.journeys.hand import Hand, centre, name_of, visible_widgets
from tests.journeys.keys import Keys

ONWARD = "下一步"


@dataclass
class Pen:
    """Answers what the page asks, field by field, and goes on to the next page."""

    hand: Hand
    answers: Mapping[str, Any]
    done: set[str] = field(default_factory=set)

    def fill_in(self) -> None:
        """Fill in every page until no question is left."""
        while self.hand.ask(_asks):
            self._page()
            before = self.hand.ask(_paths)
            self.hand.tap(ONWARD)
            self.hand.until("another page", lambda seen=before: _paths() != seen)

    def _page(self) -> None:
        while True:
            asked = self.hand.ask(self._open)
            if asked is not None:
                self.done.add(asked.view.path)
                self._answer(asked)
            elif not self._turn():
                return

    def _open(self) -> Field | None:
        """Return the first question in sight that the file answers and that is not answered yet."""
        for asked in visible_widgets(Field):
            view = asked._view
            if view is None or view.path in self.done or isinstance(asked, RepeatField):
                continue
            given = self._given(view.path)
            if given is not None and given != view.value and _in_reach(asked):
                return asked
        return None

    def _given(self, path: str) -> Any:
        value: Any = self.answers
        for step in path.split("."):
            if isinstance(value, list) and step.isdecimal() and int(step) < len(value):
                value = value[int(step)]
            elif isinstance(value, Mapping):
                value = value.get(step)
            else:
                return None
        return value

    def _turn(self) -> bool:
        """Turn to what does not fit on the glass; says whether there was more."""
        if self.hand.ask(_down) is None:
            return False
        with suppress(TimeoutError):  # the page was settling, and then had no more
            self.hand.tap_at("more questions", _down)
        return True  # moved or not: it is looked at again

    def _answer(self, asked: Field) -> None:
        given = self._given(asked.view.path)
        ways: dict[type[Field], Callable[[Any, Any], None]] = {
            ChoiceField: self._choose,
            TicksField: self._tick,
            AppointmentField: self._book,
            PickField: self._pick,
            AddressField: self._address,
            DivisionField: self._division,
            LineField: self._write,
            CaptureField: self._elsewhere,
        }
        way = next(way for kind, way in ways.items() if isinstance(asked, kind))
        way(asked, given)

    def _choose(self, asked: ChoiceField, given: object) -> None:
        shown = answers_of(asked.view, asked.language)
        self._touch(asked, next(title for value, title in shown if given in (value, title)))

    def _tick(self, asked: TicksField, given: object) -> None:
        wanted = given if isinstance(given, list) else [given]
        titles = [one.title for one in asked.view.options if {one.value, one.title} & {*wanted}]
        for title in titles or [asked.view.label]:
            self._touch(asked, title)

    def _pick(self, asked: PickField, given: object) -> None:
        options = asked.options(asked.view)
        self._open_answers(asked)
        self._find(next(one.value for one in options if given in (one.value, one.title)))

    def _book(self, asked: AppointmentField, given: Mapping[str, str]) -> None:
        self._open_answers(asked)
        for part in ("office", "day", "slot"):
            self._find(f"{part}:{given[part]}")

    def _division(self, asked: DivisionField, given: str) -> None:
        """Touch the deepest division in sight, or go up to where all provinces stand."""
        self._open_answers(asked)
        while self.hand.ask(lambda: visible_widgets(Answer)):
            for code in (given, f"{given[:4]}00", f"{given[:2]}0000"):
                if self.hand.ask(lambda one=code: _answer(one)) is not None:
                    self._find(code)
                    break
            else:
                self.hand.tap("全国")

    def _open_answers(self, asked: PickField | DivisionField) -> None:
        self.hand.tap_at(asked.view.label, lambda: centre(asked.box))
        self.hand.until("the answers", lambda: visible_widgets(Answer))

    def _address(self, asked: AddressField, given: Mapping[str, str] | str) -> None:
        assert isinstance(given, Mapping)
        self._division(asked, given["division"])
        self._into(asked.entry, given["detail"])

    def _write(self, asked: LineField, given: object) -> None:
        self._into(asked.entry, str(given).replace("-", "") if _is_day(given) else str(given))

    def _elsewhere(self, asked: CaptureField, given: object) -> None:
        assert given == "window"
        self._touch(asked, "另一种方式")

    def _into(self, entry: Entry, words: str) -> None:
        self.hand.tap_at(entry.accessibleName(), lambda: centre(entry))
        self.hand.until("the field in use", entry.hasFocus)
        if words.isascii():
            self.hand.type(words)
        else:
            self.hand.ask(lambda: _compose(words))
        Keys(self.hand).fold()

    def _touch(self, asked: Field, name: str) -> None:
        self.hand.tap_at(name, lambda: _button_in(asked, name))

    def _find(self, value: str) -> None:
        """Touch an answer, on whichever sheet it stands."""
        for tab in self.hand.ask(_tabs):
            if self.hand.ask(lambda: _answer(value)) is not None:
                break
            self.hand.tap(tab)
        self.hand.tap_at(value, lambda: _answer(value))


def _compose(words: str) -> None:
    """Have an input method hand over words, as the keyboards of halls do."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    focus = QApplication.focusWidget()
    assert focus is not None
    QApplication.sendEvent(focus, event)


def _asks() -> bool:
    return any(one._view is not None for one in visible_widgets(Field))


def _paths() -> tuple[str, ...]:
    return tuple(one._view.path for one in visible_widgets(Field) if one._view is not None)


def _down() -> QPoint | None:
    parts = [one for rest in visible_widgets(Rest) for one in rest.findChildren(QAbstractButton)]
    return centre(next((one for one in parts if one.text() == DOWN[Language.ZH]), None))


def _in_reach(asked: Field) -> bool:
    """Whether all of a question can be touched, not only its first line."""
    inner = [one for one in asked.findChildren(QWidget) if one.isVisible()]
    return all(one.visibleRegion().boundingRect() == one.rect() for one in inner)


def _button_in(asked: QWidget, name: str) -> QPoint | None:
    buttons = asked.findChildren(QAbstractButton)
    return centre(next((one for one in buttons if name_of(one) == name), None))


def _answer(value: str) -> QPoint | None:
    found = [one for one in visible_widgets(Answer) if one.value == value]
    return centre(next(iter(found), None))


def _tabs() -> list[str]:
    (chooser,) = visible_widgets(Chooser)
    asked = chooser._choosing
    return [one.tab for one in asked.sheets if one.tab] if asked is not None else []


def _is_day(given: object) -> bool:
    text = str(given)
    return len(text) in (7, 10) and text.replace("-", "").isdecimal() and text[4] == "-"
