"""Ways into a visit: the couple at the form, at the review, both signed."""

from datetime import UTC, datetime

from kiosk.cases.case import Case, Station
from kiosk.texts import Text
from kiosk.visits.steps import Step
from kiosk.visits.visit import Visit
from tests.cases.wedding import ALL, BIRTH, COUPLE, DAY, HOUSEHOLD, SIGNED, SIGNED_TOO, WEDDING

AT = datetime(2026, 11, 23, 2, 33, tzinfo=UTC)


def answered(visit: Visit, *groups: dict[str, object]) -> Visit:
    for group in groups:
        for path, value in group.items():
            visit = visit.answer(path, value)
    return visit


def at_form() -> Visit:
    visit = Visit().choose_service(WEDDING, DAY).next()
    visit = visit.filled(lambda filling: filling.choose(ALL))
    return visit.next().next()


def at_review() -> Visit:
    visit = answered(at_form(), COUPLE, HOUSEHOLD, BIRTH)
    for _ in range(4):
        visit = visit.next()
    assert visit.step is Step.REVIEW
    return visit


def both_signed() -> Visit:
    return at_review().next().sign("husband", SIGNED, AT).sign("wife", SIGNED_TOO, AT)


def case_of(visit: Visit) -> Case:
    assert visit.consent
    return Case.of(
        visit.consent,
        id="019ab0c1-2d3e-7f40-8a5b-6c7d8e9f0a1b",
        number="1506020126112301001742",
        at=AT,
        station=Station("150602", "01", Text("政务服务大厅", "Hall")),
        language=visit.language,
    )
