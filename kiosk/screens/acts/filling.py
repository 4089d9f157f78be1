"""The form: one page of questions after the other, with the keyboard below."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from kiosk.screens.acts.capturing import Capturing
from kiosk.screens.acts.card_reading import CardReading
from kiosk.screens.acts.leading_out import lead_out
from kiosk.screens.acts.places import Places
from kiosk.screens.acts.stage import Act, Stage
from kiosk.screens.citizen import words
from kiosk.screens.citizen.form import FormPage
from kiosk.screens.citizen.porch_views import Foot
from kiosk.screens.keyboard.keyboard import Keyboard
from kiosk.screens.keyboard.layouts import KeyLayout
from kiosk.screens.keyboard.pinyin import InputMode
from kiosk.screens.telling.form import Around, form_view
from kiosk.texts import Text
from kiosk.visits.steps import Step

MISSING = Text("还差 {count} 处：{say}", "{count} left: {say}")
TURNED = Text("已帮您翻到这里", "Here it is")
LIFTED = 20
"""Milliseconds between looks whether the finger is off the glass."""


class Filling(Act):
    """Shows a page, takes an answer whenever a field is left, and never while typing."""

    steps = frozenset({Step.FORM})

    def __init__(self, stage: Stage, keyboard: Keyboard, reading: CardReading) -> None:
        super().__init__(stage)
        self._reading = reading
        reading.moved.connect(self._show_answered)
        self._keyboard = keyboard
        self._showing = False
        self._places = Places(stage)
        self._places.heard.connect(self._show_answered)
        self._capturing = Capturing(stage, self._page)
        self._late = QTimer(self, singleShot=True, interval=LIFTED)
        self._late.timeout.connect(self._show_answered)

    def show(self) -> None:
        """Show the open page and what is missing on it."""
        stage, page = self.stage, self._page()
        free = self._places.left()
        around = Around(stage.hall.district, self._capturing.takes, free)
        view = form_view(stage.visit, around, self._reading.complaint)
        self._capturing.attend(view)
        self._showing = True
        page.show_view(view)
        self._showing = False
        language = stage.language
        ways = (words.BACK, words.PUT_AWAY, words.NEXT)
        stage.put(page, Foot(*(way[language] for way in ways)))
        self._say_missing(view.left)

    def leave(self) -> None:
        """Close the keyboard; the camera looks away."""
        self._keyboard.close()
        self._capturing.stop()
        self._places.forget()
        self.stage.window.show_missing("")

    def forget(self) -> None:
        """Let the camera look away, and ask for places anew."""
        self._capturing.stop()
        self._places.forget()

    def settle(self) -> None:
        """Take what was typed last."""
        self._page().settle()

    def _page(self) -> FormPage:
        return self.stage.page(FormPage, self._join)

    def _join(self, page: FormPage) -> None:
        page.answered.connect(self._answer)
        page.wants_keyboard.connect(self._open_keyboard)
        page.rests.connect(self._rest)
        page.read.connect(self.stage.read)
        page.row_wanted.connect(self._add_row)
        page.row_dropped.connect(self._drop_row)
        page.capture_wanted.connect(self._capturing.want)
        page.card_again.connect(self._reading.begin)
        lead_out(self.stage, page)
        self._keyboard.next_pressed.connect(page.next_field)
        self._keyboard.hidden.connect(self._keyboard_gone)

    def _answer(self, path: str, typed: object) -> None:
        if self.stage.visit.step is not Step.FORM or self._showing:
            return
        before = self.stage.visit
        after = before.answer(path, typed)
        if after.filling != before.filling:
            self.stage.visit = after
            self._show_answered()

    def _show_answered(self) -> None:
        """Nothing moves under a finger: what it came down on must still be there when it lifts."""
        if QGuiApplication.mouseButtons():
            self._late.start()
        elif self.stage.visit.step is Step.FORM:
            self.stage.turned.emit()

    def _add_row(self, group: str) -> None:
        self.stage.turn(self.stage.visit.filled(lambda filling: filling.add_row(group)))

    def _drop_row(self, group: str, index: int) -> None:
        self.stage.turn(self.stage.visit.filled(lambda filling: filling.remove_row(group, index)))

    def _open_keyboard(self, editor: QWidget, layout: KeyLayout, mode: InputMode) -> None:
        self._keyboard.open(editor, layout, mode)
        self.stage.window.set_keyboard(self._keyboard)
        self._page().keyboard(True)
        self.stage.window.ensure_visible(editor)

    def _rest(self) -> None:
        self._keyboard.close()

    def _keyboard_gone(self) -> None:
        self.stage.window.set_keyboard(None)
        self._page().keyboard(False)

    def _say_missing(self, left: int) -> None:
        visit, language = self.stage.visit, self.stage.language
        if visit.attention is None or not left:
            self.stage.window.show_missing("")
            return
        said = [one.say for one in visit.missing if one.path == visit.attention]
        said += [one.say for one in visit.remarks if visit.attention in one.on]
        first = said[0][language] if said else ""
        told = MISSING.fill(count=left, say=first)[language]
        self.stage.window.show_missing(told, TURNED[language])
