"""Marriage and birth in Shanghai: what 沪民婚发〔2023〕1号 gives, and what it does not."""

from collections.abc import Mapping
from datetime import date

import pytest

from kiosk.catalogue.schema import JointService, Unpublished
from kiosk.errors import Trouble
from tests.catalogue.filled import COUPLE, answers_on, asked, catalogue, codes, filled, printed_on

KEY = "310000-marriage-birth"
TODAY = date(2026, 11, 23)
REGISTER = ("hukou_marital", "hukou_spouse_move")
JULU = {"division": "130529", "detail": "巨鹿镇健康西路 12 号"}
CERTIFICATE: Mapping[str, object] = {"cert_no": "J310101-2026-000123", "reg_date": "2026-05-20"}
APPLICATION = (
    *COUPLE,
    ("结婚证字号", "cert_no"),
    ("登记日期", "reg_date"),
)


def test_the_sample_is_complete() -> None:
    assert codes(filled(KEY)) == set()


def test_it_begins_with_its_document() -> None:
    assert catalogue().service(KEY, date(2023, 1, 7)).key == KEY
    with pytest.raises(Trouble):
        catalogue().service(KEY, date(2023, 1, 6))


def test_four_items_and_who_decides_them(service: JointService) -> None:
    departments = {one.id: one.title.zh for one in service.departments}
    assert [(one.title.zh, departments[one.department]) for one in service.items] == [
        ("内地居民婚姻登记", "民政部门"),
        ("本市户口登记（婚姻状况变更）", "公安部门"),
        ("市内户口迁移（因婚姻迁入配偶家庭户）", "公安部门"),
        ("生育登记", "卫健部门"),
    ]
    waiting = {one.id: [(n.item, n.unless) for n in one.needs] for one in service.items}
    assert {name for name, needs in waiting.items() if needs == [("marriage_reg", "cert_no")]} == {
        *REGISTER
    }
    assert [one.id for one in service.items if one.in_person] == ["marriage_reg"]


def test_what_the_document_does_not_give_is_not_invented(service: JointService) -> None:
    assert set(service.unpublished) == set(Unpublished)
    assert (service.materials, service.time_limit) == ((), ())
    assert (service.guide.fee, service.guide.delivery) == (None, None)
    assert all(item.time_limit is None for item in service.items)
    assert filled(KEY).materials == ()


def test_the_paper_asks_what_the_document_names(service: JointService) -> None:
    (paper,) = service.papers
    assert paper.title == "“公民婚育一件事”联办申请（通用）"
    labels = [one for one in printed_on(paper) if one not in {s.label for s in paper.sections}]
    assert labels == [label for label, _ in APPLICATION]
    assert answers_on(paper) == [
        *(name for _, name in APPLICATION),
        *("do_marriage", "do_marital", "do_move", "do_birth"),
        *("mover_name", "host_name", "host_kind"),
        *("sign:husband", "sign:wife", *["apply_date"] * 3),
    ]


def test_nothing_is_asked_that_the_paper_does_not_hold(service: JointService) -> None:
    assert {one.id for one in asked(service)} - set(answers_on(service.papers[0])) == {
        *("share", "know_unpublished")
    }


def test_the_guide_is_that_of_the_plan(service: JointService) -> None:
    assert [one.title.zh for one in service.guide.steps] == ["申请受理", "审核确认", "结果反馈"]
    assert "沪民婚发〔2023〕1号" in {one.number for one in service.basis}
    law = "国令第804号"
    assert law in {one.number for one in service.basis}
    assert law not in {one.number for one in catalogue().service(KEY, date(2025, 5, 9)).basis}


@pytest.mark.parametrize(
    ("name", "answer", "gone"),
    [
        ("not_shanghai_husband", {"m_hukou_addr": JULU}, {*REGISTER}),
        ("not_shanghai_wife", {"f_hukou_addr": JULU}, {*REGISTER}),
        ("collective_household", {"host_kind": "collective"}, {"hukou_spouse_move"}),
    ],
)
def test_what_is_excluded_can_be_left_out(
    name: str, answer: Mapping[str, object], gone: set[str]
) -> None:
    everything = filled(KEY)
    assert f"exclusion.{name}" not in codes(everything)
    excluded = filled(KEY, answer)
    assert f"exclusion.{name}" in codes(excluded)
    rest = excluded.leave_out(name)
    assert set(everything.items) - set(rest.items) == gone
    assert codes(rest) == set()


def test_strangers_register_and_announce_a_birth_all_the_same() -> None:
    far = {"m_hukou_addr": JULU, "f_hukou_addr": JULU}
    assert codes(filled(KEY, far, items=("marriage_reg", "birth_reg"))) == set()


def test_every_exclusion_says_what_to_do(service: JointService) -> None:
    assert len(service.exclusions) == 3
    assert all(one.instead.zh.startswith("请") and one.basis for one in service.exclusions)


@pytest.mark.parametrize(
    ("name", "fits", "does_not"),
    [
        ("husband_sex", {}, {"m_id": "310115199608229983"}),
        ("wife_sex", {}, {"f_id": "31010119950416999X"}),
        ("two_people", {}, {"f_id": "31010119950416999X"}),
        ("mainland_husband", {}, {"m_id": "83000019900101999X"}),
        ("mainland_wife", {}, {"f_id": "830000199001019981"}),
        ("husband_age", {}, {"m_id": "310101200502029999"}),
        ("wife_age", {}, {"f_id": "310101200702029985"}),
    ],
)
def test_rules_tell_good_from_bad(
    name: str, fits: Mapping[str, object], does_not: Mapping[str, object]
) -> None:
    assert f"rule.{name}" not in codes(filled(KEY, fits))
    assert f"rule.{name}" in codes(filled(KEY, does_not))


@pytest.mark.parametrize(
    ("name", "fits", "does_not"),
    [
        ("registered_past", {"reg_date": "2026-11-23"}, {"reg_date": "2026-11-24"}),
        ("registered_year", {}, {"reg_date": "2025-05-20"}),
        (
            "registered_year",
            {"cert_no": "BJ310101-2026-000123", "reg_date": "2021-05-20"},
            {"cert_no": "BJ310101-2020-000123", "reg_date": "2021-05-20"},
        ),
    ],
)
def test_the_certificate_of_who_is_married(
    name: str, fits: Mapping[str, object], does_not: Mapping[str, object]
) -> None:
    def said(changes: Mapping[str, object]) -> set[str]:
        filling = filled(KEY, items=REGISTER).waive("marriage_reg")
        assert {"cert_no"} <= codes(filling)
        for one, value in {**CERTIFICATE, **changes}.items():
            filling = filling.answer(one, value)
        return codes(filling)

    assert said(fits) == set()
    assert f"rule.{name}" in said(does_not)


def test_only_one_of_the_two_can_move() -> None:
    assert codes(filled(KEY, {"mover_name": "wife"})) == set()
    assert "choice.unknown" in codes(filled(KEY, {"mover_name": "neighbour"}))


def test_both_sign(service: JointService) -> None:
    assert [(one.id, one.signature) for one in service.people] == [
        ("husband", "m_sign"),
        ("wife", "f_sign"),
    ]
