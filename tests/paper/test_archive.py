"""Every paper can be kept for good (PDF/A) and read aloud (tags)."""

import re
import subprocess
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from kiosk.paper.claim import claim
from kiosk.paper.notice import notice
from kiosk.paper.receipt import receipt
from kiosk.paper.slip_sheet import A4, A5
from kiosk.texts import Language
from tests.paper import many, samples
from tests.paper.annex import SERVICE
from tests.paper.archive import Tag, Tagged, faults, tagged
from tests.paper.couple import (
    ANSWERS,
    DAY,
    HARD_NAMES,
    NUMBER,
    SIGNED,
    case,
    handed,
    press,
    snapshot,
)

HOLD_MARKS = {"H1", "H2", "P", "TH", "TD", "Span", "Figure", "Lbl", "LBody"}


@cache
def papers() -> dict[str, bytes]:
    """Every kind of paper that there is, by a name for it."""
    found: dict[str, bytes] = {}
    for key in samples.KEYS:
        found |= {f"{key}-{one.kind}": one.pdf for one in samples.drawn(key)}
        slip = receipt(samples.case(key), samples.service(key), samples.handed(key))
        for size, name in ((A4, "a4"), (A5, "a5")):
            for language in Language:
                sheet = press().on_sheets(slip, size, language)
                found[f"{key}-receipt-{name}-{language}"] = sheet.pdf
        found[f"{key}-receipt-roll"] = press().on_roll(slip, Language.ZH).pdf
    long = {**ANSWERS, "m_name": HARD_NAMES, "children": [{"name": "巴图", "sex": "male"}] * 24}
    found["long"] = press().application(case(long), SERVICE, SIGNED).pdf
    found["preview"] = press().preview(snapshot(), SERVICE).pdf
    taken = case({**ANSWERS, "portrait": many.PHOTO})
    photo = {many.PHOTO: many.PORTRAIT}
    found["photo"] = press().application(taken, many.MANY, SIGNED, photo).pdf
    told = notice(SERVICE, DAY, case().hall, handed().window)
    found["notice"] = press().on_sheets(told, A4, Language.EN).pdf
    until = datetime(2026, 11, 24, 10, 31, tzinfo=UTC)
    sealed = claim("7KQ2MX4P", kept_until=until, hall=case().hall, machine=handed().machine)
    found["claim"] = press().on_roll(sealed, Language.EN).pdf
    return found


NAMES = sorted(papers())


@cache
def read(name: str) -> Tagged:
    return tagged(papers()[name])


def rows(table: Tag) -> list[list[Tag]]:
    assert {row.kind for row in table.kids} == {"TR"}
    return [row.kids for row in table.kids]


def test_preflight_holds_nothing_against_any_of_them(tmp_path: Path) -> None:
    assert faults(papers(), tmp_path) == [f"{name} valid" for name in papers()]


def test_preflight_sees_what_is_missing(tmp_path: Path) -> None:
    whole = papers()["preview"]
    broken = {
        "intent": whole.replace(b"/OutputIntents", b"/Outputintents"),
        "level": whole.replace(b"<pdfaid:part>1", b"<pdfaid:part>7"),
        "glyphs": whole.replace(b"/CIDSet", b"/CIDset"),
        "metadata": whole.replace(b"/Metadata ", b"/Metadate "),
        "font": whole.replace(b"/FontFile2", b"/FontFile9"),
    }
    verdicts = [line for line in faults(broken, tmp_path) if line.endswith(("valid", "faulty"))]
    assert verdicts == [f"{name} faulty" for name in broken]


@pytest.mark.parametrize("name", NAMES)
def test_everything_on_a_page_is_marked_and_every_mark_has_its_place(name: str) -> None:
    paper = read(name)
    placed = [mark for tag in paper.document.all() for mark in tag.marks]
    assert len(placed) == len(set(placed))
    assert set(placed) == set(paper.marks) == set(paper.parents)
    for tag in paper.document.all():
        assert not tag.marks or tag.kind in HOLD_MARKS
        for mark in tag.marks:
            assert paper.marks[mark] == paper.parents[mark] == f"/{tag.kind}"


@pytest.mark.parametrize("name", NAMES)
def test_it_is_read_in_the_order_in_which_it_is_drawn(name: str) -> None:
    order = list(read(name).document.aloud())
    assert order == sorted(order)


@pytest.mark.parametrize("name", NAMES)
def test_every_row_of_a_table_is_as_wide_as_the_others(name: str) -> None:
    for table in (tag for tag in read(name).document.all() if tag.kind == "Table"):
        widths, reach = set(), [0] * len(rows(table))
        for number, row in enumerate(rows(table)):
            for one in row:
                assert one.kind in {"TH", "TD"}
                span = int(one.table.get("/ColSpan", 1))
                for down in range(int(one.table.get("/RowSpan", 1))):
                    reach[number + down] += span
            widths.add(reach[number])
        assert len(widths) == 1


@pytest.mark.parametrize("name", NAMES)
def test_pictures_say_what_they_are_and_lists_are_lists(name: str) -> None:
    for tag in read(name).document.all():
        if tag.kind == "Figure":
            assert re.search("手写签名|照片|条形码 |二维码 ", str(tag.entries["/Alt"]))
            assert len(tag.table.get("/BBox", ())) == 4
        if tag.kind == "L":
            assert {kid.kind for kid in tag.kids} == {"LI"}
        if tag.kind == "LI":
            assert [kid.kind for kid in tag.kids] in (["Lbl", "LBody"], ["LBody"])


def test_symbols_photo_and_signatures_are_pictures() -> None:
    said = [str(tag.entries.get("/Alt")) for tag in read("photo").document.all()]
    assert said.count("照片") == 1
    assert said.count("手写签名") >= 2
    assert said.count(f"条形码 {NUMBER}") == said.count(f"二维码 {NUMBER}") == 2


@pytest.mark.parametrize("name", NAMES)
def test_each_official_paper_has_one_title_and_what_is_printed_again_is_not_read_again(
    name: str,
) -> None:
    document = read(name).document
    parts = [tag for tag in document.kids if tag.kind == "Sect"] or [document]
    for part in parts:
        assert [tag.kind for tag in part.all()].count("H1") == 1


@pytest.mark.parametrize("name", NAMES)
def test_it_says_its_language_its_title_and_what_it_conforms_to(name: str) -> None:
    reader = PdfReader(BytesIO(papers()[name]))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "zh-CN"
    assert root["/MarkInfo"]["/Marked"] is not False
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    told = reader.xmp_metadata
    assert told is not None
    assert reader.metadata is not None
    assert told.dc_title == {"x-default": reader.metadata.title}
    assert (told.pdfaid_part, told.pdfaid_conformance) == ("1", "A")


def test_it_says_when_the_case_was_submitted_and_not_when_it_was_drawn() -> None:
    reader = PdfReader(BytesIO(papers()["long"]))
    assert reader.metadata is not None
    assert reader.metadata.creation_date == case().submitted_at
    assert reader.xmp_metadata is not None
    made = reader.xmp_metadata.xmp_create_date
    assert made is not None
    assert made.replace(tzinfo=UTC) == case().submitted_at
    preview = PdfReader(BytesIO(papers()["preview"]))
    assert preview.metadata is not None
    assert preview.metadata.creation_date is None


def test_another_reader_reads_it_aloud_in_order(tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(papers()["long"])
    done = subprocess.run(
        ["pdfinfo", "-struct-text", str(file)],  # noqa: S607  # poppler, found on the path
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    said = re.findall(r'^ *"(.*)"$', done.stdout, re.MULTILINE)
    assert said[0] == SERVICE.papers[0].title
    assert said.index("男方姓名") + 1 == said.index(HARD_NAMES)
    assert "女方签名：" in [line.strip("\u3000") for line in said]
    assert not [line for line in said if "（续）" in line or "共 2 页" in line]


def test_english_is_marked_as_english() -> None:
    paper = read("notice").document
    assert {str(tag.entries["/Lang"]) for tag in paper.all() if "/Lang" in tag.entries} == {"en"}
