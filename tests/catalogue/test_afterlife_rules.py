"""After a death in Hebei: who cannot apply, what is checked, and the change of 2026-07-01."""

from collections.abc import Mapping
from datetime import date

import pytest

from kiosk.catalogue.schema import JointService, Severity
from kiosk.visits.renewal import renewed
from tests.catalogue.filled import CALENDAR, catalogue, codes, filled
from tests.catalogue.test_afterlife_form import (
    ABNORMAL,
    BEFORE,
    HE,
    INSURANCE,
    KEY,
    SINCE,
    TO_HIM,
    WITH_THE_POLICE,
    wanted,
)

HIS_SON = "130529197206189998"


def test_the_certificate_is_renamed_by_law() -> None:
    for day, name in ((BEFORE, "《居民死亡医学证明（推断）书》"), (SINCE, "《居民死亡医学证明》")):
        service = catalogue().service(KEY, day)
        assert service.items[0].result.zh == name
        named = {one.id: one.title.zh for one in service.materials}
        assert named["death_certificate"] == name
        assert ("推断" in f"{service}") is (day == BEFORE)


def test_an_electronic_certificate_leaves_no_copy_to_hand_in() -> None:
    hukou = ("dereg_hukou",)
    assert "second_copy" in wanted(items=hukou, day=BEFORE)
    assert "second_copy" not in wanted(ABNORMAL, items=hukou, day=BEFORE)
    assert {"paper_certificate", "second_copy"} & wanted(
        {"cert_form": "electronic"}, items=hukou, day=SINCE
    ) == set()
    assert "paper_certificate" in wanted({"cert_form": "paper"}, items=hukou, day=SINCE)
    assert "cert_form" not in {one.id for one in catalogue().service(KEY, BEFORE).fields}


@pytest.mark.parametrize(
    ("day", "last", "named"),
    [(BEFORE, date(2026, 7, 7), True), (SINCE, date(2026, 7, 8), False)],
)
def test_seven_days_to_hand_in(day: date, last: date, named: bool) -> None:
    answers = {"d_death": "2026-06-20"}
    (found,) = filled(KEY, answers, day=day).deadlines
    assert (found.deadline.id, found.deadline.kind, found.day) == ("hand_in", "hand_in", last)
    assert ("第二联" in found.say.zh) is named
    assert "死者户口页、居民身份证" in found.say.zh
    assert filled(KEY, answers, items=("fund",), day=day).deadlines == ()


def test_who_applies_is_narrowed_to_close_relatives() -> None:
    def offered(day: date, name: str) -> dict[str, str]:
        field = next(one for one in catalogue().service(KEY, day).fields if one.id == name)
        return {one.value: one.title.zh for one in field.options}

    close = ("配偶", "父母", "子女", "兄弟姐妹", "祖父母", "外祖父母", "孙子女", "外孙子女")
    assert tuple(offered(SINCE, "a_relation").values()) == (*close, "受托人")
    assert tuple(offered(BEFORE, "a_relation").values()) == (*close, "其他亲属", "受托人")
    assert offered(SINCE, "a_identity")["relative"] == "近亲属"
    assert offered(SINCE, "a_identity")["trustee"] == "受近亲属委托的人"
    nephew = {"a_relation": "relative", "d_death": "2026-06-20"}
    assert "choice.unknown" not in codes(filled(KEY, nephew, day=BEFORE))
    assert "choice.unknown" in codes(filled(KEY, nephew, day=SINCE))


def test_a_filling_that_crosses_the_change_of_law_is_asked_anew() -> None:
    answers = {"a_relation": "relative", "a_identity": "trustee", "d_death": "2026-06-20"}
    before = filled(KEY, answers, items=("dereg_hukou",), day=BEFORE)
    assert codes(before) == set()
    crossed = renewed(before, catalogue().service(KEY, SINCE), SINCE, CALENDAR)
    assert crossed.filling.effective["d_name"] == "张守义"
    assert {"cert_form", "choice.unknown"} <= codes(crossed.filling)
    assert {one.zh for one in crossed.new} == {"《居民死亡医学证明》的形式"}
    assert {one.code for one in crossed.wrong} == {"choice.unknown"}
    assert "《居民死亡医学证明（推断）书》第二联" in {one.zh for one in crossed.not_to_bring}
    assert "《居民死亡医学证明》" in {one.zh.partition("（")[0] for one in crossed.otherwise}
    again = crossed.filling.answer("a_relation", "trustee").answer("cert_form", "none")
    assert codes(again) == set()


WHOLE: tuple[tuple[str, Mapping[str, object]], ...] = (
    ("court_declared", {"circumstance": "court"}),
    ("executed", {"circumstance": "executed"}),
    ("died_elsewhere", {"died_in_hebei": False}),
    ("other_household", {"hebei_hukou": False}),
    ("agent_document", {"a_id_type": "other"}),
)
PARTS: tuple[tuple[str, Mapping[str, object], set[str]], ...] = (
    ("not_normal", {"circumstance": "abnormal"}, {"cert_normal"}),
    ("not_insured", {"insured": False}, set(INSURANCE)),
    ("fund_unpaid", {"fund_paid": False}, {"fund"}),
    ("fund_not_notarised", {"fund_notarised": False}, {"fund"}),
    ("fund_not_heir", {"a_identity": "relative"}, {"fund"}),
    ("other_licence", {"licence_hebei": False}, {"dereg_licence"}),
)


@pytest.mark.parametrize(("name", "answer"), WHOLE)
def test_who_cannot_apply_here(name: str, answer: Mapping[str, object]) -> None:
    assert f"exclusion.{name}" not in codes(filled(KEY))
    assert f"exclusion.{name}" in codes(filled(KEY, answer))


@pytest.mark.parametrize(("name", "answer", "gone"), PARTS)
def test_what_is_excluded_can_be_left_out(
    name: str, answer: Mapping[str, object], gone: set[str]
) -> None:
    everything = filled(KEY)
    assert f"exclusion.{name}" not in codes(everything)
    excluded = filled(KEY, answer)
    assert f"exclusion.{name}" in codes(excluded)
    rest = excluded.leave_out(name)
    assert set(everything.items) - set(rest.items) == gone
    assert f"exclusion.{name}" not in codes(rest)


def test_a_natural_death_is_not_certified_by_the_police() -> None:
    filling = filled(KEY, items=WITH_THE_POLICE)
    assert "exclusion.not_abnormal" in codes(filling)
    assert "cert_abnormal" not in filling.leave_out("not_abnormal").items
    assert codes(filled(KEY, ABNORMAL, items=WITH_THE_POLICE)) == set()


def test_every_exclusion_says_what_to_do(service: JointService) -> None:
    assert {one.id for one in service.exclusions} == {
        *(name for name, _ in WHOLE),
        *(name for name, *_ in PARTS),
        "not_abnormal",
    }
    assert {one.id for one in service.exclusions if not one.items} == {name for name, _ in WHOLE}
    assert all(one.instead.zh.startswith("请") and one.basis for one in service.exclusions)


@pytest.mark.parametrize(
    ("name", "fits", "does_not"),
    [
        ("deceased_sex", {}, {"d_sex": "female"}),
        ("deceased_birth", {}, {"d_birth": "1948-03-13"}),
        ("death_after_birth", {"d_death": "1948-03-12"}, {"d_death": "1948-03-11"}),
        ("death_past", {"d_death": "2026-11-23"}, {"d_death": "2026-11-24"}),
        ("agent_sex", {}, {"a_sex": "female"}),
        ("agent_living", {}, {"a_id": HE}),
        ("agent_adult", {}, {"a_id": "130529201206189997"}),
        ("social_number", {}, {"d_social_no": HIS_SON}),
        ("insurance_end", {"d_end_date": "2026-12-09"}, {"d_end_date": "2026-12-10"}),
        ("insurance_end", {"d_end_date": "2026-10-08"}, {"d_end_date": "2026-10-07"}),
        ("deceased_holder", TO_HIM, {**TO_HIM, "d_bank_holder": "张立华"}),
        ("agent_holder", {}, {"a_bank_holder": "张守义"}),
        (
            "relation_alone",
            {"a_relation": "trustee", "a_identity": "trustee"},
            {"a_relation": "trustee", "a_identity": "heir"},
        ),
    ],
)
def test_rules_tell_good_from_bad(
    name: str, fits: Mapping[str, object], does_not: Mapping[str, object]
) -> None:
    assert f"rule.{name}" not in codes(filled(KEY, fits))
    assert f"rule.{name}" in codes(filled(KEY, does_not))


def test_what_only_the_clerk_can_judge_is_a_warning(service: JointService) -> None:
    assert {one.id for one in service.rules if one.severity is Severity.WARNING} == {
        *("agent_adult", "social_number", "insurance_end", "deceased_holder", "relation_alone"),
    }


def test_the_account_that_is_paid_into_is_asked() -> None:
    mine, his = filled(KEY, items=("pension",)), filled(KEY, TO_HIM, items=("pension",))
    assert (codes(mine), codes(his)) == (set(), set())
    assert {"a_bank_account"} == {"a_bank_account", "d_bank_account"} & set(mine.effective)
    assert {"d_bank_account"} == {"a_bank_account", "d_bank_account"} & set(his.effective)
    assert "digits.length" in codes(filled(KEY, {**TO_HIM, "d_bank_code": "1021385"}))
