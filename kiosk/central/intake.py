"""Entries come in: every line is judged by itself, and what is authentic is kept at once.

What a submission says is nobody's concern here: it is put into the queue of those that wait to be
opened (`opening`), in the same transaction.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from kiosk.central.database import AWAY, Database
from kiosk.central.enrolment import Speaker, epoch
from kiosk.central.ledger import Judged, Key, Ledger, files_of
from kiosk.central.lines import Delivery, Line, read_lines
from kiosk.central.machines import note_devices
from kiosk.central.reading import SUBMITTED
from kiosk.central.rows import append
from kiosk.central.tables import unopened
from kiosk.wire.entry import Entry
from kiosk.wire.identity import Identity
from kiosk.wire.messages import Acknowledgement, LineVerdict, Verdict
from kiosk.wire.signed import sign

TURNS = 5
"""How often a batch is tried where another brings the same at the same moment."""

LANES = 3
"""Groups at once in one process: while one is being kept, the next is read."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Keeping:
    """Keeps deliveries, durably when it answers, `lanes` groups at once.

    Gives central's signed word on each, in order, or what was in the way.
    """

    lanes: int
    keep: Callable[[Sequence[Delivery], datetime], Sequence[bytes | Exception]]


@dataclass(frozen=True, slots=True)
class _Read:
    """A delivery and what its lines are."""

    sent: Delivery
    lines: tuple[Line, ...]

    @property
    def key(self) -> Key:
        return self.sent.speaker.kiosk, self.sent.chain

    @property
    def proven(self) -> tuple[Entry, ...]:
        return tuple(line.entry for line in self.lines if line.entry and line.proven)


class Intake:
    """Receives batches of chains; durable when it answers.

    `then` is called with the time whenever submissions have been kept: it has them opened.
    """

    def __init__(self, database: Database, then: Callable[[datetime], None]) -> None:
        self._database = database
        self._then = then

    def receive(
        self, speaker: Speaker, chain: str, lines: Sequence[bytes], now: datetime
    ) -> Acknowledgement:
        """Judge and keep a batch of one chain; raises what the database raises."""
        (word,) = self.receive_all([Delivery(speaker, chain, lines)], now)
        if isinstance(word, Exception):
            raise word
        return word

    def receive_all(
        self, deliveries: Sequence[Delivery], now: datetime
    ) -> list[Acknowledgement | Exception]:
        """Judge and keep batches of several kiosks in one transaction.

        Where that cannot be, each is kept by itself: what is wrong with one is no other's trouble.
        """
        batches = [_Read(one, read_lines(one)) for one in deliveries]
        words = self._kept(batches, now)
        if any(_submits(batch.proven) for batch in batches):
            self.catch_up(now)
        return words

    def catch_up(self, now: datetime) -> None:
        """Have opened what was kept and is not open yet."""
        try:
            self._then(now)
        except Exception as error:  # they are kept: whoever opens the next finds them, too
            log.error("cases that came could not be opened: %s", type(error).__name__)

    def _kept(self, batches: Sequence[_Read], now: datetime) -> list[Acknowledgement | Exception]:
        try:
            return [*self._keep(batches, now)]
        except AWAY as error:
            return [error] * len(batches)
        except Exception as error:
            log.info("a group is kept one by one: %s", type(error).__name__)
        return [self._alone(one, now) for one in batches]

    def _alone(self, batch: _Read, now: datetime) -> Acknowledgement | Exception:
        wrong: Exception
        for _ in range(TURNS):
            try:
                return self._keep([batch], now)[0]
            except IntegrityError as error:
                wrong = error
            except Exception as error:  # told to the one who brought it
                return error
        return wrong

    def _keep(self, batches: Sequence[_Read], now: datetime) -> list[Acknowledgement]:
        with self._database.write() as connection:
            ledger = Ledger(connection, (one.key for one in batches))
            judged = ledger.judge([(one.key, one.proven) for one in batches])
            kept = ledger.keep([one for batch in judged for one in batch], now)
            waiting = [{"entry": one.hash, "kiosk": one.kiosk} for one in _submits(kept)]
            append(connection, unopened, waiting)
            note_devices(connection, _stored(judged), now)
            return _words(connection, ledger, list(zip(batches, judged, strict=True)), now)


def keeping_here(intake: Intake, identity: Identity) -> Keeping:
    """Return what keeps deliveries in this process."""

    def keep(deliveries: Sequence[Delivery], now: datetime) -> list[bytes | Exception]:
        words = intake.receive_all(deliveries, now)
        return [one if isinstance(one, Exception) else sign(one, identity) for one in words]

    return Keeping(LANES, keep)


def _submits(entries: Sequence[Entry]) -> list[Entry]:
    return [one for one in entries if one.kind == SUBMITTED]


def _stored(judged: Sequence[Sequence[Judged]]) -> list[Entry]:
    return [one.entry for batch in judged for one in batch if one.verdict is Verdict.STORED]


def _words(
    connection: Connection,
    ledger: Ledger,
    batches: Sequence[tuple[_Read, Sequence[Judged]]],
    now: datetime,
) -> list[Acknowledgement]:
    """Say what became of each batch: all of it is in this transaction."""
    named = (one.entry for _, judged in batches for one in judged)
    held, present = set(files_of(connection, named)[0]), epoch(connection)
    return [
        Acknowledgement(
            kiosk=batch.sent.speaker.kiosk,
            chain=batch.sent.chain,
            verdicts=_verdicts(batch.lines, judged),
            held=tuple(sorted(names & held)),
            missing=tuple(sorted(names - held)),
            complete_to=ledger.chains[batch.key].complete_to,
            gaps=ledger.gaps(batch.key),
            epoch=present,
            at=now,
        )
        for batch, judged in batches
        for names in [{file.sha256 for one in judged for file in one.entry.attachments}]
    ]


def _verdicts(read: Sequence[Line], judged: Sequence[Judged]) -> tuple[LineVerdict, ...]:
    proven = iter(judged)
    return tuple(_verdict(line, next(proven) if line.proven else None) for line in read)


def _verdict(line: Line, one: Judged | None) -> LineVerdict:
    name, sequence = (line.entry.hash, line.entry.sequence) if line.entry else (None, None)
    if one is None:
        return LineVerdict(line.number, Verdict.REFUSED, name, sequence, line.reason)
    return LineVerdict(line.number, one.verdict, name, sequence, one.reason)
