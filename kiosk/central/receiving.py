"""Pieces of attachments come in: each is kept, and who brought the last gets central's word."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from starlette.concurrency import run_in_threadpool

from kiosk.central import blobs, uploads
from kiosk.central.api import Rooms
from kiosk.central.news import acknowledge_files
from kiosk.central.problems import Refusal
from kiosk.central.together import Together
from kiosk.wire.messages import ProblemKind
from kiosk.wire.signed import sign


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece, of what, from where on; `digest` is its own SHA-256, proven with its sender."""

    kiosk: str
    chain: str
    sha256: str
    offset: int
    length: int
    body: bytes
    digest: str


@dataclass(frozen=True, slots=True)
class _Whole:
    """An attachment that is in the store; who brought it waits for central's word.

    It is `new` when it has yet to be settled there and noted.
    """

    kiosk: str
    chain: str
    sha256: str
    size: int
    new: bool


class Receiving:
    """Takes pieces as they come; those that end attachments at one time are noted together."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms
        self._words: Together[_Whole, bytes] = Together(self._note)

    async def take(self, piece: Piece) -> int | bytes:
        """Keep a piece; returns the new offset or, of what is whole, the signed word.

        Of what is held already the word is given again. Raises Refusal.
        """
        kept = await run_in_threadpool(self._keep, piece)
        return kept if isinstance(kept, int) else await self._words.ask(kept)

    def kept(self, kiosk: str, sha256: str) -> tuple[int, int]:
        """Return the size of an attachment, and how many bytes of it are kept; raises Refusal."""
        size, held = self._look_up(kiosk, sha256)
        return size, size if held else self._rooms.uploads.offset(kiosk, sha256)

    def _keep(self, piece: Piece) -> int | _Whole:
        size, held = self._look_up(piece.kiosk, piece.sha256)
        whole = _Whole(piece.kiosk, piece.chain, piece.sha256, size, new=not held)
        if held:
            return whole
        if piece.length != size:
            raise Refusal(ProblemKind.HASH, "length")
        where = piece.kiosk, piece.sha256, piece.offset, piece.length
        try:
            offset = self._rooms.uploads.add(*where, piece.body, piece.digest)
        except uploads.WrongOffset as error:
            raise Refusal(ProblemKind.OFFSET, offset=error.offset) from error
        except uploads.WrongHash as error:
            raise Refusal(ProblemKind.HASH) from error
        return whole if offset == size else offset

    def _look_up(self, kiosk: str, sha256: str) -> tuple[int, bool]:
        with self._rooms.database.read() as connection:
            sought = blobs.sought(connection, kiosk, sha256)
        if sought is None:
            raise Refusal(ProblemKind.NOT_FOUND)
        if sought[0] > blobs.SIZE_LIMIT:
            raise Refusal(ProblemKind.TOO_LARGE, limit=blobs.SIZE_LIMIT)
        return sought

    def _note(self, wholes: Sequence[_Whole]) -> list[bytes]:
        rooms, now = self._rooms, self._rooms.clock()
        # Kiosks are locked one after the other, always in this order.
        chains = sorted({(one.kiosk, one.chain) for one in wholes})
        sizes = {one.sha256: one.size for one in wholes if one.new}
        rooms.uploads.settle(sizes)
        with rooms.database.write() as connection:
            blobs.note(connection, sizes, now)
            words = {
                chain: acknowledge_files(connection, *chain, names=(), now=now) for chain in chains
            }
        return [
            sign(replace(words[one.kiosk, one.chain], held=(one.sha256,)), rooms.identity)
            for one in wholes
        ]
