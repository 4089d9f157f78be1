"""The gate before the bench: asks for the code, and slows down whoever guesses."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from kiosk.screens.acts.stage import Stage
from kiosk.screens.bench import words
from kiosk.screens.bench.attempts import Attempts
from kiosk.screens.bench.code_page import CodePage
from kiosk.screens.bench.office import Workbench
from kiosk.texts import Text


class Gate(QObject):
    """`opened` by the right code; `refused` with what to say."""

    opened = Signal()
    refused = Signal(object)

    def __init__(self, stage: Stage, bench: Workbench) -> None:
        super().__init__(stage)
        self._stage, self._bench = stage, bench
        self._attempts = Attempts()
        self.clock: Callable[[], float] = time.monotonic

    def show(self, say: Text) -> None:
        """Ask for the code."""
        page = self._stage.page(CodePage, _nothing)
        page.show_view(say[self._stage.language])
        self._stage.put(page, page.foot())

    def knock(self) -> None:
        """Try what was typed, unless it is too soon for that."""
        code = self._stage.page(CodePage, _nothing).take()
        if left := self._attempts.seconds_left(self.clock()):
            self.refused.emit(words.WAIT.fill(seconds=left))
        elif code:
            self._stage.run(lambda: self._bench.opens(code), self._answer, hold=True)

    def _answer(self, right: bool) -> None:
        if right:
            self._attempts = Attempts()
            self.opened.emit()
            return
        self._attempts = self._attempts.missed(self.clock())
        left = self._attempts.seconds_left(self.clock())
        self.refused.emit(words.WAIT.fill(seconds=left) if left else words.WRONG)


def _nothing(_: object) -> None:
    """Nothing to connect."""
