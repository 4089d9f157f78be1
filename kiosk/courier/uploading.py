"""Attachments go to central: those it asks for, small before large, each from where it ended."""

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from kiosk.courier.abreast import abreast
from kiosk.courier.ahead import one_ahead
from kiosk.courier.at_once import AtOnce, too_much
from kiosk.courier.bringing import Bringing
from kiosk.courier.failures import TRIES, Failure, LineFailure, Reach
from kiosk.courier.line import Line, Piece
from kiosk.courier.loading import File, Loading
from kiosk.errors import Trouble
from kiosk.journal.journal import Journal
from kiosk.wire.bundle import HEADING, MOST, SMALL
from kiosk.wire.loads import LARGEST, MOST_PARTS
from kiosk.wire.messages import Acknowledgement

LANES = 3
"""Requests with large ones on their way at the same time; pieces of one come in turn."""

AT_ONCE = 1000

PAUSE = 0.25
"""Seconds between two words that are noted, where they come faster: each costs a transaction."""

Bundle = tuple[str, dict[str, bytes]]
"""A chain of this kiosk's, and the contents of small attachments by their SHA-256."""

log = logging.getLogger(__name__)


class Uploading(Bringing):
    """The attachments of one round; one that fails is passed over until the next round.

    `go_on` raises when the courier is asked to stop; lanes ask it too.
    """

    def __init__(
        self, journal: Journal, line: Line, size: AtOnce, go_on: Callable[[], None]
    ) -> None:
        super().__init__(journal, line, size, go_on)
        self._loading = Loading(journal, line, size, go_on)
        self._together = self._loads = True
        self._under_way: set[str] = set()
        self._known: list[File] = []
        self._over = False
        self.passed_over: dict[str, Failure] = {}

    def bring(self) -> Iterator[str]:
        """Bring all that is asked for, small before large; yields the epoch of each word.

        Raises LineFailure when the line itself fails.
        """
        try:
            while left := self.left():
                small = self._small(left)
                for words in self._bring_all(small) if small else self._bring_large():
                    self._attachments.are_held(name for word in words for name in word.held)
                    yield from dict.fromkeys(word.epoch for word in words)
        finally:
            self._over = True

    def left(self, limit: int = AT_ONCE) -> list[File]:
        """Return what is asked for, and neither passed over nor under way."""
        apart = self.passed_over.keys() | self._under_way
        return [one for one in self._attachments.asked(limit + len(apart)) if one[0] not in apart]

    def _small(self, left: Sequence[File]) -> list[File]:
        return [one for one in left if one[1] <= SMALL] if self._together else []

    def _bring_all(self, small: Sequence[File]) -> Iterator[list[Acknowledgement]]:
        """Bring small ones together; where that fails, each goes by itself for this round.

        Where they were only too much at once it is left to the next bundles, which are smaller.
        """
        for (chain, files), word in one_ahead(self._word, self._bundles(small)):
            if isinstance(word, Failure):
                self._together = word is Failure.CUT
                return
            if word.chain != chain or not set(word.held) <= set(files):
                raise LineFailure(Failure.PORTAL)
            unheld = files.keys() - set(word.held)
            self.passed_over |= dict.fromkeys(unheld, Failure.UNKNOWN_FILE)
            yield [word]

    def _bundles(self, small: Sequence[File]) -> Iterator[Bundle]:
        for names in _that_fit(small, lambda: self._size.bytes):
            self._go_on()
            files = self._attachments.read_small(names)
            self.passed_over |= dict.fromkeys(set(names) - files.keys(), Failure.NO_FILE)
            if files:
                yield self._chain(), files

    def _word(self, bundle: Bundle) -> Acknowledgement | Failure:
        """Return central's word on a bundle, or why it would not take these together."""
        sent = sum(map(len, bundle[1].values()))
        try:
            return self._size.heard(sent, lambda: self._line.bundle(*bundle))
        except LineFailure as error:
            less = len(bundle[1]) > 1 and too_much(error.failure, sent)
            if error.failure.row.reach is Reach.LINE and not less:
                raise
            return error.failure

    def _bring_large(self) -> Iterator[list[Acknowledgement]]:
        """Bring large ones abreast, until there are small ones again or none is left."""
        brought: list[tuple[Sequence[File], list[Acknowledgement]]] = []
        noted = self._size.ticks()
        try:
            for done in abreast(self._bring_some, self._next_large(), LANES):
                brought += done
                if self._size.ticks() - noted > PAUSE:
                    yield self._words(brought)
                    noted = self._size.ticks()
        except (LineFailure, Trouble):
            yield self._words(brought)
            raise
        yield self._words(brought)

    def _words(
        self, brought: list[tuple[Sequence[File], list[Acknowledgement]]]
    ) -> list[Acknowledgement]:
        words = [word for _, some in brought for word in some]
        self._under_way -= {sha256 for files, _ in brought for sha256, _ in files}
        brought.clear()
        self._known = []
        return words

    def _next_large(self) -> Iterator[Sequence[File]]:
        while True:
            # More is asked for only where words are heard, and what they say is noted.
            self._known = self._known or self.left()
            if not self._known or self._small(self._known):
                return
            several = self._loads and self._size.good
            files = _first(self._known, self._size.together if several else 0)
            self._known = self._known[len(files) :]
            self._go_on()
            self._under_way |= {sha256 for sha256, _ in files}
            yield files

    def _bring_some(self, files: Sequence[File]) -> list[Acknowledgement]:
        """Bring what goes together, on a lane of its own; what is not held then goes by itself."""
        word = self._loading.bring(files) if len(files) > 1 else None
        self._loads = self._loads and (word is not None or len(files) == 1)
        words = [] if word is None else [word]
        held = set(word.held) if word else set()
        alone = (self._bring_one(file) for file in files if file[0] not in held)
        return words + [one for one in alone if one is not None]

    def _bring_one(self, file: File) -> Acknowledgement | None:
        """Bring one; None when it is passed over."""
        sha256, size = file
        try:
            return self._persist(sha256, size)
        except LineFailure as error:
            if error.failure.row.reach is Reach.LINE:
                raise
            self.passed_over[sha256] = error.failure
        except Trouble as error:
            log.warning("attachment passed over: %s", error.code)
            self.passed_over[sha256] = Failure.NO_FILE
        return None

    def _persist(self, sha256: str, size: int) -> Acknowledgement:
        # One that fits into a piece goes whole, without asking how much of it is there already.
        offset = 0 if size <= self._size.bytes else self._line.kept(sha256)
        failed: Counter[Failure] = Counter()
        while not self._over:
            self._go_on()
            try:
                answer = self._send_piece(sha256, offset, size)
            except LineFailure as error:
                failed[error.failure] += 1
                if failed[error.failure] == TRIES:
                    raise
                offset = self._again_at(sha256, error)
            else:
                if isinstance(answer, Acknowledgement):
                    return answer
                offset = answer
                del failed[Failure.CUT]
        raise LineFailure(Failure.CUT)

    def _again_at(self, sha256: str, error: LineFailure) -> int:
        """Return where to go on at once after a failure; raises it where that is of no use."""
        if error.failure is Failure.OFFSET and error.offset is not None:
            return error.offset
        if error.failure is Failure.HASH:
            return 0
        if error.failure in (Failure.DIGEST, Failure.CUT):
            return self._line.kept(sha256)
        raise error

    def _send_piece(self, sha256: str, offset: int, size: int) -> Acknowledgement | int:
        chain = self._chain()
        content = self._attachments.read(sha256, offset, self._size.bytes) if offset < size else b""
        piece = Piece(chain, sha256, offset, size, content)
        try:
            answer = self._timed(len(content), lambda: self._line.upload(piece))
        except LineFailure as error:
            if error.failure in (Failure.CUT, Failure.TIMEOUT):
                self._size.lost()
            raise
        if isinstance(answer, Acknowledgement) and (answer.chain, answer.held) != (
            chain,
            (sha256,),
        ):
            raise LineFailure(Failure.PORTAL)
        if not content and not isinstance(answer, Acknowledgement):
            raise LineFailure(Failure.HASH)
        return answer


def _that_fit(small: Sequence[File], limit: Callable[[], int]) -> Iterator[list[str]]:
    """Yield the names of those that fit into one bundle together, and so on to the end."""
    names: list[str] = []
    room = limit()
    for sha256, size in small:
        room -= size + HEADING
        if names and (room < 0 or len(names) == MOST):
            yield names
            names, room = [], limit() - size - HEADING
        names.append(sha256)
    yield names


def _first(large: Sequence[File], most: int) -> Sequence[File]:
    """Return the first, and those after it that fit into a request of `most` bytes with it."""
    room, count = most, 0
    for _, size in large:
        if size > LARGEST or size > room:
            break
        room, count = room - size, count + 1
    return large[: min(max(count, 1), MOST_PARTS)]
