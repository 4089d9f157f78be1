"""The rules of the form of Ordos, as a couple meets them while filling it in."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_11_2

from kiosk.cases.filling import Filling
from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.conditions import Scope, expression
from kiosk.catalogue.schema import Severity

DAY = date(2026, 11, 23)
SERVICE = Catalogue.load().service("150600-marriage-birth", DAY)
HIS, HERS = "150602200411219993", "15060220061121998X"
POLICE, ALL = ("hukou_marital",), tuple(item.id for item in SERVICE.items)


def number(born: str, sequence: str, district: str = "150602") -> str:
    digits = f"{district}{born}{sequence}"
    return digits + mod_11_2.calc_check_digit(digits)


def said(*items: str, waived: object = False, **answers: object) -> dict[str, Severity]:
    """What the rules say to these answers: rule → error or warning."""
    filling = Filling.start(SERVICE, DAY).choose(items)
    if waived:
        filling = filling.waive("marriage_reg")
    for path, value in answers.items():
        filling = filling.answer(path, value)
    found = {one.code.removeprefix("rule."): one.severity for one in filling.remarks()}
    return {code: severity for code, severity in found.items() if "." not in code}


@pytest.mark.parametrize(
    ("born", "old_enough"), [("20041123", True), ("20041124", False), ("20031231", True)]
)
def test_he_is_22_on_the_day(born: str, old_enough: bool) -> None:
    assert ("husband_age" not in said("marriage_reg", m_id=number(born, "999"))) == old_enough


@pytest.mark.parametrize(
    ("born", "old_enough"), [("20061123", True), ("20061124", False), ("20051231", True)]
)
def test_she_is_20_on_the_day(born: str, old_enough: bool) -> None:
    assert ("wife_age" not in said("marriage_reg", f_id=number(born, "998"))) == old_enough


def test_ages_matter_only_for_the_registration() -> None:
    young = {"m_id": number("20100101", "999"), "f_id": number("20100101", "998")}
    assert set(said("marriage_reg", **young)) == {"husband_age", "wife_age"}
    assert said("birth_reg", **young) == {}


def test_sexes_follow_the_numbers() -> None:
    assert said(*ALL, m_id=HIS, f_id=HERS) == {}
    assert set(said(*ALL, m_id=HERS)) >= {"husband_sex"}
    assert set(said(*ALL, f_id=HIS)) >= {"wife_sex"}


def test_two_people_are_two() -> None:
    assert "two_people" in said(*ALL, m_id=HIS, f_id=HIS)
    assert "two_people" not in said(*ALL, m_id=HIS, f_id=HERS)


@pytest.mark.parametrize("district", ["810000", "820000", "830000"])
def test_residents_of_the_mainland_only(district: str) -> None:
    other = number("19900101", "999", district)
    assert said("marriage_reg", m_id=other) == {"mainland_husband": Severity.ERROR}
    assert said("birth_reg", m_id=other) == {}


def test_foreigners_are_registered_elsewhere() -> None:
    other = number("19900101", "998", "911156")
    assert said("marriage_reg", f_id=other) == {"mainland_wife": Severity.ERROR}


@pytest.mark.parametrize(("day", "good"), [("2026-11-23", True), ("2026-11-24", False)])
def test_nobody_was_registered_tomorrow(day: str, good: bool) -> None:
    assert ("registered_past" not in said(*POLICE, waived=True, reg_date=day)) == good


@pytest.mark.parametrize(
    ("cert_no", "day", "good"),
    [
        ("J150602-2026-000123", "2026-05-20", True),
        ("J150602-2025-000123", "2026-05-20", False),
        ("J150602-2026-000123", "2025-05-20", False),
        ("BJ150602-2026-000123", "2012-05-20", True),
        ("BJ150602-2012-000123", "2012-05-20", True),
        ("BJ150602-2011-000123", "2012-05-20", False),
        ("东民结字第 123 号", "1998-05-20", True),
    ],
)
def test_year_of_number_and_date(cert_no: str, day: str, good: bool) -> None:
    found = said(*POLICE, waived=True, cert_no=cert_no, reg_date=day)
    assert ("registered_year" not in found) == good


def test_those_registered_young_are_only_looked_at_again() -> None:
    found = said(*POLICE, waived=True, m_id=HIS, f_id=HERS, reg_date="2026-11-20")
    assert found == dict.fromkeys(
        ("registered_husband_age", "registered_wife_age"), Severity.WARNING
    )


def children(*births: str, order: str = "second", state: str = "born") -> dict[str, Severity]:
    rows = [{"child_name": "巴图", "child_birth": birth} for birth in births]
    answers = {"child_order": order, "preg_state": state, "children": rows, "f_id": HERS}
    return said("birth_reg", **answers)


def test_no_child_is_born_tomorrow() -> None:
    assert "child_born" not in children("2026-11")
    assert children("2026-12", "2026-01")["child_born"] is Severity.ERROR


@pytest.mark.parametrize(("birth", "usual"), [("2018-12", True), ("2018-10", False)])
def test_a_mothers_age(birth: str, usual: bool) -> None:
    found = children(birth, "2026-01")
    assert ("mother_age" not in found) == usual
    assert usual or found["mother_age"] is Severity.WARNING


@pytest.mark.parametrize(
    ("order", "state", "count", "fits"),
    [
        ("first", "none", 0, True),
        ("first", "expecting", 0, True),
        ("first", "born", 1, True),
        ("first", "born", 2, False),
        ("second", "none", 1, True),
        ("second", "none", 0, False),
        ("second", "born", 2, True),
        ("third", "expecting", 2, True),
        ("third", "expecting", 3, False),
        ("more", "expecting", 3, True),
        ("more", "none", 6, True),
        ("more", "born", 3, False),
    ],
)
def test_the_order_of_a_child_and_the_children(
    order: str, state: str, count: int, fits: bool
) -> None:
    found = children(*["2026-01"] * count, order=order, state=state)
    assert ("child_count" not in found) == fits
    assert fits or found["child_count"] is Severity.WARNING


month = st.sampled_from(["2026-05", "2016-01", "2027-01"])
row = st.fixed_dictionaries(
    {},
    optional={"child_name": st.just("巴图"), "child_birth": st.none() | month, "x": st.none()},
)
good = st.fixed_dictionaries(
    {},
    optional={
        "m_id": st.sampled_from([HIS, HERS]),
        "f_id": st.sampled_from([HIS, HERS]),
        "cert_no": st.sampled_from(["J150602-2026-000123", "BJ150602-2026-000123", "旧 1 号"]),
        "reg_date": st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(date.isoformat),
        "child_order": st.sampled_from(["first", "second", "third", "more"]),
        "preg_state": st.sampled_from(["none", "expecting", "born"]),
        "children": st.lists(row, max_size=5),
        "delivery": st.sampled_from(["pickup", "post"]),
        "mover_name": st.sampled_from(["husband", "wife"]),
    },
)


@given(good, st.sets(st.sampled_from(ALL)))
def test_no_expression_fails_for_what_is_half_filled_in(
    answers: dict[str, object], items: set[str]
) -> None:
    scope = Scope(answers, items, DAY)  # type: ignore[arg-type]  # Json
    for rule in SERVICE.rules:
        if rule.when is not None:
            expression(rule.when).holds(scope)
        if all(name in answers for name in rule.on):
            expression(rule.check).holds(scope)
    told = [one.when for one in SERVICE.pages] + [one.when for one in SERVICE.materials]
    asked = [source for one in SERVICE.fields for source in (one.when, one.required)]
    for source in (*told, *asked):
        if isinstance(source, str):
            expression(source).holds(scope)
