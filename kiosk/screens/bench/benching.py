"""Leads the bench: first the code, then what a technician looks at and tries."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QTimer

from kiosk.devices.health import Condition
from kiosk.errors import Trouble
from kiosk.screens.acts.stage import Act, Stage
from kiosk.screens.bench import words
from kiosk.screens.bench.gate import Gate
from kiosk.screens.bench.knocking import Knocking
from kiosk.screens.bench.office import BenchFacts, Fact, Workbench
from kiosk.screens.bench.page import BenchPage
from kiosk.screens.citizen.office import Lane
from kiosk.texts import Text
from kiosk.visits.steps import Step

T = TypeVar("T")
SHOWN = 40
"""So many characters of a scanned code tell it from others."""

EVERY = 2000
"""Milliseconds between looks at how everything is."""


class Benching(Act):
    """Nobody gets past the code; whoever leaves, or is idle, has to enter it again."""

    steps = frozenset({Step.BENCH})

    def __init__(self, stage: Stage, bench: Workbench, lane: Lane) -> None:
        """`lane` is for looks that nobody waits for: they must not keep the idle clock waiting."""
        super().__init__(stage)
        self._bench, self._lane = bench, lane
        self.gate = Gate(stage, bench)
        self.gate.opened.connect(self._enter)
        self.gate.refused.connect(self._tell)
        self._open = False
        self._facts: BenchFacts | None = None
        self._found: tuple[Fact, ...] = ()
        self._result = Text("", "")
        self._again = QTimer(self, singleShot=True, interval=EVERY)
        self._again.timeout.connect(self._look)
        Knocking(stage.window.top.hall).knocked.connect(self._knock)

    def show(self) -> None:
        """Show the code's page, or the bench."""
        stage, language = self.stage, self.stage.language
        if not self._open:
            self.gate.show(self._result)
            return
        page = stage.page(BenchPage, self._join)
        page.show_view(self._facts, self._result[language])
        stage.put(page, page.foot())

    def leave(self) -> None:
        """Close the bench; wrong codes still count."""
        self._again.stop()
        self._open, self._facts, self._found = False, None, ()
        self._result = Text("", "")

    def _join(self, page: BenchPage) -> None:
        page.used.connect(
            lambda device, key: self._run(lambda: self._bench.do(device, key), self._tell)
        )

    def back(self) -> None:
        """Go home."""
        self.stage.ended.emit()

    def onward(self) -> None:
        """Try the code, or test everything."""

        def tested(found: tuple[Fact, ...]) -> None:
            self._found = found
            self._tell(_summed(found))

        if self._open:
            self._run(self._bench.self_test, tested)
        else:
            self.gate.knock()

    def middle(self) -> None:
        """Print what a self-test finds."""
        if not self._open:
            return
        language = self.stage.language

        def printed() -> tuple[Fact, ...]:
            found = self._found or self._bench.self_test()
            self._bench.print_slip(found, language)
            return found

        self._run(printed, lambda _: self._tell(words.PRINTED))

    def scanned(self, text: str) -> bool:
        """Show what a scanner read while the bench is open; it goes nowhere else."""
        if not self._open:
            return False
        shown = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
        self._tell(words.SCANNED.fill(count=len(text), text=shown))
        return True

    def _knock(self) -> None:
        if self.stage.visit.step is Step.WELCOME:
            self.stage.turn(self.stage.visit.beside(Step.BENCH))

    def _enter(self) -> None:
        self._open, self._result = True, Text("", "")
        self.show()
        self._look()

    def _look(self) -> None:
        if self._open:
            self._lane.run(self._bench.facts, self._seen, self._failed)

    def _seen(self, facts: BenchFacts) -> None:
        if self._open:
            other = facts != self._facts
            self._facts = facts
            self._again.start()
            if other:
                self.show()

    def _run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._tell(words.UNDER_WAY)
        self.stage.run(work, done, self._failed, hold=True)

    def _failed(self, trouble: Trouble) -> None:
        self._tell(
            Text(trouble.say.zh + trouble.remedy.zh, f"{trouble.say.en} {trouble.remedy.en}")
        )

    def _tell(self, what: Text) -> None:
        if self.stage.visit.step is Step.BENCH:
            self._result = what
            self.show()
            if self._open:
                self._again.start(0)


def _summed(found: tuple[Fact, ...]) -> Text:
    """Say how many are how."""
    ill, soon = (
        sum(one.condition is condition for one in found)
        for condition in (Condition.ILL, Condition.SOON)
    )
    return words.TESTED.fill(well=len(found) - ill - soon, ill=ill, soon=soon)
