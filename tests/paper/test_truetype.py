from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]  # has no types
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]  # has no types
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # has no types

from kiosk.errors import Trouble
from kiosk.paper.typeface import Typeface
from tests.paper.couple import FONTS

RARE = 0x2C386


def made(path: Path, *, full: bool = True) -> Path:
    """Make a typeface of three glyphs: a square, the same as a part of another, a rare one."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for point in ((0, 500), (500, 500), (500, 0)):
        pen.lineTo(point)
    pen.closePath()
    square = pen.glyph()
    whole = TTGlyphPen({"square": square})
    whole.addComponent("square", (1, 0, 0, 1, 0, 0))
    builder = FontBuilder(1024, isTTF=True)
    builder.setupGlyphOrder([".notdef", "square", "composite", "rare"])
    codes = {0x53E3: "square", 0x56D7: "composite"}
    builder.setupCharacterMap({**codes, RARE: "rare"} if full else codes)
    glyphs = {".notdef": square, "square": square, "composite": whole.glyph(), "rare": square}
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (1024, 0)))
    builder.setupHorizontalHeader(ascent=900, descent=-124)
    builder.setupOS2(sTypoAscender=900, sTypoDescender=-124)
    builder.setupPost()
    builder.save(path)
    return path


def test_a_small_file_with_short_offsets_and_shared_widths_is_read(tmp_path: Path) -> None:
    path = made(tmp_path / "Small.ttf")
    font = TTFont(path)
    assert font["head"].indexToLocFormat == 0
    assert font["hhea"].numberOfHMetrics < font["maxp"].numGlyphs
    typeface = Typeface(path)
    glyph = typeface.glyph(chr(RARE))
    assert glyph == 3
    assert typeface.advance(glyph) == 1000


def test_what_a_typeface_cannot_print_it_does_not_have(tmp_path: Path) -> None:
    typeface = Typeface(made(tmp_path / "Small.ttf"))
    assert typeface.glyph("口") == 1
    assert typeface.glyph("囗") is None
    assert typeface.glyph("国") is None


def test_a_cut_is_a_typeface_that_others_can_read(tmp_path: Path) -> None:
    serif = Typeface(FONTS / "NotoSerifSC-Regular.ttf")
    glyphs = [0, *(serif.glyph(one) or 0 for one in "㛃鄂 A")]
    (tmp_path / "cut.ttf").write_bytes(serif.cut(glyphs))
    cut, whole = TTFont(tmp_path / "cut.ttf"), TTFont(FONTS / "NotoSerifSC-Regular.ttf")
    assert cut["maxp"].numGlyphs == 5
    for number, glyph in enumerate(glyphs):
        ours = cut["glyf"][cut.getGlyphName(number)]
        theirs = whole["glyf"][whole.getGlyphName(glyph)]
        assert ours == theirs
        assert cut["hmtx"][cut.getGlyphName(number)] == whole["hmtx"][whole.getGlyphName(glyph)]


@pytest.mark.parametrize("content", [b"", b"OTTO" + bytes(200), b"\0\1\0\0\0\1" + bytes(6)])
def test_what_is_no_truetype_file_is_trouble(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "Broken.ttf").write_bytes(content)
    with pytest.raises(Trouble, match=r"Broken\.ttf"):
        Typeface(tmp_path / "Broken.ttf")


def test_a_map_without_rare_characters_is_not_enough(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"Small\.ttf"):
        Typeface(made(tmp_path / "Small.ttf", full=False))
