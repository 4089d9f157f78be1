"""A whole kiosk over a folder of its own: the real counter, printer into a folder, and window."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kiosk.app import Kiosk, opened
from kiosk.devices.voice import PretendVoice
from kiosk.front import Front, front_of
from kiosk.screens.acts.stage import Stage
from kiosk.screens.citizen.porch import Porch
from kiosk.screens.look.look import Look
from kiosk.script import Script, read_script
from kiosk.settings import Limits, Places, Settings
from kiosk.visits.steps import Step

MORNING = datetime(2026, 11, 23, 2, 24, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that a test sets."""

    now: datetime = MORNING

    def __call__(self) -> datetime:
        """Return the time."""
        return self.now

    def pass_(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)


@dataclass
class House:
    """The kiosk, what stands in front of it, and who tries it."""

    kiosk: Kiosk
    front: Front
    spool: Path
    qtbot: QtBot
    clock: Clock
    voice: PretendVoice
    steady: Clock = field(default_factory=Clock)
    script: Script = field(default_factory=lambda: read_script(None, None))

    @property
    def stage(self) -> Stage:
        """What holds the visit."""
        return self.front.stage

    def edit(self) -> QLineEdit:
        """Return the topmost line that can be typed in."""
        every = [one for one in QApplication.allWidgets() if isinstance(one, QLineEdit)]
        lines = [one for one in every if one.isVisible() and not one.isReadOnly()]
        return min(lines, key=lambda one: one.mapToGlobal(QPoint()).y())

    def at(self, step: Step) -> bool:
        """Tell whether the visit is at a step."""
        return self.stage.visit.step is step

    @property
    def papers(self) -> list[str]:
        """Return the names of the papers that came out."""
        return sorted(one.name for one in self.spool.glob("*.pdf")) if self.spool.is_dir() else []

    def comes_to(self, step: Step) -> None:
        """Wait until the visit is at a step."""
        self.qtbot.waitUntil(lambda: self.stage.visit.step is step)

    def settles(self) -> None:
        """Wait until nothing is under way behind the screen."""
        self.qtbot.waitUntil(lambda: not self.stage.working)

    def idles(self, seconds: float) -> None:
        """Let so long pass without a touch; what kept the idle clock waiting is over before."""
        self.settles()
        self.front.conductor.tick()
        self.steady.pass_(seconds)
        self.front.conductor.tick()

    def touch(self, widget: QWidget) -> None:
        """Touch a widget as a finger does."""
        assert widget.isVisible(), widget
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def type(self, edit: QLineEdit, text: str) -> None:
        """Type into a line, any character."""
        edit.setFocus()
        for sign in text:
            press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, sign)
            QApplication.sendEvent(edit, press)

    def onward(self) -> None:
        """Touch the way on."""
        self.touch(self.front.window.foot.onward)

    def back(self) -> None:
        """Touch the way back."""
        self.touch(self.front.window.foot.back)

    def begin(self) -> None:
        """Choose the script's service and items, as far as the first page of the form."""
        day = self.clock().astimezone(self.kiosk.place.zone).date()
        self.stage.turn(
            self.stage.visit.choose_service(
                self.kiosk.catalogue.service(self.script.service, day), day
            )
        )
        self.onward()
        self.stage.turn(self.stage.visit.filled(self.script.chosen))
        self.onward()
        self.onward()
        assert self.stage.visit.step is Step.FORM

    def fill_in(self) -> None:
        """Answer everything and go as far as the review."""
        self.begin()
        self.stage.turn(self.script.answered(self.stage.visit))
        while self.stage.visit.step is Step.FORM:
            self.onward()
        self.onward()
        assert self.stage.visit.step is Step.REVIEW

    def sign(self, role: str) -> None:
        """Write one signature."""
        visit = self.stage.visit.sign(role, self.script.signatures[role], self.clock())
        self.stage.turn(visit)

    def sign_all(self) -> None:
        """Go on from the review; both sign."""
        self.onward()
        self.sign("husband")
        self.sign("wife")

    def apply(self) -> None:
        """Make a whole application, accepted and printed."""
        self.fill_in()
        self.sign_all()
        self.onward()
        self.comes_to(Step.ACCEPTED)
        self.settles()

    def break_printer(self) -> None:
        """Put a file where the folder of papers should be."""
        self.spool.parent.mkdir(parents=True, exist_ok=True)
        if self.spool.is_dir():
            self.spool.rename(self.spool.with_name("before"))
        self.spool.write_text("", "ascii")

    def mend_printer(self) -> None:
        """Make the folder usable again."""
        self.spool.unlink()
        before = self.spool.with_name("before")
        if before.is_dir():
            before.rename(self.spool)

    def busy(self) -> Callable[[], None]:
        """Keep the room behind busy; what is returned lets it go on."""
        go_on = threading.Event()
        self.stage.run(lambda: go_on.wait(20), lambda _: None)
        return go_on.set


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[House]:
    """A kiosk that has just begun its day; a parameter of False takes its voice away."""
    places = Places(data=tmp_path / "data", spool=tmp_path / "printed")
    settings = msgspec.structs.replace(Settings(), places=places, limits=Limits(reserve_mib=0))
    clock = Clock()
    voice = PretendVoice(present=getattr(request, "param", True))
    porch = Porch(Look(voice=voice.available()))
    qtbot.addWidget(porch.window)
    with opened(settings, clock) as kiosk, front_of(kiosk, porch, voice) as front:
        made = House(kiosk, front, places.spool, qtbot, clock, voice)
        front.conductor.steady = made.steady
        porch.window.resize(1080, 1920)
        with qtbot.waitExposed(porch.window):
            porch.window.show()
        front.conductor.begin()
        made.settles()
        yield made
