"""The guide of a service as a view: facts, the chart, what to bring, and what is searched for."""

from collections.abc import Callable, Iterable

from kiosk.cases.flow import END, START, FlowBox
from kiosk.catalogue.covers import working_days
from kiosk.catalogue.schema import NOT_PUBLISHED, Item, JointService
from kiosk.screens.citizen.views import FactView, FlowView, GuideView, SectionView
from kiosk.screens.telling.choosing import material, short
from kiosk.texts import Language, Text
from kiosk.visits.visit import Visit

ONE = "1"
DAYS, ALL_DONE = Text("个工作日", "working days"), Text("全部办结", "for everything")
FORM, ONCE = Text("张表", "form"), Text("不重复填", "nothing twice")
TIMES, VISIT = Text("次", "visit"), Text("最多跑一次", "at most")
ITEMS, OFFICES = Text("件事", "items"), Text("{count} 个部门办", "by {count} departments")
ONE_FORM, HERE = Text("一张表\n一次提交", "One form,\nonce"), Text("本机", "here")
RESULTS, WINDOW = Text("统一出件", "All results"), Text("一件事窗口", "one window")
PARALLEL = Text("{department}　同时办，不用等", "{department}, at the same time")
WHO = Text("谁能办", "Who can apply")
STEPS = Text("怎么办", "How it goes")
WHERE = Text("在哪里办", "Where")
FEE = Text("收费", "Fee")
DELIVERY = Text("怎么取结果", "How you get the results")
NOTES = Text("还要知道", "Good to know")
BASIS = Text("依据", "Legal basis")
RESULT = Text("办理结果", "Results")
BRING = Text("带什么", "What to bring")

Meanings = Callable[[str], Iterable[str]]
"""What letters may stand for: `hkb` gives 户口簿 among others."""


def guide_view(visit: Visit, searched: str, meanings: Meanings, hotline: str) -> GuideView:
    """Show a service's guide; while something is searched for, what was found in it."""
    if visit.filling is None:
        raise ValueError("no service is open")
    service, language = visit.filling.service, visit.language
    notes = [one[language] for one in service.guide.notes[:1]]
    return GuideView(
        title=service.title[language],
        lead=service.summary[language],
        facts=_facts(service, language),
        flow=_flow(service, language),
        materials=tuple(material(one, language) for one in service.materials if _shown(one.when)),
        sections=_sections(service, language),
        note="".join(notes),
        hotline=hotline,
        searched=searched,
        found=_found(service, language, searched, meanings) if searched else (),
    )


def _shown(when: str | None) -> bool:
    # What depends on answers is listed with the application itself.
    return when is None


def _facts(service: JointService, language: Language) -> tuple[FactView, ...]:
    days = working_days(service)
    facts = [FactView(str(days), DAYS[language], ALL_DONE[language])] if days is not None else []
    facts.append(FactView(ONE, FORM[language], ONCE[language]))
    facts.append(FactView(ONE, TIMES[language], VISIT[language]))
    offices = len({item.department for item in service.items})
    facts.append(
        FactView(str(len(service.items)), ITEMS[language], OFFICES.fill(count=offices)[language])
    )
    return tuple(facts)


def _flow(service: JointService, language: Language) -> FlowView:
    departments = {one.id: one.title[language] for one in service.departments}
    waits = {name for item in service.items for name in item.waits_for}
    return FlowView(
        FlowBox(START, ONE_FORM[language], HERE[language]),
        tuple(_box(item, departments[item.department], waits, language) for item in service.items),
        FlowBox(END, RESULTS[language], WINDOW[language]),
    )


def _box(item: Item, department: str, waits: set[str], language: Language) -> FlowBox:
    alone = not item.waits_for and item.id not in waits
    line = PARALLEL.fill(department=department)[language] if alone else department
    return FlowBox(item.id, short(item)[language], line, item.waits_for)


def _sections(service: JointService, language: Language) -> tuple[SectionView, ...]:
    guide = service.guide
    conditions = [*guide.who, *(one for item in service.items for one in item.conditions)]
    steps = [f"{one.title[language]}：{one.text[language]}" for one in guide.steps]
    basis = [f"{one.name[language]} {one.number or ''}".strip() for one in service.basis]
    results = [f"{short(item)[language]}：{item.result[language]}" for item in service.items]
    sections = (
        (WHO, [one.text[language] for one in conditions]),
        (STEPS, steps),
        (RESULT, results),
        (DELIVERY, [(guide.delivery or NOT_PUBLISHED)[language]]),
        (WHERE, [one[language] for one in guide.where]),
        (FEE, [(guide.fee or NOT_PUBLISHED)[language]]),
        (NOTES, [one[language] for one in guide.notes]),
        (BASIS, basis),
    )
    return tuple(SectionView(title[language], tuple(lines)) for title, lines in sections if lines)


def _found(
    service: JointService, language: Language, searched: str, meanings: Meanings
) -> tuple[SectionView, ...]:
    wanted = {searched.casefold(), *meanings(searched)}
    bring = [
        f"{one.title[language]}　{one.note[language] if one.note else ''}"
        for one in service.materials
    ]
    every = (SectionView(BRING[language], tuple(bring)), *_sections(service, language))
    found = []
    for section in every:
        lines = tuple(
            line for line in section.lines if any(word in line.casefold() for word in wanted)
        )
        if lines:
            found.append(SectionView(section.title, lines))
    return tuple(found)
