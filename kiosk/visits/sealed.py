"""A filling put away for later: nobody reads it without the code, and not for ever.

Layout: `KSF1` · salt 16 · nonce 12 · AES-256-GCM of canonical JSON, the head authenticated too.
The key is scrypt (RFC 7914) of the code. Dropping the bytes, or the salt, erases the filling.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Self

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from kiosk.cases.canonical import canonical
from kiosk.cases.captures import keeping
from kiosk.cases.case import ServiceRef
from kiosk.cases.filling import Filling
from kiosk.errors import Trouble
from kiosk.texts import Text
from kiosk.visits.claim import plain

MAGIC = b"KSF1"
SALT_BYTES, NONCE_BYTES, KEY_BYTES = 16, 12, 32
COST, BLOCK, LANES = 2**15, 8, 1
"""scrypt N, r, p: 32 MiB and about a tenth of a second for every guess."""

_HEAD = len(MAGIC) + SALT_BYTES + NONCE_BYTES


class SealTrouble(Trouble):
    """A sealed filling that does not open; `code` says why."""


@dataclass(frozen=True)
class SealedFilling:
    """What is put away: the answers, the form they belong to, and until when (UTC)."""

    service: ServiceRef
    until: datetime
    wanted: tuple[str, ...]
    waived: tuple[str, ...]
    answers: Mapping[str, object] = field(repr=False)
    sources: Mapping[str, str]

    @classmethod
    def of(cls, filling: Filling, until: datetime) -> Self:
        """Take what was filled in, without captures: they are taken anew; `until` has a zone."""
        filling = keeping(filling, ())
        return cls(
            service=filling.reference,
            until=until.astimezone(UTC),
            wanted=filling.wanted,
            waived=filling.waived,
            answers=filling.answers,
            sources=filling.sources,
        )


def seal(filling: SealedFilling, code: str, salt: bytes, nonce: bytes) -> bytes:
    """Lock a filling; `salt` 16 and `nonce` 12 fresh random bytes, else ValueError."""
    if len(salt) != SALT_BYTES or len(nonce) != NONCE_BYTES:
        raise ValueError("a seal needs 16 bytes of salt and a nonce of 12")
    head = MAGIC + salt + nonce
    content = canonical(msgspec.to_builtins(filling))
    return head + AESGCM(_key(code, salt)).encrypt(nonce, content, head)


def unseal(sealed: bytes, code: str, now: datetime) -> SealedFilling:
    """Open a filling; raises SealTrouble `sealed.unreadable`, `.wrong_code` or `.expired`."""
    if len(sealed) < _HEAD or not sealed.startswith(MAGIC):
        raise _trouble("unreadable")
    head, locked = sealed[:_HEAD], sealed[_HEAD:]
    salt, nonce = head[len(MAGIC) : -NONCE_BYTES], head[-NONCE_BYTES:]
    try:
        content = AESGCM(_key(code, salt)).decrypt(nonce, locked, head)
    except InvalidTag as error:
        raise _trouble("wrong_code") from error
    try:
        filling = msgspec.json.decode(content, type=SealedFilling)
    except msgspec.DecodeError as error:
        raise _trouble("unreadable") from error
    if now >= filling.until:
        raise _trouble("expired")
    return filling


def card_code(id_number: str, hall_key: bytes) -> str:
    """Return the code of those who come back with their ID card instead of a slip.

    An ID number can be guessed; `hall_key`, 32 random bytes that only the hall's kiosks hold,
    makes a stolen disk no help. Raises ValueError for a shorter key.
    """
    if len(hall_key) < KEY_BYTES:
        raise ValueError("a hall's key has 32 bytes")
    return hmac.new(hall_key, b"card:" + id_number.encode(), hashlib.sha256).hexdigest().upper()


def _key(code: str, salt: bytes) -> bytes:
    scrypt = Scrypt(salt=salt, length=KEY_BYTES, n=COST, r=BLOCK, p=LANES)
    return scrypt.derive(plain(code).encode())


_SAID = {
    "unreadable": (
        Text("存起来的内容打不开了，请重新填写。", "What was saved can't be opened. Start anew."),
        Text("封存数据已损坏，请删除。", "The sealed data are damaged: delete them."),
    ),
    "wrong_code": (
        Text("取回码不对，请再看一遍纸条。", "This is not the right code. Look at the slip again."),
        Text("请办事人核对取回码或换身份证。", "Have the code checked, or use the ID card."),
    ),
    "expired": (
        Text("保存时间已过，内容已清除。", "The time is over; what was saved has been erased."),
        Text("请办事人重新填写。", "The application has to be filled in anew."),
    ),
}


def _trouble(reason: str) -> SealTrouble:
    return SealTrouble(f"sealed.{reason}", *_SAID[reason])
