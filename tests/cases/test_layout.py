"""How a form is laid out: once for all its applications, and for each form by itself."""

from kiosk.cases.layout import layout_of
from kiosk.catalogue.catalogue import Catalogue
from tests.cases.wedding import DAY, WEDDING


def test_a_form_is_laid_out_once() -> None:
    assert layout_of(WEDDING) is layout_of(WEDDING)


def test_an_equal_form_has_a_layout_of_its_own() -> None:
    other = WEDDING.model_copy()
    assert other == WEDDING
    assert layout_of(other).service is other
    assert layout_of(WEDDING).service is WEDDING


def test_questions_stand_in_the_order_of_the_form() -> None:
    for service in Catalogue.load().services(DAY):
        layout = layout_of(service)
        assert [one.id for one in layout.questions] == [one.id for one in service.fields]


def test_what_is_asked_and_what_is_judged_has_a_scope_each() -> None:
    layout = layout_of(WEDDING)
    rules = {check.holds for check in layout.checks}
    assert rules
    assert layout.judged.expressions <= rules | {one.when for one in layout.checks} | {
        when for _, when in layout.exclusions
    }
    for page in layout.pages:
        for one in page.questions:
            if one.when is not None and not one.when.alike:
                assert one.when in layout.seen.expressions
