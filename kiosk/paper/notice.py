"""The one-time notice (一次性告知单): the guide of a joint service, to take home."""

from collections.abc import Iterator
from datetime import date

from kiosk.cases.alternatives import alternatives, either
from kiosk.cases.flow import FlowBox
from kiosk.catalogue.schema import (
    NOT_PUBLISHED,
    OUR_FORM,
    Basis,
    Deadline,
    Exclusion,
    Item,
    JointService,
    Unpublished,
)
from kiosk.paper.slip import Box, Chart, Entry, Fact, Heading, Part, Slip
from kiosk.paper.wording import STATES, listed, name_of, promised, titled, within
from kiosk.texts import Text

TITLE = Text("一次性告知单", "One-time notice")
NOT_COVERED = Text("哪些情形不能联办，该去哪里", "Not covered, and where to go")
ONE_OF = Text("与“{others}”只选一件", "Either this or: {others}")
RESULT = Text("办理结果：{result}", "Result: {result}")
CONDITION = Text("受理条件：{conditions}", "Conditions: {conditions}")
FROM_EVENT = Text("从“{event}”起 {limit}", "{limit} of: {event}")
FROM_TODAY = Text("从申请之日起 {limit}", "{limit} of the day you apply")
START, HERE = Text("一张表，一次提交", "One form, once"), Text("自助机或窗口", "kiosk or window")
END, ONLY = Text("全部办好", "All done"), Text("办好", "Done")
NOTHING = Text("", "")


def notice(service: JointService, day: date, hall: Text, window: Text) -> Slip:
    """Write the notice as of `day`: everything that is asked of who applies, at once."""
    parts = tuple(_Writer(service.on(day), day, hall, window).parts())
    return Slip(kind="notice", title=TITLE, about=name_of(service), parts=parts)


class _Writer:
    """Writes one notice; `service` is as in force on the day."""

    def __init__(self, service: JointService, day: date, hall: Text, window: Text) -> None:
        self._service, self._day, self._hall, self._window = service, day, hall, window

    def parts(self) -> Iterator[Part]:
        service, guide = self._service, self._service.guide
        for limit in service.time_limit:
            yield Fact(Text("承诺时限", "Time limit"), promised(limit))
        if Unpublished.TIME_LIMIT in service.unpublished:
            yield Fact(Text("办结时限", "Time limit"), NOT_PUBLISHED)
        if Unpublished.FORM in service.unpublished:
            yield Fact(Text("申请表单", "Form"), OUR_FORM)
        yield Fact(Text("收费", "Fee"), guide.fee or NOT_PUBLISHED)
        yield Fact(Text("结果送达", "Delivery"), guide.delivery or NOT_PUBLISHED)
        yield from _listed(Text("谁可以办", "Who can apply"), [Entry(o.text) for o in guide.who])
        yield Heading(Text("办理事项、条件和结果", "Items, conditions and results"))
        yield from (self._item(item) for item in service.items)
        excluded = [_excluded(one) for one in service.exclusions]
        yield from _listed(NOT_COVERED, excluded)
        yield Heading(Text("带什么材料", "What to bring"))
        yield from self._materials()
        yield from _listed(
            Text("期限", "Deadlines"), [self._deadline(o) for o in service.deadlines]
        )
        steps = [
            Entry(step.title, step.text, number=n) for n, step in enumerate(guide.steps, start=1)
        ]
        yield from _listed(Text("怎么办", "How it goes"), steps)
        yield Heading(Text("办理流程图", "Flow chart"))
        yield self._chart()
        yield from self._where()
        yield Heading(Text("设定依据", "Legal basis"))
        yield from (_basis(one) for one in service.basis)
        yield from _listed(Text("还要知道", "Good to know"), [Entry(one) for one in guide.notes])
        yield Fact(Text("咨询电话", "Questions"), Text(service.hotline, service.hotline))
        yield Fact(Text("打印日期", "Printed on"), Text(f"{self._day}", f"{self._day}"))

    def _item(self, item: Item) -> Entry:
        told = [one.text for one in item.conditions]
        details = [promised(item.time_limit)] if item.time_limit else []
        if told:
            conditions = Text("；".join(o.zh for o in told), "; ".join(o.en for o in told))
            details.append(_said(CONDITION, conditions=conditions))
        others = [one.short or one.title for one in self._service.items if one.id in item.excludes]
        if others:
            named = Text("、".join(o.zh for o in others), ", ".join(o.en for o in others))
            details.append(_said(ONE_OF, others=named))
        details += [one for one in (item.in_person, item.collect) if one]
        details.append(_said(RESULT, result=item.result))
        return Entry(titled(item, self._service), _sentences(details))

    def _materials(self) -> Iterator[Part]:
        service = self._service
        if Unpublished.MATERIALS in service.unpublished:
            yield Fact(Text("申请材料", "Documents"), NOT_PUBLISHED)
        for material in service.materials:
            yield listed(material, service, STATES[material.source], material.note)

    def _deadline(self, one: Deadline) -> Entry:
        labels = {field.id: field.label for field in self._service.fields}
        limit = within(one.limit)
        if one.event:
            told = [_said(FROM_EVENT, event=labels[one.event], limit=limit)]
        else:
            told = [_said(FROM_TODAY, limit=limit)]
        told += [one.late] if one.late else []
        return Entry(one.title, _sentences(told))

    def _chart(self) -> Chart:
        """Draw what waits for what; where results are handed out stands with the delivery."""
        departments = {one.id: one.title for one in self._service.departments}
        boxes = tuple(
            Box(
                FlowBox(ways.key, "", after=ways.after),
                either(item.short or item.title for item in ways.items),
                either(departments[item.department] for item in ways.items),
            )
            for ways in alternatives(self._service)
        )
        nowhere, end = FlowBox("", ""), END if len(self._service.items) > 1 else ONLY
        return Chart(Box(nowhere, START, HERE), boxes, Box(nowhere, end, NOTHING))

    def _where(self) -> Iterator[Part]:
        yield Heading(Text("在哪里办", "Where"))
        hall, window = self._hall, self._window
        yield Entry(Text(f"{hall.zh} {window.zh}", f"{hall.en}, {window.en}"))
        yield from (Entry(one) for one in self._service.guide.where)
        appointment = self._service.appointment
        for office in appointment.offices if appointment else ():
            yield Entry(office.title, Text(office.phone, office.phone) if office.phone else None)


def _listed(title: Text, entries: list[Entry]) -> Iterator[Part]:
    """Give a list with its heading, unless nothing is in it."""
    if entries:
        yield Heading(title)
        yield from entries


def _excluded(one: Exclusion) -> Entry:
    if one.basis is None:
        return Entry(one.say, one.instead)
    zh, en = f"{one.instead.zh}（{one.basis}）", f"{one.instead.en} ({one.basis})"
    return Entry(one.say, Text(zh, en))


def _basis(basis: Basis) -> Entry:
    number = f"（{basis.number}）" if basis.number else ""
    return Entry(Text(basis.name.zh + number, basis.name.en + number))


def _said(pattern: Text, **parts: Text) -> Text:
    """Put texts into a sentence, each language with its own."""
    return Text(
        pattern.zh.format(**{name: one.zh for name, one in parts.items()}),
        pattern.en.format(**{name: one.en for name, one in parts.items()}),
    )


def _sentences(texts: list[Text]) -> Text:
    return Text("。".join(one.zh for one in texts), ". ".join(one.en for one in texts))
