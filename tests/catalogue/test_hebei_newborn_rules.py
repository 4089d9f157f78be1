"""A newborn child in Hebei: who may apply, until when, and what does not agree."""

from collections.abc import Mapping
from datetime import date

import pytest

from kiosk.catalogue.schema import JointService, Severity
from tests.catalogue.filled import codes, filled
from tests.catalogue.newborn import BEIJING, GRAND, HE, KEY, MOTHER, SHE


@pytest.mark.parametrize(
    ("born", "last", "in_time"),
    [
        ("2026-10-12", date(2026, 11, 23), True),
        ("2026-10-10", date(2026, 11, 20), False),  # a working Saturday, itself not counted
        ("2026-11-10", date(2026, 12, 22), True),
    ],
)
def test_thirty_working_days_to_apply(born: str, last: date, in_time: bool) -> None:
    filling = filled(KEY, {"c_birth": born})
    days = {one.deadline.id: one.day for one in filling.deadlines}
    assert days["apply_in_time"] == last
    assert ("deadline.apply_in_time" not in codes(filling)) is in_time


@pytest.mark.parametrize(
    ("born", "last"), [("2026-11-10", date(2026, 12, 10)), ("2026-10-31", date(2026, 11, 30))]
)
def test_the_police_check_within_a_month(born: str, last: date) -> None:
    days = {one.deadline.id: one.day for one in filled(KEY, {"c_birth": born}).deadlines}
    assert days["precheck"] == last
    without = filled(KEY, {"c_birth": born}, items=("birth_cert", "vaccine_book"))
    assert {one.deadline.id for one in without.deadlines} == {"apply_in_time"}


EXCLUSIONS: tuple[tuple[str, Mapping[str, object]], ...] = (
    ("not_in_hebei", {"in_hebei": False}),
    ("not_in_marriage", {"in_marriage": False}),
    ("not_both_hebei", {"both_hebei": False}),
    ("not_same_nation", {"same_nation": False}),
    ("no_family_household", {"follow": "neither"}),
)


@pytest.mark.parametrize(("name", "answer"), EXCLUSIONS)
def test_who_cannot_apply_here(name: str, answer: Mapping[str, object]) -> None:
    assert f"exclusion.{name}" not in codes(filled(KEY))
    assert f"exclusion.{name}" in codes(filled(KEY, answer))


def test_every_exclusion_is_of_the_whole_and_says_what_to_do(service: JointService) -> None:
    assert [one.id for one in service.exclusions] == [name for name, _ in EXCLUSIONS]
    assert all(one.items == () and one.instead.zh.startswith("请") for one in service.exclusions)


@pytest.mark.parametrize(
    ("name", "fits", "does_not"),
    [
        ("birth_past", {"c_birth": "2026-11-23"}, {"c_birth": "2026-11-24"}),
        ("applicant_sex", {"a_sex": "male"}, {"a_sex": "female"}),
        ("father_sex", GRAND, {**GRAND, "f_id": "130529199908239880"}),
        ("mother_sex", {}, {"m_id": "13052619970318993X"}),
        ("two_parents", {}, {"m_id": HE}),
        ("applicant_is_father", {}, {"f_name": "于三川"}),
        ("applicant_is_mother", MOTHER, {**MOTHER, "m_name": "令狐洁"}),
        ("applicant_is_another", GRAND, {**GRAND, "a_id": SHE}),
        ("parent_in_hebei", {}, {"a_hukou": BEIJING}),
        ("parent_in_hebei", {**GRAND, "a_hukou": BEIJING}, {**MOTHER, "a_hukou": BEIJING}),
        ("born_in_china", {}, {"c_birth_country": "JPN"}),
        ("born_in_hebei", {}, {"c_birth_place": "110101"}),
        ("joins_in_hebei", {}, {"c_hukou": BEIJING}),
        ("son_or_daughter", {"c_to_head": "daughter"}, {"c_to_head": "son"}),
        ("mother_age", {}, {"m_id": "130529196006089883"}),
        ("father_age", {}, {"a_id": "130529194006089913"}),
        ("card_in_hebei", {}, {"card_region": "110101"}),
        ("insured_in_hebei", {}, {"ins_region": "110101"}),
        ("valid_span", {"c_valid_from": "2026-11-20"}, {"c_valid_from": "2032-01-01"}),
        ("valid_after_birth", {"c_valid_from": "2026-11-10"}, {"c_valid_from": "2026-11-09"}),
        ("still_valid", {"c_valid_until": "2026-11-23"}, {"c_valid_until": "2026-11-22"}),
    ],
)
def test_rules_tell_good_from_bad(
    name: str, fits: Mapping[str, object], does_not: Mapping[str, object]
) -> None:
    more = {"c_valid_until": "2031-11-20"} if name == "valid_span" else {}
    assert f"rule.{name}" not in codes(filled(KEY, {**more, **fits}))
    assert f"rule.{name}" in codes(filled(KEY, {**more, **does_not}))


def test_a_certificate_of_another_province_is_a_warning(service: JointService) -> None:
    def said(number: str) -> set[str]:
        filling = filled(KEY, items=("hukou_birth",)).waive("birth_cert")
        return codes(filling.answer("birth_cert_no", number))

    assert said("X130500123") == set()
    assert said("X320500123") == {"rule.certificate_of_hebei"}
    warned = {one.id for one in service.rules if one.severity is Severity.WARNING}
    assert warned == {
        *("certificate_of_hebei", "mother_age", "father_age"),
        *("card_in_hebei", "insured_in_hebei"),
    }


def test_what_needs_what_and_what_proves_it() -> None:
    card = filled(KEY, items=("social_card",))
    assert card.items == ("birth_cert", "hukou_birth", "social_card")
    registered = card.waive("hukou_birth")
    assert registered.items == ("social_card",)
    assert "hukou_done" in codes(registered)
    assert "hukou_done" in codes(registered.answer("hukou_done", False))
    assert codes(registered.answer("hukou_done", True)) == set()


def test_an_applying_parent_is_not_asked_twice() -> None:
    father = filled(KEY).effective
    assert (father["f_name"], father["f_id"]) == (father["a_name"], father["a_id"])
    assert (father["a_sex"], father["c_hukou"]) == ("male", father["a_hukou"])
    assert {"f_name", "f_id"} <= codes(filled(KEY, {**GRAND, "f_name": None, "f_id": None}))
