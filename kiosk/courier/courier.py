"""The courier: takes what waits in the journal to central, and brings back news."""

import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.afar import over
from kiosk.courier.almanac import Almanac
from kiosk.courier.at_once import AtOnce
from kiosk.courier.backing_off import next_try
from kiosk.courier.delivering import Delivery
from kiosk.courier.failures import Failure, LineFailure
from kiosk.courier.forms import KeptForms
from kiosk.courier.line import Line
from kiosk.courier.met import Meetings
from kiosk.courier.notices import Notices
from kiosk.courier.uploading import Uploading
from kiosk.journal.journal import Journal
from kiosk.journal.outbox import Effort, Outbox
from kiosk.settings import Settings
from kiosk.wire.messages import NEWS_STEPS, News
from kiosk.wire.notices import SettingNotices
from kiosk.wire.signed import UntrueMessage

LONGEST = timedelta(hours=2)
"""Longer than any wait: what central asks for counts up to an hour, and is spread by a quarter."""

BEAT = timedelta(minutes=1)
"""At least so long between two words on how this kiosk is: what waits has to be counted."""

MARK = 100
"""Letters of a word of the heartbeat."""

FEWEST = 8
"""Steps that are asked for at once on the worst of lines: two kilobytes or three."""

log = logging.getLogger(__name__)


class Stopped(Exception):
    """The courier was asked to stop; what waits, waits."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What this kiosk has beside its journal that central may know better: days, forms, settings.

    `meetings` keeps how central was met; `program` is the version of ours.
    """

    almanac: Almanac | None = None
    forms: KeptForms | None = None
    settings: Notices[SettingNotices] | None = None
    meetings: Meetings | None = None
    program: str = ""

    def unread(self) -> tuple[str, ...]:
        """Name what central published and this program cannot read or take over."""
        told = self.settings.now() if self.settings is not None else None
        left = over(Settings(), told.values)[1] if told is not None else ()
        return (*(self.forms.unread if self.forms is not None else ()), *left)


class Courier:
    """One round after the other; how it fares is kept in the journal, not here.

    `clock` gives aware datetimes; `chance` a number from 0 up to 1, for jitter.
    """

    def __init__(
        self,
        journal: Journal,
        line: Line,
        clock: Callable[[], datetime],
        chance: Callable[[], float],
        stopping: Callable[[], bool] = lambda: False,
        kept: Kept = Kept(),
    ) -> None:
        self._journal, self._kept = journal, kept
        self._outbox = journal.outbox
        self._line = line
        self._clock = clock
        self._chance = chance
        self._stopping = stopping
        self._at_once = AtOnce()
        self._steps = NEWS_STEPS
        self._ask_at: datetime | None = None
        self._beat_at: datetime | None = None

    def due(self) -> bool:
        """Whether there is something to do now, as far as earlier failures allow."""
        now = self._clock()
        next_at = self._outbox.effort().next_at
        if next_at is not None:
            return not _ahead(next_at, now)
        if self._ask_at is None or not _ahead(self._ask_at, now):
            return True
        return bool(self._outbox.waiting(limit_entries=1))

    def round(self) -> Failure | None:
        """Take everything to central and bring news; returns what went wrong, if anything did."""
        files = Uploading(self._journal, self._line, self._at_once, self._go_on)
        try:
            self._all_of_it(files)
        except Stopped:
            return None
        except LineFailure as error:
            return self._failed(error)
        for failure in files.passed_over.values():
            return self._failed(LineFailure(failure))
        self._outbox.note(Effort(last_success=self._clock()))
        return None

    def _all_of_it(self, files: Uploading) -> None:
        """Entries first, then attachments, then news; anew for what came meanwhile."""
        delivery = Delivery(
            self._journal, self._line, self._at_once, self._clock, self._go_on, self._listen
        )
        while True:
            delivery.drain()
            for epoch in files.bring():
                delivery.compare(epoch)
                delivery.drain()
            told = self._ask()
            delivery.compare(told.epoch)
            waits = self._outbox.waiting(limit_entries=1) or files.left()
            if told.ask_again and not waits:
                return

    def _listen(self) -> None:
        # While central checks the next batch there is time to write down news of the last one.
        # A failure here is met again when the news is due; entries do not wait for that.
        with suppress(LineFailure):
            self._ask()

    def _ask(self) -> News:
        self._go_on()
        reading, kept = self._journal.reading, self._kept
        asked, version = self._clock(), reading.hearsay.version()
        forms = kept.forms.hash if kept.forms else ""
        told = self._news(reading.cursor(), version, forms, self._heartbeat(asked))
        if kept.meetings is not None:
            kept.meetings.note(told, asked, self._clock(), self._line.certificate_until)
        if told.kiosk != self._line.kiosk:
            raise LineFailure(Failure.PORTAL)
        before = reading.hearsay.forms()
        reading.apply_news(told)
        self._fetch(told)
        ours, theirs = kept.forms.hash if kept.forms else None, told.forms
        if ours and theirs not in (None, ours, before):
            log.warning("central has other forms: %s; ours: %s", theirs, ours)
        spread = 0.75 + self._chance() / 2
        self._ask_at = self._clock() + timedelta(seconds=told.ask_again * spread)
        return told

    def _news(
        self, cursor: str | None, places: str, forms: str, beat: Mapping[str, str] | None
    ) -> News:
        """Ask for news; of what is cut again and again, or never comes, less is asked for."""
        while True:
            try:
                told = self._line.news(cursor, places, forms, beat, most=self._steps)
            except LineFailure as error:
                asked, cut = self._steps, error.failure is Failure.CUT
                if cut or error.failure is Failure.TIMEOUT:
                    self._steps = max(FEWEST, asked // 4)
                if not cut or self._steps == asked:
                    raise
            else:
                if len(told.progress) < self._steps:
                    self._steps = NEWS_STEPS
                return told

    def _heartbeat(self, now: datetime) -> Mapping[str, str] | None:
        """Say how much waits here, and which program this is; not with every question."""
        last = self._beat_at
        if last is not None and last <= now < last + BEAT:
            return None
        self._beat_at, queue = now, self._outbox.queue()
        waiting, parked = queue.waiting + queue.attachments, queue.parked
        unread = ",".join(self._kept.unread())[:MARK]
        said = {"waiting": str(waiting), "parked": str(parked), "program": self._kept.program}
        return said | {"unread": unread}

    def _fetch(self, told: News) -> None:
        """Fetch what central published since: whole, and kept only if central signed it."""
        kept = self._kept
        for what, ours, version in (
            ("calendar", kept.almanac, told.calendar),
            ("catalogue", kept.forms, told.catalogue),
            ("settings", kept.settings, told.settings),
        ):
            if ours is None or version <= ours.version:
                continue
            try:
                ours.take(self._line.notices(what))
            except UntrueMessage as error:
                raise LineFailure(Failure.PORTAL) from error

    def _failed(self, error: LineFailure) -> Failure:
        before = self._outbox.effort()
        attempts = before.attempts + 1
        next_at = next_try(error, attempts, self._clock(), self._chance)
        code = error.failure.code
        log.info("round ended: %s, attempt %d", code, attempts)
        self._outbox.note(Effort(attempts, next_at, code, before.last_success))
        return error.failure

    def _go_on(self) -> None:
        if self._stopping():
            raise Stopped


def _ahead(at: datetime, now: datetime) -> bool:
    """Whether a moment is still to come; one beyond any wait is of a clock that was set back."""
    return now < at <= now + LONGEST


def send_now(outbox: Outbox) -> None:
    """Staff want everything sent at once: waiting ends, and what was set aside is tried again.

    Works from any process that has the journal open; a running courier looks every second.
    """
    outbox.release()
    before = outbox.effort()
    outbox.note(Effort(0, None, before.last_error, before.last_success))
