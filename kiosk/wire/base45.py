"""Bytes in the letters that a QR code packs closest (RFC 9285): two letters and a half a byte."""

LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES = {letter: value for value, letter in enumerate(LETTERS)}
_BASE = len(LETTERS)
_GROUP = 3  # letters for two bytes; two for a last single one


def encode(data: bytes) -> str:
    """Write bytes in letters."""
    found = []
    for start in range(0, len(data), 2):
        part = data[start : start + 2]
        number = int.from_bytes(part, "big")
        for _ in range(len(part) + 1):
            number, value = divmod(number, _BASE)
            found.append(LETTERS[value])
    return "".join(found)


def decode(text: str) -> bytes:
    """Read the bytes back; ValueError for what `encode` never writes."""
    found = bytearray()
    for start in range(0, len(text), _GROUP):
        part = text[start : start + _GROUP]
        if not set(part) <= _VALUES.keys():
            raise ValueError("a letter that is none of ours")
        number = sum(_VALUES[letter] * _BASE**place for place, letter in enumerate(part))
        length = len(part) - 1
        if not length or number >= 1 << 8 * length:
            raise ValueError("no bytes give these letters")
        found += number.to_bytes(length, "big")
    return bytes(found)
