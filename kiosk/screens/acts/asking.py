"""Asked for by number or code: how far a case is, its receipt again, a filling put away."""

from PySide6.QtWidgets import QWidget

from kiosk.cases.number import is_case_number, plain
from kiosk.screens.acts.stage import Act, Stage
from kiosk.screens.citizen.after_views import ProgressView, ReprintView, ResumeView
from kiosk.screens.citizen.office import Found, Office
from kiosk.screens.citizen.progress import ProgressPage
from kiosk.screens.citizen.reprint import ReprintPage
from kiosk.screens.citizen.resume import ResumePage
from kiosk.screens.keyboard.keyboard import Keyboard
from kiosk.screens.keyboard.layouts import KeyLayout
from kiosk.screens.keyboard.pinyin import InputMode
from kiosk.screens.telling.changes import changes
from kiosk.screens.telling.outcome import progress_view
from kiosk.texts import Text
from kiosk.visits.renewal import Resumed
from kiosk.visits.steps import BESIDE, Step

WRONG_NUMBER = Text(
    "请照回执再输一遍，号码有一位不对", "Please compare with the receipt: a digit is not right"
)
NOT_HERE = Text(
    "这台机器没有这个办件，请到当时那台机器或窗口查",
    "This machine does not have it: ask at the machine you used, or at the window",
)
Asker = ProgressPage | ResumePage | ReprintPage


class Asking(Act):
    """Takes a number or a code and shows what there is."""

    steps = frozenset({Step.PROGRESS, Step.RESUME, Step.REPRINT, Step.CHANGED})

    def __init__(self, stage: Stage, keyboard: Keyboard) -> None:
        super().__init__(stage)
        self._keyboard = keyboard
        self._shown: Step | None = None
        keyboard.hidden.connect(self._keyboard_gone)
        keyboard.next_pressed.connect(self._typed)

    def show(self) -> None:
        """Show the page of the step, empty when it is new."""
        step, page = self.stage.visit.step, self._page()
        if self._shown is not step:
            self._shown = step
            page.clear()
        if isinstance(page, ProgressPage):
            page.show_view(ProgressView())
        elif isinstance(page, ResumePage):
            opened, language = self.stage.visit.differences, self.stage.language
            page.show_view(ResumeView(changes=changes(opened, language) if opened else ()))
        else:
            page.show_view(ReprintView())
        self.stage.put(page, page.foot())

    def leave(self) -> None:
        """Close the keyboard; back on the welcome, nothing that was asked is left either."""
        self._keyboard.close()
        self.stage.window.set_keyboard(None)
        if self._shown is not None and self.stage.visit.step not in BESIDE:
            self._shown = None
            for page in (ProgressPage, ResumePage, ReprintPage):
                built = self.stage.binder.built(page)
                if built is not None:
                    built.clear()

    def forget(self) -> None:
        """Start with an empty page."""
        self._shown = None

    def onward(self) -> None:
        """Ask for what was typed; after what is different, go on."""
        if self.stage.visit.step is Step.CHANGED:
            self.stage.turn(self.stage.visit.carry_on())
        else:
            self._page().ask()

    def _page(self) -> Asker:
        stage, step = self.stage, self.stage.visit.step
        if step is Step.PROGRESS:
            return stage.page(ProgressPage, self._join)
        if step in (Step.RESUME, Step.CHANGED):
            return stage.page(ResumePage, self._join)
        return stage.page(ReprintPage, self._join)

    def _join(self, page: Asker) -> None:
        page.asked.connect(self._ask)
        page.wants_keyboard.connect(self._open_keyboard)

    def _open_keyboard(self, editor: QWidget, layout: KeyLayout, mode: InputMode) -> None:
        self._keyboard.open(editor, layout, mode)
        self.stage.window.set_keyboard(self._keyboard)
        self.stage.window.ensure_visible(editor)

    def _typed(self) -> None:
        if self.stage.visit.step in self.steps:
            self._page().ask()

    def _keyboard_gone(self) -> None:
        if self.stage.visit.step in self.steps:
            self.stage.window.set_keyboard(None)

    def _ask(self, typed: str) -> None:
        office, step = self.stage.office, self.stage.visit.step
        if step is Step.RESUME:
            # A wrong code is an answer here, not a page of trouble.
            self.stage.run(
                lambda: office.take_out(typed),
                self._told_resume,
                lambda trouble: self._say(trouble.say),
                hold=True,
            )
        elif step not in self.steps:
            return
        elif not is_case_number(typed):
            self._say(WRONG_NUMBER)
        elif step is Step.PROGRESS:
            self.stage.run(lambda: office.found(plain(typed)), self._told_progress, hold=True)
        else:
            self.stage.run(lambda: _reprinted(office, plain(typed)), self._told_reprint, hold=True)

    def _say(self, what: Text) -> None:
        said, page = what[self.stage.language], self._page()
        if isinstance(page, ProgressPage):
            page.show_view(ProgressView(message=said))
        elif isinstance(page, ResumePage):
            page.show_view(ResumeView(message=said))
        else:
            page.show_view(ReprintView(message=said))

    def _told_progress(self, found: Found | None) -> None:
        page = self._page()
        if found is None:
            self._say(NOT_HERE)
        elif isinstance(page, ProgressPage):
            self._keyboard.close()
            page.show_view(progress_view(found, self.stage.language, self.stage.hall.zone))

    def _told_resume(self, opened: Resumed) -> None:
        """Go on filling in; what the form asks otherwise by now is said first."""
        self._keyboard.close()
        self.stage.turn(self.stage.visit.resumed(opened))

    def _told_reprint(self, printed: bool) -> None:
        page = self._page()
        if not printed:
            self._say(NOT_HERE)
        elif isinstance(page, ReprintPage):
            self._keyboard.close()
            page.show_view(ReprintView(done=True))


def _reprinted(office: Office, number: str) -> bool:
    found = office.found(number)
    if found is None:
        return False
    office.outlet.once_more(found.case)
    return True
