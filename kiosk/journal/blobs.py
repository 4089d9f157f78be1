"""Large attachments as files that say nothing: encrypted, under names that leak nothing.

AES-256-GCM, or SM4-GCM (see `ciphers`), in pieces of 1 MiB after STREAM (Hoang, Reyhanitabar,
Rogaway, Vizár 2015): the nonce is 7 random bytes, a 4-byte counter and a last-piece flag, so that
pieces cannot be swapped, dropped or cut off. Every file has a random key of its own, wrapped by
the store's; forgetting the wrapped key erases the file wherever a copy of it may lie.
"""

import hmac
import secrets
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag

from kiosk.journal.ciphers import AES_KEY, SM4_KEY, Sealing, cipher
from kiosk.journal.files import make_folder, place
from kiosk.journal.keys import Keys
from kiosk.journal.troubles import trouble, world

PIECE = 1024 * 1024
BITE = 512 * 1024
"""Bytes that are handed on at a time: larger ones would be copied through memory that is new."""

_TAG, _PREFIX, _NONCE = 16, 7, 12


@dataclass(frozen=True, slots=True)
class BlobRef:
    """Where one blob lies: content's SHA-256 and size in bytes, file name, its wrapped key."""

    sha256: bytes
    size: int
    file: str
    wrapped_key: bytes


class Room:
    """Where one file after the other is read and opened: memory that is new is slow to get."""

    def __init__(self) -> None:
        self.sealed = memoryview(bytearray(PIECE + _TAG))
        self.clear = memoryview(bytearray(PIECE))


class Blobs:
    """The folder of encrypted files."""

    def __init__(self, folder: Path, keys: Keys) -> None:
        self._folder = folder
        self._suite = keys.suite
        self._wrapping = {
            AES_KEY: keys.derive("blob keys"),
            SM4_KEY: keys.derive("blob keys sm4")[:SM4_KEY],
        }
        self._naming = keys.derive("blob names")
        with world():
            make_folder(folder)

    def write(self, sha256: bytes, data: bytes) -> BlobRef:
        """Encrypt data of that hash into a new file, durable on return; Trouble leaves nothing."""
        key = self._suite.make_key()
        wrapped = self.wrapped(sha256, len(data), key)
        # Named by content and key: two writers of the same content never share a file.
        name = hmac.digest(self._naming, sha256 + wrapped, "sha256").hex()
        with world():
            place(self._folder / name, _encrypted(data, cipher(key)))
        return BlobRef(sha256, len(data), name, wrapped)

    def read(self, blob: BlobRef, start: int = 0, length: int | None = None) -> bytes:
        """Return the bytes from `start` on, at most `length`; only the pieces needed are read.

        Raises Trouble("journal.no_attachment") for a file that is missing or was touched.
        """
        end = blob.size if length is None else min(start + length, blob.size)
        if start >= end:
            return b""
        place = start // PIECE * PIECE
        numbers = range(start // PIECE, (end - 1) // PIECE + 1)
        pieces = b"".join(map(bytes, self._opened(blob, numbers, Room())))
        return pieces[start - place : end - place]

    def pieces(self, blob: BlobRef, start: int, room: Room) -> Iterator[bytes]:
        """Yield the bytes from `start` on, bite by bite; raises Trouble as `read` does."""
        if start < blob.size:
            inside = start % PIECE
            numbers = range(start // PIECE, (blob.size - 1) // PIECE + 1)
            for piece in self._opened(blob, numbers, room):
                for place in range(inside, len(piece), BITE):
                    yield bytes(piece[place : place + BITE])
                inside = 0

    def wrapped(self, sha256: bytes, size: int, key: bytes) -> bytes:
        """Wrap the key of a file of that content, as its row keeps it."""
        nonce = secrets.token_bytes(_NONCE)
        wrapping = cipher(self._wrapping[len(key)])
        return nonce + wrapping.encrypt(nonce, key, _bound(sha256, size))

    def unwrapped(self, sha256: bytes, size: int, wrapped: bytes) -> bytes:
        """Return the key of a file; Trouble("journal.no_attachment") for one that was touched."""
        try:
            return self._unwrapped(sha256, size, wrapped)
        except InvalidTag as error:
            raise trouble("journal.no_attachment") from error

    def remove(self, file: str) -> None:
        """Unlink a file whose wrapped key was forgotten."""
        with world():
            (self._folder / file).unlink(missing_ok=True)

    def sweep(self, known: Collection[str]) -> int:
        """Remove files that no entry names, left by a crash; returns how many."""
        with world():
            orphans = [path for path in self._folder.iterdir() if path.name not in known]
            for path in orphans:
                path.unlink()
        return len(orphans)

    def _unwrapped(self, sha256: bytes, size: int, wrapped: bytes) -> bytes:
        nonce, sealed = wrapped[:_NONCE], wrapped[_NONCE:]
        if len(sealed) - _TAG not in self._wrapping:
            raise InvalidTag
        wrapping = cipher(self._wrapping[len(sealed) - _TAG])
        return wrapping.decrypt(nonce, sealed, _bound(sha256, size))

    def _opened(self, blob: BlobRef, numbers: range, room: Room) -> Iterator[memoryview]:
        """Yield whole pieces, each gone when the next one is asked for."""
        final = (blob.size - 1) // PIECE
        try:
            sealing = cipher(self._unwrapped(blob.sha256, blob.size, blob.wrapped_key))
            with (self._folder / blob.file).open("rb", buffering=0) as file:
                prefix = file.read(_PREFIX)
                if len(prefix) < _PREFIX:
                    raise InvalidTag
                file.seek(_PREFIX + numbers.start * (PIECE + _TAG))
                for number in numbers:
                    sealed = room.sealed[: file.readinto(room.sealed)]
                    clear = room.clear[: max(len(sealed) - _TAG, 0)]
                    nonce = _nonce(prefix, number, last=number == final)
                    sealing.decrypt_into(nonce, sealed, None, clear)
                    yield clear
        except (InvalidTag, OSError) as error:
            raise trouble("journal.no_attachment") from error


def _encrypted(data: bytes, sealing: Sealing) -> bytes:
    prefix = secrets.token_bytes(_PREFIX)
    starts = range(0, max(len(data), 1), PIECE)
    pieces = (
        sealing.encrypt(
            _nonce(prefix, number, last=start == starts[-1]), data[start : start + PIECE], None
        )
        for number, start in enumerate(starts)
    )
    return prefix + b"".join(pieces)


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + (b"\x01" if last else b"\x00")


def _bound(sha256: bytes, size: int) -> bytes:
    return sha256 + size.to_bytes(8, "big")
