"""Several papers of one case, laid out as different offices lay them out."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageChops

from kiosk.catalogue.schema import JointService
from kiosk.errors import Trouble
from kiosk.paper.document import Document
from kiosk.paper.photo import read_photo
from kiosk.paper.press import Press
from tests.paper import many, reading
from tests.paper.couple import ANSWERS, FONTS, HARD_NAMES, NUMBER, SIGNED, case, press
from tests.paper.many import FORM, LETTER, MANY, PHOTO, PORTRAIT, PROMISE

LEFT, RIGHT, TOP, BOTTOM = 20.0, 190.0, 46.0, 283.0


def printed(service: JointService = MANY, **answers: object) -> Document:
    captures = {PHOTO: PORTRAIT}
    return press().application(case({**ANSWERS, **answers}), service, SIGNED, captures)


def squeezed(document: Document) -> str:
    return "".join(reading.text(document.pdf).split())


def test_every_paper_has_its_title_its_count_and_its_symbols() -> None:
    paper = printed()
    assert paper.titles == (FORM["title"], PROMISE["title"])
    assert reading.text(paper.pdf).count("第 1 页 共 1 页") == 2
    for page in range(paper.pages):
        assert set(reading.symbols(paper.pdf, page, 203).values()) == {NUMBER}


def test_each_paper_can_be_a_file_of_its_own() -> None:
    papers = press().one_by_one(case(), MANY, SIGNED)
    assert [one.kind for one in papers] == ["application", "promise"]
    assert [one.pages for one in papers] == [1, 1]
    assert "".join(squeezed(one) for one in papers) == squeezed(printed())


def test_a_paper_nobody_needs_is_not_made() -> None:
    only = case(items=("marriage",))
    assert [one.kind for one in press().one_by_one(only, MANY, SIGNED)] == ["application"]


def test_labels_across_are_grey_and_as_wide_as_the_table() -> None:
    page = reading.image(printed().pdf, 0, 72)
    [grey] = [level for level in {page.getpixel((x, 138)) for x in (60, 300, 530)} if level != 255]
    assert 220 <= int(str(grey)) <= 240
    assert page.getpixel((int(LEFT * reading.MM) - 3, 138)) == 255
    assert page.getpixel((int(RIGHT * reading.MM) + 3, 138)) == 255


def test_no_rule_runs_through_a_cell_that_reaches_down() -> None:
    found = {one.character: one for one in reading.glyphs(printed().pdf) if one.character in "目娩"}
    middle = (found["目"].top + found["目"].bottom) / 2
    page = reading.image(printed().pdf, 0, 144)
    rules = [page.getpixel((int(x * reading.MM * 2), int(middle * 2))) for x in range(21, 26)]
    assert rules == [255] * 5
    assert found["娩"].top > middle


def test_a_heading_is_said_again_where_its_section_goes_on() -> None:
    rows = [many.row(many.label(f"第{n}项"), many.field("home", 3), height=20) for n in range(30)]
    long = {**FORM, "sections": [{"label": "个人基本信息", "page": "husband", "rows": rows}]}
    paper = printed(many.service(long))
    assert paper.pages == 3
    assert reading.text(paper.pdf).count("个人基本信息") == 3
    assert "（续）" in reading.text(paper.pdf)
    assert all(f"第{n}项" in squeezed(paper) for n in range(30))


def test_what_somebody_answered_stands_in_a_cell_among_words() -> None:
    text = squeezed(printed())
    assert "☑是☐否" in text
    assert "第一行：内蒙古自治区鄂尔多斯市东胜区富兴街道1号第二行：巴特尔" in text


def test_right_is_right_and_a_letter_has_no_frame() -> None:
    paper = printed()
    letter = [one for one in reading.glyphs(paper.pdf, 1) if one.top / reading.MM > TOP]
    days = [one for one in letter if one.character == "日" and one.bottom / reading.MM < 200]
    assert max(one.right for one in days) / reading.MM == pytest.approx(183, abs=1)
    page = reading.image(paper.pdf, 1, 72).crop((0, 140, 595, 150))
    assert sum(level < 128 for level in page.tobytes()) < page.width


@pytest.mark.parametrize("size", [(300, 420), (900, 300)])
def test_a_photo_keeps_its_shape_inside_its_cell(size: tuple[int, int]) -> None:
    picture = many.jpeg(*size)
    taken = case({**ANSWERS, "portrait": PHOTO})
    with_photo = press().application(taken, MANY, {}, {PHOTO: picture})
    assert picture in with_photo.pdf
    image = reading.image(with_photo.pdf, 0, 144)
    white = press().application(taken, MANY, {}, {PHOTO: many.jpeg(*size, white=True)})
    blank = reading.image(white.pdf, 0, 144)
    left, top, right, bottom = ImageChops.difference(image, blank).getbbox() or (0, 0, 1, 1)
    assert (right - left) / (bottom - top) == pytest.approx(size[0] / size[1], rel=0.03)
    assert "照片" in reading.text(press().application(taken, MANY, {}, {}).pdf)


def test_the_same_photo_gives_the_same_bytes() -> None:
    first = printed(portrait=PHOTO)
    again = Press(FONTS).application(
        case({**ANSWERS, "portrait": PHOTO}), MANY, SIGNED, {PHOTO: PORTRAIT}
    )
    assert first.pdf == again.pdf


def test_a_photo_is_read_whatever_its_colours() -> None:
    grey = read_photo(many.jpeg(30, 40, "L"))
    assert (grey.width, grey.height, grey.colours) == (30, 40, "DeviceGray")
    assert read_photo(PORTRAIT).colours == "DeviceRGB"


@given(st.binary(max_size=60) | st.integers(0, len(PORTRAIT)).map(lambda end: PORTRAIT[:end]))
def test_what_is_no_photo_is_trouble_and_never_an_endless_search(content: bytes) -> None:
    with suppress(Trouble):
        assert read_photo(content).width > 0


@given(
    length=st.integers(min_value=1, max_value=1200), name=st.sampled_from(["f_name", "m_address"])
)
@settings(max_examples=20, deadline=None)
def test_long_answers_are_whole_and_inside_beside_cells_that_reach_down(
    length: int, name: str
) -> None:
    text = "鑫" * length
    long = {"division": "150602", "detail": text} if name == "m_address" else text
    paper = printed(many.service(FORM), **{name: long, "reg_office": text})
    found = [
        glyph
        for page in range(paper.pages)
        for glyph in reading.glyphs(paper.pdf, page)
        if glyph.character == "鑫"
    ]
    assert len(found) == 2 * length
    for glyph in found:
        assert LEFT < glyph.left / reading.MM < glyph.right / reading.MM < RIGHT
        assert glyph.top / reading.MM > TOP
        assert glyph.bottom / reading.MM <= BOTTOM


def test_a_long_letter_goes_on_and_nobody_signs_on_an_empty_sheet() -> None:
    text = [{"line": f"　　第{n}条：" + "所填报的信息真实、准确、完整。" * 4} for n in range(30)]
    long = {**PROMISE, "sections": [{"label": "", "page": "birth", "rows": [*text, *LETTER[-2:]]}]}
    paper = printed(many.service(long))
    assert paper.pages >= 2
    last = reading.glyphs(paper.pdf, paper.pages - 1)
    words = "".join(one.character for one in last)
    assert "承诺人（签名）" in words
    assert "真实、准确、完整。" in words


def test_hard_names_come_out_of_every_paper_as_they_were_typed() -> None:
    for paper in press().one_by_one(case({**ANSWERS, "f_name": HARD_NAMES}), MANY, SIGNED):
        assert HARD_NAMES in reading.text(paper.pdf).replace("\r\n", "").replace(" ", "")
