"""Makes resources/colour/sRGB.icc: the colour profile that every archived paper names.

Written from the numbers of IEC 61966-2-1, adapted to D50, in the shape of ICC.1:2001 (version 2,
which PDF/A-1 asks for).
"""

import struct
from pathlib import Path

TARGET = Path(__file__).parents[1] / "resources" / "colour" / "sRGB.icc"
WHITE = (0.9642, 1.0, 0.8249)  # D50
RED, GREEN, BLUE = (0.4361, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7141)
STEPS = 256


def light(level: float) -> float:
    """How much light a level of a channel gives, both 0 to 1."""
    return level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4  # noqa: PLR2004


def colour(value: tuple[float, float, float]) -> bytes:
    """Write an XYZ colour."""
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(one * 65536) for one in value))


def curve() -> bytes:
    """Write the curve that all three channels have."""
    points = [round(65535 * light(step / (STEPS - 1))) for step in range(STEPS)]
    return b"curv\0\0\0\0" + struct.pack(f">L{STEPS}H", STEPS, *points)


def description(words: bytes) -> bytes:
    """Write a name in ASCII, with nothing in other scripts."""
    return b"desc\0\0\0\0" + struct.pack(">L", len(words) + 1) + words + bytes(1 + 8 + 3 + 67)


def profile() -> bytes:
    """Lay the tags into a file; equal ones lie there once."""
    tags = {
        b"desc": description(b"sRGB IEC61966-2.1"),
        b"cprt": b"text\0\0\0\0No copyright, use freely.\0",
        b"wtpt": colour(WHITE),
        b"rXYZ": colour(RED),
        b"gXYZ": colour(GREEN),
        b"bXYZ": colour(BLUE),
        b"rTRC": curve(),
        b"gTRC": curve(),
        b"bTRC": curve(),
    }
    begin, body, places = 128 + 4 + 12 * len(tags), b"", {}
    for data in tags.values():
        if data not in places:
            places[data] = begin + len(body)
            body += data + bytes(-len(data) % 4)
    table = b"".join(
        struct.pack(">4sLL", name, places[data], len(data)) for name, data in tags.items()
    )
    made = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    head = struct.pack(
        ">L4sL4s4s4s", begin + len(body), b"\0" * 4, 0x02100000, b"mntr", b"RGB ", b"XYZ "
    )
    head += made + b"acsp" + bytes(4 + 4 + 4 + 4 + 8 + 4) + colour(WHITE)[8:]
    return head.ljust(128, b"\0") + struct.pack(">L", len(tags)) + table + body


if __name__ == "__main__":
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(profile())
