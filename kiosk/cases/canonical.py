"""One value, one spelling: the JSON bytes that people sign, and that are hashed and sent."""

import hashlib
import json

import msgspec

_SPELLED = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
).encode
_SPELLED_SOONER = msgspec.json.Encoder(order="sorted").encode
_ALIKE = frozenset({str, int, bool, type(None)})
"""What both spell in the same way; a fraction is not among them."""


def canonical(value: object) -> bytes:
    """Spell a JSON value the only way this house spells it.

    UTF-8, no spaces, keys sorted by code point, numbers as Python writes them. It follows
    RFC 8785 but for the number format, which nobody needs to reproduce: readers keep the
    bytes they got and never spell them anew.
    Raises ValueError for NaN, infinities and lone surrogates, TypeError for what is not JSON.
    """
    return _SPELLED_SOONER(value) if _alike(value) else _SPELLED(value).encode()


def _alike(value: object) -> bool:
    """Whether all of it is spelled alike by both; raises TypeError for a key that is no text."""
    # json would quietly turn the key 1 into "1": two values, one spelling.
    if isinstance(value, dict):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("a JSON object has text keys")
        plain = type(value) is dict and all(type(key) is str for key in value)
        within = [_alike(inner) for inner in value.values() if type(inner) is not str]
        return plain and all(within)
    if isinstance(value, (list, tuple)):
        within = [_alike(inner) for inner in value if type(inner) is not str]
        return type(value) in (list, tuple) and all(within)
    return type(value) in _ALIKE


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in hex."""
    return hashlib.sha256(content).hexdigest()
