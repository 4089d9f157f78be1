"""Registering a marriage in any county of Chuxiong: what 楚民发〔2022〕6号 gives, and does not."""

from collections.abc import Mapping
from datetime import date

import pytest

from kiosk.catalogue.divisions import full_name
from kiosk.catalogue.schema import FormField, JointService, KindName, Unpublished
from kiosk.errors import Trouble
from tests.catalogue.filled import COUPLE, answers_on, asked, catalogue, codes, filled, printed_on

KEY = "532300-marriage-cross-region"
FIRST, DAY, LAST = date(2022, 4, 20), date(2025, 3, 12), date(2025, 5, 9)
KUNMING = {"division": "530114", "detail": "龙城街道 2 号"}
LUFENG = {"division": "532302", "detail": "金山镇 3 号"}
AWAY: Mapping[str, object] = {"m_hukou_addr": KUNMING, "f_hukou_addr": KUNMING}
SOLDIER: Mapping[str, object] = {**AWAY, "soldier": "husband"}


@pytest.fixture(scope="module")
def service() -> JointService:
    return catalogue().service(KEY, DAY)


def said(changes: Mapping[str, object] | None = None, day: date = DAY) -> set[str]:
    return codes(filled(KEY, changes, day=day))


@pytest.mark.parametrize("day", [FIRST, DAY, LAST])
def test_the_sample_is_complete(day: date) -> None:
    answers = {"visit": {"office": "lufeng", "day": day.isoformat(), "slot": "ten"}}
    assert said(answers, day) == set()


@pytest.mark.parametrize("day", [date(2022, 4, 19), date(2025, 5, 10)])
def test_it_was_a_pilot_with_a_beginning_and_an_end(day: date) -> None:
    with pytest.raises(Trouble):
        catalogue().service(KEY, day)
    assert catalogue().exact(KEY, 1, DAY).title.zh == "结婚登记跨区域办理"


def test_one_item_of_one_department(service: JointService) -> None:
    (item,), (department,) = service.items, service.departments
    assert (item.title.zh, department.title.zh) == ("内地居民结婚登记（跨区域办理）", "民政部门")
    assert item.in_person is not None


def test_ten_offices_of_ten_counties(service: JointService) -> None:
    assert service.appointment is not None
    offices = {one.division: one.title.zh for one in service.appointment.offices}
    assert {code: title.removesuffix("婚姻登记机关") for code, title in offices.items()} == {
        **{"532301": "楚雄市", "532302": "禄丰市", "532322": "双柏县", "532323": "牟定县"},
        **{"532324": "南华县", "532325": "姚安县", "532326": "大姚县", "532327": "永仁县"},
        **{"532328": "元谋县", "532329": "武定县"},
    }
    for code, title in offices.items():
        assert full_name(code).endswith(title.removesuffix("婚姻登记机关"))
    assert "乡镇婚姻登记机关暂不跨区域办理" in {one.zh for one in service.guide.notes}


def test_one_comes_by_appointment() -> None:
    assert "visit" in said({"visit": None})
    gone = {"office": "chuxiong", "day": "2025-03-11", "slot": "nine"}
    assert "appointment.over" in said({"visit": gone})
    assert "appointment.unknown" in said({"visit": {**gone, "day": "2025-03-20", "office": "xi"}})
    assert said({"visit": {"office": "wuding", "day": "2025-03-20", "slot": "ten"}}) == set()


def test_what_the_document_does_not_give_is_not_invented(service: JointService) -> None:
    assert set(service.unpublished) == set(Unpublished)
    assert (service.materials, service.time_limit) == ((), ())
    assert (service.guide.fee, service.guide.delivery) == (None, None)


def test_the_paper_holds_what_is_asked_in_its_order(service: JointService) -> None:
    (paper,) = service.papers
    answers = answers_on(paper)
    labels = [one for one in printed_on(paper) if one in {label for label, _ in COUPLE}]
    assert labels == [label for label, _ in COUPLE]
    assert answers == [
        *(name for _, name in COUPLE),
        *("purpose", "soldier", "soldier_ground", "visit"),
        *("m_face", "f_face", "m_finger", "f_finger"),
        *("sign:husband", "sign:wife", *["apply_date"] * 3),
    ]
    consents = {f"{who}_{what}_consent" for who in "mf" for what in ("face", "finger")}
    assert {one.id for one in asked(service)} - set(answers) == {*consents, "together"}


@pytest.mark.parametrize(
    ("changes", "excluded"),
    [
        ({}, None),  # his register is in Chuxiong
        ({"m_hukou_addr": KUNMING, "f_hukou_addr": LUFENG}, None),
        (AWAY, "not_chuxiong"),
        ({**SOLDIER, "soldier_ground": "station"}, None),
        ({**SOLDIER, "soldier_ground": "before"}, None),
        ({**SOLDIER, "soldier_ground": "spouse"}, "soldier_elsewhere"),
        ({**SOLDIER, "soldier_ground": "spouse", "f_hukou_addr": LUFENG}, None),
        ({**SOLDIER, "soldier_ground": "none"}, "soldier_elsewhere"),
        ({"soldier": "both", "soldier_ground": "none"}, None),
        ({"purpose": "reissue"}, "reissue"),
        ({"purpose": "archive"}, "archive"),
        ({"purpose": "foreign"}, "foreign"),
        ({"purpose": "hmt"}, "hmt"),
        ({"purpose": "overseas"}, "overseas"),
        ({"purpose": "divorce"}, "divorce"),
    ],
)
def test_who_can_register_here(changes: Mapping[str, object], excluded: str | None) -> None:
    assert said(changes) == ({f"exclusion.{excluded}"} if excluded else set())


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("reissue", "原来办理这次婚姻登记的机关"),
        ("archive", "原来办理这次婚姻登记的单位"),
        ("foreign", "涉外婚姻登记机关"),
        ("hmt", "涉港澳台婚姻登记机关"),
        ("overseas", "华侨婚姻登记机关"),
        ("divorce", "一方常住户口所在地的婚姻登记机关"),
        ("not_chuxiong", "男方或女方常住户口所在地的婚姻登记机关"),
        ("soldier_elsewhere", "部队驻地、入伍前户口或另一方户口所在地的婚姻登记机关"),
    ],
)
def test_where_to_go_instead(service: JointService, name: str, where: str) -> None:
    exclusion = next(one for one in service.exclusions if one.id == name)
    assert where in exclusion.instead.zh
    assert exclusion.items == ()
    assert exclusion.basis is not None
    assert exclusion.basis.startswith("楚民发〔2022〕6号")


def test_face_and_fingerprint_only_with_consent_and_another_way(service: JointService) -> None:
    def captures() -> list[FormField]:
        kinds = (KindName.PHOTO, KindName.FINGERPRINT)
        return [one for one in service.fields if one.kind in kinds]

    order = [one.id for one in service.fields]
    for one in captures():
        assert one.consent is not None
        assert one.instead is not None
        assert order.index(one.consent) == order.index(one.id) - 1
    assert [one.id for one in captures()] == ["m_face", "m_finger", "f_face", "f_finger"]
    assert "m_face" in said({"m_face": "0" * 64})
    assert said({"m_face": "0" * 64, "m_face_consent": True}) == set()


@pytest.mark.parametrize(
    ("name", "does_not"),
    [
        ("husband_sex", {"m_id": "532322199803059980"}),
        ("wife_sex", {"f_id": "532301199608089998"}),
        ("two_people", {"f_id": "532301199608089998"}),
        ("mainland_husband", {"m_id": "83000019900101999X"}),
        ("mainland_wife", {"f_id": "830000199001019981"}),
        ("husband_age", {"m_id": "532301200303139996"}),
        ("wife_age", {"f_id": "532301200503139982"}),
    ],
)
def test_rules_tell_good_from_bad(name: str, does_not: Mapping[str, object]) -> None:
    assert said() == set()
    assert f"rule.{name}" in said(does_not)


def test_on_the_birthday_itself_they_may() -> None:
    assert "rule.husband_age" not in said({"m_id": "532301200303129990"})


def test_both_sign(service: JointService) -> None:
    assert [(one.id, one.signature) for one in service.people] == [
        ("husband", "m_sign"),
        ("wife", "f_sign"),
    ]
