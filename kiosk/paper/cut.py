"""A cut: the characters of one typeface that one paper embeds, numbered from 1.

Text goes into the page as two-byte numbers (Identity-H) and comes out again by the ToUnicode
map: UTF-16BE, with pairs beyond the BMP and at most a hundred to a block (ISO 32000-1, 9.10.3).
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiosk.paper.pdf import Objects, compress
from kiosk.paper.typecase import Sort
from kiosk.paper.typeface import Typeface

_NOTDEF = 0
_BLOCK = 100
_TAG_LETTERS = "ABCDEFGHIJKLMNOP"


@dataclass(frozen=True, slots=True)
class Cut:
    """A finished cut, ready to be laid into any number of files."""

    name: str
    codes: Mapping[str, int]
    file: bytes
    file_length: int
    descriptor: str
    widths: str
    to_unicode: bytes

    def embed(self, objects: Objects) -> int:
        """Lay the font into a file; its number is what a page's resources refer to."""
        file = objects.add_stream(self.file, f"/Length1 {self.file_length} ")
        unicode = objects.add_stream(self.to_unicode)
        present = objects.add_stream(_present(len(self.codes) + 1))
        descriptor = objects.add(
            f"<< /Type /FontDescriptor /FontName /{self.name} {self.descriptor} "
            f"/FontFile2 {file} 0 R /CIDSet {present} 0 R >>"
        )
        descendant = objects.add(
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{self.name} /CIDToGIDMap /Identity "
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            f"/DW 1000 /W [1 [{self.widths}]] /FontDescriptor {descriptor} 0 R >>"
        )
        return objects.add(
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{self.name} /Encoding /Identity-H "
            f"/DescendantFonts [{descendant} 0 R] /ToUnicode {unicode} 0 R >>"
        )


def cut(typeface: Typeface, sorts: Sequence[Sort]) -> Cut:
    """Cut these sorts, each character once, out of their typeface."""
    characters = [sort.character for sort in sorts]
    glyphs = [_NOTDEF, *(sort.glyph for sort in sorts)]
    file = typeface.cut(glyphs)
    return Cut(
        name=f"{_tag(characters)}+{typeface.name}",
        codes={character: code for code, character in enumerate(characters, start=1)},
        file=compress(file),
        file_length=len(file),
        descriptor=typeface.descriptor(),
        widths=" ".join(f"{sort.advance:g}" for sort in sorts),
        to_unicode=compress(_to_unicode(characters)),
    )


def _present(count: int) -> bytes:
    """Mark the glyphs from 0 on as present, a bit each (ISO 32000-1, 9.8.3.2)."""
    bits = ((1 << count) - 1) << (-count % 8)
    return compress(bits.to_bytes((count + 7) // 8, "big"))


def _tag(characters: Sequence[str]) -> str:
    """Six capitals that differ when the characters differ (ISO 32000-1, 9.6.4)."""
    digest = hashlib.sha256("".join(characters).encode()).digest()
    return "".join(_TAG_LETTERS[byte >> 4] for byte in digest[:6])


def _to_unicode(characters: Sequence[str]) -> bytes:
    lines = [
        f"<{code:04X}> <{character.encode('utf-16-be').hex().upper()}>"
        for code, character in enumerate(characters, start=1)
    ]
    blocks = [lines[start : start + _BLOCK] for start in range(0, len(lines), _BLOCK)]
    body = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
