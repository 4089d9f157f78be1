"""Marriage and birth in Hebei: what 巨卫健〔2023〕7号, annex 8, asks for."""

from collections.abc import Mapping
from datetime import date

import pytest

from kiosk.catalogue.schema import JointService, MaterialForm, MaterialSource, Paper, Severity
from tests.catalogue.filled import answers_on, asked, catalogue, codes, filled, printed_on, sample

KEY = "130000-marriage-birth"
OLD_RULES, NEW_RULES, TODAY = date(2025, 5, 9), date(2025, 5, 10), date(2026, 11, 23)
SHE, HE = "130529199908239880", "13052619970318993X"
JULU, RENZE = {"division": "130529", "detail": "1 号"}, {"division": "130505", "detail": "2 号"}
BEIJING = {"division": "110101", "detail": "3 号"}
POLICE = ("hukou_marital", "hukou_spouse_move")
CERTIFICATE = {"cert_no": "J130529-2026-000123", "reg_date": "2026-05-20"}
TABLE_2 = (
    *("个人基本信息", "申请人姓名", "身份证号", "联系电话", "配偶姓名", "身份证号", "联系电话"),
    *("申请人户口所在地", "配偶户口所在地"),
    *("户口登记项目变更及迁移信息", "原婚姻状况", "申请婚姻状况变更为"),
    *("生育登记表信息", "女方信息", "出生日期", "民族", "户口性质", "本人是否独生子女"),
    *("目前怀孕状态", "末次月经", "怀孕周数", "分娩时间"),
    *("男方信息", "出生日期", "民族", "户口性质", "本人是否独生子女"),
    *("家庭信息", "现夫妻已共同生育子女数量", "现居住地址", "受理地"),
)
ANSWERS_2 = (
    *("a_name", "a_id", "a_phone", "s_name", "s_id", "s_phone", "a_hukou", "s_hukou"),
    *("a_marital", "s_marital", "new_marital"),
    *("w_birth", "w_nation", "w_hukou_kind", "w_only"),
    *("is_expecting", "lmp", "weeks", "has_born", "born_on"),
    *("h_birth", "h_nation", "h_hukou_kind", "h_only"),
    *("child_count", "cur_addr", "accept_at"),
)


def paper(service: JointService, name: str) -> Paper:
    return next(one for one in service.papers if one.id == name)


def test_the_sample_is_complete() -> None:
    assert codes(filled(KEY)) == set()


def test_four_items_and_who_decides_them(service: JointService) -> None:
    departments = {one.id: one.title.zh for one in service.departments}
    assert [(one.title.zh, departments[one.department]) for one in service.items] == [
        ("内地居民婚姻登记", "民政部门"),
        ("户口登记项目变更", "公安部门"),
        ("户口迁移", "公安部门"),
        ("生育登记", "卫生健康部门"),
    ]
    waiting = {one.id: [(need.item, need.unless) for need in one.needs] for one in service.items}
    assert waiting == {
        "marriage_reg": [],
        "hukou_marital": [("marriage_reg", "cert_no")],
        "hukou_spouse_move": [("marriage_reg", "cert_no")],
        "birth_reg": [],
    }


def test_five_working_days_for_nothing(service: JointService) -> None:
    assert [one.working_days for one in service.time_limit] == [5]
    assert service.guide.fee is not None
    assert service.guide.fee.zh.startswith("不收费")
    assert {one.number for one in service.basis} >= {"国办发〔2022〕32号", "巨卫健〔2023〕7号"}
    assert service.unpublished == ()


def test_the_register_brings_the_marriage_unless_the_certificate_is_there() -> None:
    assert filled(KEY, items=("hukou_marital",)).items == ("marriage_reg", "hukou_marital")
    married = filled(KEY, items=POLICE).waive("marriage_reg")
    assert married.items == POLICE
    assert {"cert_no", "reg_date"} <= {one.path for one in married.missing()}
    for name, value in CERTIFICATE.items():
        married = married.answer(name, value)
    assert codes(married) == set()


def test_table_1_of_the_materials(service: JointService) -> None:
    wanted = {one.title.zh: one for one in filled(KEY).materials}
    table_1 = {
        "居民户口簿": (MaterialForm.ORIGINAL, 1, "both"),
        "居民身份证": (MaterialForm.ORIGINAL, 1, "both"),
        "户口登记“婚姻状况”变更登记表": (MaterialForm.ELECTRONIC, 1, "both"),
        "夫妻投靠户口迁移申请表": (MaterialForm.ELECTRONIC, 1, "either"),
        "生育登记承诺书": (MaterialForm.ELECTRONIC, 1, "both"),
        "夫妻照片": (MaterialForm.PRINT, 3, "both"),
    }
    found = {name: (one.form, one.copies, one.whose) for name, one in wanted.items()}
    assert found.items() >= table_1.items()
    assert {one.source for one in service.materials if one.form is MaterialForm.ELECTRONIC} == {
        MaterialSource.KIOSK
    }
    assert "被投靠" in str(wanted["夫妻投靠户口迁移申请表"].note)


@pytest.mark.parametrize(
    ("day", "items", "brought"),
    [
        (OLD_RULES, ("marriage_reg",), True),
        (NEW_RULES, ("marriage_reg",), False),
        (NEW_RULES, ("marriage_reg", "hukou_marital"), True),
        (NEW_RULES, ("birth_reg",), False),
    ],
)
def test_who_brings_the_household_booklet(day: date, items: tuple[str, ...], brought: bool) -> None:
    wanted = {one.id for one in filled(KEY, items=items, day=day).materials}
    assert ("household_books" in wanted) is brought
    assert ("declaration" in wanted) is (day == NEW_RULES and "marriage_reg" in items)
    assert ("国令第804号" in {one.number for one in catalogue().service(KEY, day).basis}) is (
        day == NEW_RULES
    )


def test_table_2_as_printed(service: JointService) -> None:
    form = paper(service, "application")
    assert form.heads == "above"
    said = printed_on(form)
    assert tuple(said[: len(TABLE_2)]) == TABLE_2
    assert said[len(TABLE_2) :] == ["申请人签名"]


def test_every_answer_of_table_2_in_its_order(service: JointService) -> None:
    said = answers_on(paper(service, "application"))
    assert tuple(said[: len(ANSWERS_2)]) == ANSWERS_2
    assert set(said[len(ANSWERS_2) :]) == {"sign:applicant", "sign:spouse", "apply_date"}


def test_the_options_of_table_2(service: JointService) -> None:
    options = {one.id: [o.title.zh for o in one.options] for one in service.fields}
    assert options["a_marital"] == options["s_marital"] == ["未婚", "空白", "离婚", "丧偶"]
    assert options["new_marital"] == ["已婚"]
    assert options["accept_at"] == ["女方户籍地", "男方户籍地", "现居住地"]
    assert (options["is_expecting"], options["has_born"]) == (["已怀孕"], ["已分娩"])
    values = {one.id: [o.value for o in one.options] for one in service.fields}
    assert values["a_marital"] == ["10", "90", "40", "30"]  # GB/T 2261.2


def test_whoever_applies_wife_and_husband_stand_in_their_places() -> None:
    answers = sample(KEY).answers
    turned = {
        f"{there}_{part}": answers[f"{here}_{part}"]
        for here, there in (("a", "s"), ("s", "a"))
        for part in ("name", "id", "phone", "nation", "hukou", "marital")
    }
    for filling in (filled(KEY), filled(KEY, turned)):
        found = filling.effective
        assert (found["w_birth"], found["h_birth"]) == ("1999-08-23", "1997-03-18")


def test_the_host_applies_for_the_move_and_signs(service: JointService) -> None:
    move = paper(service, "move_form")
    assert [one for one in answers_on(move) if one.startswith("sign:")] == ["sign:host"]
    found = filled(KEY).effective
    assert (found["mover"], found["host"]) == ("spouse", "applicant")
    assert (found["host_id"], found["mover_id"]) == (SHE, HE)
    assert found["move_to"] == found["a_hukou"]
    other = filled(KEY, {"mover": "applicant"}).effective
    assert (other["host"], other["host_id"]) == ("spouse", HE)
    assert (other["move_to"], other["mover_hukou"]) == (other["s_hukou"], other["a_hukou"])


def test_the_annexes_and_who_signs_them(service: JointService) -> None:
    annexes = {one.id: (one.title, one.when, one.frame) for one in service.papers[1:]}
    assert annexes == {
        "marital_form": ("户口登记“婚姻状况”变更登记表", "'hukou_marital' in items", True),
        "move_form": ("夫妻投靠户口迁移申请表", "'hukou_spouse_move' in items", True),
        "birth_promise": ("生育登记承诺书", "'birth_reg' in items", False),
    }
    for name in ("application", "marital_form", "birth_promise"):
        assert {"sign:applicant", "sign:spouse"} <= set(answers_on(paper(service, name)))


def test_both_sign(service: JointService) -> None:
    assert [(one.id, one.signature) for one in service.people] == [
        ("applicant", "a_sign"),
        ("spouse", "s_sign"),
    ]


def test_day_and_weeks_fill_each_other_in() -> None:
    by_day = filled(KEY, {"lmp": "2026-09-01"})
    assert by_day.effective["weeks"] == 11
    by_weeks = filled(KEY, {"lmp": None, "weeks": 11})
    assert by_weeks.effective["lmp"] == "2026-09-07"
    assert codes(by_day) == codes(by_weeks) == set()


EXCLUSIONS: tuple[tuple[str, Mapping[str, object], Mapping[str, object]], ...] = (
    ("not_mainland", {}, {"s_id": "83000019900101999X"}),
    ("man_too_young", {"s_id": "150602200411219993"}, {"s_id": "15060220041124999X"}),
    ("woman_too_young", {"a_id": "15060220061121998X"}, {"a_id": "150602200611249986"}),
    ("no_hebei_register", {"a_hukou": BEIJING}, {"a_hukou": BEIJING, "s_hukou": BEIJING}),
    ("move_outside_hebei", {"s_hukou": JULU}, {"s_hukou": BEIJING}),
    ("host_collective", {}, {"host_household": "collective"}),
    ("not_pregnant", {}, {"preg_state": "none", "lmp": None}),
)


@pytest.mark.parametrize(("name", "fits", "does_not"), EXCLUSIONS)
def test_what_is_excluded_can_be_left_out(
    name: str, fits: Mapping[str, object], does_not: Mapping[str, object]
) -> None:
    code = f"exclusion.{name}"
    assert code not in codes(filled(KEY, fits))
    excluded = filled(KEY, does_not)
    assert code in codes(excluded)
    rest = excluded.leave_out(name)
    assert code not in codes(rest)
    assert rest.items


def test_every_exclusion_says_why_and_what_to_do(service: JointService) -> None:
    assert {one.id for one in service.exclusions} == {name for name, _, _ in EXCLUSIONS}
    assert all(one.instead.zh.startswith(("请", "有一方", "另一方")) for one in service.exclusions)


MARRIED: dict[str, object] = {**CERTIFICATE}
BORN: dict[str, object] = {"preg_state": "born", "born_on": "2026-11-01", "child_count": 1}


@pytest.mark.parametrize(
    ("name", "fits", "does_not"),
    [
        ("two_people", {}, {"s_id": SHE}),
        ("man_and_woman", {}, {"s_id": "13052919981106982X"}),
        ("registered_past", {"reg_date": "2026-11-23"}, {"reg_date": "2026-11-24"}),
        ("registered_year", {}, {"reg_date": "2025-05-20"}),
        (
            "registered_year",
            {"cert_no": "BJ130529-2026-000123", "reg_date": "2021-05-20"},
            {"cert_no": "BJ130529-2020-000123", "reg_date": "2021-05-20"},
        ),
        ("registered_applicant_age", {"reg_date": "2019-08-23"}, {"reg_date": "2019-08-22"}),
        ("registered_spouse_age", {"reg_date": "2019-03-18"}, {"reg_date": "2019-03-17"}),
        ("move_into_hebei", {}, {"move_to": BEIJING}),
        ("move_to_host", {"move_to": JULU}, {"move_to": RENZE}),
        ("lmp_range", {"lmp": "2026-01-19"}, {"lmp": "2026-01-18"}),
        ("lmp_range", {"lmp": "2026-11-23"}, {"lmp": "2026-11-24"}),
        ("weeks_range", {"lmp": None, "weeks": 44}, {"lmp": None, "weeks": 45}),
        ("weeks_and_lmp", {"weeks": 13}, {"weeks": 14}),
        ("weeks_and_lmp", {"weeks": 9}, {"weeks": 8}),
        ("born_past", {**BORN, "born_on": "2026-11-23"}, {**BORN, "born_on": "2026-11-24"}),
        ("mother_age", BORN, {**BORN, "a_id": "130529196006089883"}),
        ("born_counted", BORN, {**BORN, "child_count": 0}),
        ("many_children", {"child_count": 15}, {"child_count": 16}),
        ("accepted_in_hebei", {"accept_at": "wife"}, {"accept_at": "wife", "a_hukou": BEIJING}),
        ("accepted_in_hebei", {"accept_at": "husband"}, {"cur_addr": BEIJING}),
    ],
)
def test_rules_tell_good_from_bad(
    name: str, fits: Mapping[str, object], does_not: Mapping[str, object]
) -> None:
    def said(changes: Mapping[str, object]) -> set[str]:
        items = (*POLICE, "birth_reg") if name.startswith("registered") else None
        answers = {**MARRIED, **changes} if items else changes
        filling = filled(KEY, answers, items=items)
        if items:
            filling = filling.waive("marriage_reg")
            for one, value in {**MARRIED, **changes}.items():
                filling = filling.answer(one, value)
        return codes(filling)

    assert f"rule.{name}" not in said(fits)
    assert f"rule.{name}" in said(does_not)


def test_what_only_the_clerk_can_judge_is_a_warning(service: JointService) -> None:
    warned = {one.id for one in service.rules if one.severity is Severity.WARNING}
    assert warned == {
        *("registered_applicant_age", "registered_spouse_age", "move_to_host", "weeks_and_lmp"),
        *("mother_age", "born_counted", "many_children", "accepted_in_hebei"),
    }


def test_the_page_comes_by_post_or_is_collected() -> None:
    assert "mail_addr" in codes(filled(KEY, {"mail_addr": None}))
    assert codes(filled(KEY, {"delivery": "pickup"})) == set()
    only_marriage = filled(KEY, items=("marriage_reg",))
    assert "delivery" not in {page.page.id for page in only_marriage.pages}


def test_health_is_asked_only_for_the_birth() -> None:
    asked_now = filled(KEY, items=("marriage_reg", *POLICE)).effective
    assert not {"a_nation", "lmp", "weeks", "preg_state", "w_birth"} & set(asked_now)


def test_every_question_is_one_of_the_paper_or_decides_about_it(service: JointService) -> None:
    printed = {name for one in service.papers for name in answers_on(one)}
    behind = {"a_nation", "s_nation", "preg_state"}  # printed by derived fields
    assert {one.id for one in asked(service)} - printed == behind
