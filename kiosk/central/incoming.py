"""What one request brings of several attachments, kept in the order in which it comes.

Nothing here waits for the line: it is told what came, and says where more of it is to be laid.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager

from kiosk.central.blobs import PIECE_LIMIT
from kiosk.central.sealed import ROUND
from kiosk.central.uploads import Uploads, WrongOffset
from kiosk.central.wholes import Coming, Written, WrongHash
from kiosk.wire.loads import Part

SYNCED = 16
"""That are synced together: each is an open file until then."""


class Room:
    """Where a request's bites lie, as they came and sealed; memory that is new is slow to get."""

    def __init__(self) -> None:
        self.clear, self.sealed = bytearray(PIECE_LIMIT), bytearray(PIECE_LIMIT + ROUND)


class Incoming:
    """Takes what comes, bite by bite; `left` bytes are still to come.

    A part that is not wanted, has other bytes than its name says, or does not go on where it ended
    is passed over: the others are none the worse. `sizes` are those of the wholes, in bytes.
    """

    def __init__(  # of whom, what, and where to
        self,
        uploads: Uploads,
        kiosk: str,
        parts: Sequence[Part],
        sizes: Mapping[str, int],
        unwanted: Collection[str],
        room: Room,
    ) -> None:
        self._uploads, self._kiosk, self._parts = uploads, kiosk, iter(parts)
        self._sizes, self._unwanted = sizes, unwanted
        self._clear, self._sealed = memoryview(room.clear), room.sealed
        self._filled = self._bite = self._place = self._end = 0
        self._sha256, self._wanted = "", False
        self._coming: Coming | None = None
        self._written: list[Written] = []
        self._whole: list[str] = []
        self._failed: OSError | None = None
        self.left = sum(one.length for one in parts)
        self._go_on()

    @property
    def free(self) -> memoryview:
        """Where the next bytes go: what a bite has left."""
        return self._clear[self._filled : self._bite]

    def took(self, came: int) -> None:
        """Hear that so many lie there."""
        self._filled += came
        self.left -= came
        if self._filled == self._bite:
            self._keep_bite()
            self._go_on()

    def finish(self) -> list[str]:
        """Keep durably all that came; returns the names of those that are whole.

        Raises the OSError that was met, after the others are kept.
        """
        if self.left:
            if self._filled:
                self._keep_bite()
            with self._passing_over():
                if self._coming is not None:
                    self._uploads.leave(self._kiosk, self._sha256, self._coming)
        with self._passing_over():
            self._sync()
        if self._failed is not None:
            raise self._failed
        return self._whole

    def _go_on(self) -> None:
        """Make room for the next bite, of this part or of the next one."""
        while self._place == self._end:
            part = next(self._parts, None)
            if part is None:
                self._bite = 0
                return
            self._begin(part)
            if not part.length:  # all of it came before, and only the word on it was lost
                self._keep_bite()
        self._bite = min(PIECE_LIMIT, self._end - self._place)

    def _begin(self, part: Part) -> None:
        self._sha256, self._place, self._end = part.sha256, part.offset, part.offset + part.length
        self._wanted = part.sha256 not in self._unwanted and self._failed is None
        self._coming = None
        if self._wanted and 0 < part.length == self._sizes[part.sha256]:
            with self._passing_over():
                whole = self._kiosk, part.sha256, part.length
                self._coming = self._uploads.begin(*whole, self._sealed)

    def _keep_bite(self) -> None:
        bite = self._clear[: self._filled]
        if self._wanted:
            with self._passing_over():
                self._keep(bite)
        self._place += len(bite)
        self._filled = 0

    def _keep(self, bite: memoryview) -> None:
        size = self._sizes[self._sha256]
        if self._coming is not None:
            self._coming.add(bite)
            if self._coming.came == size:
                self._written.append(self._coming.whole())
                if len(self._written) == SYNCED:
                    self._sync()
        elif bite or self._place == size:
            came = self._uploads.add(self._kiosk, self._sha256, self._place, size, bite)
            if came == size:
                self._whole.append(self._sha256)

    def _sync(self) -> None:
        written, self._written = self._written, []
        self._uploads.finish(written)
        self._whole += [one.sha256 for one in written]

    @contextmanager
    def _passing_over(self) -> Iterator[None]:
        try:
            yield
        except (WrongOffset, WrongHash):
            self._wanted, self._coming = False, None
        except OSError as error:
            # Without what it was met in: that would hold on to memory others want to use.
            self._wanted, self._coming, self._failed = False, None, error.with_traceback(None)
