"""The form step: one page of questions, and in front of it a page of answers when one asks."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QStackedLayout, QWidget

from kiosk.screens.citizen.field_column import standing
from kiosk.screens.citizen.form_sheet import FormSheet
from kiosk.screens.citizen.form_view import FormView
from kiosk.screens.fields.chooser import Chooser
from kiosk.screens.fields.choosing import Choosing
from kiosk.screens.fields.field import Field
from kiosk.screens.fields.pool import FieldPool
from kiosk.screens.look.look import Look
from kiosk.texts import Language

LIFTED = 20
"""Milliseconds between looks whether the finger is off the glass."""


class FormPage(QWidget):
    """Shows one page of the form.

    `answered(path, typed)` when a field is left; `wants_keyboard(editor, layout, mode)` when
    one is typed in, `rests()` when nothing is typed in any more; `capture_wanted(path, kind)`
    when a photo or a fingerprint shall be taken; `read(words)` to read aloud; `left_out(id)`,
    `explained(id)` and `home()` are the ways on from what an answer rules out.
    """

    answered = Signal(str, object)
    wants_keyboard = Signal(object, object, object)
    rests = Signal()
    read = Signal(str)
    row_wanted = Signal(str)
    row_dropped = Signal(str, int)
    capture_wanted = Signal(str, object)
    card_again = Signal()
    left_out = Signal(str)
    explained = Signal(str)
    home = Signal()

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: FormView | None = None
        self.opening: tuple[str, ...] = ()
        self._in_use: Field | None = None
        self._asking: Field | None = None
        self._entered = ""
        self._lifting = QTimer(self, singleShot=True, interval=LIFTED)
        self._lifting.timeout.connect(self._use_entered)
        self._look = look
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.sheet = FormSheet(look, language, self)
        self._chooser = Chooser(look, language, self)
        self._pool = FieldPool(look, language, self._join)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.sheet)
        self._pages.addWidget(self._chooser)
        self.sheet.read.connect(self.read)
        self.sheet.card_again.connect(self.card_again)
        self.sheet.left_out.connect(self.left_out)
        self.sheet.explained.connect(self.explained)
        self.sheet.home.connect(self.home)
        self._chooser.picked.connect(self._take)
        self._chooser.gone.connect(self._stop_choosing)
        self.dress(look, language)

    def dress(self, look: Look, language: Language) -> None:
        """Change colours, sizes and language; the view comes again in the new language."""
        self._look = look
        self._pool.dress(look, language)
        self.sheet.dress(look, language)
        self._chooser.dress(look, language)

    def show_view(self, view: FormView) -> None:
        """Show a page, or the same page after an answer; what is being typed stays.

        A new page begins at its first field; after Next with something missing, at that.
        """
        before, self._view = self._view, view
        self.opening = (view.title, view.intro)
        turned = before is None or before.page != view.page
        if turned:
            self._asking = self._in_use = None
            self._pages.setCurrentWidget(self.sheet)
            self.sheet.let_go()
            self.setFocus()
        self.sheet.show_view(view, self._pool)
        pointed = turned or before is None or before.attention != view.attention
        wanted = self.sheet.column.holder(view.attention or "") if pointed else None
        if wanted is not None:
            wanted.target().setFocus(Qt.FocusReason.OtherFocusReason)
        asking = [field for field in self.sheet.column.every() if field.view.guide]
        first = asking[0] if asking and turned else None
        self._use(wanted or first or standing(self._in_use, self.sheet.column))

    def clear(self) -> None:
        """Forget everything: no question, answer or guide is left in any widget."""
        self._leave()
        self._view, self.opening = None, ()
        self.sheet.clear(self._pool)
        self._chooser.clear()

    def settle(self) -> None:
        """Tell what was typed and not yet told; before Next, Back or a reset."""
        for field in self.sheet.column.fields:
            field.settle()

    def keyboard(self, open_: bool) -> None:
        """Take note that the keyboard has come up for the field in use, or has gone."""
        self.sheet.keyboard(open_)

    def next_field(self) -> None:
        """Go on to the next field that can be used, as the keyboard's own way on does, or rest."""
        every = self.sheet.column.every()
        place = every.index(self._in_use) + 1 if self._in_use in every else len(every)
        targets = (field.target() for field in every[place:])
        usable = next((one for one in targets if _takes_focus(one)), None)
        if usable is not None:
            usable.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.settle()
            self.rests.emit()

    def _join(self, field: Field) -> None:
        field.answered.connect(self.answered)
        field.entered.connect(self._enter)
        field.wants_keyboard.connect(self.wants_keyboard)
        field.wants_choice.connect(self._choose)
        field.row_wanted.connect(self.row_wanted)
        field.row_dropped.connect(self.row_dropped)
        field.capture_wanted.connect(self.capture_wanted)

    def _enter(self, path: str) -> None:
        self._entered = path
        self._use_entered()

    def _use_entered(self) -> None:
        """Let the guide follow; a button stays where it is until the finger on it is lifted."""
        touched = QGuiApplication.mouseButtons() and QApplication.focusWidget()
        if isinstance(touched, QAbstractButton):
            self._lifting.start()
        elif field := self.sheet.column.holder(self._entered):
            self._use(field)
            if isinstance(QApplication.focusWidget(), QAbstractButton):
                self.rests.emit()

    def _use(self, field: Field | None) -> None:
        self._in_use = field
        self.sheet.use(field)

    def _leave(self) -> None:
        self._asking, self._entered = None, ""
        self._pages.setCurrentWidget(self.sheet)
        self._use(None)

    def _choose(self, field: Field, choosing: Choosing) -> None:
        self._asking = field
        self._chooser.ask(choosing)
        self._pages.setCurrentWidget(self._chooser)

    def _take(self, value: str) -> None:
        if self._asking is None:
            return
        more = self._asking.take(value)
        if more is None:
            self._stop_choosing()
        else:
            self._chooser.ask(more)

    def _stop_choosing(self) -> None:
        field, self._asking = self._asking, None
        self._chooser.clear()
        self._pages.setCurrentWidget(self.sheet)
        if field is not None:
            field.target().setFocus(Qt.FocusReason.OtherFocusReason)


def _takes_focus(target: QWidget) -> bool:
    """Tell a field that can be answered from a sentence, or what nothing can be done about."""
    return bool(target.focusPolicy()) and target.isEnabled() and target.isVisible()
