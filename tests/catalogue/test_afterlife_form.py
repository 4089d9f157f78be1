"""After a death in Hebei: what 巨卫健〔2023〕7号, annex 13, asks for."""

import re
from collections.abc import Mapping
from datetime import date

import pytest

from kiosk.catalogue.schema import JointService, MaterialForm, Paper
from tests.catalogue.filled import answers_on, asked, catalogue, codes, filled, printed_on

KEY = "130000-afterlife"
TODAY, BEFORE, SINCE = date(2026, 11, 23), date(2026, 6, 30), date(2026, 7, 1)
HE = "13052919480312999X"
INSURANCE = ("medical", "pension", "survivor")
BANK: Mapping[str, object] = {
    **{"d_bank_phone": "13831900001", "d_bank": "中国工商银行", "d_bank_branch": "巨鹿支行"},
    **{"d_bank_code": "102138500015", "d_bank_account": "6222020402012345672"},
}
TO_HIM: Mapping[str, object] = {**BANK, "pay_way": "deceased_bank"}
ABNORMAL: Mapping[str, object] = {"circumstance": "abnormal"}
WITHOUT_CERTIFICATE = ("cremation", *INSURANCE, "dereg_hukou", "dereg_licence", "fund")
WITH_THE_POLICE = ("cert_abnormal", *WITHOUT_CERTIFICATE)
TABLE_2 = (
    ("姓名", "d_name"),
    ("性别", "d_sex"),
    ("出生日期", "d_birth"),
    ("死亡时间", "d_death"),
    ("国籍", "d_country"),
    ("死者预留在银行的手机号码", "d_bank_phone"),
    ("身份证件名称", "d_id_type"),
    ("身份证号码", "d_id"),
    ("死亡原因", "d_cause"),
    ("参保人社会保障号码", "d_social_no"),
    ("个人公积金账号", "d_fund_no"),
    ("人员参保终止时间", "d_end_date"),
    ("人员参保终止原因", "d_end_reason"),
    ("支取原因", "d_draw_reason"),
    ("工作单位", "d_work"),
    ("银行户名", "d_bank_holder"),
    ("银行行别", "d_bank"),
    ("开户支行", "d_bank_branch"),
    ("银行行号", "d_bank_code"),
    ("银行账号", "d_bank_account"),
    ("姓名", "a_name"),
    ("性别", "a_sex"),
    ("身份证件名称", "a_id_type"),
    ("身份证号码", "a_id"),
    ("联系地址", "a_contact_addr"),
    ("户籍地", "a_hukou"),
    ("工作单位", "a_work"),
    ("联系电话", "a_phone"),
    ("常住地址", "a_home"),
    ("办事人身份", "a_identity"),
    ("个人社保编号", "a_social_no"),
    ("待遇领取方式", "pay_way"),
    ("银行户名", "a_bank_holder"),
    ("银行行别", "a_bank"),
    ("开户支行", "a_bank_branch"),
    ("银行行号", "a_bank_code"),
    ("银行账号", "a_bank_account"),
    ("与死者关系", "a_relation"),
    ("机动车驾驶证申请业务种类", "licence_business"),
    ("驾驶证业务申请原因", "licence_reason"),
    ("死者照片", "d_photo"),
)
HEADS = ("死亡人员信息", "代办人信息", "其它信息")
FIT = {
    *("circumstance", "died_in_hebei", "hebei_hukou", "cert_form", "insured"),
    *("fund_paid", "fund_notarised", "licence_hebei"),
}
CAPTURES = {"d_photo_consent", "a_photo_consent", "a_photo"}
SYSTEM = {"d_end_reason", "d_draw_reason", "licence_business", "licence_reason"}


def paper(service: JointService, name: str) -> Paper:
    return next(one for one in service.papers if one.id == name)


def wanted(
    answers: Mapping[str, object] | None = None,
    items: tuple[str, ...] | None = None,
    day: date = TODAY,
) -> set[str]:
    return {one.id for one in filled(KEY, answers, items=items, day=day).materials}


@pytest.mark.parametrize("day", [date(2023, 1, 1), BEFORE, SINCE, TODAY])
def test_the_sample_is_complete(day: date) -> None:
    later = {"d_death"} if day < date(2026, 11, 8) else set()
    answers = {"d_death": day.isoformat()} if later else {}
    assert codes(filled(KEY, answers, day=day)) == set()


def test_nine_items_and_who_decides_them(service: JointService) -> None:
    departments = {one.id: one.title.zh for one in service.departments}
    assert [(one.title.zh, departments[one.department]) for one in service.items] == [
        ("出具死亡证明书（正常死亡）", "卫生健康部门"),
        ("出具死亡证明书（非正常死亡）", "公安部门"),
        ("出具火化证明", "民政部门"),
        ("参保人员个人账户一次性支取（基本医疗保险）", "医保部门"),
        ("个人账户一次性待遇申领（养老保险）", "人社部门"),
        ("遗属待遇申领", "人社部门"),
        ("办理死亡户口注销", "公安部门"),
        ("注销驾驶证", "公安交通管理部门"),
        ("住房公积金提取（死亡）", "住建部门"),
    ]


def test_one_certificate_of_two_and_all_else_after_it(service: JointService) -> None:
    excluded = {one.id: one.excludes for one in service.items if one.excludes}
    assert excluded == {"cert_normal": ("cert_abnormal",), "cert_abnormal": ("cert_normal",)}
    both = ("cert_normal", "cert_abnormal")
    assert {one.after for one in service.items if one.id not in both} == {both}
    assert filled(KEY, items=("fund",)).items == ("fund",)
    certified = filled(KEY, items=("cert_abnormal", "cremation"))
    assert certified.effective["circumstance"] == "normal"  # as the sample says
    assert filled(KEY, {"circumstance": None}, items=WITH_THE_POLICE).effective["circumstance"] == (
        "abnormal"
    )


def test_sixteen_working_days_for_nothing(service: JointService) -> None:
    assert [one.working_days for one in service.time_limit] == [16]
    assert service.guide.fee is not None
    assert service.guide.fee.zh == "无；邮寄服务费按寄递服务标准另行收取"
    numbers = {one.number for one in service.basis}
    assert numbers >= {"国办发〔2022〕32号", "巨卫健〔2023〕7号", "国卫规划发〔2026〕5号"}
    before = {one.number for one in catalogue().service(KEY, BEFORE).basis}
    assert "国卫规划发〔2026〕5号" not in before


def test_41_fields_of_table_2_in_their_order(service: JointService) -> None:
    form = paper(service, "application")
    assert (form.title, form.heads) == ("公民身后“一件事一次办”申报表单", "above")
    answers = answers_on(form)
    assert len(TABLE_2) == 41
    assert answers[:41] == [name for _, name in TABLE_2]
    assert answers[41:] == ["sign:agent", *["apply_date"] * 3]


def test_the_words_of_table_2(service: JointService) -> None:
    said = [one for one in printed_on(paper(service, "application")) if one]
    assert [one for one in said if one not in HEADS] == [label for label, _ in TABLE_2]
    assert [one for one in said if one in HEADS] == list(HEADS)


def test_nothing_else_is_asked_than_table_2_and_what_decides_whether_it_fits(
    service: JointService,
) -> None:
    assert {one.id for one in asked(service)} == (
        {name for _, name in TABLE_2} - SYSTEM | FIT | CAPTURES
    )


def test_what_is_always_so_is_not_asked() -> None:
    counted = filled(KEY).effective
    assert (counted["d_end_reason"], counted["d_draw_reason"]) == ("死亡", "死亡")
    assert (counted["licence_business"], counted["licence_reason"]) == ("注销", "死亡")
    assert (counted["d_sex"], counted["d_birth"]) == ("male", "1948-03-12")
    assert (counted["d_social_no"], counted["d_end_date"]) == (HE, "2026-11-08")
    assert counted["a_home"] == counted["a_contact_addr"] == counted["a_hukou"]
    assert counted["a_bank_holder"] == counted["a_name"]


def test_each_item_asks_only_for_its_own() -> None:
    register = filled(KEY, items=("dereg_hukou",)).effective
    assert not {"insured", "d_social_no", "d_fund_no", "pay_way", "a_bank", "a_photo"} & set(
        register
    )
    fund = filled(KEY, items=("fund",)).effective
    assert {"fund_paid", "fund_notarised", "a_bank_account", "a_photo"} <= set(fund)
    assert not {"insured", "d_social_no", "pay_way", "licence_hebei"} & set(fund)


def test_table_1_of_the_materials() -> None:
    found = filled(KEY, ABNORMAL, items=WITH_THE_POLICE).materials
    original, electronic = MaterialForm.ORIGINAL, MaterialForm.ELECTRONIC
    assert {(one.title.zh, one.form) for one in found if one.copies == 1} >= {
        ("死亡人员身份证明", original),
        ("死亡注销户口申请表", electronic),
        ("公安部门调查或检验鉴定结果", original),
        ("死者照片", original),
        ("代办人（申领人）与参保人的关系承诺书", original),
        ("代办人照片", electronic),
        ("代办人居民身份证", original),
        ("告知承诺书（含相关事项委托书）", original),
        ("公证部门对该继承权的公证书", original),
    }


@pytest.mark.parametrize(
    ("material", "fits", "does_not"),
    [
        ("dereg_form", ({}, ("dereg_hukou",)), ({}, ("fund",))),
        ("police_finding", (ABNORMAL, ("dereg_hukou",)), ({}, ("dereg_hukou",))),
        ("police_finding", (ABNORMAL, WITH_THE_POLICE), ({}, None)),
        ("relation_promise", ({}, ("pension",)), (TO_HIM, ("pension",))),
        ("relation_promise", ({}, ("survivor",)), ({}, ("medical",))),
        ("a_photo", ({}, ("fund",)), ({}, ("pension",))),
        ("a_photo", ({}, ("dereg_licence",)), ({}, ("dereg_hukou",))),
        ("informed_promise", ({}, ("dereg_licence",)), ({}, ("dereg_hukou",))),
        ("informed_promise", (TO_HIM, ("medical",)), ({}, ("fund",))),
        ("notarial_deed", ({}, ("fund",)), ({}, INSURANCE)),
        ("death_certificate", ({}, ("dereg_hukou",)), (ABNORMAL, ("dereg_hukou",))),
        ("police_certificate", (ABNORMAL, ("dereg_hukou",)), ({}, ("dereg_hukou",))),
        ("household_page", ({}, ("dereg_hukou",)), ({}, ("dereg_licence",))),
    ],
)
def test_what_each_material_is_for(
    material: str,
    fits: tuple[Mapping[str, object], tuple[str, ...] | None],
    does_not: tuple[Mapping[str, object], tuple[str, ...] | None],
) -> None:
    assert material in wanted(*fits)
    assert material not in wanted(*does_not)


@pytest.mark.parametrize("items", [("cremation",), ("fund",), WITHOUT_CERTIFICATE])
def test_everybody_shows_these(items: tuple[str, ...]) -> None:
    assert {"application", "deceased_id", "d_photo", "agent_id"} <= wanted(items=items)


def test_one_applicant_signs_every_paper(service: JointService) -> None:
    assert [(one.id, one.signature) for one in service.people] == [("agent", "a_sign")]
    assert [one.title for one in service.papers] == [
        "公民身后“一件事一次办”申报表单",
        "死亡注销户口申请表",
        "代办人（申领人）与参保人的关系承诺书",
        "告知承诺书（含相关事项委托书）",
    ]
    assert [one.frame for one in service.papers] == [True, True, False, False]
    for one in service.papers:
        assert [name for name in answers_on(one) if "sign:" in name] == ["sign:agent"], one.id


def test_a_photo_is_taken_only_with_consent_or_at_the_window(service: JointService) -> None:
    photos = {one.id: one for one in service.fields if one.consent}
    assert {one: field.consent for one, field in photos.items()} == {
        "d_photo": "d_photo_consent",
        "a_photo": "a_photo_consent",
    }
    assert all(one.instead is not None for one in photos.values())
    taken = {"d_photo": "0" * 64, "a_photo": "0" * 64}
    refused = filled(KEY, taken)
    assert {"d_photo", "a_photo"} <= codes(refused)
    agreed = filled(KEY, {**taken, "d_photo_consent": True, "a_photo_consent": True})
    assert codes(agreed) == set()


def test_the_words_are_quiet(service: JointService) -> None:
    assert service.quiet
    said = service.model_dump_json()
    assert not re.search("恭喜|祝|喜|！|办好了|[Cc]ongratul|happy|[Gg]reat", said)
