"""A TrueType file (OpenType 1.9), read where it lies: only what is printed is ever loaded.

Typefaces for rare characters have 50 MB; mapped into memory they cost neither time nor room
before one of their characters is needed.
"""

import mmap
import struct
from array import array
from bisect import bisect_right
from pathlib import Path

_UNICODE_FULL = ((3, 10), (0, 4), (0, 6))  # platform and encoding of a map beyond the BMP
_GROUPS = 12  # the format of such a map


class TrueType:
    """A mapped file; raises OSError, ValueError or struct.error if it is not one."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        version, count = struct.unpack_from(">LH", data)
        if version != 0x00010000:  # noqa: PLR2004  # the mark of TrueType outlines
            raise ValueError("not a TrueType file")
        self.tables: dict[str, memoryview] = {}
        for position in range(12, 12 + 16 * count, 16):
            name, _, offset, length = struct.unpack_from(">4sLLL", data, position)
            if offset + length > len(data):
                raise ValueError("the file is cut off")
            self.tables[name.decode("latin-1")] = data[offset : offset + length]
        for needed in ("cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "OS/2"):
            if needed not in self.tables:
                raise ValueError(f"the table {needed} is missing")
        self._first, self._last, self._glyphs = _groups(self.tables["cmap"])
        self._long: bool = struct.unpack_from(">h", self.tables["head"], 50)[0] == 1
        self._pitches: int = struct.unpack_from(">H", self.tables["hhea"], 34)[0]

    def glyph(self, code: int) -> int | None:
        """Return the number of the glyph for a code point."""
        group = bisect_right(self._first, code) - 1
        if group < 0 or code > self._last[group]:
            return None
        return self._glyphs[group] + code - self._first[group]

    def outline(self, glyph: int) -> memoryview:
        """Return a glyph's outline, empty for a blank."""
        loca = self.tables["loca"]
        if self._long:
            start, end = struct.unpack_from(">LL", loca, 4 * glyph)
        else:
            start, end = (2 * half for half in struct.unpack_from(">HH", loca, 2 * glyph))
        return self.tables["glyf"][start:end]

    def metric(self, glyph: int) -> bytes:
        """Return advance and left side bearing; a table's last glyphs share one advance."""
        metrics = self.tables["hmtx"]
        if glyph < self._pitches:
            return bytes(metrics[4 * glyph : 4 * glyph + 4])
        shared = 4 * (self._pitches - 1)
        bearing = 4 * self._pitches + 2 * (glyph - self._pitches)
        return bytes(metrics[shared : shared + 2]) + bytes(metrics[bearing : bearing + 2])


def _groups(cmap: memoryview) -> tuple["array[int]", "array[int]", "array[int]"]:
    """Return first code, last code and first glyph of every stretch of the Unicode map."""
    [count] = struct.unpack_from(">H", cmap, 2)
    for record in range(4, 4 + 8 * count, 8):
        platform, encoding, offset = struct.unpack_from(">HHL", cmap, record)
        [form] = struct.unpack_from(">H", cmap, offset)
        if (platform, encoding) in _UNICODE_FULL and form == _GROUPS:
            [length] = struct.unpack_from(">L", cmap, offset + 12)
            flat = array("L", struct.unpack_from(f">{3 * length}L", cmap, offset + 16))
            return flat[0::3], flat[1::3], flat[2::3]
    raise ValueError("the file maps no characters beyond the BMP")
