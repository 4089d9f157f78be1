"""The on-screen guide of every question of every service: there, short, and with its picture."""

import pytest

from kiosk.catalogue.conditions import expression
from kiosk.catalogue.schema import JointService, KindName
from kiosk.catalogue.workdays import RESOURCES
from tests.catalogue.filled import TODAY, asked, catalogue

SERVICES = catalogue().services(TODAY)
every = pytest.mark.parametrize("service", SERVICES, ids=[one.key for one in SERVICES])


@every
def test_every_question_has_a_guide_in_short_words(service: JointService) -> None:
    for field in asked(service):
        if field.kind is KindName.NOTE:
            continue
        assert field.guide is not None, field.id
        assert field.guide.use is not None or field.kind is KindName.CONFIRM, field.id
        assert field.guide.example or field.guide.where or field.guide.use, field.id
        assert len(field.label.zh) <= 20, field.id
        assert len(field.guide.what.zh) <= 50, field.id


@every
def test_a_page_asks_two_to_eight_questions(service: JointService) -> None:
    every_question = asked(service)
    for page in service.pages:
        now = [one for one in page.fields if one in every_question]
        assert 2 <= len(now) <= 8, page.id


@every
def test_every_picture_and_icon_exists(service: JointService) -> None:
    for field in service.fields:
        if field.guide is not None and field.guide.picture is not None:
            document, _, place = field.guide.picture.partition(":")
            drawing = (RESOURCES / "pictures" / f"{document}.svg").read_text("utf-8")
            assert not place or f'id="{place}"' in drawing, field.id
    for icon in {service.icon, *(one.icon for one in service.materials)}:
        assert (RESOURCES / "icons" / f"{icon}.svg").is_file(), icon


@every
def test_a_guide_says_all_that_is_published(service: JointService) -> None:
    guide = service.guide
    assert service.basis
    assert guide.who
    assert guide.steps
    assert guide.where
    for told, name in (
        (service.materials, "materials"),
        (service.time_limit, "time_limit"),
        (guide.fee, "fee"),
        (guide.delivery, "delivery"),
    ):
        assert bool(told) != (name in service.unpublished), name
    assert all(one.result for one in service.items)


@every
def test_what_a_rule_speaks_of_is_what_it_waits_for(service: JointService) -> None:
    """A rule counts once its `on` is given: what else it reads may be null, and it can do so."""
    for rule in service.rules:
        if len(rule.on) == 1:
            assert expression(rule.check).answers <= set(rule.on), rule.id
