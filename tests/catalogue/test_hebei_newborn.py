"""A newborn child in Hebei: what 巨卫健〔2023〕7号, annex 6, asks for."""

from collections.abc import Mapping

import pytest

from kiosk.catalogue.kinds import kind_of
from kiosk.catalogue.schema import JointService, MaterialForm, MaterialSource, Paper
from kiosk.texts import Language
from tests.catalogue.filled import answers_on, asked, codes, filled, printed_on
from tests.catalogue.newborn import COLLECT, GRAND, KEY, MOTHER

TABLE_2 = (
    ("申报人证件类型", "a_id_kind"),
    ("申报人公民身份号码", "a_id"),
    ("申报人姓名", "a_name"),
    ("申报人性别", "a_sex"),
    ("申报人联系电话", "a_phone"),
    ("与新生儿关系", "a_relation"),
    ("申报人户籍所在地", "a_hukou"),
    ("《出生医学证明》编号", "birth_cert_no"),
    ("姓名", "c_name"),
    ("性别", "c_sex"),
    ("民族", "c_nation"),
    ("出生日期", "c_birth"),
    ("身份证号(由数据产生, 共享推送)", "c_id"),
    ("出生登记类别", "c_kind"),
    ("与户主关系", "c_to_head"),
    ("证件有效期开始", "c_valid_from"),
    ("证件有效期结束", "c_valid_until"),
    ("籍贯国家", "c_origin_country"),
    ("籍贯省市区", "c_origin_place"),
    ("户口详细地址", "c_hukou"),
    ("职业", "c_job"),
    ("出生地国家", "c_birth_country"),
    ("出生地省市区", "c_birth_place"),
    ("父亲身份证号码", "f_id"),
    ("父亲姓名", "f_name"),
    ("母亲身份证号码", "m_id"),
    ("母亲姓名", "m_name"),
    ("领取方式", "card_way"),
    ("社保卡发卡地区", "card_region"),
    ("社保卡发卡银行", "card_bank"),
    ("自取社保卡网点", "card_branch"),
    ("邮寄收件人姓名", "post_name"),
    ("邮寄收件人地址", "post_addr"),
    ("邮寄收件人电话", "post_phone"),
    ("参保地区", "ins_region"),
    ("参保身份", "ins_kind"),
    ("基层医保区划名称", "ins_area"),
    ("基层医保区划编号", "ins_area_no"),
)
HEADS = ("申报人信息", "新生儿信息", "父母信息", "社保卡信息", "医保信息")
FIT = {"in_hebei", "in_marriage", "both_hebei", "same_nation", "follow", "hukou_done"}


def paper(service: JointService, name: str) -> Paper:
    return next(one for one in service.papers if one.id == name)


def test_the_sample_is_complete() -> None:
    assert codes(filled(KEY)) == set()


def test_five_items_and_who_decides_them(service: JointService) -> None:
    departments = {one.id: one.title.zh for one in service.departments}
    assert [(one.title.zh, departments[one.department]) for one in service.items] == [
        ("《出生医学证明》签发", "卫生健康部门"),
        ("预防接种证办理", "疾控部门"),
        ("户口登记", "公安部门"),
        ("城乡居民参保登记", "医疗保障部门"),
        ("社会保障卡申领", "人力资源社会保障部门"),
    ]
    assert [one.result.zh for one in service.items] == [
        *("《出生医学证明》", "预防接种证或相关接种凭证", "新生儿户口页"),
        *("新生儿医保电子凭证", "新生儿社会保障卡"),
    ]


def test_six_working_days_for_nothing(service: JointService) -> None:
    assert [one.working_days for one in service.time_limit] == [6]
    assert service.guide.fee is not None
    assert service.guide.fee.zh.startswith("不收费")
    assert {one.number for one in service.basis} >= {"国办发〔2022〕32号", "巨卫健〔2023〕7号"}


def test_38_fields_of_table_2_in_their_order(service: JointService) -> None:
    form = paper(service, "application")
    assert form.heads == "above"
    answers = answers_on(form)
    assert len(TABLE_2) == 38
    assert answers[:38] == [name for _, name in TABLE_2]
    assert answers[38:] == ["sign:applicant", *["apply_date"] * 3]


def test_the_words_of_table_2(service: JointService) -> None:
    said = printed_on(paper(service, "application"))
    beside = {*HEADS, "自领", "邮寄", "申报人签名"}
    assert [one for one in said if one not in beside] == [label for label, _ in TABLE_2]
    assert [one for one in said if one in HEADS] == list(HEADS)


def test_nothing_else_is_asked_than_table_2_and_what_decides_whether_it_fits(
    service: JointService,
) -> None:
    assert {one.id for one in asked(service)} == {name for _, name in TABLE_2} - {"c_id"} | FIT


def test_the_child_s_number_is_never_asked(service: JointService) -> None:
    number = next(one for one in service.fields if one.id == "c_id")
    assert number.system
    assert "c_id" not in filled(KEY).effective


def test_table_1_of_the_materials() -> None:
    wanted = {one.title.zh: (one.form, one.copies) for one in filled(KEY).materials}
    both = MaterialForm.ORIGINAL_AND_COPY
    assert (
        wanted.items()
        >= {
            "《出生医学证明》首次签发登记表": (MaterialForm.ORIGINAL, 1),
            "父母双方有效身份证件": (both, 1),
            "办理《出生医学证明》授权委托书": (MaterialForm.ORIGINAL, 1),
            "申领人本人有效身份证件": (both, 1),
            "《结婚证》": (MaterialForm.ORIGINAL, 1),
            "落户方户口簿": (MaterialForm.ORIGINAL, 1),
        }.items()
    )


@pytest.mark.parametrize(("who", "power"), [({}, True), (GRAND, True), (MOTHER, False)])
def test_who_needs_a_power_of_attorney(who: Mapping[str, object], power: bool) -> None:
    filling = filled(KEY, who)
    assert codes(filling) == set()
    assert ("power" in {one.id for one in filling.materials}) is power
    vaccinated = filled(KEY, who, items=("vaccine_book",))
    assert "power" not in {one.id for one in vaccinated.materials}


def test_the_power_of_attorney_is_for_the_mother_s_pen(service: JointService) -> None:
    power = paper(service, "power")
    assert power.title == "办理《出生医学证明》授权委托书"
    assert not power.frame
    answers = answers_on(power)
    assert {"m_name", "m_id", "a_name", "a_id", "a_relation", "c_name", "c_birth"} <= set(answers)
    assert [one for one in answers if one.startswith("sign:")] == ["sign:applicant"]
    material = next(one for one in service.materials if one.id == "power")
    assert material.source is MaterialSource.WINDOW


def test_one_applicant_signs(service: JointService) -> None:
    assert [(one.id, one.signature) for one in service.people] == [("applicant", "a_sign")]


def test_the_way_of_the_papers_is_told(service: JointService) -> None:
    steps = " ".join(one.title.zh + one.text.zh for one in service.guide.steps)
    for word in (
        "24 小时内",
        "卡介苗",
        "授权委托",
        "一个月内",
        "预审",
        "正副页",
        "上传",
        "医保电子凭证",
    ):
        assert word in steps or word == "授权委托", word


def test_the_card_is_collected_or_posted() -> None:
    assert codes(filled(KEY, COLLECT)) == set()
    assert "card_branch" in codes(filled(KEY, {**COLLECT, "card_branch": None}))
    posted = filled(KEY).effective
    assert (posted["post_name"], posted["post_phone"]) == ("于川", "13803190003")
    assert "post_addr" in codes(filled(KEY, {"post_addr": None}))


def test_names_that_are_hard_to_write_stay_as_they_are(service: JointService) -> None:
    answers = filled(KEY).effective
    fields = {one.id: one for one in service.fields}
    assert [len(str(answers[name])) for name in ("c_name", "m_name")] == [3, 3]
    for name in ("c_name", "m_name"):
        shown = kind_of(fields[name]).show(answers[name], fields[name], Language.ZH)
        assert shown == answers[name]
    assert "\U0002c35b" in str(answers["c_name"])
