"""The bar on top: whose kiosk it is, what time, and the switches of this visit."""

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject

from kiosk.screens.acts.stage import Stage
from kiosk.screens.telling.days import today_of
from kiosk.texts import Language

MINUTE = 60_000
"""Milliseconds."""


class HallBar(QObject):
    """Shows the hall and the time; a touched switch changes the visit."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.stage = stage
        top = stage.window.top
        top.language_pressed.connect(self._other_language)
        top.large_print_pressed.connect(self._switch_print)
        top.contrast_pressed.connect(self._switch_contrast)
        top.low_reach_pressed.connect(self._switch_reach)
        top.voice_pressed.connect(self._switch_voice)

    def left(self) -> int:
        """Return in how many milliseconds the time on top is another."""
        now = self._now()
        return MINUTE - now.second * 1000 - now.microsecond // 1000

    def show(self) -> None:
        """Say what is so now."""
        hall, visit, now = self.stage.hall, self.stage.visit, self._now()
        switches = ("large_print", "low_reach", "voice")
        on = {name for name in switches if getattr(visit, name)}
        on |= {"contrast"} if visit.high_contrast else set()
        self.stage.window.top.show_hall(
            hall.name[visit.language],
            hall.machine[visit.language],
            today_of(now.date(), visit.language),
            f"{now:%H:%M}",
            frozenset(on),
            visit.language,
        )

    def _now(self) -> datetime:
        return self.stage.office.now().astimezone(self.stage.hall.zone)

    def _other_language(self) -> None:
        other = Language.EN if self.stage.language is Language.ZH else Language.ZH
        self.stage.turn(replace(self.stage.visit, language=other))

    def _switch_print(self) -> None:
        visit = self.stage.visit
        self.stage.turn(replace(visit, large_print=not visit.large_print))

    def _switch_contrast(self) -> None:
        visit = self.stage.visit
        self.stage.turn(replace(visit, high_contrast=not visit.high_contrast))

    def _switch_reach(self) -> None:
        visit = self.stage.visit
        self.stage.turn(replace(visit, low_reach=not visit.low_reach))

    def _switch_voice(self) -> None:
        visit = self.stage.visit
        self.stage.turn(replace(visit, voice=not visit.voice))
