"""Slips of services that differ: nothing published, one applicant, days to keep, appointments."""

from dataclasses import replace
from itertools import product

import pytest

from kiosk.catalogue.schema import NOT_PUBLISHED, OUR_FORM, Material, Unpublished
from kiosk.paper.flow import Flow, Look
from kiosk.paper.notice import notice
from kiosk.paper.receipt import Booked, receipt
from kiosk.paper.slip import Chart, Slip
from kiosk.paper.slip_sheet import A4, A5
from kiosk.paper.way_out import way_out
from kiosk.texts import Language, Text
from tests.paper import reading, samples
from tests.paper.couple import press

COUPLE = ("双方", "二人", "两人", "男方", "女方", "both of you")
FESTIVE = ("恭喜", "祝贺", "新人", "喜", "Congratulations", "happy", "!", "！")
WINDOW = Text("2 楼 3 号窗口", "window 3, 2nd floor")
MARRYING = "532300-marriage-cross-region"


def said(slip: Slip, language: Language = Language.ZH) -> str:
    return "".join(reading.text(press().on_sheets(slip, A4, language).pdf).split())


def a_receipt(key: str, **more: object) -> Slip:
    handed = replace(samples.handed(key), **more)  # type: ignore[arg-type]  # parts of Handed
    return receipt(samples.case(key), samples.service(key), handed)


def a_notice(key: str) -> Slip:
    service = samples.service(key)
    return notice(service, samples.case(key).service.day, samples.HALL, WINDOW)


@pytest.mark.parametrize("key", samples.KEYS)
def test_both_slips_say_which_service_of_which_place(key: str) -> None:
    service = samples.service(key)
    for slip in (a_receipt(key), a_notice(key)):
        text = said(slip)
        assert service.place.zh in text
        assert "".join(service.full_title.zh.split()) in text
        assert text.count(service.place.zh + service.place.zh) == 0


@pytest.mark.parametrize("key", samples.KEYS)
def test_the_receipt_lists_the_papers_that_were_made(key: str) -> None:
    text = said(a_receipt(key))
    papers = {one.id: one for one in samples.service(key).papers}
    for document in samples.drawn(key):
        assert "".join(papers[document.kind].title.split()) in text


@pytest.mark.parametrize("key", samples.KEYS)
def test_what_nobody_published_is_said_so_and_never_invented(key: str) -> None:
    hidden = samples.service(key).unpublished
    told, kept = said(a_notice(key)), said(a_receipt(key))
    for text in (told, kept):
        if Unpublished.TIME_LIMIT in hidden:
            assert NOT_PUBLISHED.zh in text
            assert "承诺" not in text.replace("承诺书", "")
            assert "预计" not in text
        else:
            assert "个工作日" in text
    parts = (Unpublished.TIME_LIMIT, Unpublished.FEE, Unpublished.DELIVERY, Unpublished.MATERIALS)
    assert told.count(NOT_PUBLISHED.zh) == sum(one in hidden for one in parts)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("key", samples.KEYS)
def test_one_applicant_is_never_spoken_to_as_two(key: str, language: Language) -> None:
    service = samples.service(key)
    if len(service.people) > 1:
        return
    text = said(a_receipt(key), language).replace("父母双方", "")
    assert not [word for word in COUPLE if word in text]


def test_a_quiet_service_has_no_festive_word() -> None:
    key = next(one for one in samples.KEYS if samples.service(one).quiet)
    service, day = samples.service(key), samples.DAY
    slips = [a_receipt(key), a_notice(key)]
    slips += [way_out(service, one, day, samples.HALL, WINDOW) for one in service.exclusions]
    for slip, language in product(slips, Language):
        assert not [word for word in FESTIVE if word in said(slip, language)]


def test_what_has_to_be_handed_in_is_said_with_its_day() -> None:
    text = said(a_receipt("130000-afterlife"))
    assert "请记住日期" in text
    assert "2026年11月30日" in text
    assert "7日内" in text


def test_an_appointment_is_a_wish_until_central_gives_it() -> None:
    wish = next(
        value for value in samples.case(MARRYING).answers.values()
        if isinstance(value, dict) and "slot" in value
    )  # fmt: skip
    assert "预约意愿，待确认" in said(a_receipt(MARRYING))
    assert "已确认" in said(a_receipt(MARRYING, booked=Booked(wish)))
    moved = said(a_receipt(MARRYING, booked=Booked({**wish, "day": "2025-04-01"}, moved=True)))
    assert "2025年4月1日" in moved
    assert "已调整，以此为准" in moved


@pytest.mark.parametrize("key", samples.KEYS)
def test_the_notice_tells_everything_once(key: str) -> None:
    service, text = samples.service(key), said(a_notice(key))
    wanted = [one.result.zh for one in service.items]
    wanted += [one.text.zh for item in service.items for one in item.conditions]
    wanted += [text.zh for one in service.exclusions for text in (one.say, one.instead)]
    wanted += [one.title.zh for one in service.deadlines]
    wanted += [one.number or one.name.zh for one in service.basis]
    wanted += [(one.short or one.title).zh for one in service.items]
    wanted += [one.title.zh for one in service.departments]
    offices = service.appointment.offices if service.appointment else ()
    wanted += [one.title.zh for one in offices]
    for one in wanted:
        assert "".join(one.split()) in text, one


@pytest.mark.parametrize("key", samples.KEYS)
def test_where_to_go_instead_is_a_slip_without_anybodys_name(key: str) -> None:
    service = samples.service(key)
    for one in service.exclusions:
        slip = way_out(service, one, samples.DAY, samples.HALL, WINDOW)
        text = said(slip)
        for words in (one.say.zh, one.instead.zh, one.basis or "", service.hotline):
            assert "".join(words.split()) in text
        assert slip.code is None
        assert press().on_sheets(slip, A5, Language.ZH).pages == 1


@pytest.mark.parametrize("size", [A4, A5])
@pytest.mark.parametrize("key", samples.KEYS)
def test_no_heading_stands_alone_at_the_end_of_a_sheet(key: str, size: object) -> None:
    format = A4 if size is A4 else A5
    paper = press().on_sheets(a_notice(key), format, Language.ZH)
    look = Look(0, 400, 10, 80, Language.ZH)
    strips = list(Flow(look, press().typecase).strips(a_notice(key).parts))
    assert any(strip.heading for strip in strips)
    for page in range(paper.pages):
        words = [one for one in reading.glyphs(paper.pdf, page) if one.character.strip()]
        foot = max(one.bottom for one in words)
        last = max((one.top for one in words if one.bottom < foot - 12), default=0)
        line = "".join(one.character for one in words if abs(one.top - last) < 4)
        assert line not in {"在哪里办", "设定依据", "怎么办", "期限", "办理流程图", "带什么材料"}


def test_the_chart_has_an_arrow_to_every_box_and_stays_on_its_sheet() -> None:
    key = "130000-newborn"
    paper = press().on_sheets(a_notice(key), A5, Language.ZH)
    for page in range(paper.pages):
        for glyph in reading.glyphs(paper.pdf, page):
            assert glyph.left >= 0
            assert glyph.right <= 148 * reading.MM
            assert glyph.bottom <= 210 * reading.MM


def test_a_photo_that_was_not_taken_is_brought_the_other_way() -> None:
    key = "130000-afterlife"
    service = samples.service(key)
    portrait = Material.model_validate(
        {"id": "a_photo", "title": "P", "source": "photograph", "form": "electronic"}
    )
    with_photo = service.model_copy(update={"materials": (portrait,)})
    asked = next(one for one in service.fields if one.id == "a_photo")
    assert asked.instead is not None
    slip = receipt(samples.case(key), with_photo, samples.handed(key))
    assert "".join(asked.instead.zh.split()) in said(slip)
    assert "请带到窗口核对" not in said(slip)


@pytest.mark.parametrize("key", samples.KEYS)
def test_only_what_a_form_says_stands_on_its_notice(key: str) -> None:
    service, text = samples.service(key), said(a_notice(key))
    told = service.guide.model_dump_json()
    assert all((words in text) <= (words in told) for words in ("统一出件", "一件事窗口"))
    assert (OUR_FORM.zh in text) is (Unpublished.FORM in service.unpublished)


def test_other_ways_of_the_same_thing_share_a_box() -> None:
    chart = next(one for one in a_notice("130000-afterlife").parts if isinstance(one, Chart))
    assert len(chart.boxes) == len(samples.service("130000-afterlife").items) - 1
    assert chart.boxes[0].title.zh == "死亡证明（正常） 或 死亡证明（非正常）"
    assert {one.flow.after for one in chart.boxes[1:]} == {("cert_normal",)}


@pytest.mark.parametrize("key", samples.KEYS)
def test_a_receipt_in_english_takes_two_small_sheets_at_most(key: str) -> None:
    assert press().on_sheets(a_receipt(key), A5, Language.EN).pages <= 2


@pytest.mark.parametrize("key", samples.KEYS)
def test_an_application_says_when_its_form_is_ours(key: str) -> None:
    ours = Unpublished.FORM in samples.service(key).unpublished
    papers = ("".join(reading.text(one.pdf).split()) for one in samples.drawn(key))
    assert all((OUR_FORM.zh in text) is ours for text in papers)
