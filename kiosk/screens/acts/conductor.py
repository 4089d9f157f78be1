"""Leads one visit after the other: which act is on, the switches on top, the idle clock."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from msgspec.structs import replace
from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication

from kiosk.errors import Fault
from kiosk.screens.acts.hall_bar import HallBar
from kiosk.screens.acts.midnight import another_day
from kiosk.screens.acts.reading_aloud import ReadingAloud
from kiosk.screens.acts.stage import Act, Stage
from kiosk.screens.citizen.office import HallFacts
from kiosk.screens.keyboard.keyboard import Keyboard
from kiosk.screens.look.look import Look, Theme
from kiosk.screens.look.step_bar import StepState
from kiosk.texts import Language
from kiosk.visits.idle import Asking, IdleClock, Idleness, Over
from kiosk.visits.steps import State, Step
from kiosk.visits.visit import Visit

TOUCHES = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.TouchBegin,
        QEvent.Type.KeyPress,
        QEvent.Type.Wheel,
    }
)
RESTING = frozenset({Step.WELCOME, Step.GOODBYE})
TICK = 1000
HOUR = 3600 * 1000
BAR: dict[State, StepState] = {State.DONE: "done", State.NOW: "now", State.TO_COME: "todo"}


class Conductor(QObject):
    """Turns the stage's visit into what the window shows.

    `steady` is a clock that nobody sets: only it says how long nobody has touched anything.
    """

    def __init__(self, stage: Stage, acts: Iterable[Act], keyboard: Keyboard, look: Look) -> None:
        super().__init__(stage)
        self.stage = stage
        self._acts = tuple(acts)
        self._keyboard = keyboard
        self._first_look = look
        self._dressed: tuple[Look, Language] = (look, Language.ZH)
        self._act: Act | None = None
        self.steady: Callable[[], datetime] = steady_clock()
        self._idle = _new_clock(stage.hall)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self.tick)
        self._hourly = QTimer(self)
        self._hourly.setInterval(HOUR)
        self._hourly.timeout.connect(self.tidy)
        stage.turned.connect(self._show)
        stage.ended.connect(self.reset)
        stage.stirred.connect(self._stirred)
        self._bar = HallBar(stage)
        self._aloud = ReadingAloud(stage)
        self._connect_foot()

    def begin(self) -> None:
        """Show the welcome and start the clocks."""
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # it runs
        self._timer.start()
        self._hourly.start()
        self.stage.turn(Visit())
        self.stage.run(self.stage.office.outlet.make_ready, _nothing, _nothing)

    def stop(self) -> None:
        """Stop the clocks."""
        self._timer.stop()
        self._hourly.stop()
        self._aloud.forget()
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]  # it runs

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take notice of every touch; it goes nowhere while the stage holds."""
        if event.type() in TOUCHES:
            self._idle = self._idle.touched(self.steady())
            return self.stage.held
        return False

    def tick(self) -> None:
        """Look at the clock: the time on top, whether somebody is still there."""
        self._bar.show()
        state = self._idleness()
        visit = self.stage.visit
        _pace(self._timer, self._bar, visit)
        if visit == Visit():
            return
        if isinstance(state, Over):
            self._close_visit()
        elif isinstance(state, Asking) and visit.step not in RESTING | {Step.STILL_THERE}:
            self._now().settle()
            self.stage.turn(self.stage.visit.beside(Step.STILL_THERE))
        elif visit.step is Step.STILL_THERE and self._act is not None:
            left = state.seconds_left if isinstance(state, Asking) else self.stage.hall.still_there
            self._act.count(left)

    def reset(self) -> None:
        """Leave nothing of the last visit: no answer, no widget's text, no clipboard."""
        self.stage.window.set_keyboard(None)
        self.stage.window.show_missing("")
        self._keyboard.reset()
        self.stage.binder.clear()
        for act in self._acts:
            act.forget()
        self._aloud.forget()
        _forget_copied()
        self._idle = _new_clock(self.stage.hall)
        self.stage.begin_anew()

    def tidy(self) -> None:
        """Have erased what has expired; trouble with it concerns nobody at the screen."""
        self.stage.run(self.stage.office.tidy, _nothing, _nothing)

    def _idleness(self) -> Idleness:
        """Tell whether somebody is there; while the machine works, nobody has to be."""
        now = self.steady()
        if self.stage.working or self.stage.waiting or self._aloud.listening:
            self._idle = self._idle.paused()
        elif self._idle.waiting:
            self._idle = self._idle.resumed(now)
        return self._idle.state(now)

    def _close_visit(self) -> None:
        visit = self.stage.visit
        if visit.filling is not None and visit.filling.answers and visit.case is None:
            filling, language, office = visit.filling, visit.language, self.stage.office
            # The slip is printed; the code is not shown, for nobody may be there to see it.
            self.stage.run(lambda: office.put_away(filling, language), _nothing)
        self.reset()

    def _show(self) -> None:
        visit = self.stage.visit
        self._dress()
        self._bar.show()
        _pace(self._timer, self._bar, visit)
        steps = tuple((one.label[visit.language], BAR[one.state]) for one in visit.steps_bar)
        self.stage.window.steps.show_steps(steps)
        act = next(one for one in self._acts if visit.step in one.steps)
        if self._act is not None and act is not self._act:
            self._act.leave()
        self._act = act
        act.show()

    def _dress(self) -> None:
        visit = self.stage.visit
        look = replace(
            self._first_look,
            theme=_theme(visit),
            large_print=visit.large_print,
        )
        if (look, visit.language) != self._dressed:
            self._dressed = (look, visit.language)
            self.stage.window.dress(look)
            self._keyboard.dress(look, visit.language)
            self.stage.binder.dress(look, visit.language)
        self.stage.window.set_low_reach(visit.low_reach)
        self._idle = self._idle.slowed(visit.large_print or visit.voice)

    def _stirred(self) -> None:
        """Take a card laid down for a touch, and what was typed before it for told."""
        self._idle = self._idle.touched(self.steady())
        self._now().settle()

    def _connect_foot(self) -> None:
        foot = self.stage.window.foot
        foot.back_pressed.connect(lambda: self._now().back())
        foot.middle_pressed.connect(lambda: self._now().middle())
        foot.onward_pressed.connect(self._onward)

    def _onward(self) -> None:
        self._now().settle()
        if not another_day(self.stage):
            self._now().onward()

    def _now(self) -> Act:
        if self._act is None:
            raise Fault("nothing is on yet")
        return self._act


def _pace(timer: QTimer, bar: HallBar, visit: Visit) -> None:
    """Count seconds during a visit; at rest nothing but the minute on top becomes another."""
    interval = bar.left() if visit == Visit() else TICK
    if timer.interval() != interval:
        timer.setInterval(interval)


def _new_clock(hall: HallFacts) -> IdleClock:
    return IdleClock(hall.idle, hall.still_there, hall.idle_slow)


def _theme(visit: Visit) -> Theme:
    """Return calm colours inside a quiet service; who needs contrast has it there too."""
    if visit.high_contrast:
        return "high_contrast"
    inside = Step.WELCOME not in (visit.step, visit.behind)
    return "quiet" if visit.quiet and inside else "day"


def steady_clock() -> Callable[[], datetime]:
    """Return a clock that only ever goes on, whatever the machine's own is set to."""
    running = QElapsedTimer()
    running.start()
    start = datetime.fromtimestamp(0, UTC)
    return lambda: start + timedelta(milliseconds=running.elapsed())


def _forget_copied() -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    if clipboard.supportsSelection():
        clipboard.clear(QClipboard.Mode.Selection)


def _nothing(_: object) -> None:
    """Nothing more to do."""
