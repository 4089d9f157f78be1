"""Items, ID cards and materials as views."""

from kiosk.cases.choosing import Brought
from kiosk.cases.filling import Filling
from kiosk.catalogue.covers import working_days
from kiosk.catalogue.kinds import kind_of
from kiosk.catalogue.schema import (
    NOT_PUBLISHED,
    Item,
    Material,
    MaterialForm,
    MaterialSource,
    Unpublished,
)
from kiosk.screens.citizen.views import (
    CardState,
    IdentityView,
    ItemsView,
    ItemView,
    MaterialState,
    MaterialsView,
    MaterialView,
    PersonCardView,
    ReaderState,
)
from kiosk.texts import Language, Text
from kiosk.visits.visit import Visit

ADDED = Text(
    "已帮您选上“{item}”，登记好后自动接着办。",
    '"{item}" is ticked for you; the rest follows by itself.',
)
HAVE_IT = Text("已经有{result}？", "Do you have it already?")
EITHER = Text("只选一种", "Choose one")
FILL_IN = Text("填{label}", "Fill in: {label}")
STATES = {
    MaterialSource.KIOSK: MaterialState.MADE_HERE,
    MaterialSource.BRING: MaterialState.ORIGINAL,
    MaterialSource.WINDOW: MaterialState.TO_WINDOW,
    MaterialSource.PHOTOGRAPH: MaterialState.PHOTOGRAPHED,
    MaterialSource.FETCHED: MaterialState.FETCHED,
    MaterialSource.PRODUCED: MaterialState.PRODUCED,
}
SHAPES = {
    MaterialForm.COPY: MaterialState.COPY,
    MaterialForm.ORIGINAL_AND_COPY: MaterialState.WITH_COPY,
}
"""Of what is brought to the window."""


def items_view(visit: Visit) -> ItemsView:
    """Show what can be chosen, and what one choice brought along."""
    filling = _filling(visit)
    brought = {one.by: one for one in reversed(filling.brought)}
    remark = next((one.say[visit.language] for one in visit.remarks), "")
    return ItemsView(
        items=tuple(
            _item(one, filling, brought.get(one.id), visit.language)
            for one in filling.service.items
        ),
        working_days=working_days(filling.service),
        remark=remark,
        most=len(all_at_once(filling)),
    )


def all_at_once(filling: Filling) -> tuple[str, ...]:
    """Return all items that can be chosen together; of other ways, the one chosen already."""
    every: list[str] = []
    for item in sorted(filling.service.items, key=lambda one: one.id not in filling.items):
        if not set(item.excludes) & set(every):
            every.append(item.id)
    return tuple(every)


def _item(item: Item, filling: Filling, brought: Brought | None, language: Language) -> ItemView:
    service = filling.service
    departments = {one.id: one.title[language] for one in service.departments}
    note = detail = question = proof = proves = ""
    if brought is not None:
        other = next(one for one in service.items if one.id == brought.item)
        note = brought.say[language]
        detail = ADDED.fill(item=short(other)[language])[language]
        field = next((one for one in service.fields if one.id == brought.proof), None)
        if field is not None:
            question = HAVE_IT.fill(result=other.result[language])[language]
            proof = FILL_IN.fill(label=field.label[language])[language]
            proves = brought.item
    return ItemView(
        item=item.id,
        title=short(item)[language],
        summary=item.summary[language],
        department=departments[item.department],
        chosen=item.id in filling.items,
        either=EITHER[language] if item.excludes else "",
        note=note,
        detail=detail,
        question=question,
        proof=proof,
        proves=proves,
    )


def short(item: Item) -> Text:
    """Return an item's short name."""
    return item.short or item.title


def identity_view(
    visit: Visit, reader: ReaderState = ReaderState.NONE, say: str = ""
) -> IdentityView:
    """Show whose card is wanted, and what the reader makes of the last one."""
    filling = _filling(visit)
    fields = {field.id: field for field in filling.service.fields}
    people = []
    for person in filling.people():
        role = next(one for one in filling.service.people if one.id == person.role)
        number = fields[role.id_number]
        read = filling.sources.get(role.id_number) == "card"
        state = CardState.READ if read else CardState.TYPED if person.name else CardState.WAITING
        masked = kind_of(number).mask(person.id_number, number) if person.id_number else ""
        title = person.title[visit.language]
        people.append(PersonCardView(person.role, title, state, person.name or "", masked))
    waiting = (one.title for one in people if one.state is CardState.WAITING)
    return IdentityView(tuple(people), reader, next(waiting, ""), say)


def materials_view(visit: Visit) -> MaterialsView:
    """Show what this application needs, each with its state."""
    filling, language = _filling(visit), visit.language
    notes = tuple(one[language] for one in filling.service.guide.notes)
    listed = tuple(material(one, language) for one in filling.materials)
    hidden = Unpublished.MATERIALS in filling.service.unpublished and not listed
    return MaterialsView(listed, notes, NOT_PUBLISHED[language] if hidden else "")


def material(one: Material, language: Language) -> MaterialView:
    """Show one material."""
    brought = STATES[one.source]
    return MaterialView(
        title=one.title[language],
        state=SHAPES.get(one.form, brought) if brought is MaterialState.ORIGINAL else brought,
        note=one.note[language] if one.note else "",
        icon=one.icon,
        copies=one.copies,
        prints=one.form is MaterialForm.PRINT,
    )


def _filling(visit: Visit) -> Filling:
    if visit.filling is None:
        raise ValueError("nothing is being filled in")
    return visit.filling
