"""What slips say of a service in the same words: its name, documents, limits, departments."""

from collections.abc import Sequence

from kiosk.catalogue.schema import (
    Item,
    JointService,
    Material,
    MaterialForm,
    MaterialSource,
    TimeLimit,
)
from kiosk.paper.slip import Entry
from kiosk.texts import Text

FORMS = {
    MaterialForm.ORIGINAL: Text("原件 {n} 份", "original × {n}"),
    MaterialForm.COPY: Text("复印件 {n} 份", "copy × {n}"),
    MaterialForm.ORIGINAL_AND_COPY: Text("原件和复印件各 {n} 份", "original and copy × {n}"),
    MaterialForm.PRINT: Text("{n} 张", "print × {n}"),
    MaterialForm.ELECTRONIC: Text("电子件", "electronic"),
}
STATES = {
    MaterialSource.KIOSK: Text("由本次申请生成，不用带", "made by this application"),
    MaterialSource.BRING: Text("请带到窗口", "bring it to the window"),
    MaterialSource.WINDOW: Text("交到窗口", "for the window"),
    MaterialSource.PHOTOGRAPH: Text("请带到窗口核对", "bring it to be compared"),
    MaterialSource.FETCHED: Text("由部门调取，不用带", "the departments fetch it"),
    MaterialSource.PRODUCED: Text("办理中产生，不用带", "made on the way"),
}
CARRIED = {MaterialSource.BRING, MaterialSource.WINDOW, MaterialSource.PHOTOGRAPH}
BOTH = Text("双方", "both")
WITHIN = Text("{limit}内", "within {limit}")
WORKING, CALENDAR = Text("{n} 个工作日", "{n} working days"), Text("{n} 日", "{n} days")
MONTHS = Text("{n} 个月", "{n} months")
PROMISED = Text("承诺 {limit}", "promised within {limit}")


def name_of(service: JointService) -> Text:
    """Return a service's full name with the place it is for, once."""
    place, full = service.place, service.full_title
    chinese = full.zh if place.zh in full.zh else f"{place.zh} {full.zh}"
    return Text(chinese, full.en if place.en in full.en else f"{place.en}: {full.en}")


def listed(
    material: Material, service: JointService, state: Text, note: Text | None = None
) -> Entry:
    """List a material; what people carry has a box to tick and says in which shape."""
    notes = [note] if note else []
    if material.source not in CARRIED:
        return Entry(material.title, joined([state, *notes]), beside=not notes)
    shape = [FORMS[material.form].fill(n=material.copies)]
    if material.whose == "both" and len(service.people) > 1:
        shape.append(BOTH)
    return Entry(material.title, joined([*shape, state, *notes]), box=True, beside=not notes)


def titled(item: Item, service: JointService) -> Text:
    """Return an item's title with the department that decides it."""
    by = next(one.title for one in service.departments if one.id == item.department)
    return Text(f"{item.title.zh}（{by.zh}）", f"{item.title.en} ({by.en})")


def length_of(limit: TimeLimit) -> Text:
    """Say how long a limit is."""
    if limit.working_days is not None:
        return WORKING.fill(n=limit.working_days)
    if limit.months is not None:
        return MONTHS.fill(n=limit.months)
    return CALENDAR.fill(n=limit.calendar_days or 0)


def promised(limit: TimeLimit) -> Text:
    """Say how long the hall promises to take."""
    length = length_of(limit)
    return Text(PROMISED.zh.format(limit=length.zh), PROMISED.en.format(limit=length.en))


def within(limit: TimeLimit) -> Text:
    """Say within how long something has to be done."""
    length = length_of(limit)
    return Text(WITHIN.zh.format(limit=length.zh), WITHIN.en.format(limit=length.en))


def joined(texts: Sequence[Text]) -> Text:
    """Put texts after one another, each language with its own comma."""
    return Text(
        "，".join(text.zh for text in texts if text.zh), "; ".join(text.en for text in texts)
    )
