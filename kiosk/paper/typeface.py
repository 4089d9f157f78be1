"""One typeface: the outlines and widths of a TrueType file, and what is cut out of it."""

import struct
from collections.abc import Sequence
from pathlib import Path

from kiosk.errors import Trouble
from kiosk.paper.truetype import TrueType
from kiosk.texts import Text

_COPIED = ("head", "hhea", "maxp", "cvt ", "fpgm", "prep")  # the last three serve hinted outlines
_SYMBOLIC = 4
_CHECKSUM_MAGIC = 0xB1B0AFBA  # OpenType 1.9, table "head"


class Typeface:
    """A TrueType file; lengths are thousandths of the type size.

    Raises Trouble `paper.missing_font` if the file is missing or broken.
    Composite outlines count as not there: none of the typefaces in use has any.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._file = TrueType(path)
        except (OSError, ValueError, struct.error) as error:
            raise _missing(path) from error
        self.name = path.stem
        [units] = struct.unpack_from(">H", self._file.tables["head"], 18)
        self._scale: float = 1000 / units

    def glyph(self, character: str) -> int | None:
        """Return the number of the character's glyph; None if this typeface lacks it."""
        glyph = self._file.glyph(ord(character))
        if not glyph:
            return None
        outline = self._file.outline(glyph)
        negative = 0x80  # the number of contours of a composite is below zero
        return None if outline and outline[0] & negative else glyph

    def advance(self, glyph: int) -> float:
        """How far the pen moves."""
        units = int.from_bytes(self._file.metric(glyph)[:2], "big")
        return round(units * self._scale, 3)

    def descriptor(self) -> str:
        """Return the measures of a PDF font descriptor (ISO 32000-1, table 122)."""
        tables = self._file.tables
        box = struct.unpack_from(">4h", tables["head"], 36)
        ascent, descent = struct.unpack_from(">2h", tables["OS/2"], 68)
        [weight] = struct.unpack_from(">H", tables["OS/2"], 4)
        edges = " ".join(str(round(edge * self._scale)) for edge in box)
        return (
            f"/Flags {_SYMBOLIC} /FontBBox [{edges}] /ItalicAngle 0 "
            f"/Ascent {round(ascent * self._scale)} /Descent {round(descent * self._scale)} "
            f"/CapHeight {round(ascent * self._scale)} /StemV {weight // 5}"
        )

    def cut(self, glyphs: Sequence[int]) -> bytes:
        """Return a TrueType file of these glyphs only, numbered from 0 in the order given."""
        outlines = [self._outline(glyph) for glyph in glyphs]
        offsets = [0]
        for outline in outlines:
            offsets.append(offsets[-1] + len(outline))
        copied = {
            name: bytes(table) for name, table in self._file.tables.items() if name in _COPIED
        }
        head = bytearray(copied["head"])
        head[8:12] = bytes(4)
        head[50:52] = b"\0\1"  # indexToLocFormat: long
        tables = copied | {
            "glyf": b"".join(outlines),
            "head": bytes(head),
            "hhea": copied["hhea"][:34] + struct.pack(">H", len(glyphs)),
            "hmtx": b"".join(map(self._file.metric, glyphs)),
            "loca": struct.pack(f">{len(offsets)}L", *offsets),
            "maxp": _renumbered(copied["maxp"], len(glyphs)),
        }
        return _truetype(tables)

    def _outline(self, glyph: int) -> bytes:
        outline = bytes(self._file.outline(glyph))
        return outline + bytes(-len(outline) % 4)


def _renumbered(maxp: bytes, glyphs: int) -> bytes:
    return maxp[:4] + struct.pack(">H", glyphs) + maxp[6:]


def _truetype(tables: dict[str, bytes]) -> bytes:
    """Lay the tables into a file with their check sums."""
    count = len(tables)
    power = count.bit_length() - 1
    search = 16 << power
    directory = [struct.pack(">LHHHH", 0x00010000, count, search, power, count * 16 - search)]
    body, offset, places = [], 12 + 16 * count, {}
    for name in sorted(tables):
        data = tables[name]
        padded = data + bytes(-len(data) % 4)
        directory.append(struct.pack(">4sLLL", name.encode(), _sum(padded), offset, len(data)))
        places[name] = offset
        body.append(padded)
        offset += len(padded)
    file = bytearray(b"".join(directory + body))
    where = places["head"] + 8
    file[where : where + 4] = struct.pack(">L", (_CHECKSUM_MAGIC - _sum(file)) & 0xFFFFFFFF)
    return bytes(file)


def _sum(data: bytes | bytearray) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(data) // 4}L", data)
    return sum(words) & 0xFFFFFFFF


def _missing(path: Path) -> Trouble:
    return Trouble(
        "paper.missing_font",
        Text(
            "打印暂时不能用，请到窗口办理。", "Printing is not possible now: please go to a window."
        ),
        Text(
            f"字体文件 {path.name} 缺失或损坏：请重新安装（生僻字：fonts-hanazono）。",
            f"The font file {path.name} is missing or broken: install the program again "
            "(rare characters: package fonts-hanazono).",
        ),
    )
