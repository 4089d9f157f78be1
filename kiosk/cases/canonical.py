"""One value, one spelling: the JSON bytes that people sign, and that are hashed and sent."""

import hashlib
import json

_SPELLED = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
).encode


def canonical(value: object) -> bytes:
    """Spell a JSON value the only way this house spells it.

    UTF-8, no spaces, keys sorted by code point, numbers as Python writes them. It follows
    RFC 8785 but for the number format, which nobody needs to reproduce: readers keep the
    bytes they got and never spell them anew.
    Raises ValueError for NaN, infinities and lone surrogates, TypeError for what is not JSON.
    """
    _only_text_keys(value)
    return _SPELLED(value).encode()


def _only_text_keys(value: object) -> None:
    # json would quietly turn the key 1 into "1": two values, one spelling.
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise TypeError("a JSON object has text keys")
            if not isinstance(inner, str):
                _only_text_keys(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            _only_text_keys(inner)


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in hex."""
    return hashlib.sha256(content).hexdigest()
