"""SM2 signatures (GB/T 32918.2-2016, over SM3) for a site that must use them; an extra library.

A public key is the point uncompressed, 65 bytes; a signature is r and s, 32 bytes each; the
signer's distinguishing name is the one GM/T 0009-2012 gives where none is agreed.
"""

from importlib import import_module
from typing import Any

from kiosk.errors import Trouble
from kiosk.texts import Text
from kiosk.wire.identity import PUBLIC_SM2, SIGNATURE_BYTES, Identity

_NAME = b"1234567812345678"
_HALF = SIGNATURE_BYTES // 2


class Sm2Identity(Identity):
    """A private SM2 key that signs; its repr shows nothing of the secret."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self.public: bytes = _gmalg().SM2(secret).generate_pk(secret)

    def secret(self) -> bytes:
        """Return the 32 raw bytes to be kept in a safe place, and nowhere else."""
        return self._secret

    def sign_bare(self, message: bytes) -> bytes:
        """Sign bytes that say themselves what they are for, as a request's signature base does."""
        key = _gmalg().SM2(self._secret, _NAME, self.public)
        return b"".join(half.rjust(_HALF, b"\0") for half in key.sign(message))


def make_secret() -> bytes:
    """Make the secret of a new key."""
    secret: bytes = _gmalg().SM2().generate_keypair()[0]
    return secret.rjust(_HALF, b"\0")


def verifies(public: bytes, message: bytes, signature: bytes) -> bool:
    """Tell whether the holder of that public key signed these bytes; never raises ValueError."""
    gmalg = _gmalg()
    if len(public) != PUBLIC_SM2 or len(signature) != SIGNATURE_BYTES:
        return False
    try:
        key = gmalg.SM2(uid=_NAME, pk=public)
        return bool(key.verify(message, signature[:_HALF], signature[_HALF:]))
    except (ValueError, import_module("gmalg.errors").GMError):
        return False


def _gmalg() -> Any:
    try:
        return import_module("gmalg")
    except ModuleNotFoundError as error:
        raise Trouble(
            "wire.no_sm2",
            Text("本机没有安装 SM2 算法库。", "The library for SM2 is not installed here."),
            Text("请安装 kiosk[sm2]。", "Install kiosk[sm2]."),
        ) from error
