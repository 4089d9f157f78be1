"""Conditions are tried with answers before anybody gives any; examples are good by their kinds."""

from datetime import date
from pathlib import Path

import pytest

from kiosk.authoring.checking import mistakes_of, read_form
from kiosk.authoring.examples import Examples
from kiosk.authoring.inventing import invented, trouble_of
from kiosk.cases.visible import is_asked
from kiosk.catalogue.catalogue import FORMS, read_service
from kiosk.catalogue.field_review import every_field
from kiosk.catalogue.kinds import Occasion, kind_of
from kiosk.catalogue.schema import FormField, JointService, KindName
from tests.catalogue.forms import form, write

DAY = date(2026, 11, 23)
EVERY = sorted(FORMS.glob("*.yaml"))


def shipped(file: Path) -> JointService:
    service, mistakes = read_service(file)
    assert service is not None, mistakes
    day = DAY if service.in_force(DAY) else service.until
    assert day is not None
    return service.on(day)


@pytest.mark.parametrize(
    ("when", "said", "remedy"),
    [
        (
            "answers.reg_date <= 5",
            "cannot be worked out with reg_date = '2026-11-20'",
            "a day with",
        ),
        ("answers.reg_date <= today", "with reg_date = null", "answers.reg_date != null &&"),
        (
            "answers.cur_addr.division.startsWith('15')",
            "cur_addr = null",
            "answers.cur_addr != null",
        ),
        ("answers.m_name", "neither true nor false", "compare it with something"),
        ("size(answers.children)", "neither true nor false", "compare it with something"),
        ("answers.children.exists(c, c.child_name == 'a')", "children = ", "has(one.field)"),
    ],
)
def test_what_cannot_be_worked_out_is_told(
    tmp_path: Path, when: str, said: str, remedy: str
) -> None:
    content = form()
    content["pages"][-1]["when"] = when
    _, found = read_form(write(tmp_path, content), DAY)
    assert [one for one in found if said in one.what and remedy in one.remedy], list(
        map(str, found)
    )


def test_a_rule_is_tried_only_when_it_counts(tmp_path: Path) -> None:
    content = form()
    rule = {"id": "x", "check": "answers.reg_date <= today", "on": ["reg_date"]}
    content["rules"].append({**rule, "say": {"zh": "说", "en": "say"}})
    assert mistakes_of([write(tmp_path, content)], DAY) == ()


@pytest.mark.parametrize("file", EVERY, ids=lambda file: file.stem)
def test_invented_answers_are_good_by_their_kinds_and_live_in_the_region(file: Path) -> None:
    service = shipped(file)
    day = DAY if service.in_force(DAY) else service.until or DAY
    visit = invented(service, day, b"picture")
    assert visit.filling is not None
    assert not [one.code for one in visit.filling.remarks() if one.code.startswith(("id.", "bank"))]
    assert trouble_of(visit.filling) == ()
    province = service.region[:2]
    numbers = [
        one.value
        for page in visit.filling.pages
        for one in page.fields
        if one.field.kind is KindName.RESIDENT_ID and one.value
    ]
    assert numbers
    assert all(str(one).startswith(province) for one in numbers)


@pytest.mark.parametrize("kind", list(KindName))
def test_an_example_is_good_by_its_own_check(kind: KindName) -> None:
    service = shipped(FORMS / "130000-newborn.yaml")
    asked = [one for _, one in every_field(service) if one.kind is kind and is_asked(one)]
    asked += [] if kind in {KindName.CHOICE, KindName.CHOICES} else [made(kind)]
    for field in asked:
        value = Examples(service, DAY).of(field)
        if value is not None:
            assert kind_of(field).parse(value, field) == value
            assert kind_of(field).check(value, field, Occasion(DAY)) == ()


def made(kind: KindName) -> FormField:
    return FormField.model_validate({"id": "x", "kind": kind, "label": "x", "max_length": 20})
