"""Who is speaking: the Ed25519 key of one kiosk or of central (RFC 8032), or a kiosk's SM2 key."""

from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

KEY_BYTES = 32
SIGNATURE_BYTES = 64
PUBLIC_SM2 = 65
"""The length of a public key tells its kind: 32 bytes are Ed25519, 65 are SM2."""


class Identity:
    """A private key that signs; its repr shows nothing of the secret."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.public = key.public_key().public_bytes_raw()

    @classmethod
    def make(cls) -> Self:
        """Make a new key from the system's randomness."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def load(cls, secret: bytes) -> Self:
        """Take a key from its 32 raw bytes; ValueError for any other length."""
        return cls(Ed25519PrivateKey.from_private_bytes(secret))

    def secret(self) -> bytes:
        """Return the 32 raw bytes to be kept in a safe place, and nowhere else."""
        return self._key.private_bytes_raw()

    def sign(self, purpose: bytes, message: bytes) -> bytes:
        """Sign a message for one purpose: 64 bytes that mean nothing for another purpose."""
        return self.sign_bare(framed(purpose, message))

    def sign_bare(self, message: bytes) -> bytes:
        """Sign bytes that say themselves what they are for, as a request's signature base does."""
        return self._key.sign(message)

    def __repr__(self) -> str:
        return f"Identity(public={self.public.hex()})"


def signed_by(public: bytes, purpose: bytes, message: bytes, signature: bytes) -> bool:
    """Tell whether the holder of that public key signed this for this purpose; see `proves`."""
    return proves(public, framed(purpose, message), signature)


def proves(public: bytes, message: bytes, signature: bytes) -> bool:
    """Tell whether the holder of that public key signed exactly these bytes.

    Raises Trouble wire.no_sm2 for an SM2 key where its library is not installed.
    """
    if len(public) == PUBLIC_SM2:
        from kiosk.wire.sm2 import verifies  # noqa: PLC0415  # an extra, and it builds on this

        return verifies(public, message, signature)
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def framed(purpose: bytes, message: bytes) -> bytes:
    """Return what is signed for a purpose."""
    # A signature on an entry must never pass for one on an acknowledgement.
    return b"kiosk/" + purpose + b"\n" + message
