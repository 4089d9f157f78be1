"""Names that nobody else will give: UUID version 7 (RFC 9562), sorted by time."""

from datetime import datetime

NOISE_BYTES = 10


def uuid7(at: datetime, noise: bytes) -> str:
    """Make one from a moment with a zone (its milliseconds) and 10 random bytes."""
    if len(noise) != NOISE_BYTES:
        raise ValueError("a UUID takes 10 random bytes")
    milliseconds = int(at.timestamp() * 1000)
    number = int.from_bytes(milliseconds.to_bytes(6, "big") + noise, "big")
    number = number & ~(0xF << 76) | 0x7 << 76
    number = number & ~(0x3 << 62) | 0x2 << 62
    plain = f"{number:032x}"
    return f"{plain[:8]}-{plain[8:12]}-{plain[12:16]}-{plain[16:20]}-{plain[20:]}"
