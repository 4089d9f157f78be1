"""Reading aloud, whatever act is on: a page's opening, the question in use, what is asked for."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.screens.acts.stage import Stage
from kiosk.screens.fields.entry import Entry
from kiosk.screens.fields.field import Field
from kiosk.screens.telling.aloud import question_words, sentences
from kiosk.texts import Language
from kiosk.visits.steps import Step


@runtime_checkable
class Opened(Protocol):
    """A page that can be read aloud: its title and the line under it."""

    opening: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """What has been read: the page's opening, and what told the question in use apart."""

    opening: tuple[str, ...] = ()
    question: tuple[str, ...] = ()


class ReadingAloud(QObject):
    """Reads what is new on the glass while the visit's voice is on; `stage.read` at any time.

    It waits until the glass has settled, so that a page and its first question are one speech.
    """

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.stage, self._voice = stage, stage.voice
        self._at = self._place()
        self._heard = Heard()
        self._settled = QTimer(self, singleShot=True, interval=0)
        self._settled.timeout.connect(self._read_news)
        stage.turned.connect(self._turn)
        stage.shown.connect(self._settled.start)
        stage.read.connect(self._read)
        QApplication.instance().focusChanged.connect(self._move)  # type: ignore[union-attr]  # it runs

    @property
    def listening(self) -> bool:
        """Whether somebody has to hear the end first; "still there?" does not wait for itself."""
        return self._voice.speaking() and self.stage.visit.step is not Step.STILL_THERE

    def forget(self) -> None:
        """Be silent, and know nothing of what was read."""
        self._voice.stop()
        self._heard = Heard()

    def _place(self) -> tuple[Step, int, Language, bool]:
        visit = self.stage.visit
        return visit.step, visit.page, visit.language, visit.voice

    def _turn(self) -> None:
        """Stop at once when another page comes, in another language, or the voice is off."""
        before, self._at = self._at, self._place()
        if self._at != before:
            self.forget()

    def _move(self, _: QWidget | None, __: QWidget | None) -> None:
        self._settled.start()

    def _read(self, words: str) -> None:
        self._voice.say(words, self.stage.language)

    def _read_news(self) -> None:
        if not self.stage.visit.voice:
            return
        page, question = self.stage.window.area.page, _in_use(QApplication.focusWidget())
        opening = page.opening if isinstance(page, Opened) else ()
        before, self._heard = self._heard, Heard(opening, self._key(question))
        new = list(opening) if opening != before.opening else []
        if question is not None and self._heard.question != before.question:
            new.append(self._words(question))
        if any(new):
            self._read(sentences(new, self.stage.language))

    def _key(self, question: Field | Entry | None) -> tuple[str, ...]:
        """Tell questions apart; the same one is new when something else is said about it."""
        if isinstance(question, Field):
            remark = question.view.remark
            return question.view.path, remark.say if remark else ""
        return () if question is None else (question.accessibleName(),)

    def _words(self, question: Field | Entry) -> str:
        if isinstance(question, Field):
            return question_words(question.view, self.stage.language)
        told = (question.accessibleName(), question.accessibleDescription())
        return sentences(told, self.stage.language)  # a number or code typed there stays quiet


def _in_use(widget: QWidget | None) -> Field | Entry | None:
    """Return the question that has the focus: the innermost one, and never one handed back."""
    found: QWidget | None = widget
    while found is not None:
        if isinstance(found, Field) and found.label.text():
            return found
        found = found.parentWidget()
    return widget if isinstance(widget, Entry) else None
