"""All matters, and what a search found, as views."""

from collections.abc import Iterable

from kiosk.catalogue.contents import Chapter, Contents, Matter
from kiosk.catalogue.passages import Section
from kiosk.catalogue.schema import JointService
from kiosk.catalogue.search import Hit
from kiosk.screens.citizen.finding_views import ChapterView, ContentsView, HitView, MatterView
from kiosk.screens.citizen.finding_words import ASK, AT_WINDOW, BASIS, CONTENTS_LEAD
from kiosk.texts import Language, Text

SECTIONS = {
    Section.TITLE: Text("这件事", "This matter"),
    Section.ITEM: Text("能办什么", "What is done"),
    Section.MATERIAL: Text("带什么", "What to bring"),
    Section.WHO: Text("谁能办", "Who can apply"),
    Section.NOT_WHO: Text("不能在这里办的", "Not here"),
    Section.STEPS: Text("怎么办", "How it goes"),
    Section.TIME: Text("多久办好", "How long it takes"),
    Section.DEADLINE: Text("期限", "Deadlines"),
    Section.RESULT: Text("办理结果", "Results"),
    Section.DELIVERY: Text("怎么取结果", "How you get the results"),
    Section.WHERE: Text("在哪里办", "Where"),
    Section.FEE: Text("收费", "Fee"),
    Section.NOTES: Text("还要知道", "Good to know"),
    Section.BASIS: Text("依据", "Legal basis"),
}
"""The headings of a guide's sections."""
WITH_PLACE = Text("{title} · {place}", "{title} · {place}")


def contents_view(
    listed: tuple[tuple[Chapter, ...], Contents | None],
    language: Language,
    window: Text,
    hotline: str,
    searched: str = "",
    found: tuple[HitView, ...] = (),
) -> ContentsView:
    """Show the list, or what was found in all guides."""
    chapters, contents = listed
    basis = ""
    if contents is not None:
        name, number = contents.basis.name[language], contents.basis.number or ""
        basis = BASIS.fill(name=name, number=number)[language]
    return ContentsView(
        tuple(
            ChapterView(
                one.title[language],
                tuple(cell for matter in one.matters for cell in _cells(matter, language)),
            )
            for one in chapters
        ),
        CONTENTS_LEAD[language].format(window=window[language]),
        basis,
        searched,
        found,
        ASK[language].format(window=window[language], hotline=hotline),
    )


def _cells(matter: Matter, language: Language) -> tuple[MatterView, ...]:
    """Return one for each service that does it, or where else it is done."""
    if not matter.services:
        return (MatterView(matter.title[language], AT_WINDOW[language]),)
    title = matter.title[language]
    views = []
    for one in matter.services:
        line = one.place[language] if one.title[language] == title else named(one, language)
        views.append(MatterView(title, line, one.key, one.icon, one.quiet))
    return tuple(views)


def hit_views(
    hits: Iterable[Hit], services: Iterable[JointService], language: Language, *, one: bool = False
) -> tuple[HitView, ...]:
    """Show what was found; `one` when all of it is in the guide that is open.

    What was found in the other language is told in the reader's, without marks.
    """
    known = {service.key: service for service in services}
    views = []
    for hit in hits:
        passage = hit.passage
        heading = SECTIONS[passage.section][language]
        where = named(known[passage.service], language)
        below = heading if one else f"{where} · {heading}"
        marks = hit.marks if hit.language is language else ()
        text = passage.text[language]
        views.append(HitView(passage.service, passage.section, passage.part, text, below, marks))
    return tuple(views)


def named(service: JointService, language: Language) -> str:
    """Return a service's name with its place."""
    title, place = service.title[language], service.place[language]
    return WITH_PLACE.fill(title=title, place=place)[language]
