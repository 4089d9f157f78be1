"""What waits goes to central on a stick where no line reaches, and central's word comes back.

Nothing leaves the queue by being written to a stick: only central's verified word confirms, as on
the line. A case may go both ways; central knows it again.
"""

import errno
import logging
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path

from kiosk.courier.delivering import begin_anew
from kiosk.courier.stick_troubles import stick_trouble
from kiosk.errors import Trouble
from kiosk.journal.files import placing
from kiosk.journal.journal import Journal
from kiosk.wire.entry import Entry
from kiosk.wire.identity import Identity
from kiosk.wire.messages import (
    BATCH_LINES,
    Acknowledgement,
    EnrolmentAnswer,
    Reconciliation,
    Verdict,
)
from kiosk.wire.parcel import OUT, Batch, Parcel, ParcelWord, attachment, seal
from kiosk.wire.signed import UntrueMessage, read_signed, sign

FILE_BYTES = 512 * 1024 * 1024
"""Bytes of entries and attachments in one file: sticks with FAT hold none over 4 GiB."""

WORD_BYTES = 256 * 1024 * 1024
_NO_PLAIN_NAME = re.compile(r"[^A-Za-z0-9._-]")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written to the stick; `unreadable` attachments of this kiosk had to stay behind."""

    files: tuple[Path, ...]
    entries: int
    attachments: int
    unreadable: int


@dataclass(frozen=True, slots=True)
class Heard:
    """What central's word changed: entries confirmed by it, and put aside for a person.

    `again`: central lacks what it had confirmed, as after a restore; it waits once more.
    """

    confirmed: int
    parked: int
    waiting: int
    again: bool


@dataclass(frozen=True, slots=True)
class _Load:
    """What goes into one file."""

    entries: tuple[Entry, ...]
    files: tuple[str, ...]

    def batches(self) -> Iterator[Batch]:
        """Say how its lines would come by the line: of one chain each, and so many at most."""
        for chain, entries in groupby(self.entries, lambda one: one.chain):
            left = len(list(entries))
            while left:
                yield Batch(chain, min(left, BATCH_LINES))
                left -= min(left, BATCH_LINES)


class Stick:
    """Packs what waits, and hears what came back; `welcome` is what enrolment brought."""

    def __init__(
        self,
        journal: Journal,
        identity: Identity,
        welcome: EnrolmentAnswer,
        clock: Callable[[], datetime],
    ) -> None:
        self._journal, self._outbox = journal, journal.outbox
        self._identity, self._welcome, self._clock = identity, welcome, clock

    def export(self, folder: Path, limit: int = FILE_BYTES) -> Exported:
        """Write all that waits, sealed to central; each file is whole and durable, or not there.

        Raises Trouble `stick.*` for a stick that is full, gone or no folder, and for a kiosk
        whose enrolment says nothing of sticks.
        """
        if not self._welcome.recipient:
            raise stick_trouble("no_recipient")
        if not folder.is_dir():
            raise stick_trouble("no_folder")
        loads = list(self._loads(limit))
        unreadable: list[str] = []
        files = [
            self._write(folder / name, load, unreadable)
            for name, load in zip(self._names(), loads, strict=False)
        ]
        entries = sum(len(load.entries) for load in loads)
        named = sum(len(load.files) for load in loads)
        log.info("exported: %d entries, %d files", entries, len(files))
        return Exported(tuple(files), entries, named - len(unreadable), len(unreadable))

    def hear(self, file: Path) -> Heard:
        """Confirm what a file from central says, as a word on the line would; may be repeated.

        Raises Trouble `stick.*` for a file that is not central's word to this kiosk.
        """
        told = self._read(file)
        known = set(self._journal.history.chains())
        words = [word for word in told.words if word.chain in known]
        if told.kiosk != self._welcome.kiosk or (told.words and not words):
            raise stick_trouble("not_ours")
        again = self._enter(words)
        confirmed = sum(self._outbox.confirm(word) for word in words)
        if not again and any(map(self._lost, words)):
            again = True
            self._doubt(words[-1])
            for word in words:
                self._outbox.confirm(word)
        self._look_at_head(words)
        queue = self._outbox.queue()
        return Heard(confirmed, queue.parked, queue.waiting, again)

    def _loads(self, limit: int) -> Iterator[_Load]:
        entries: list[Entry] = []
        files: list[str] = []
        taken: set[str] = set()
        size = 0
        for entry, named in self._waiting():
            new = {one: length for one, length in named.items() if one not in taken}
            weight = sum(new.values()) + (len(entry.line()) if entry else 0)
            if size and size + weight > limit:
                yield _Load(tuple(entries), tuple(files))
                entries, files, size = [], [], 0
            entries += [entry] if entry else []
            files += new
            taken |= set(new)
            size += weight
        if size:
            yield _Load(tuple(entries), tuple(files))

    def _waiting(self) -> Iterator[tuple[Entry | None, dict[str, int]]]:
        """Yield what waits with the attachments it names, then what central asked for since."""
        for entry in self._unconfirmed():
            yield entry, {one.sha256: one.size for one in entry.attachments}
        queue = self._outbox.queue()
        for name, size in self._journal.attachments.asked(queue.attachments or 1):
            yield None, {name: size}

    def _names(self) -> Iterator[str]:
        head = self._journal.history.head()
        name = f"kiosk-{_NO_PLAIN_NAME.sub('_', head.kiosk)}-{head.hash[:16]}"
        yield name + OUT
        number = 2
        while True:
            yield f"{name}-{number}{OUT}"
            number += 1

    def _write(self, path: Path, load: _Load, unreadable: list[str]) -> Path:
        with _on_stick(), placing(path) as out:
            seal(self._content(load, unreadable), self._welcome.recipient, out)
        return path

    def _content(self, load: _Load, unreadable: list[str]) -> Iterator[bytes]:
        head = self._journal.history.head()
        batches, key = tuple(load.batches()), self._identity.public
        parcel = Parcel(head.kiosk, key, head.chain, batches, self._clock())
        yield sign(parcel, self._identity) + b"\n"
        yield from (entry.line() for entry in load.entries)
        for name in load.files:
            try:
                content = self._journal.attachments.read(name)
            except Trouble as error:
                # One damaged file never keeps the others at home.
                log.warning("attachment left behind: %s", error.code)
                unreadable.append(name)
            else:
                yield attachment(name, content)

    def _read(self, file: Path) -> ParcelWord:
        with _on_stick(), file.open("rb") as content:
            data = content.read(WORD_BYTES)
        try:
            return read_signed(data, ParcelWord, self._welcome.public_key)
        except UntrueMessage as error:
            raise stick_trouble("untrue_word") from error

    def _enter(self, words: Sequence[Acknowledgement]) -> bool:
        """Make sure that all confirmations hold for the epoch of these words; tell of a new one.

        Whether it is younger or older than ours cannot be told from here, and need not be: what
        was confirmed waits again, and central says of each whether it is there.
        """
        if not words:
            return False
        known, epoch = self._outbox.epoch(), words[-1].epoch
        if known not in (None, epoch):
            self._doubt(words[-1])
        self._outbox.enter(epoch)
        return known not in (None, epoch)

    def _doubt(self, word: Acknowledgement) -> None:
        for offer in self._outbox.offers():
            told = Reconciliation(
                offer.kiosk, offer.chain, offer.hashes, (), 0, word.epoch, word.at
            )
            self._outbox.settle(told)

    def _lost(self, word: Acknowledgement) -> bool:
        """Whether central lacks a number below its highest that it had confirmed."""
        there = {entry.sequence for entry in self._unconfirmed() if entry.chain == word.chain}
        there |= {one.sequence for one in self._outbox.parked()}
        last = max((line.sequence or 0 for line in word.verdicts), default=0)
        return any(
            number not in there
            for gap in word.gaps
            for number in range(gap.first, min(gap.last, last) + 1)
        )

    def _unconfirmed(self) -> Iterable[Entry]:
        return (entry for batch in self._outbox.batches() for entry in batch)

    def _look_at_head(self, words: Sequence[Acknowledgement]) -> None:
        head = self._journal.history.head()
        of_head = [word for word in words if word.chain == head.chain]
        if any(
            word.complete_to > head.sequence
            or any(line.verdict is Verdict.CONFLICT for line in word.verdicts)
            for word in of_head
        ):
            begin_anew(self._journal, self._clock)


@contextmanager
def _on_stick() -> Iterator[None]:
    """Say what a stick does to us as Trouble."""
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        raise stick_trouble("full" if full else "gone") from error
