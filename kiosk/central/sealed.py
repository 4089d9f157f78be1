"""An attachment as it lies at central: sealed from its first byte on, piece by piece as it came.

A file is a heading (its form, 16 random bytes, the length of the whole), then pieces: each a
nonce of 12 random bytes, how many bytes it holds, and these by AES-256-GCM (NIST SP 800-38D). The
key is made from the store's secret, the heading's random bytes and the attachment's name (HKDF,
RFC 5869). Every piece is bound to the name, the length of the whole and its own place, so that
none can be swapped, dropped or cut off.
"""

import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FORM = b"kiosk-attachment/1\n"
_SALT, _NONCE, _NUMBER, _TAG = 16, 12, 8, 16
_HEADING = len(FORM) + _SALT + _NUMBER
_BEFORE = _NONCE + _NUMBER

ROUND = _BEFORE + _TAG
"""Bytes that a piece takes up beside what it holds."""


@dataclass(frozen=True, slots=True)
class Seal:
    """What the pieces of one attachment are closed and opened with; `length` of the whole."""

    heading: bytes
    length: int
    _cipher: AESGCM
    _name: bytes

    @classmethod
    def new(cls, secret: bytes, sha256: str, length: int) -> Self:
        """Make one for an attachment that begins to arrive; its heading opens the file."""
        return cls._of(secret, sha256, secrets.token_bytes(_SALT), length)

    @classmethod
    def read(cls, secret: bytes, sha256: str, file: BinaryIO) -> Self | None:
        """Read the heading of a file; None for what is no such file, or not whole."""
        heading = file.read(_HEADING)
        if len(heading) < _HEADING or not heading.startswith(FORM):
            return None
        salt, length = heading[len(FORM) : -_NUMBER], heading[-_NUMBER:]
        return cls._of(secret, sha256, salt, int.from_bytes(length, "big"))

    @classmethod
    def _of(cls, secret: bytes, sha256: str, salt: bytes, length: int) -> Self:
        key = HKDF(SHA256(), 32, salt, FORM + sha256.encode()).derive(secret)
        heading = FORM + salt + length.to_bytes(_NUMBER, "big")
        return cls(heading, length, AESGCM(key), bytes.fromhex(sha256))

    @property
    def mark(self) -> str:
        """What tells this seal from all others of the same attachment; it says nothing else."""
        return self.heading[len(FORM) : -_NUMBER].hex()

    def close(self, offset: int, piece: bytes | memoryview, room: bytearray) -> memoryview:
        """Seal the piece that begins at `offset`; what is written lies in `room`, made to fit."""
        # A random nonce: after a crash, other bytes may come at an offset that was used before.
        nonce = secrets.token_bytes(_NONCE)
        size = ROUND + len(piece)
        if len(room) < size:
            room.extend(bytes(size - len(room)))
        sealed = memoryview(room)[:size]
        sealed[:_BEFORE] = nonce + len(piece).to_bytes(_NUMBER, "big")
        self._cipher.encrypt_into(nonce, piece, self._bound(offset), sealed[_BEFORE:])
        return sealed

    def pieces(self, file: BinaryIO) -> Iterator[bytes]:
        """Open pieces from where the file stands, up to its end or the first that is not true."""
        offset, end = 0, os.fstat(file.fileno()).st_size
        while len(before := file.read(_BEFORE)) == _BEFORE:
            size = int.from_bytes(before[_NONCE:], "big") + _TAG
            if size > end:
                return
            try:
                piece = self._cipher.decrypt(before[:_NONCE], file.read(size), self._bound(offset))
            except InvalidTag:
                return
            yield piece
            offset += len(piece)

    def _bound(self, offset: int) -> bytes:
        numbers = self.length.to_bytes(_NUMBER, "big") + offset.to_bytes(_NUMBER, "big")
        return self._name + numbers
