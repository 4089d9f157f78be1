"""One filling, one spelling: the JSON bytes that two people sign."""

import hashlib
import json


def canonical(value: object) -> bytes:
    """Spell a JSON value in UTF-8, without spaces, keys sorted by code point (as RFC 8785).

    Raises ValueError for NaN, infinities and lone surrogates, TypeError for what is not JSON.
    """
    return json.dumps(
        value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    ).encode()


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in hex."""
    return hashlib.sha256(content).hexdigest()
