"""Every service reads well: one applicant or two, in whichever region, happy or sad."""

import re
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest

from kiosk.app import opened
from kiosk.cases.flow import plan
from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.passages import Section
from kiosk.catalogue.schema import NOT_PUBLISHED, OUR_FORM, JointService, Unpublished
from kiosk.catalogue.workdays import Calendar
from kiosk.screens.citizen.office import HallFacts
from kiosk.screens.look.timeline import Mark
from kiosk.screens.telling.changes import changes
from kiosk.screens.telling.choosing import all_at_once, items_view
from kiosk.screens.telling.guide import guide_view
from kiosk.screens.telling.outcome import (
    COMMA,
    NO_DAY,
    THAT_DAY,
    accepted_view,
    papers_line,
    progress_view,
)
from kiosk.script import read_script
from kiosk.settings import Limits, Places, Settings
from kiosk.texts import Language, Text
from kiosk.visits.renewal import Resumed
from kiosk.visits.steps import Step
from kiosk.visits.visit import Visit
from kiosk.walk import signed_visit

DAYS = (date(2024, 6, 3), date(2026, 11, 23))
HERE = Text("大厅", "Hall")
HALL = HallFacts(
    name=HERE, machine=HERE, window=HERE, district="150602", open_until="17:00",
    hotline="12345", forms="a1b2c3d4", zone=ZoneInfo("Asia/Shanghai"), idle=60, idle_slow=120,
    still_there=30, goodbye=20, sealed_hours=24,
)  # fmt: skip
MORNING = datetime(2026, 11, 23, 2, 24, tzinfo=UTC)
COUPLE = re.compile(r"二人|两人|双方|both of you|couple", re.IGNORECASE)


@cache
def services() -> tuple[JointService, ...]:
    catalogue = Catalogue.load()
    found = {one.key: one for day in DAYS for one in catalogue.services(day)}
    return tuple(found.values())


def begun(service: JointService, language: Language = Language.ZH) -> Visit:
    day = max(DAYS) if service.in_force(max(DAYS)) else min(DAYS)
    return Visit(language=language).choose_service(service, day, Calendar.load())


SERVICES = pytest.mark.parametrize("service", services(), ids=lambda one: one.key)


def test_six_services_are_told() -> None:
    assert len(services()) >= 6


@SERVICES
@pytest.mark.parametrize("language", list(Language))
def test_the_guide_says_everything_or_that_it_is_not_published(
    service: JointService, language: Language
) -> None:
    view = guide_view(begun(service, language), HALL)
    told = {one.section for one in view.sections}
    complete = {Section.WHO, Section.RESULT, Section.BASIS, Section.TIME, Section.FEE}
    assert complete | {Section.DELIVERY} <= told
    assert view.materials or view.bring_none == NOT_PUBLISHED[language]
    ours = OUR_FORM[language] in [line for one in view.sections for line in one.lines]
    assert ours is (Unpublished.FORM in service.unpublished)
    assert len(view.parts) == len(view.materials)
    assert "a1b2c3d4" in view.version
    assert all(len(set(one.lines)) == len(one.lines) for one in view.sections)
    assert not any("{" in line for one in view.sections for line in one.lines)


def test_a_material_that_is_asked_for_in_another_way_is_told() -> None:
    filling = begun(services()[0]).filling
    assert filling is not None
    opened = Resumed(filling, otherwise=(Text("照片（两张）", "Photo (two prints)"),))
    assert opened.differs
    assert changes(opened, Language.ZH) == ("材料要求变了，现在是：照片（两张）",)


@SERVICES
def test_who_cannot_apply_hears_where_to_go(service: JointService) -> None:
    sections = {one.section: one.lines for one in guide_view(begun(service), HALL).sections}
    for exclusion in service.exclusions:
        (line,) = [one for one in sections[Section.NOT_WHO] if exclusion.say.zh.rstrip("。") in one]
        assert exclusion.instead.zh.rstrip("。") in line


@SERVICES
def test_the_chart_has_every_item_once(service: JointService) -> None:
    flow = guide_view(begun(service), HALL).flow
    ways = sum(len(item.excludes) > 0 for item in service.items)
    merged = len(flow.boxes)
    assert merged == len(service.items) - ways + bool(ways)
    assert plan(flow.boxes).steps >= 3


@SERVICES
def test_words_of_a_couple_come_from_forms_of_two(service: JointService) -> None:
    if len(service.people) > 1:
        return
    for language in Language:
        view = guide_view(begun(service, language), HALL)
        fixed = [view.flow_line, view.bring_line, *(fact.line for fact in view.facts)]
        assert not any(COUPLE.search(one) for one in fixed)


@SERVICES
def test_all_at_once_never_chooses_two_ways_of_one_thing(service: JointService) -> None:
    visit = begun(service).next()
    filling = visit.filling
    assert filling is not None
    for item in service.items:
        chosen = filling.choose([item.id])
        every = all_at_once(chosen)
        assert item.id in every
        assert set(chosen.choose(every).items) == set(every)
    assert items_view(visit).most == len(all_at_once(filling))


@SERVICES
def test_one_visit_is_promised_only_where_the_document_does(service: JointService) -> None:
    facts = [fact.line for fact in guide_view(begun(service), HALL).facts]
    assert ("最多跑一次" in facts) is (service.visits == 1)
    assert (service.visits == 1) is (service.region == "150600")


def test_steps_of_the_bar_fit_one_or_two() -> None:
    visit = begun(services()[0]).next()
    assert visit.step is Step.ITEMS
    assert not any(COUPLE.search(one.label.en) for one in visit.steps_bar)


@pytest.mark.parametrize("key", ["130000-afterlife", "130000-newborn", "150600-marriage-birth"])
@pytest.mark.parametrize("language", list(Language))
def test_what_follows_is_told_with_its_days(key: str, language: Language, tmp_path: Path) -> None:
    places = Places(data=tmp_path / "data", spool=tmp_path / "printed")
    settings = msgspec.structs.replace(Settings(), places=places, limits=Limits(reserve_mib=0))
    with opened(settings, lambda: MORNING) as kiosk:
        visit = signed_visit(kiosk, read_script(None, key))
        assert visit.filling is not None
        assert visit.consent is not None
        case = kiosk.backroom.accept(visit.filling, visit.consent, language, {})
        told = kiosk.backroom.accepted(case)
        found = kiosk.backroom.found(case.number)
    assert found is not None
    view = accepted_view(case, told, None, language, HERE)
    to_do = [one for one in told.days if one.deadline.kind != "apply"]
    marked = [one for one in view.dates if one.mark is Mark.ATTENTION]
    assert {one.what for one in marked} == {one.deadline.title[language] for one in to_do}
    assert all(one.when and "{" not in one.what_below for one in marked)
    titles = [one.title for one in progress_view(found, language, HALL.zone).items]
    assert titles[len(case.items) :] == [one.deadline.title[language] for one in to_do]
    signers = len(case.signatures)
    said = papers_line(case, told.service).zh
    assert ("每人" in said) is (signers > 1)
    assert ("附表" in said) is (len(told.service.papers) > 1)
    assert view.people.count(COMMA[language]) >= signers - 1
    assert view.quiet is (key == "130000-afterlife")


def test_with_an_appointment_nobody_is_sent_there_today(tmp_path: Path) -> None:
    places = Places(data=tmp_path / "data", spool=tmp_path / "printed")
    settings = msgspec.structs.replace(Settings(), places=places, limits=Limits(reserve_mib=0))
    with opened(settings, lambda: datetime(2025, 3, 12, 2, tzinfo=UTC)) as kiosk:
        visit = signed_visit(kiosk, read_script(None, "532300-marriage-cross-region"))
        assert visit.filling is not None
        assert visit.consent is not None
        case = kiosk.backroom.accept(visit.filling, visit.consent, Language.ZH, {})
        told = kiosk.backroom.accepted(case)
    dates = accepted_view(case, told, None, Language.ZH, HERE).dates
    assert [one.when for one in dates] == ["3月20日", THAT_DAY.zh, NO_DAY.zh]


def test_where_no_document_gives_a_limit_no_day_is_made_up(tmp_path: Path) -> None:
    places = Places(data=tmp_path / "data", spool=tmp_path / "printed")
    settings = msgspec.structs.replace(Settings(), places=places, limits=Limits(reserve_mib=0))
    with opened(settings, lambda: MORNING) as kiosk:
        visit = signed_visit(kiosk, read_script(None, "310000-marriage-birth"))
        assert visit.filling is not None
        assert visit.consent is not None
        case = kiosk.backroom.accept(visit.filling, visit.consent, Language.ZH, {})
        told = kiosk.backroom.accepted(case)
    dates = accepted_view(case, told, None, Language.ZH, HERE).dates
    assert {one.when for one in dates} == {"今天", NO_DAY.zh}
    assert not any(HERE.zh in one.what for one in dates)
    assert dates[-1].what_below == NOT_PUBLISHED.zh
