"""The code that opens the bench: kept as a hash, so that whoever reads the settings learns nothing.

A forgotten code is made anew by whoever can write the settings file; see docs/bench.md.
"""

import hashlib
import hmac
import re

from kiosk.errors import Trouble
from kiosk.texts import Text

DIGITS = range(6, 13)
"""How long a code may be."""

SALT_BYTES, HASH_BYTES = 16, 32
_COST = {"n": 2**15, "r": 8, "p": 1, "maxmem": 64 * 1024 * 1024}
"""scrypt (RFC 7914): a tenth of a second and 32 MiB a guess."""

_KEPT = re.compile(r"scrypt\$([0-9a-f]{32})\$([0-9a-f]{64})")
_DIGITS = re.compile(r"\d+", re.ASCII)


def kept_code(code: str, salt: bytes) -> str:
    """Return what stands in the settings for a code; raises Trouble `bench.code` for a bad one."""
    if not _DIGITS.fullmatch(code) or len(code) not in DIGITS:
        raise Trouble(
            "bench.code",
            Text("维护码是 6 到 12 位数字。", "The bench code has 6 to 12 digits."),
            Text("请换一个。", "Choose another."),
        )
    return f"scrypt${salt.hex()}${_hash(code, salt).hex()}"


def is_code(typed: str, kept: str) -> bool:
    """Tell whether this is the code; nothing is when none is set."""
    known = _KEPT.fullmatch(kept)
    if known is None:
        return False
    return hmac.compare_digest(_hash(typed, bytes.fromhex(known[1])).hex(), known[2])


def _hash(code: str, salt: bytes) -> bytes:
    return hashlib.scrypt(code.encode(), salt=salt, dklen=HASH_BYTES, **_COST)
