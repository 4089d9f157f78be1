"""The guide of a service as a view: facts, the chart, what to bring, and what was found in it."""

from kiosk.cases.alternatives import Alternatives, alternatives, either
from kiosk.cases.deadlines import last_days
from kiosk.cases.filling import Filling
from kiosk.cases.flow import END, START, FlowBox
from kiosk.catalogue.covers import working_days
from kiosk.catalogue.passages import Section, deadline_line, passages_of
from kiosk.catalogue.schema import (
    NOT_PUBLISHED,
    JointService,
    MaterialSource,
    Unpublished,
)
from kiosk.screens.citizen.finding_views import HitView
from kiosk.screens.citizen.office import HallFacts
from kiosk.screens.citizen.views import FactView, FlowView, GuideView, SectionView
from kiosk.screens.telling.choosing import material, short
from kiosk.screens.telling.finding import SECTIONS
from kiosk.texts import Language, Text
from kiosk.visits.visit import Visit

ONE = "1"
DAYS, ALL_DONE = Text("个工作日", "working days"), Text("全部办结", "for everything")
FORM, ONCE = Text("张表", "form"), Text("不重复填", "nothing twice")
TIMES, VISIT = Text("次", "visit"), Text("最多跑一次", "at most")
ITEMS, OFFICES = Text("件事", "items"), Text("{count} 个部门办", "by {count} departments")
ITEM, OFFICE = Text("件事", "item"), Text("{count} 个部门办", "by {count} department")
ONE_FORM, HERE = Text("一张表\n一次提交", "One form,\nonce"), Text("本机", "here")
ALL, ONLY = Text("全部办好", "All done"), Text("办好", "Done")
PARALLEL = Text("{department}　同时办，不用等", "{department}, at the same time")
CHAINED = Text("办好前一件，自动接后一件", "Each result starts the next")
SHARED = Text("其余材料，部门之间自己调", "Departments fetch the rest")
VERSION = Text("表单版本 {version} · {mark}", "Form version {version} · {mark}")
PASSED_ON = frozenset({MaterialSource.FETCHED, MaterialSource.PRODUCED})
UNFOLDED = frozenset({Section.TITLE, Section.ITEM, Section.MATERIAL})
"""What stands in the guide before the rest is unfolded."""


def guide_view(
    visit: Visit,
    hall: HallFacts,
    searched: str = "",
    found: tuple[HitView, ...] = (),
    out: tuple[str, str] = ("", ""),
) -> GuideView:
    """Show a service's guide; while something is searched for, what was found in it.

    `out` is what this machine cannot do today.
    """
    if visit.filling is None:
        raise ValueError("no service is open")
    service, language = visit.filling.service, visit.language
    notes = [one[language] for one in service.guide.notes[:1]]
    listed = tuple(one for one in service.materials if one.when is None)  # the rest by answers
    unpublished = Unpublished.MATERIALS in service.unpublished
    version = VERSION.fill(version=service.version, mark=hall.forms)
    return GuideView(
        title=service.title[language],
        lead=service.summary[language],
        place=service.place[language],
        facts=_facts(service, language),
        flow=_flow(service, language),
        flow_line=CHAINED[language] if any(one.waits_for for one in service.items) else "",
        materials=tuple(material(one, language) for one in listed),
        parts=tuple(one.id for one in listed),
        bring_line=SHARED[language] if any(one.source in PASSED_ON for one in listed) else "",
        bring_none=NOT_PUBLISHED[language] if unpublished and not listed else "",
        sections=_sections(visit.filling, language),
        note="".join(notes),
        version=version[language],
        hotline=hall.hotline,
        searched=searched,
        found=found,
        out=out,
    )


def _facts(service: JointService, language: Language) -> tuple[FactView, ...]:
    days = working_days(service)
    facts = [FactView(str(days), DAYS[language], ALL_DONE[language])] if days is not None else []
    facts.append(FactView(ONE, FORM[language], ONCE[language]))
    if service.visits == 1:
        facts.append(FactView(ONE, TIMES[language], VISIT[language]))
    items, offices = len(service.items), len({item.department for item in service.items})
    office = (OFFICES if offices > 1 else OFFICE).fill(count=offices)
    facts.append(FactView(str(items), (ITEMS if items > 1 else ITEM)[language], office[language]))
    return tuple(facts)


def _flow(service: JointService, language: Language) -> FlowView:
    """Return the chart; other ways of the same thing share a box."""
    every = alternatives(service)
    waited = {name for one in every for name in one.after}
    boxes = []
    for one in every:
        alone = len(every) > 1 and not one.after and one.key not in waited
        boxes.append(_box(one, service, language, alone=alone))
    end = ALL if len(service.items) > 1 else ONLY
    start = FlowBox(START, ONE_FORM[language], HERE[language])
    return FlowView(start, tuple(boxes), FlowBox(END, end[language]))


def _box(ways: Alternatives, service: JointService, language: Language, *, alone: bool) -> FlowBox:
    departments = {one.id: one.title for one in service.departments}
    title = either(short(item) for item in ways.items)
    department = either(departments[item.department] for item in ways.items)
    line = PARALLEL.fill(department=department[language]) if alone else department
    return FlowBox(ways.key, title[language], line[language], ways.after)


def _sections(filling: Filling, language: Language) -> tuple[SectionView, ...]:
    """Return what unfolds; deadlines say their day where it is known already."""
    service = filling.service
    lines: dict[Section, list[str]] = {}
    for one in passages_of(service):
        if one.section not in UNFOLDED:
            lines.setdefault(one.section, []).append(one.text[language])
    every = [item.id for item in service.items]
    known = {
        last.deadline.id: last.say
        for last in last_days(service, every, {}, filling.day, filling.calendar)
    }
    days = [known.get(one.id, deadline_line(one, service))[language] for one in service.deadlines]
    if days:
        lines[Section.DEADLINE] = days
    return tuple(
        SectionView(SECTIONS[section][language], tuple(lines[section]), section)
        for section in Section
        if section in lines
    )
