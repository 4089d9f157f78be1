"""Attachments go to central: those it asks for, small before large, each from where it ended."""

import logging
from collections.abc import Callable, Iterator, Sequence

from kiosk.courier.ahead import one_ahead
from kiosk.courier.failures import TRIES, Failure, LineFailure, Reach
from kiosk.courier.line import Line, Piece
from kiosk.errors import Trouble
from kiosk.journal.journal import Journal
from kiosk.wire.bundle import HEADING, LIMIT, MOST, SMALL
from kiosk.wire.messages import Acknowledgement

PIECE_BYTES = 256 * 1024
"""Bytes of a large one sent at once: what a break in the line costs at most."""

AT_ONCE = 1000

Bundle = tuple[str, dict[str, bytes]]
"""A chain of this kiosk's, and the contents of small attachments by their SHA-256."""

log = logging.getLogger(__name__)


class Uploading:
    """The attachments of one round; one that fails is passed over until the next round."""

    def __init__(self, journal: Journal, line: Line, go_on: Callable[[], None]) -> None:
        self._outbox = journal.outbox
        self._history = journal.history
        self._attachments = journal.attachments
        self._line = line
        self._go_on = go_on
        self._together = True
        self.passed_over: dict[str, Failure] = {}

    def bring(self) -> Iterator[str]:
        """Bring all that is asked for, small before large; yields the epoch of each word.

        Raises LineFailure when the line itself fails.
        """
        while left := self.left():
            small = [one for one in left if one[1] <= SMALL] if self._together else []
            words = self._bring_all(small) if small else self._bring_one(*left[0])
            for word in words:
                self._outbox.confirm(word)
                yield word.epoch

    def left(self) -> list[tuple[str, int]]:
        """Return what is asked for and was not passed over: SHA-256 and size in bytes."""
        asked = self._attachments.asked(AT_ONCE + len(self.passed_over))
        return [one for one in asked if one[0] not in self.passed_over]

    def _bring_all(self, small: Sequence[tuple[str, int]]) -> Iterator[Acknowledgement]:
        """Bring small ones together; where that fails, each goes by itself for this round."""
        for (chain, files), word in one_ahead(self._word, self._bundles(small)):
            if word is None:
                self._together = False
                return
            if word.chain != chain or not set(word.held) <= set(files):
                raise LineFailure(Failure.PORTAL)
            unheld = files.keys() - set(word.held)
            self.passed_over |= dict.fromkeys(unheld, Failure.UNKNOWN_FILE)
            yield word

    def _bundles(self, small: Sequence[tuple[str, int]]) -> Iterator[Bundle]:
        for names in _that_fit(small):
            self._go_on()
            files = self._attachments.read_small(names)
            self.passed_over |= dict.fromkeys(set(names) - files.keys(), Failure.NO_FILE)
            if files:
                yield self._history.head().chain, files

    def _word(self, bundle: Bundle) -> Acknowledgement | None:
        """Return central's word on a bundle; None when it would not take these together."""
        try:
            return self._line.bundle(*bundle)
        except LineFailure as error:
            if error.failure.row.reach is Reach.LINE:
                raise
            return None

    def _bring_one(self, sha256: str, size: int) -> Iterator[Acknowledgement]:
        try:
            yield self._persist(sha256, size)
        except LineFailure as error:
            if error.failure.row.reach is Reach.LINE:
                raise
            self.passed_over[sha256] = error.failure
        except Trouble as error:
            log.warning("attachment passed over: %s", error.code)
            self.passed_over[sha256] = Failure.NO_FILE

    def _persist(self, sha256: str, size: int) -> Acknowledgement:
        # A small one is sent whole, without asking how much of it is there already.
        offset = 0 if size <= PIECE_BYTES else self._line.kept(sha256)
        for _ in range(TRIES):
            try:
                return self._go_through(sha256, offset, size)
            except LineFailure as error:
                if error.failure is Failure.OFFSET and error.offset is not None:
                    offset = error.offset
                elif error.failure is Failure.HASH:
                    offset = 0
                elif error.failure is Failure.DIGEST:
                    offset = self._line.kept(sha256)
                else:
                    raise
                last = error
        raise last

    def _go_through(self, sha256: str, offset: int, size: int) -> Acknowledgement:
        # Any chain of ours will do for central's word; the present one is ours for sure.
        chain = self._history.head().chain
        while True:
            self._go_on()
            content = self._attachments.read(sha256, offset, PIECE_BYTES) if offset < size else b""
            answer = self._line.upload(Piece(chain, sha256, offset, size, content))
            if isinstance(answer, Acknowledgement):
                if answer.chain != chain or answer.held != (sha256,):
                    raise LineFailure(Failure.PORTAL)
                return answer
            if not content:
                raise LineFailure(Failure.HASH)
            offset = answer


def _that_fit(small: Sequence[tuple[str, int]]) -> Iterator[list[str]]:
    """Yield the names of those that fit into one bundle together, and so on to the end."""
    names: list[str] = []
    room = LIMIT
    for sha256, size in small:
        room -= size + HEADING
        if room < 0 or len(names) == MOST:
            yield names
            names, room = [], LIMIT - size - HEADING
        names.append(sha256)
    yield names
