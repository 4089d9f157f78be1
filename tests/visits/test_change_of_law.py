"""A form that is open, or put away, while the law changes."""

from datetime import UTC, date, datetime

import pytest

from kiosk.cases.filling import Filling
from kiosk.catalogue.catalogue import Catalogue
from kiosk.visits.renewal import Resumed, renewed
from kiosk.visits.resume import resume
from kiosk.visits.sealed import SealedFilling
from kiosk.visits.steps import Step
from kiosk.visits.visit import Visit
from tests.cases.every_form import CALENDAR, TODAY, sample
from tests.cases.test_every_form import answered
from tests.cases.wedding import SIGNED, SIGNED_TOO

CATALOGUE = Catalogue.load()
ORDOS, AFTERLIFE = "150600-marriage-birth", "130000-afterlife"
EVE, LAW = date(2025, 5, 9), date(2025, 5, 10)
AT = datetime(2025, 5, 9, 15, 59, tzinfo=UTC)
OLDER = {"m_id": "150602199011219999", "f_id": "150602199211219985"}
"""In 2025 the invented couple was too young to marry."""


def filled(key: str, day: date, items: list[str] | None = None) -> Filling:
    service = CATALOGUE.service(key, day)
    wanted, given = sample(service)
    empty = Filling.start(service, day, CALENDAR)
    given |= OLDER if key == ORDOS else {}
    return answered(empty.choose(items or wanted), given, 0)


def at_step(step: Step, items: list[str]) -> Visit:
    visit = Visit().choose_service(CATALOGUE.service(ORDOS, EVE), EVE, CALENDAR)
    visit = visit.filled(lambda _: filled(ORDOS, EVE, items))
    for _ in range(20):
        if visit.step is step:
            return visit
        visit = visit.next()
    raise AssertionError(visit.step, visit.wanting)


def test_the_law_of_2025_asks_for_other_papers() -> None:
    opened = renewed(filled(ORDOS, EVE), CATALOGUE.service(ORDOS, LAW), LAW, CALENDAR)
    assert [one.zh for one in opened.to_bring] == ["结婚登记声明书"]
    only = renewed(
        filled(ORDOS, EVE, ["marriage_reg"]), CATALOGUE.service(ORDOS, LAW), LAW, CALENDAR
    )
    assert [one.zh for one in only.not_to_bring] == ["双方居民户口簿"]
    assert opened.filling.day == LAW
    assert opened.filling.answers == filled(ORDOS, EVE).answers


def test_an_ordinary_midnight_only_moves_the_date() -> None:
    opened = renewed(filled(ORDOS, TODAY), CATALOGUE.service(ORDOS, TODAY), TODAY, CALENDAR)
    assert not opened.differs
    visit = at_step(Step.MATERIALS, ["birth_reg"]).on_day(CATALOGUE.service(ORDOS, LAW), LAW)
    assert visit.step is Step.MATERIALS
    assert visit.filling is not None
    assert visit.filling.effective["apply_date"] == "2025-05-10"


@pytest.mark.parametrize("eve", [Step.FORM, Step.MATERIALS, Step.REVIEW])
def test_what_changed_is_laid_out_before_going_on(eve: Step) -> None:
    visit = at_step(eve, ["hukou_marital", "marriage_reg"])
    visit = visit.on_day(CATALOGUE.service(ORDOS, LAW), LAW)
    assert visit.step is Step.CHANGED
    assert visit.differences is not None
    visit = visit.carry_on()
    assert visit.differences is None
    assert visit.step is (Step.FORM if eve is Step.FORM else Step.MATERIALS)


def test_signatures_are_void_after_midnight() -> None:
    visit = at_step(Step.SIGN, ["birth_reg"]).sign("husband", SIGNED, AT)
    visit = visit.sign("wife", SIGNED_TOO, AT)
    assert visit.ready
    visit = visit.on_day(CATALOGUE.service(ORDOS, LAW), LAW)
    assert (visit.step, visit.consent, visit.ready) == (Step.REVIEW, None, False)
    assert [one.path for one in visit.voided] == ["apply_date"]


def test_nothing_is_told_to_who_has_not_begun() -> None:
    visit = Visit().choose_service(CATALOGUE.service(ORDOS, EVE), EVE, CALENDAR)
    visit = visit.on_day(CATALOGUE.service(ORDOS, LAW), LAW)
    assert visit.step is Step.GUIDE
    assert visit.filling is not None
    assert visit.filling.day == LAW


def test_what_was_put_away_before_the_law_tells_the_same() -> None:
    before = filled(ORDOS, EVE)
    sealed = SealedFilling.of(before, AT)
    then, now = CATALOGUE.exact(ORDOS, 1, EVE), CATALOGUE.service(ORDOS, LAW)
    opened = resume(sealed, then, now, LAW, CALENDAR)
    assert opened == renewed(before, now, LAW, CALENDAR)
    visit = Visit().beside(Step.RESUME).resumed(opened)
    assert (visit.step, visit.differences) == (Step.CHANGED, opened)
    assert visit.carry_on().step is not Step.CHANGED


def test_the_law_of_2026_on_certificates_of_death() -> None:
    eve, law = date(2026, 6, 30), date(2026, 7, 1)
    before = filled(AFTERLIFE, eve)
    opened: Resumed = renewed(before, CATALOGUE.service(AFTERLIFE, law), law, CALENDAR)
    assert opened.differs
    assert opened.filling.reference.day == law
    said = [[one.deadline.say for one in filling.deadlines] for filling in (before, opened.filling)]
    assert said[0] != said[1]
