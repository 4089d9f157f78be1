"""Attachments go to central: those it asks for, small before large, each from where it ended."""

import logging
from collections.abc import Callable

from kiosk.courier.failures import TRIES, Failure, LineFailure, Reach
from kiosk.courier.line import Line, Piece
from kiosk.errors import Trouble
from kiosk.journal.journal import Journal
from kiosk.wire.messages import Acknowledgement

PIECE_BYTES = 256 * 1024
"""Bytes sent at once: what a break in the line costs at most."""

AT_ONCE = 1000

log = logging.getLogger(__name__)


class Uploading:
    """The attachments of one round; one that fails is passed over until the next round."""

    def __init__(self, journal: Journal, line: Line, go_on: Callable[[], None]) -> None:
        self._outbox = journal.outbox
        self._history = journal.history
        self._attachments = journal.attachments
        self._line = line
        self._go_on = go_on
        self.passed_over: dict[str, Failure] = {}

    def next(self) -> str | None:
        """Bring the smallest one asked for and return its word's epoch; None when all are there.

        Raises LineFailure when the line itself fails.
        """
        for sha256, size in self._attachments.asked(AT_ONCE + len(self.passed_over)):
            if sha256 in self.passed_over:
                continue
            try:
                word = self._bring(sha256, size)
            except LineFailure as error:
                if error.failure.row.reach is Reach.LINE:
                    raise
                self.passed_over[sha256] = error.failure
            except Trouble as error:
                log.warning("attachment passed over: %s", error.code)
                self.passed_over[sha256] = Failure.NO_FILE
            else:
                self._outbox.confirm(word)
                return word.epoch
        return None

    def _bring(self, sha256: str, size: int) -> Acknowledgement:
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
            piece = self._attachments.read(sha256, offset, PIECE_BYTES) if offset < size else b""
            answer = self._line.upload(Piece(chain, sha256, offset, size, piece))
            if isinstance(answer, Acknowledgement):
                if answer.chain != chain or sha256 not in answer.held:
                    raise LineFailure(Failure.PORTAL)
                return answer
            if not piece:
                raise LineFailure(Failure.HASH)
            offset = answer
