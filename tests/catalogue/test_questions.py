"""Every question of the later forms: short words, and a guide that says what it is for."""

from datetime import date

import pytest

from kiosk.catalogue.schema import JointService, KindName
from kiosk.catalogue.workdays import RESOURCES
from tests.catalogue.filled import asked, catalogue

FORMS = (
    ("130000-afterlife", date(2026, 11, 23)),
    ("130000-afterlife", date(2026, 6, 30)),
    ("310000-marriage-birth", date(2026, 11, 23)),
    ("532300-marriage-cross-region", date(2025, 3, 12)),
)
ANSWERED_ALONE = (KindName.CHOICE, KindName.YES_NO, KindName.CONFIRM, KindName.SEX)
"""What is answered by a touch needs no example."""


@pytest.fixture(scope="module", params=FORMS, ids=lambda one: f"{one[0]}-{one[1]}")
def service(request: pytest.FixtureRequest) -> JointService:
    key, day = request.param
    return catalogue().service(key, day)


def test_every_question_has_a_guide_in_short_words(service: JointService) -> None:
    for field in asked(service):
        assert field.guide is not None, field.id
        assert field.guide.use is not None, field.id
        assert len(field.label.zh) <= 18, field.id
        assert len(field.guide.what.zh) <= 45, field.id
        assert len(field.guide.use.zh) <= 35, field.id


def test_a_page_asks_two_to_eight_questions(service: JointService) -> None:
    for page in service.pages:
        assert 2 <= len([one for one in page.fields if one in asked(service)]) <= 8, page.id


def test_what_is_typed_shows_where_it_stands_or_an_example(service: JointService) -> None:
    for field in asked(service):
        guide = field.guide
        assert guide is not None
        alone = field.kind in ANSWERED_ALONE or field.consent or field.default
        assert alone or guide.example or guide.where, field.id


def test_every_picture_and_icon_exists(service: JointService) -> None:
    for field in asked(service):
        if field.guide is not None and field.guide.picture is not None:
            document, _, place = field.guide.picture.partition(":")
            drawing = (RESOURCES / "pictures" / f"{document}.svg").read_text("utf-8")
            assert not place or f'id="{place}"' in drawing, field.id
    for icon in {service.icon, *(one.icon for one in service.materials)}:
        assert (RESOURCES / "icons" / f"{icon}.svg").is_file(), icon


def test_the_guide_answers_all_six_questions(service: JointService) -> None:
    """设定依据、受理条件、申请材料、办结时限、收费标准、办理结果 (鄂府办发〔2022〕174号)."""
    guide, unknown = service.guide, service.unpublished
    assert service.basis
    assert guide.who
    assert service.materials or "materials" in unknown
    assert service.time_limit or "time_limit" in unknown
    assert guide.fee or "fee" in unknown
    assert guide.delivery or "delivery" in unknown
    assert all(one.result.zh for one in service.items)
    assert guide.steps
    assert guide.where
