"""Make the fonts that papers embed: cut the published Noto faces down to what Chinese forms need.

Run once when the fonts change; its results are committed in `resources/fonts/`:

    npm pack @expo-google-fonts/noto-serif-sc@0.4.3 @expo-google-fonts/noto-sans-sc@0.4.3
    for f in *.tgz; do mkdir ${f%-0.4.3.tgz} && tar xzf $f -C ${f%-0.4.3.tgz}; done
    pip install fonttools pypinyin-dict
    python packaging/make_fonts.py FOLDER resources/fonts

Kept are 通用规范汉字表 (8,105 characters, read from the readings of
《通用规范汉字字典》), GB/T 2312, Latin-1, and a few name characters outside both. Noto has no
ballot boxes, so ☐ and ☑ are drawn from its own □ and strokes: option boxes then are text that
can be searched and copied like any other.
"""

import argparse
from pathlib import Path

from fontTools.misc.transform import Transform
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter, load_font, save_font
from fontTools.ttLib import TTFont
from pypinyin_dict.pinyin_data import ktghz2013

FACES = {
    "NotoSerifSC-Regular": "expo-google-fonts-noto-serif-sc/package/400Regular",
    "NotoSansSC-Regular": "expo-google-fonts-noto-sans-sc/package/400Regular",
    "NotoSansSC-Bold": "expo-google-fonts-noto-sans-sc/package/700Bold",
}
SYMBOLS = "·—–…‘’“”•‰′″※℃№①②③④⑤⑥⑦⑧⑨⑩←↑→↓□■○●◎△▲▽▼◇◆★☆✓〇〔〕㎡￥㊞"
NAMES = "龘囍䴉䴖㐂犇骉猋焱朤昇堃喆垚燚淼祎頔贇龢曌翀珺璟彧甯"
WHITE_SQUARE, BALLOT_BOX, BALLOT_BOX_CHECKED = 0x25A1, 0x2610, 0x2611
CHECK = ((190, 400), (255, 455), (420, 245), (790, 690), (850, 640), (425, 115))


def main() -> None:
    """Write the three faces and their licences."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="where the unpacked packages lie")
    parser.add_argument("target", type=Path, help="resources/fonts")
    folders = parser.parse_args()
    for name, path in FACES.items():
        [published] = (folders.source / path).glob("*.ttf")
        cut(published, folders.target / f"{name}.ttf")
        licence = published.parent.parent / "LICENSE_FONT"
        text = licence.read_text(encoding="utf-8").rstrip() + "\n"
        (folders.target / f"{name.split('-')[0]}-OFL.txt").write_text(text, encoding="utf-8")


def cut(source: Path, target: Path) -> None:
    """Write a face with only the wanted characters; the same input gives the same bytes."""
    options = Options()
    options.hinting = False
    options.layout_features = []
    options.glyph_names = False
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.drop_tables += ["vhea", "vmtx", "VORG", "GPOS", "GSUB", "GDEF", "BASE", "DSIG", "STAT"]
    font = load_font(str(source), options)
    draw_boxes(font)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted())
    subsetter.subset(font)
    save_font(font, str(target), options)


def wanted() -> set[int]:
    """Every code point to keep."""
    gb2312 = (
        bytes((high, low)).decode("gb2312", "ignore")
        for high in range(0xA1, 0xF8)
        for low in range(0xA1, 0xFF)
    )
    drawn = {BALLOT_BOX, BALLOT_BOX_CHECKED}
    listed = {ord(character) for character in SYMBOLS + NAMES + "".join(gb2312)}
    return set(ktghz2013.pinyin_dict) | listed | set(range(0x20, 0x100)) | drawn


def draw_boxes(font: TTFont) -> None:
    """Add ☐ (the face's own □, smaller) and ☑ (the same with a check mark)."""
    square = font.getBestCmap()[WHITE_SQUARE]
    glyphs, smaller = font.getGlyphSet(), Transform(0.9, 0, 0, 0.9, 50, 38)
    for code, checked in ((BALLOT_BOX, False), (BALLOT_BOX_CHECKED, True)):
        pen = TTGlyphPen(None)
        glyphs[square].draw(TransformPen(pen, smaller))
        if checked:
            pen.moveTo(CHECK[0])
            for point in CHECK[1:]:
                pen.lineTo(point)
            pen.closePath()
        name = f"uni{code:04X}"
        font["glyf"][name] = glyph = pen.glyph()
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = (1000, glyph.xMin)
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[code] = name


if __name__ == "__main__":
    main()
