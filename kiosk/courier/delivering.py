"""Entries go to central: whole batches, and where one fails, ever smaller ones."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from kiosk.courier.ahead import one_ahead
from kiosk.courier.at_once import AtOnce, too_much
from kiosk.courier.failures import TRIES, Failure, LineFailure, Reach
from kiosk.courier.line import Line
from kiosk.journal.journal import Journal
from kiosk.wire.entry import Entry
from kiosk.wire.messages import Acknowledgement, Verdict

FARTHEST_EAST = timedelta(hours=14)
SKIPPED_NUMBERS = 1000
"""Case numbers left out of a day on which this disk was restored: some were given already."""

Question = TypeVar("Question")
Answer = TypeVar("Answer")
log = logging.getLogger(__name__)


class Delivery:
    """The entries of one round; `go_on` raises when the courier is asked to stop.

    `size` knows how much the line carries at once. `meanwhile` is done when a batch was confirmed
    and central is at work on the next one.
    """

    def __init__(
        self,
        journal: Journal,
        line: Line,
        size: AtOnce,
        clock: Callable[[], datetime],
        go_on: Callable[[], None],
        meanwhile: Callable[[], None] = lambda: None,
    ) -> None:
        self._journal = journal
        self._outbox = journal.outbox
        self._line = line
        self._size = size
        self._clock = clock
        self._go_on = go_on
        self._meanwhile = meanwhile
        self._under_way = False
        self._compared = False

    def drain(self) -> None:
        """Send until nothing waits; raises LineFailure when the line itself fails."""
        while self._outbox.waiting(limit_entries=1):
            for batch, word in one_ahead(self._word, self._batches()):
                self._judged(batch, word)
                if self._under_way:
                    self._meanwhile()

    def compare(self, epoch: str, *, lost: bool = False) -> None:
        """On a new epoch, or a loss nobody told of, offer all that was confirmed.

        What central lost waits again. A loss is looked into once a round.
        """
        known = self._outbox.epoch()
        if known == epoch and (self._compared or not lost):
            return
        self._compared = True
        for offer in self._outbox.offers() if known is not None else ():
            self._go_on()
            answer = _persistently(self._line.reconcile, offer)
            if (answer.kiosk, answer.chain) != (offer.kiosk, offer.chain):
                raise LineFailure(Failure.PORTAL)
            self._outbox.settle(answer)
            head = self._journal.history.head()
            if answer.chain == head.chain and answer.highest > head.sequence:
                begin_anew(self._journal, self._clock)
        self._outbox.enter(epoch)

    def _batches(self) -> Iterator[tuple[Entry, ...]]:
        for batch in self._outbox.batches(lambda: self._size.bytes):
            self._go_on()
            self._under_way = True
            yield batch
        self._under_way = False

    def _word(self, batch: Sequence[Entry]) -> Acknowledgement | Failure:
        """Return central's word, or why it would not take these together."""
        sent = sum(len(entry.line()) for entry in batch)
        try:
            return self._size.heard(sent, lambda: _persistently(self._line.send, batch))
        except LineFailure as error:
            less = len(batch) > 1 and too_much(error.failure, sent)
            if error.failure.row.reach is Reach.LINE and not less:
                raise
            return error.failure

    def _judged(self, batch: Sequence[Entry], word: Acknowledgement | Failure) -> None:
        if isinstance(word, Failure):
            self._send_less(batch, word)
        else:
            self._hear(_by_line(word, batch), batch)

    def _send_less(self, batch: Sequence[Entry], failure: Failure) -> None:
        if len(batch) == 1:
            log.warning("entry %s set aside: %s", batch[0].hash, failure.code)
            self._outbox.set_aside(batch[0], failure.code, self._clock())
            return
        half = len(batch) // 2
        for part in (batch[:half], batch[half:]):
            self._go_on()
            self._judged(part, self._word(part))

    def _hear(self, word: Acknowledgement, batch: Sequence[Entry]) -> None:
        if (word.kiosk, word.chain) != (batch[0].kiosk, batch[0].chain):
            raise LineFailure(Failure.PORTAL)
        judged = {*word.kept(), *word.refused()}
        files = {*word.held, *word.missing}
        if any(
            entry.hash not in judged or not {one.sha256 for one in entry.attachments} <= files
            for entry in batch
            if entry.hash not in word.refused()
        ):
            # A word that leaves something open would be asked for again without end.
            raise LineFailure(Failure.SERVER)
        self._outbox.confirm(word)
        self.compare(word.epoch, lost=self._lost(word, batch))
        present = word.chain == self._journal.history.head().chain
        if present and any(line.verdict is Verdict.CONFLICT for line in word.verdicts):
            begin_anew(self._journal, self._clock)

    def _lost(self, word: Acknowledgement, batch: Sequence[Entry]) -> bool:
        """Whether central lacks what it confirmed before: restored, and nobody said so."""
        before = min(entry.sequence for entry in batch) - 1
        if word.complete_to >= before:
            return False
        parked = {one.sequence for one in self._outbox.parked()}
        return any(
            number not in parked
            for gap in word.gaps
            for number in range(gap.first, min(gap.last, before) + 1)
        )


def begin_anew(journal: Journal, clock: Callable[[], datetime]) -> None:
    """Start a chain of its own: the disk came back from a backup, or it has a twin."""
    log.warning("central holds other entries under these numbers: a new chain begins")
    # Where it is tomorrow already, tomorrow's numbers may have been given too.
    days = {(clock() + ahead).date() for ahead in (timedelta(0), FARTHEST_EAST)}
    journal.start_chain("conflict", dict.fromkeys(days, SKIPPED_NUMBERS))


def _persistently(ask: Callable[[Question], Answer], question: Question) -> Answer:
    """Ask again at once where bytes were damaged on the way, a few times."""
    for _ in range(TRIES - 1):
        try:
            return ask(question)
        except LineFailure as error:
            if error.failure is not Failure.DIGEST:
                raise
    return ask(question)


def _by_line(word: Acknowledgement, batch: Sequence[Entry]) -> Acknowledgement:
    """Put our hashes to verdicts on lines that central could not read."""
    if len(word.verdicts) != len(batch):
        raise LineFailure(Failure.SERVER)
    verdicts = tuple(
        replace(line, hash=entry.hash) if line.hash is None else line
        for line, entry in zip(word.verdicts, batch, strict=True)
    )
    return replace(word, verdicts=verdicts)
