"""What attachments are encrypted with: AES-256-GCM, or SM4-GCM where a site must use it.

SM4 is GB/T 32907-2016, used as NIST SP 800-38D says. The length of a key tells its cipher, so
files of both lie side by side and a site may change over at any time.
"""

import secrets
from enum import StrEnum
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import SM4

from kiosk.wire.hashing import SHA256_NAME, SM3_NAME

AES_KEY, SM4_KEY = 32, 16
_TAG = 16


class Suite(StrEnum):
    """What a site hashes and encrypts with; it decides for what is new, and nothing else."""

    SHA256_AES = "sha256-aes"
    SM3_SM4 = "sm3-sm4"
    SM2_SM3_SM4 = "sm2-sm3-sm4"

    @property
    def hash(self) -> str:
        """The algorithm entries name."""
        return SHA256_NAME if self is Suite.SHA256_AES else SM3_NAME

    def make_key(self) -> bytes:
        """Make a key for one file."""
        return secrets.token_bytes(AES_KEY if self is Suite.SHA256_AES else SM4_KEY)


class Sealing(Protocol):
    """A cipher that notices every change (AEAD); InvalidTag says so."""

    def encrypt(self, nonce: bytes, data: bytes, bound: bytes | None, /) -> bytes:
        """Encrypt under a nonce of 12 bytes never used before with this key; 16 bytes longer."""

    def decrypt(self, nonce: bytes, data: bytes, bound: bytes | None, /) -> bytes:
        """Decrypt; raises InvalidTag."""

    def decrypt_into(
        self, nonce: bytes, data: memoryview, bound: bytes | None, room: memoryview, /
    ) -> int:
        """Decrypt into a room of 16 bytes less than the data; returns its size. As `decrypt`."""


def cipher(key: bytes) -> Sealing:
    """Return the cipher of a key."""
    return _Sm4(key) if len(key) == SM4_KEY else AESGCM(key)


class _Sm4:
    def __init__(self, key: bytes) -> None:
        self._key = SM4(key)

    def encrypt(self, nonce: bytes, data: bytes, bound: bytes | None, /) -> bytes:
        sealing = Cipher(self._key, modes.GCM(nonce)).encryptor()
        sealing.authenticate_additional_data(bound or b"")
        return sealing.update(data) + sealing.finalize() + sealing.tag

    def decrypt(self, nonce: bytes, data: bytes, bound: bytes | None, /) -> bytes:
        if len(data) < _TAG:
            raise InvalidTag
        opening = Cipher(self._key, modes.GCM(nonce, data[-_TAG:])).decryptor()
        opening.authenticate_additional_data(bound or b"")
        return opening.update(data[:-_TAG]) + opening.finalize()

    def decrypt_into(
        self, nonce: bytes, data: memoryview, bound: bytes | None, room: memoryview, /
    ) -> int:
        room[:] = self.decrypt(nonce, bytes(data), bound)
        return len(room)
