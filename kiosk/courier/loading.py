"""Several large attachments go in one request; after a cut they go on from where each ended."""

from collections import Counter
from collections.abc import Callable, Sequence

from kiosk.courier.failures import TRIES, Failure, LineFailure, Reach
from kiosk.courier.line import Line
from kiosk.courier.pieces import PieceSize
from kiosk.errors import Trouble
from kiosk.journal.journal import Journal
from kiosk.wire.loads import Part
from kiosk.wire.messages import Acknowledgement

AGAIN = (Failure.CUT, Failure.DIGEST, Failure.OFFSET)
"""What is asked again at once, from where central says."""

File = tuple[str, int]
"""SHA-256 and size in bytes of what central asks for."""


class Loading:
    """Brings attachments together; `go_on` raises when the courier is asked to stop."""

    def __init__(
        self, journal: Journal, line: Line, size: PieceSize, go_on: Callable[[], None]
    ) -> None:
        self._history = journal.history
        self._attachments = journal.attachments
        self._line = line
        self._size = size
        self._go_on = go_on

    def bring(self, files: Sequence[File]) -> Acknowledgement | None:
        """Return central's word, which may leave some of them out; None where it takes none so.

        Raises LineFailure when the line itself fails.
        """
        try:
            return self._persist(files)
        except LineFailure as error:
            if error.failure.row.reach is Reach.LINE:
                raise
        except Trouble:  # one is missing here: found out when they go one by one
            pass
        return None

    def _persist(self, files: Sequence[File]) -> Acknowledgement:
        kept = [0] * len(files)
        failed: Counter[Failure] = Counter()
        while True:
            self._go_on()
            try:
                return self._send(_parts(files, kept))
            except LineFailure as error:
                failed[error.failure] += 1
                if error.failure not in AGAIN or failed[error.failure] == TRIES:
                    raise
            before, kept = kept, self._line.kept_of([sha256 for sha256, _ in files])
            if any(there > was for was, there in zip(before, kept, strict=True)):
                del failed[Failure.CUT]

    def _send(self, parts: Sequence[Part]) -> Acknowledgement:
        chain = self._history.head().chain
        wanted = [(one.sha256, one.offset) for one in parts if one.length]
        began = self._size.ticks()
        try:
            word = self._line.load(chain, parts, lambda: self._attachments.pieces(wanted))
        except LineFailure as error:
            if error.failure in (Failure.CUT, Failure.TIMEOUT):
                self._size.lost()
            raise
        self._size.arrived()
        self._size.took(sum(one.length for one in parts), self._size.ticks() - began)
        if word.chain != chain or not set(word.held) <= {one.sha256 for one in parts}:
            raise LineFailure(Failure.PORTAL)
        return word


def _parts(files: Sequence[File], kept: Sequence[int]) -> list[Part]:
    return [
        Part(sha256, offset, size - offset)
        for (sha256, size), offset in zip(files, kept, strict=True)
    ]
