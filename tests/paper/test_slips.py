from datetime import UTC, datetime

import pytest

from kiosk.cases.case import AttachmentRef
from kiosk.paper.claim import claim
from kiosk.paper.document import Document
from kiosk.paper.notice import notice
from kiosk.paper.receipt import receipt
from kiosk.paper.slip import Slip
from kiosk.paper.slip_sheet import A4, A5, Format
from kiosk.texts import Language
from tests.paper import reading
from tests.paper.annex import SERVICE
from tests.paper.couple import (
    ANSWERS,
    DAY,
    HER_ID,
    HER_PHONE,
    HIS_ID,
    HIS_PHONE,
    case,
    handed,
    press,
)


def on_a5(slip: Slip, language: Language = Language.ZH) -> str:
    return reading.text(press().on_sheets(slip, A5, language).pdf)


def a_receipt(language: Language = Language.ZH) -> str:
    return on_a5(receipt(case(), SERVICE, handed()), language)


def everywhere(slip: Slip) -> list[Document]:
    sheets = [press().on_sheets(slip, size, one) for size in (A4, A5) for one in Language]
    return [*sheets, *(press().on_roll(slip, one) for one in Language)]


def test_it_says_what_was_submitted_where_and_when() -> None:
    text = a_receipt()
    assert "申请提交回执（收件凭证）" in text
    assert "150602 01 261123 01 0017 42" in text
    assert "2026-11-23 10:31" in text
    assert "鄂尔多斯市政务服务大厅 一楼东门 3 号机（终端 150602-01）" in text
    assert "2 楼 3 号窗口" in text
    assert "12345" in text
    assert "150600-marriage-birth 第 3 版" in text
    assert "到窗口自取" in text


def test_it_says_who_decides_what_and_until_when() -> None:
    text = "".join(a_receipt().split())
    assert "内地居民结婚登记（民政局）" in text
    assert "婚姻状况变更（公安局）等内地居民结婚登记办结后开始" in text
    assert "承诺2个工作日，预计2026年11月25日前办结（预计，以放假安排公布为准）" in text


def test_it_is_no_notice_of_acceptance() -> None:
    text = "".join(a_receipt().split())
    assert "不是受理通知书" in text
    assert "由窗口审核后通知您" in text


@pytest.mark.parametrize("secret", [HIS_ID, HER_ID, HIS_PHONE, HER_PHONE, "巴特尔", "李婉清"])
def test_nothing_on_it_gives_anybody_away(secret: str) -> None:
    for paper in everywhere(receipt(case(), SERVICE, handed())):
        assert secret not in "".join(reading.text(paper.pdf).split())
        assert secret.encode() not in paper.pdf


def test_names_and_numbers_are_masked_but_can_be_told_apart() -> None:
    text = a_receipt()
    assert "150***********9993" in text
    assert "138****0002" in text
    assert "巴*" in text


def test_medical_answers_never_appear_on_it() -> None:
    text = a_receipt()
    assert "孕" not in text
    assert "孩" not in text


def test_it_lists_what_these_items_need_and_what_to_bring() -> None:
    text = "".join(a_receipt().split())
    assert "☐红底合影原件3份，请带到窗口" in text
    assert "申请表由本次申请生成，不用带" in text
    assert "离婚证" not in text
    only_birth = receipt(case(items=("birth",)), SERVICE, handed())
    assert "红底合影" not in on_a5(only_birth)


def test_it_knows_what_was_photographed_here() -> None:
    photo = AttachmentRef("0" * 64, 1, "image/jpeg", "book-1.jpg")
    text = on_a5(receipt(case(attachments=(photo,)), SERVICE, handed()))
    assert "已在本机拍照，原件请带到窗口核对" in "".join(text.split())


def test_it_is_honest_about_the_line() -> None:
    assert "已存本机，待送达" in a_receipt()
    assert "已送达审批管理系统" in on_a5(receipt(case(), SERVICE, handed(delivered=True)))


def test_a_second_print_says_so() -> None:
    assert "补打" not in a_receipt()
    again = receipt(case(), SERVICE, handed(again=True))
    assert "申请提交回执（收件凭证）（补打）" in on_a5(again)
    assert "printed again" in reading.text(press().on_roll(again, Language.EN).pdf)


def test_english_stands_below_the_chinese() -> None:
    text = a_receipt(Language.EN)
    assert text.index("申请提交回执") < text.index("Receipt of submission")
    assert "Marriage registration (Civil Affairs)" in text
    assert "not a notice of acceptance" in " ".join(text.split())
    assert "Receipt of submission" not in a_receipt()


@pytest.mark.parametrize("size", [A4, A5])
def test_it_is_as_large_as_its_sheet(size: Format) -> None:
    paper = press().on_sheets(receipt(case(), SERVICE, handed()), size, Language.ZH)
    assert paper.pages == 1
    [(width, height)] = reading.sizes_mm(paper.pdf)
    expected = {id(A4): (210, 297), id(A5): (148, 210)}[id(size)]
    assert (round(width, 1), round(height, 1)) == expected


def test_nothing_on_the_roll_is_cut_off() -> None:
    long_name = {**ANSWERS, "reg_office": "x"}
    for language in Language:
        paper = press().on_roll(receipt(case(long_name), SERVICE, handed()), language)
        [(width, height)] = reading.sizes_mm(paper.pdf)
        assert abs(width - 72) < 0.1
        for glyph in reading.glyphs(paper.pdf):
            assert 0 <= glyph.left <= glyph.right <= width * reading.MM
            assert 0 <= glyph.top <= glyph.bottom <= height * reading.MM


def test_the_same_receipt_gives_the_same_bytes() -> None:
    slip = receipt(case(), SERVICE, handed())
    for first, second in zip(everywhere(slip), everywhere(slip), strict=True):
        assert first.pdf == second.pdf


def test_a_claim_slip_says_until_when_and_nothing_about_the_people() -> None:
    until = datetime(2026, 11, 24, 10, 31, tzinfo=UTC)
    slip = claim("7KQ2MX4P", kept_until=until, hall=case().hall, machine=handed().machine)
    text = on_a5(slip, Language.EN)
    assert "2026-11-24 10:31" in text
    assert "尚未提交" in text
    assert "do not give it away" in " ".join(text.split())


def test_the_one_time_notice_tells_all_at_once() -> None:
    slip = notice(SERVICE, DAY, case().hall, handed().window)
    text = "".join(on_a5(slip).split())
    for said in (
        "一次性告知单", "承诺2个工作日", "不收费", "自取或邮寄", "双方自愿", "☐双方户口簿",
        "提交材料，发起联办", "鄂民发〔2022〕119号", "生育登记（卫健委）", "12345", "2026-11-23",
    ):  # fmt: skip
        assert said in text
