"""The one-time notice (一次性告知单): the guide of a joint service, to take home."""

from collections.abc import Iterator
from datetime import date

from kiosk.catalogue.schema import NOT_PUBLISHED, Basis, JointService
from kiosk.paper.receipt import STATES, listed, promised
from kiosk.paper.slip import Entry, Fact, Heading, Note, Part, Slip
from kiosk.texts import Text

TITLE = Text("一次性告知单", "One-time notice")


def notice(service: JointService, day: date, hall: Text, window: Text) -> Slip:
    """Write the notice as of `day`: items, conditions, documents, steps, time, fee, delivery."""
    return Slip(kind="notice", title=TITLE, parts=tuple(_parts(service, day, hall, window)))


def _parts(service: JointService, day: date, hall: Text, window: Text) -> Iterator[Part]:
    guide = service.guide
    yield Fact(Text("办理服务", "Service"), service.full_title)
    for limit in (one for one in service.time_limit if one.in_force(day)):
        yield Fact(Text("承诺时限", "Time limit"), promised(limit))
    yield Fact(Text("收费", "Fee"), guide.fee or NOT_PUBLISHED)
    yield Fact(Text("结果送达", "Delivery"), guide.delivery or NOT_PUBLISHED)
    yield from _items(service, day)
    conditions = [one for one in guide.who if one.in_force(day)]
    if conditions:
        yield Heading(Text("谁可以办", "Who can apply"))
        yield from (Entry(one.text) for one in conditions)
    yield Heading(Text("带什么材料", "What to bring"))
    for material in (one for one in service.materials if one.in_force(day)):
        yield listed(material, STATES[material.source], material.note)
    steps = [one for one in guide.steps if one.in_force(day)]
    if steps:
        yield Heading(Text("怎么办", "How it goes"))
        yield from (Entry(step.title, step.text) for step in steps)
    yield Heading(Text("依据与咨询", "Basis and questions"))
    yield from (_basis(one) for one in service.basis if one.in_force(day))
    yield from (Note(note) for note in guide.notes)
    yield Fact(Text("办理地点", "Where"), Text(f"{hall.zh} {window.zh}", f"{hall.en}, {window.en}"))
    yield Fact(Text("咨询电话", "Questions"), Text(service.hotline, service.hotline))
    yield Fact(Text("打印日期", "Printed on"), Text(f"{day}", f"{day}"))


def _items(service: JointService, day: date) -> Iterator[Part]:
    departments = {one.id: one.title for one in service.departments}
    yield Heading(Text("办理事项", "Items"))
    for item in (one for one in service.items if one.in_force(day)):
        by = departments[item.department]
        title = Text(f"{item.title.zh}（{by.zh}）", f"{item.title.en} ({by.en})")
        told = [one.text for one in item.conditions if one.in_force(day)]
        detail = Text("；".join(one.zh for one in told), "; ".join(one.en for one in told))
        yield Entry(title, detail if told else None)


def _basis(basis: Basis) -> Entry:
    number = f"（{basis.number}）" if basis.number else ""
    return Entry(Text(basis.name.zh + number, basis.name.en + number))
