"""One typeface: the outlines and widths of a TrueType file, and what is cut out of it."""

import struct
from collections.abc import Sequence
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFontFile

from kiosk.errors import Trouble
from kiosk.texts import Text

_COPIED = ("cvt ", "fpgm", "prep")  # what hinted outlines refer to
_CHECKSUM_MAGIC = 0xB1B0AFBA  # OpenType 1.9, table "head"


class Typeface:
    """A TrueType file; lengths are thousandths of the type size.

    Raises Trouble `paper.missing_font` if the file is missing or broken.
    Composite outlines count as not there: none of the typefaces in use has any.
    """

    def __init__(self, path: Path) -> None:
        self.file = path.name
        try:
            self._font = TTFontFile(str(path), validate=0)
        except Exception as error:  # reportlab raises whatever a broken table provokes
            raise _missing(path) from error
        self.name = self._font.name.decode("ascii")
        self._scale: float = 1000 / self._font.unitsPerEm
        self._outlines = self._table("glyf")
        self._metrics = self._table("hmtx")
        self._pitches = int.from_bytes(self._table("hhea")[34:36], "big")

    def glyph(self, character: str) -> int | None:
        """Return the number of the character's glyph; None if this typeface lacks it."""
        glyph: int | None = self._font.charToGlyph.get(ord(character))
        return None if glyph is None or self._composite(glyph) else glyph

    def advance(self, glyph: int) -> float:
        """How far the pen moves."""
        units = int.from_bytes(self._metric(glyph)[:2], "big")
        return round(units * self._scale, 3)

    def descriptor(self) -> str:
        """Return the measures of a PDF font descriptor (ISO 32000-1, table 122)."""
        font = self._font
        box = " ".join(str(round(edge)) for edge in font.bbox)
        return (
            f"/Flags {font.flags & 0x7FFFFFFF & ~0x40000 | 4} /FontBBox [{box}] "
            f"/ItalicAngle 0 /Ascent {round(font.ascent)} /Descent {round(font.descent)} "
            f"/CapHeight {round(font.capHeight)} /StemV {round(font.stemV)}"
        )

    def cut(self, glyphs: Sequence[int]) -> bytes:
        """Return a TrueType file of these glyphs only, numbered from 0 in the order given."""
        outlines = [self._outline(glyph) for glyph in glyphs]
        offsets = [0]
        for outline in outlines:
            offsets.append(offsets[-1] + len(outline))
        head = bytearray(self._table("head"))
        head[8:12] = bytes(4)
        head[50:52] = b"\0\1"  # indexToLocFormat: long
        tables = {name: self._table(name) for name in _COPIED if name in self._font.table}
        tables |= {
            "glyf": b"".join(outlines),
            "head": bytes(head),
            "hhea": self._table("hhea")[:34] + struct.pack(">H", len(glyphs)),
            "hmtx": b"".join(map(self._metric, glyphs)),
            "loca": struct.pack(f">{len(offsets)}L", *offsets),
            "maxp": _renumbered(self._table("maxp"), len(glyphs)),
        }
        return _truetype(tables)

    def _table(self, name: str) -> bytes:
        table: bytes = self._font.get_table(name)  # type: ignore[no-untyped-call]  # half typed
        return table

    def _outline(self, glyph: int) -> bytes:
        start, end = self._font.glyphPos[glyph : glyph + 2]
        return self._outlines[start:end] + bytes(-(end - start) % 4)

    def _metric(self, glyph: int) -> bytes:
        """Advance and left side bearing; the last glyphs of a table share one advance."""
        if glyph < self._pitches:
            return self._metrics[4 * glyph : 4 * glyph + 4]
        shared = 4 * (self._pitches - 1)
        bearing = 4 * self._pitches + 2 * (glyph - self._pitches)
        return self._metrics[shared : shared + 2] + self._metrics[bearing : bearing + 2]

    def _composite(self, glyph: int) -> bool:
        start, end = self._font.glyphPos[glyph : glyph + 2]
        negative = 0x80  # the number of contours of a composite is below zero
        return bool(end > start and self._outlines[start] & negative)


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
