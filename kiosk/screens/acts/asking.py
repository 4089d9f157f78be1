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
from kiosk.screens.telling.outcome import progress_view
from kiosk.texts import Text
from kiosk.visits.resume import Resumed
from kiosk.visits.steps import BESIDE, Step

WRONG_NUMBER = Text(
    "请照回执再输一遍，号码有一位不对", "Please compare with the receipt: a digit is not right"
)
NO_LONGER = Text("不用再填：{label}", "No longer asked: {label}")
NEW = Text("现在要填：{label}", "Asked now: {label}")
NOT_HERE = Text(
    "这台机器没有这个办件，请到当时那台机器或窗口查",
    "This machine does not have it: ask at the machine you used, or at the window",
)
Asker = ProgressPage | ResumePage | ReprintPage


class Asking(Act):
    """Takes a number or a code and shows what there is."""

    steps = frozenset({Step.PROGRESS, Step.RESUME, Step.REPRINT})

    def __init__(self, stage: Stage, keyboard: Keyboard) -> None:
        super().__init__(stage)
        self._keyboard = keyboard
        self._shown: Step | None = None
        self._opened: Resumed | None = None
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
            page.show_view(ResumeView())
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
        self._shown = self._opened = None

    def onward(self) -> None:
        """Ask for what was typed; go on with what was opened."""
        opened, self._opened = self._opened, None
        if opened is None:
            self._page().ask()
        else:
            self.stage.turn(self.stage.visit.resumed(opened.filling))

    def _page(self) -> Asker:
        stage, step = self.stage, self.stage.visit.step
        if step is Step.PROGRESS:
            return stage.page(ProgressPage, self._join)
        if step is Step.RESUME:
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
        self._opened, page = opened, self._page()
        changes = tuple(one[self.stage.language] for one in _differences(opened))
        if changes and isinstance(page, ResumePage):
            self._keyboard.close()
            page.show_view(ResumeView(changes=changes))
            self.stage.put(page, page.foot())
        else:
            self.onward()

    def _told_reprint(self, printed: bool) -> None:
        page = self._page()
        if not printed:
            self._say(NOT_HERE)
        elif isinstance(page, ReprintPage):
            self._keyboard.close()
            page.show_view(ReprintView(done=True))


def _differences(opened: Resumed) -> list[Text]:
    gone = [
        Text(NO_LONGER.zh.format(label=one.zh), NO_LONGER.en.format(label=one.en))
        for one in opened.gone
    ]
    new = [Text(NEW.zh.format(label=one.zh), NEW.en.format(label=one.en)) for one in opened.new]
    return [*gone, *new, *(one.say for one in opened.wrong)]


def _reprinted(office: Office, number: str) -> bool:
    found = office.found(number)
    if found is None:
        return False
    office.print(found.case, office.receipt(found.case, again=True), again=True)
    return True
