import itertools
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from kiosk.cases.case import ServiceRef
from kiosk.cases.consent import Snapshot
from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.schema import JointService
from kiosk.errors import Trouble
from kiosk.paper.document import Document
from kiosk.paper.press import Press
from tests.paper import reading
from tests.paper.annex import SERVICE
from tests.paper.couple import (
    ANSWERS,
    DAY,
    FONTS,
    HARD_NAMES,
    HER_ID,
    HIS_ID,
    NUMBER,
    SIGNED,
    case,
    press,
    snapshot,
)

CELL_LEFT, CELL_RIGHT = 20 + 22.1 + 147.9 * 0.68, 190.0
TABLE = (20.0, 46.0, 190.0, 283.0)
OFFERED = Catalogue.load().service("150600-marriage-birth", DAY)


def printed(**answers: object) -> Document:
    return press().application(case({**ANSWERS, **answers}), SERVICE, SIGNED)


def snapshot_of_the_catalogue() -> Snapshot:
    items = tuple(item.id for item in OFFERED.items)
    return Snapshot(ServiceRef(OFFERED.key, OFFERED.version, DAY), items, {})


def children(count: int) -> list[object]:
    return [{"name": f"巴图{n}", "sex": "female", "born": "2020-01"} for n in range(count)]


def test_it_is_one_a4_sheet_and_the_table_fills_it() -> None:
    paper = printed()
    assert paper.pages == 1
    [(width, height)] = reading.sizes_mm(paper.pdf)
    assert abs(width - 210) < 0.01
    assert abs(height - 297) < 0.01
    last = max(paper.places, key=lambda place: place.y)
    assert abs(last.y + last.height - TABLE[3]) < 0.01


def test_it_says_everything_the_official_form_says() -> None:
    text = "".join(reading.text(printed().pdf).split())
    for section in SERVICE.papers[0].sections:
        assert section.label.replace("\n", "") in text
        for row in section.rows:
            for cell in getattr(row, "cells", ()):
                assert (cell.label or "") in text
    for said in ("公民婚育“一件事一次办”申请表", "如有虚假，愿承担相应的法律责任。", "第1页共1页"):
        assert said in text


def test_the_answers_are_on_it() -> None:
    text = reading.text(printed().pdf)
    for answer in ("巴特尔", HIS_ID, "李婉清", HER_ID, "蒙古族", "富兴派出所"):
        assert answer in text
    assert "现申请将 李婉清 （投靠人姓名）的户口投靠至 巴特尔 （被投靠人姓名）户内。" in text
    assert "内蒙古自治区鄂尔多斯市康巴什区青春山街道 2 号" in text


def test_unused_choices_stay_as_empty_boxes() -> None:
    text = reading.text(press().application(case(items=("marriage", "move")), SERVICE, {}).pdf)
    assert "婚姻状况变更　　☐是 ☑否" in text
    assert "夫妻投靠落户　　☑是 ☐否" in text
    assert "☑一孩 ☐二孩 ☐三孩 ☐三孩以上" in text
    assert "☐未孕 ☑在孕 ☐已生育" in text


def test_what_a_department_fills_in_later_is_said_so() -> None:
    assert reading.text(printed().pdf).count("登记后填入") == 2
    assert "登记后填入" not in reading.text(printed(cert_no="J1", reg_date="2026-11-23").pdf)


def test_an_empty_group_prints_one_line_to_fill_in() -> None:
    assert reading.text(printed().pdf).count("子女姓名：") == 1
    assert reading.text(printed(children=children(2)).pdf).count("子女姓名：") == 2


def test_before_acceptance_it_has_neither_number_nor_symbols() -> None:
    paper = press().preview(snapshot(), SERVICE)
    assert reading.symbols(paper.pdf, 0, 203) == {}
    assert NUMBER not in reading.text(paper.pdf)
    assert reading.text(paper.pdf).count("提交后生成") == 2


def test_the_print_stands_where_the_preview_stood() -> None:
    paper, seen = printed(), press().preview(snapshot(), SERVICE)
    assert paper.places == seen.places
    shared = [one for one in reading.glyphs(paper.pdf) if one.top > TABLE[1] * reading.MM]
    before = [one for one in reading.glyphs(seen.pdf) if one.top > TABLE[1] * reading.MM]
    assert shared == before


def test_a_signature_is_drawn_above_its_line() -> None:
    signed = reading.image(printed().pdf, 0, 72)
    blank = reading.image(press().application(case(), SERVICE, {}).pdf, 0, 72)
    [place] = [one for one in printed().places if one.page == "delivery"]
    top, bottom = (place.y * reading.MM, (place.y + place.height) * reading.MM)
    for left, right in ((160, 260), (300, 420)):
        box = (left, int(top), right, int(bottom))
        ink = [sum(255 - level for level in one.crop(box).tobytes()) for one in (signed, blank)]
        assert ink[0] > ink[1]


def test_every_page_of_the_form_knows_its_place() -> None:
    places = {place.page: place for place in printed().places}
    assert list(places) == [page.id for page in SERVICE.pages]
    ordered = list(places.values())
    assert ordered[0].y == pytest.approx(TABLE[1])
    for above, below in itertools.pairwise(ordered):
        assert above.y + above.height == pytest.approx(below.y)


def test_many_children_flow_onto_a_second_sheet_with_the_head_again() -> None:
    paper = printed(children=children(20))
    assert paper.pages == 2
    for page in range(2):
        assert set(reading.symbols(paper.pdf, page, 203).values()) == {NUMBER}
    text = reading.text(paper.pdf)
    assert "申请表（续）" in text
    assert "第 2 页 共 2 页" in text
    assert all(f"巴图{n}" in text for n in range(20))


@pytest.mark.parametrize("count", range(4, 24, 3))
def test_nobody_signs_on_a_sheet_that_does_not_say_what_for(count: int) -> None:
    paper = printed(children=children(count))
    pages = [page.extract_text() for page in PdfReader(BytesIO(paper.pdf)).pages]
    [signed] = [page for page in pages if "男方签名" in page]
    assert "愿承担相应的法律责任" in signed
    assert "申请登记日期" in signed


@given(length=st.integers(min_value=1, max_value=1500))
@settings(max_examples=25, deadline=None)
def test_a_long_answer_is_whole_and_inside_its_cell(length: int) -> None:
    paper = printed(m_nation="鑫" * length)
    found = [
        glyph
        for page in range(paper.pages)
        for glyph in reading.glyphs(paper.pdf, page)
        if glyph.character == "鑫"
    ]
    assert len(found) == length
    for glyph in found:
        assert glyph.left / reading.MM > CELL_LEFT
        assert glyph.right / reading.MM < CELL_RIGHT


@given(
    home=st.text(alphabet="鄂尔多斯市东胜区（）0a ，。", min_size=1, max_size=400),
    count=st.integers(min_value=0, max_value=30),
)
@settings(max_examples=20, deadline=None)
def test_nothing_is_ever_outside_the_table(home: str, count: int) -> None:
    paper = printed(home={"division": "150602", "detail": home}, children=children(count))
    left, top, right, bottom = (edge * reading.MM for edge in TABLE)
    for page in range(paper.pages):
        for glyph in reading.glyphs(paper.pdf, page):
            if not glyph.character.strip() or not top < glyph.top < bottom:
                continue
            assert left < glyph.left < glyph.right < right
            assert glyph.bottom <= bottom


def test_hard_names_come_out_as_they_were_typed(tmp_path: Path) -> None:
    pdf = printed(m_name=HARD_NAMES).pdf
    assert HARD_NAMES in reading.text(pdf)
    assert HARD_NAMES in reading.text_by_pypdf(pdf)
    assert HARD_NAMES in reading.text_by_poppler(pdf, tmp_path)


@pytest.mark.parametrize("name", ["李", "阿卜杜热合曼·买买提依明", "王" * 25, "欧阳𬎆"])
def test_names_of_every_length_come_out_whole(name: str) -> None:
    text = reading.text(printed(f_name=name).pdf)
    assert name in text.replace("\r\n", "").replace("\n", "")


def test_the_same_case_gives_the_same_bytes() -> None:
    first, second = printed(), Press(FONTS).application(case(), SERVICE, SIGNED)
    assert first.pdf == second.pdf
    assert first.sha256 == second.sha256


def test_other_cases_before_it_change_nothing() -> None:
    fresh = Press(FONTS)
    fresh.application(case({**ANSWERS, "m_name": HARD_NAMES}), SERVICE, {})
    assert fresh.application(case(), SERVICE, SIGNED).pdf == printed().pdf


def test_all_its_fonts_are_embedded_subsets_of_ours() -> None:
    fonts = set()
    for page in PdfReader(BytesIO(printed(m_name=HARD_NAMES).pdf)).pages:
        for font in page.raw_get("/Resources").get_object()["/Font"].values():
            [inner] = font.get_object()["/DescendantFonts"]
            descriptor = inner.get_object()["/FontDescriptor"]
            assert len(descriptor["/FontFile2"].get_data()) > 0
            assert "/ToUnicode" in font.get_object()
            fonts.add(descriptor["/FontName"].split("+")[1])
    assert fonts == {"NotoSerifSC-Regular", "NotoSansSC-Regular", "NotoSansSC-Bold", "HanaMinB"}


def test_a_character_nobody_can_print_stops_it_before_the_printer() -> None:
    with pytest.raises(Trouble) as caught:
        printed(m_name="李\U0010fffd")
    assert caught.value.code == "paper.missing_glyph"


def test_the_file_asks_to_be_printed_at_its_true_size() -> None:
    reader = PdfReader(BytesIO(printed().pdf))
    wishes = reader.viewer_preferences
    assert wishes is not None
    assert str(wishes["/PrintScaling"]) == "/None"
    assert NUMBER in str(reader.metadata and reader.metadata.title)
    assert "巴特尔" not in str(reader.metadata)


def test_what_an_item_of_the_case_will_prove_is_filled_in_later() -> None:
    text = reading.text(press().preview(snapshot_of_the_catalogue(), OFFERED).pdf)
    assert text.count("登记后填入") == 3
    already = replace(snapshot_of_the_catalogue(), items=("hukou_marital",))
    assert "登记后填入" not in reading.text(press().preview(already, OFFERED).pdf)


@pytest.mark.parametrize("service", Catalogue.load().services(DAY), ids=lambda one: one.key)
def test_every_form_of_the_catalogue_has_each_paper_on_one_sheet(service: JointService) -> None:
    items = tuple(item.id for item in service.items)
    blank = Snapshot(ServiceRef(service.key, service.version, DAY), items, {})
    paper = press().preview(blank, service)
    assert paper.pages == len(set(paper.titles)) > 0
    assert {place.page for place in paper.places} <= {page.id for page in service.pages}
