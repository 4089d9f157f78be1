"""Several large attachments go in one request; after a cut they go on from where each ended."""

from collections import Counter
from collections.abc import Sequence

from kiosk.courier.bringing import Bringing
from kiosk.courier.failures import TRIES, Failure, LineFailure, Reach
from kiosk.errors import Trouble
from kiosk.wire.loads import Part
from kiosk.wire.messages import Acknowledgement

AGAIN = (Failure.CUT, Failure.DIGEST, Failure.OFFSET)
"""What is asked again at once, from where central says."""

File = tuple[str, int]
"""SHA-256 and size in bytes of what central asks for."""


class Loading(Bringing):
    """Brings attachments together."""

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
                if error.failure is Failure.TIMEOUT:
                    self._size.lost()
                if error.failure not in AGAIN or failed[error.failure] == TRIES:
                    raise
            before, kept = kept, self._line.kept_of([sha256 for sha256, _ in files])
            if any(there > was for was, there in zip(before, kept, strict=True)):
                # What came of it need not come again: nothing is gained by sending less.
                del failed[Failure.CUT]
            elif failed[Failure.CUT]:
                self._size.lost()

    def _send(self, parts: Sequence[Part]) -> Acknowledgement:
        chain = self._chain()
        wanted = [(one.sha256, one.offset) for one in parts if one.length]
        word = self._timed(
            sum(one.length for one in parts),
            lambda: self._line.load(chain, parts, lambda: self._attachments.pieces(wanted)),
        )
        if word.chain != chain or not set(word.held) <= {one.sha256 for one in parts}:
            raise LineFailure(Failure.PORTAL)
        return word


def _parts(files: Sequence[File], kept: Sequence[int]) -> list[Part]:
    return [
        Part(sha256, offset, size - offset)
        for (sha256, size), offset in zip(files, kept, strict=True)
    ]
