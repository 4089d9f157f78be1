"""The form of Ordos, filled in by an invented couple."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.cases.checks import ITEMS
from kiosk.cases.consent import Snapshot
from kiosk.cases.filling import Filling
from kiosk.cases.recheck import recheck
from kiosk.cases.schedule import schedule
from kiosk.cases.visible import is_asked
from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.schema import MaterialSource, Severity
from kiosk.catalogue.workdays import Calendar

DAY = date(2026, 11, 23)
SERVICE = Catalogue.load().service("150600-marriage-birth", DAY)
ALL = ("marriage_reg", "hukou_marital", "hukou_spouse_move", "birth_reg")
HOME = {"division": "150602", "detail": "富兴街道 1 号"}
COUPLE: dict[str, object] = {
    "m_name": "巴特尔",
    "m_id": "150602200411219993",
    "m_phone": "13804770001",
    "m_nation": "02",
    "m_hukou_addr": HOME,
    "f_name": "李婉清",
    "f_id": "15060220061121998X",
    "f_phone": "13804770002",
    "f_nation": "01",
    "f_hukou_addr": {"division": "150603", "detail": "青春山街道 2 号"},
    "delivery": "pickup",
}
MOVE: dict[str, object] = {"mover_name": "wife", "police_station": "富兴派出所", "not_rural": True}
BIRTH: dict[str, object] = {"cur_addr": HOME, "child_order": "first", "preg_state": "expecting"}
CERTIFICATE: dict[str, object] = {
    "cert_no": "J150602-2026-000123",
    "reg_date": "2026-11-21",
    "reg_office": "东胜区民政局婚姻登记处",
}
CHILD: dict[str, object] = {
    "children.0.child_name": "巴图",
    "children.0.child_sex": "male",
    "children.0.child_birth": "2026-05",
}
GOOD = {**COUPLE, **MOVE, **BIRTH, **CERTIFICATE}
ASKED = [field.id for field in SERVICE.fields if is_asked(field)]


def form(*items: str, **more: object) -> Filling:
    filling = Filling.start(SERVICE, DAY).choose(items)
    return answer(filling, {**COUPLE, **MOVE, **BIRTH, **more})


def answer(filling: Filling, answers: dict[str, object]) -> Filling:
    for path, value in answers.items():
        filling = filling.answer(path, value)
    return filling


def codes(filling: Filling) -> list[str]:
    return [one.code for one in filling.remarks()]


def pages(filling: Filling) -> list[str]:
    return [page.page.id for page in filling.pages]


def test_all_four_at_once() -> None:
    filling = form(*ALL)
    assert (filling.missing(), filling.remarks()) == ((), ())
    assert filling.complete
    assert pages(filling) == ["husband", "wife", "hukou", "birth", "delivery"]
    assert filling.effective["host_name"] == "husband"
    assert filling.effective["apply_date"] == "2026-11-23"
    assert recheck(SERVICE, DAY, filling.items, filling.effective) == ()
    last = schedule(filling, SERVICE, Calendar.load(), DAY)[-1]
    assert (last.due, last.estimated) == (date(2026, 11, 25), False)


def test_items_that_are_not_wanted_say_no_on_the_paper() -> None:
    filling = form("marriage_reg")
    answers = {name: filling.effective[name] for name in filling.effective if "do_" in name}
    assert set(answers.values()) == {False}
    assert pages(filling) == ["husband", "wife", "delivery"]


def test_with_a_certificate_the_register_can_change_at_once() -> None:
    filling = form("hukou_marital").waive("marriage_reg")
    assert filling.items == ("hukou_marital",)
    assert [one.path for one in filling.missing()] == ["cert_no"]
    filling = filling.answer("cert_no", CERTIFICATE["cert_no"])
    assert [one.path for one in filling.missing()] == ["reg_date", "reg_office"]
    filling = answer(filling, CERTIFICATE)
    assert filling.complete
    assert recheck(SERVICE, DAY, filling.items, filling.effective) == ()
    materials = {one.id: one.source for one in filling.materials}
    assert materials["marriage_certificate"] is MaterialSource.BRING
    assert "new_certificate" not in materials


def test_a_certificate_of_another_year_does_not_fit() -> None:
    filling = answer(form("hukou_marital").waive("marriage_reg"), CERTIFICATE)
    assert "rule.registered_year" in codes(filling.answer("reg_date", "2025-11-21"))


@pytest.mark.parametrize(
    ("born", "codes_"), [("2004-11-23", []), ("2004-11-24", ["rule.husband_age"])]
)
def test_he_must_be_22_to_marry(born: str, codes_: list[str]) -> None:
    number = {"2004-11-23": "150602200411239994", "2004-11-24": "15060220041124999X"}[born]
    assert codes(form("marriage_reg", m_id=number)) == codes_
    assert "rule.husband_age" not in codes(form("birth_reg", m_id=number))


def test_children_are_counted() -> None:
    filling = form(*ALL, preg_state="born")
    assert [one.path for one in filling.missing()] == ["children"]
    filling = answer(filling.add_row("children"), CHILD)
    assert codes(filling) == []
    assert filling.complete
    assert codes(filling.answer("child_order", "second")) == ["rule.child_count"]
    later = filling.answer("children.0.child_birth", "2026-12")
    assert codes(later) == ["rule.child_born"]
    assert later.first_trouble() == "children"


def test_whatever_the_subset_a_good_form_passes_again() -> None:
    for item in ALL:
        for waived in ((), ("marriage_reg",)):
            filling = form(item)
            for other in waived:
                filling = filling.waive(other)
            filling = answer(filling, CERTIFICATE)
            if filling.items:
                assert filling.complete, (item, waived, filling.missing(), codes(filling))
                assert recheck(SERVICE, DAY, filling.items, filling.effective) == ()


rubbish = st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.just({"detail": 1})
typed = st.tuples(st.sampled_from(ASKED), rubbish) | st.sampled_from(sorted(GOOD.items(), key=str))
rows = st.tuples(
    st.sampled_from(["child_name", "child_sex", "child_birth"]), rubbish | st.just("2026-05")
)


@given(st.sets(st.sampled_from(ALL)), st.lists(typed, max_size=25), st.lists(rows, max_size=4))
def test_nothing_that_is_typed_breaks_it(
    items: set[str], way: list[tuple[str, object]], inner: list[tuple[str, object]]
) -> None:
    filling = Filling.start(SERVICE, DAY).choose(items)
    for path, value in way:
        filling = filling.answer(path, value)
    filling = filling.add_row("children")
    for name, value in inner:
        filling = filling.answer(f"children.0.{name}", value)
    assert (filling.first_trouble() is None) == filling.complete
    refused = {one.item for one in SERVICE.fields if (one.id, False) in way}
    assert set(filling.items) >= items - refused
    assert (filling.first_trouble() == ITEMS) == (not filling.items)
    assert len(Snapshot.of(filling).hash) == 64
    found = recheck(SERVICE, DAY, filling.items, filling.effective)
    if filling.complete:
        assert not [one for one in found if one.severity is Severity.ERROR]
