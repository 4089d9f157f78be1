"""Pieces of attachments come in: each is kept, and who brought the last gets central's word."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TypeVar

from starlette.concurrency import run_in_threadpool

from kiosk.central import blobs
from kiosk.central.api import Rooms
from kiosk.central.news import acknowledge_files
from kiosk.central.problems import Refusal
from kiosk.central.together import Together
from kiosk.central.uploads import WrongOffset
from kiosk.central.wholes import WrongHash
from kiosk.wire.messages import ProblemKind
from kiosk.wire.signed import sign

Answer = TypeVar("Answer")

KEEPING = 4
"""Large requests that are worked on at the same time."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece, of what, from where on; `digest` is its own SHA-256 where it is known."""

    kiosk: str
    sha256: str
    offset: int
    length: int
    body: bytes
    digest: str = ""


@dataclass(frozen=True, slots=True)
class _Brought:
    """Attachments that are in the store; who brought them waits for central's word.

    `new` are those that have yet to be settled there and noted: bytes of each.
    """

    kiosk: str
    chain: str
    held: tuple[str, ...]
    new: Mapping[str, int]


class Receiving:
    """Takes pieces as they come; those that end attachments at one time are noted together."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms
        self.uploads = rooms.uploads
        self._words: Together[_Brought, bytes] = Together(self._note)
        # Few, so that they do not stand in each other's way.
        self._keeping = ThreadPoolExecutor(KEEPING, thread_name_prefix="keeping")

    async def take(self, chain: str, piece: Piece) -> int | bytes:
        """Keep a piece; returns the new offset or, of what is whole, the signed word.

        Of what is held already the word is given again. Raises Refusal.
        """
        offset, new = await run_in_threadpool(self._take, piece)
        if offset < piece.length:
            return offset
        return await self.word(piece.kiosk, chain, (piece.sha256,), new)

    async def word(
        self, kiosk: str, chain: str, held: tuple[str, ...], new: Mapping[str, int]
    ) -> bytes:
        """Settle and note what is new in the store; returns the signed word on all that is held."""
        return await self._words.ask(_Brought(kiosk, chain, held, new))

    def kept(self, kiosk: str, sha256: str) -> tuple[int, int]:
        """Return the size of an attachment, and how many bytes of it are kept; raises Refusal."""
        size, held = self._look_up(kiosk, sha256)
        return size, size if held else self.uploads.offset(kiosk, sha256)

    def kept_of(self, kiosk: str, names: Sequence[str]) -> list[int]:
        """Return how many bytes are kept of each of these; raises Refusal."""
        sizes, held = self.expected(kiosk, names)
        offset = self.uploads.offset
        return [sizes[name] if name in held else offset(kiosk, name) for name in names]

    def expected(self, kiosk: str, names: Iterable[str]) -> tuple[dict[str, int], set[str]]:
        """Return the sizes of these in bytes, and those that are held; raises Refusal.

        An entry of this kiosk names each of them, and none is too large.
        """
        wanted = set(names)
        with self._rooms.database.read() as connection:
            sizes, held = blobs.sought(connection, kiosk, wanted)
        if sizes.keys() != wanted:
            raise Refusal(ProblemKind.NOT_FOUND)
        if any(size > blobs.SIZE_LIMIT for size in sizes.values()):
            raise Refusal(ProblemKind.TOO_LARGE, limit=blobs.SIZE_LIMIT)
        return sizes, held

    async def apart(self, work: Callable[[], Answer]) -> Answer:
        """Do some of the work on a large request, on one of a few threads."""
        return await asyncio.get_running_loop().run_in_executor(self._keeping, work)

    def _add(self, piece: Piece) -> int:
        where = piece.kiosk, piece.sha256, piece.offset, piece.length
        return self.uploads.add(*where, piece.body, piece.digest)

    def _take(self, piece: Piece) -> tuple[int, Mapping[str, int]]:
        size, held = self._look_up(piece.kiosk, piece.sha256)
        if held:
            return piece.length, {}
        if piece.length != size:
            raise Refusal(ProblemKind.HASH, "length")
        try:
            return self._add(piece), {piece.sha256: size}
        except WrongOffset as error:
            raise Refusal(ProblemKind.OFFSET, offset=error.offset) from error
        except WrongHash as error:
            raise Refusal(ProblemKind.HASH) from error

    def _look_up(self, kiosk: str, sha256: str) -> tuple[int, bool]:
        sizes, held = self.expected(kiosk, [sha256])
        return sizes[sha256], sha256 in held

    def _note(self, brought: Sequence[_Brought]) -> list[bytes]:
        rooms, now = self._rooms, self._rooms.clock()
        # Kiosks are locked one after the other, always in this order.
        chains = sorted({(one.kiosk, one.chain) for one in brought})
        sizes = {name: size for one in brought for name, size in one.new.items()}
        self.uploads.settle(sizes)
        with rooms.database.write() as connection:
            blobs.note(connection, sizes, now)
            words = {
                chain: acknowledge_files(connection, *chain, names=(), now=now) for chain in chains
            }
        return [
            sign(replace(words[one.kiosk, one.chain], held=one.held), rooms.identity)
            for one in brought
        ]
