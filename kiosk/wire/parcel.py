r"""What a stick carries: a kiosk's entries and attachments on the way out, central's word back.

The way out is an age file (age-encryption.org/v1, X25519) that only central can open. In it:

    a signed Parcel \n
    the lines of each batch, as POST /v1/entries takes them
    sha256:<hex> <length>\n<length bytes> … for each attachment, to the end
"""

import re
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Protocol

import pyrage  # type: ignore[import-untyped]  # ships no types

from kiosk.errors import Trouble
from kiosk.texts import Text
from kiosk.wire.entry import LINE_LIMIT, Count, Uuid, Word
from kiosk.wire.messages import Acknowledgement

OUT, BACK = ".kbx", ".ack"
"""How the names of files on a stick end."""

_HEADING = re.compile(rb"sha256:([0-9a-f]{64}) (\d{1,8})")
_HEADING_LIMIT = 4 * LINE_LIMIT


@dataclass(frozen=True, slots=True)
class Batch:
    """So many lines of one chain, as many as one request would bring at most."""

    chain: Uuid
    lines: Count


@dataclass(frozen=True, slots=True)
class Parcel:
    """What the first line of a parcel says, signed by the kiosk; `chain` is its present one."""

    kiosk: Word
    public_key: bytes
    chain: Uuid
    batches: tuple[Batch, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class ParcelWord:
    """Central's signed word on a parcel: the acknowledgements its requests would have had."""

    kiosk: Word
    words: tuple[Acknowledgement, ...]
    at: datetime


class UnreadableParcel(Trouble):
    """A file that is no parcel for this central; `reason` is a key of `_REASONS`."""

    def __init__(self, reason: str) -> None:
        super().__init__("wire.unreadable_parcel", *_REASONS[reason])
        self.reason = reason


_REASONS = {
    "foreign": (
        Text("这不是终端导出的文件。", "This is no file that a kiosk exported."),
        Text("请选择扩展名为 .kbx 的文件。", "Choose a file whose name ends with .kbx."),
    ),
    "other central": (
        Text("该文件不是发给本审批系统的。", "This file is sealed for another central system."),
        Text(
            "请送到该终端登记的审批系统，或请终端重新登记后再导出。",
            "Take it to the one the kiosk is enrolled at, or enrol the kiosk here and export anew.",
        ),
    ),
    "long batch": (
        Text("文件中有一批超过 100 条记录。", "A batch in the file has over 100 lines."),
        Text(
            "文件是完整的，不用重新复制；请让导出程序每批最多 100 条。",
            "It is whole, do not copy it again: let what packed it put 100 in a batch at most.",
        ),
    ),
    "damaged": (
        Text("文件不完整或已损坏。", "The file is cut off or damaged."),
        Text(
            "请重新复制或重新导出后再导入；重复导入不会重复收件。",
            "Copy or export it once more and import it again; nothing arrives twice.",
        ),
    ),
}


class Taker(Protocol):
    """Who takes a parcel apart at central; what it raises ends the reading."""

    def begin(self, heading: bytes) -> Parcel:
        """Prove and return what the first line says."""

    def batch(self, chain: str, lines: list[bytes]) -> None:
        """Take the lines of one batch."""

    def attachment(self, sha256: str, content: bytes) -> None:
        """Take an attachment; whether it is what its name says is yet to be looked at."""


def attachment(sha256: str, content: bytes) -> bytes:
    """Spell an attachment as it stands in a parcel."""
    return b"sha256:%b %d\n%b" % (sha256.encode(), len(content), content)


def parcel_identity() -> str:
    """Make an age identity for central: the secret that opens parcels."""
    return str(pyrage.x25519.Identity.generate())


def recipient_of(identity: str) -> str:
    """Return the age recipient that parcels for this identity are sealed to."""
    return str(pyrage.x25519.Identity.from_str(identity).to_public())


def seal(content: Iterable[bytes], recipient: str, out: BinaryIO) -> None:
    """Write a parcel that only the holder of the key to that age recipient can open.

    Raises ValueError for what is no recipient, and whatever `content` and `out` raise.
    """
    try:
        known = pyrage.x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError as error:
        raise ValueError("not an age recipient") from error
    source, target = _Source(iter(content)), _Target(out)
    try:
        pyrage.encrypt_io(source, target, [known])
    except pyrage.EncryptError as error:
        # The library keeps only the words of what happened on either side of it.
        raise source.failed or target.failed or error from None


def unseal(file: BinaryIO, identity: str, taker: Taker) -> None:
    """Open a parcel with an age identity and hand over what is in it, piece by piece.

    Raises UnreadableParcel, also after some of it was handed over, and what `taker` raises.
    """
    key = pyrage.x25519.Identity.from_str(identity)
    source, unpacking = _Source(_pieces(file)), _Unpacking(taker)
    try:
        pyrage.decrypt_io(source, unpacking, [key])
    except (pyrage.DecryptError, OSError) as error:
        if source.failed or unpacking.failed:
            raise source.failed or unpacking.failed or error from None
        raise UnreadableParcel(_reason(error, source.begun)) from error
    unpacking.end()


def _reason(error: Exception, begun: bytes) -> str:
    if not begun.startswith(b"age-encryption.org/"):
        return "foreign"
    return "other central" if "No matching keys" in str(error) else "damaged"


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(LINE_LIMIT):
        yield piece


class _Source:
    """Bytes to be read from an iterator, as the library asks for them."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._left = memoryview(b"")
        self.begun = b""
        self.failed: Exception | None = None

    def read(self, size: int) -> bytes:
        try:
            while not self._left:
                piece = next(self._pieces, None)
                if piece is None:
                    return b""
                self.begun = self.begun or piece
                self._left = memoryview(piece)
        except Exception as error:
            self.failed = error
            raise
        found, self._left = self._left[:size], self._left[size:]
        return bytes(found)


class _Target:
    """A file that remembers why it could not be written."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self.failed: Exception | None = None

    def write(self, data: bytes) -> int:
        try:
            return self._out.write(data)
        except Exception as error:
            self.failed = error
            raise

    def flush(self) -> None:
        """Leave it to the one who opened the file."""


class _Unpacking:
    """Takes a parcel apart while it comes."""

    def __init__(self, taker: Taker) -> None:
        self._taker = taker
        self._buffer = bytearray()
        self._between = False
        self._steps = self._read()
        self.failed: Exception | None = None
        next(self._steps)

    def write(self, data: bytes) -> int:
        try:
            self._buffer += data
            self._steps.send(None)
        except Exception as error:
            self.failed = error
            raise
        return len(data)

    def flush(self) -> None:
        """Nothing is held back that could be used already."""

    def end(self) -> None:
        """Raise UnreadableParcel if something is missing at the end."""
        if self._buffer or not self._between:
            raise UnreadableParcel("damaged")

    def _read(self) -> Generator[None, None, None]:
        parcel = self._taker.begin((yield from self._line(_HEADING_LIMIT)))
        for batch in parcel.batches:
            lines = []
            for _ in range(batch.lines):
                lines.append((yield from self._line(LINE_LIMIT)))
            self._taker.batch(batch.chain, lines)
        while True:
            self._between = True
            heading = yield from self._line(LINE_LIMIT)
            self._between = False
            found = _HEADING.fullmatch(heading)
            if found is None:
                raise UnreadableParcel("damaged")
            content = yield from self._exactly(int(found[2]))
            self._taker.attachment(found[1].decode(), content)

    def _line(self, limit: int) -> Generator[None, None, bytes]:
        while (end := self._buffer.find(b"\n")) < 0:
            if len(self._buffer) > limit:
                raise UnreadableParcel("damaged")
            yield
        line = yield from self._exactly(end)
        del self._buffer[:1]
        return line

    def _exactly(self, size: int) -> Generator[None, None, bytes]:
        while len(self._buffer) < size:
            yield
        found = bytes(self._buffer[:size])
        del self._buffer[:size]
        return found
