"""The receipt (申请提交回执): what the couple takes home, with nothing on it that gives them away.

It says that the application was handed in, not that it was accepted: a kiosk has no seal, and
acceptance (行政许可法, article 32) is told by the window. Names and numbers are masked; the
symbols hold the case number only.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import PurePath
from typing import cast

from kiosk.cases.case import AttachmentRef, Case, Due
from kiosk.cases.materials import materials
from kiosk.cases.number import grouped
from kiosk.catalogue.conditions import Scope
from kiosk.catalogue.kinds import Json, kind_of
from kiosk.catalogue.schema import (
    NOT_PUBLISHED,
    Item,
    JointService,
    Material,
    MaterialForm,
    MaterialSource,
    TimeLimit,
)
from kiosk.paper.slip import Entry, Fact, Heading, Note, Part, Slip
from kiosk.paper.values import Form
from kiosk.texts import Language, Text

TITLE = Text("申请提交回执（收件凭证）", "Receipt of submission")
AGAIN = Text("补打", "printed again")
NOT_ACCEPTANCE = Text(
    "本回执只证明申请已经提交，不是受理通知书。是否受理，由窗口审核后通知您；"
    "要补材料的，会一次告知。请妥善保管，查询和办理时出示。",
    "This slip shows that your application was handed in; it is not a notice of acceptance. "
    "The window will tell you whether it is accepted, and name everything that is missing at "
    "once. Keep it: it is asked for when you enquire or come to the window.",
)
"""Sentence to the citizen: who decides on acceptance."""

SENT = Text("已送达审批管理系统", "Delivered to the central system")
NOT_SENT = Text(
    "已存本机，待送达；线路恢复后自动送出，不用重新提交",
    "Kept safely on this machine, to be delivered as soon as the line is back; "
    "no need to submit again",
)
ESTIMATED = Text("（预计，以放假安排公布为准）", " (estimated: holidays not announced yet)")
FORMS = {
    MaterialForm.ORIGINAL: Text("原件 {n} 份", "original × {n}"),
    MaterialForm.COPY: Text("复印件 {n} 份", "copy × {n}"),
    MaterialForm.ORIGINAL_AND_COPY: Text("原件和复印件各 {n} 份", "original and copy × {n}"),
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
PHOTOGRAPHED = Text("已在本机拍照，原件请带到窗口核对", "photographed; bring the original")
BOTH = Text("双方", "both")
PICKUP_FIELD = "delivery"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """What the receipt needs to know besides the case: where, until when, whether delivered.

    `window` is where people are sent; `zone` is the hall's; `again` marks a second print.
    """

    machine: Text
    window: Text
    dues: Sequence[Due]
    delivered: bool
    zone: tzinfo
    again: bool = False


def receipt(case: Case, service: JointService, handed: Handed) -> Slip:
    """Write the receipt of a case; `service` is the form it was filled under."""
    return Slip(
        kind="receipt",
        title=TITLE,
        code=case.number,
        spoken=grouped(case.number),
        mark=AGAIN if handed.again else None,
        parts=tuple(_Writer(case, service, handed).parts()),
    )


class _Writer:
    """Writes one receipt."""

    def __init__(self, case: Case, service: JointService, handed: Handed) -> None:
        self._case = case
        self._service = service
        self._handed = handed
        self._answers = cast(Mapping[str, Json], case.answers)
        self._form = Form(service)
        self._items = {item.id: item for item in service.items}

    def parts(self) -> Iterator[Part]:
        case, service, handed = self._case, self._service, self._handed
        yield Fact(Text("办理服务", "Service"), service.full_title)
        yield from self._applicants()
        at = f"{case.submitted_at.astimezone(handed.zone):%Y-%m-%d %H:%M}"
        yield Fact(Text("提交时间", "Submitted"), Text(at, at))
        yield Fact(Text("提交地点", "Where"), self._where())
        yield Fact(Text("数据状态", "Data"), SENT if handed.delivered else NOT_SENT)
        yield Heading(Text("联办事项", "Items"))
        yield from (self._due(due) for due in handed.dues if due.item_id is not None)
        yield from (self._whole(due) for due in handed.dues if due.item_id is None)
        yield Fact(Text("领取方式", "Collection"), self._delivery())
        materials = list(self._materials())
        if materials:
            yield Heading(Text("材料", "Documents"))
            yield from materials
        yield Note(NOT_ACCEPTANCE)
        yield Fact(Text("办理窗口", "Window"), handed.window)
        yield Fact(Text("咨询电话", "Questions"), Text(service.hotline, service.hotline))
        yield Fact(Text("表单版本", "Form"), self._version())

    def _applicants(self) -> Iterator[Fact]:
        for person in self._service.people:
            wanted = (person.name, person.id_number, person.phone)
            masked = [text for name in wanted if name and (text := self._masked(name))]
            if masked:
                yield Fact(person.title, Text("  ".join(masked), "  ".join(masked)))

    def _masked(self, name: str) -> str:
        field, value = self._form.fields[name], self._answers.get(name)
        return "" if value is None else kind_of(field).mask(value, field)

    def _where(self) -> Text:
        case, machine = self._case, self._handed.machine
        terminal = f"{case.district}-{case.kiosk}"
        return Text(
            f"{case.hall.zh} {machine.zh}（终端 {terminal}）",
            f"{case.hall.en}, {machine.en} (terminal {terminal})",
        )

    def _due(self, due: Due) -> Entry:
        item = self._items[due.item_id or ""]
        department = next(
            one.title for one in self._service.departments if one.id == item.department
        )
        title = Text(f"{item.title.zh}（{department.zh}）", f"{item.title.en} ({department.en})")
        return Entry(title, joined([*self._limit(item), *self._waiting(due), _by(due)]))

    def _waiting(self, due: Due) -> Iterator[Text]:
        if due.waits_for:
            names = [self._items[name].title for name in due.waits_for]
            yield Text(
                f"等{'、'.join(name.zh for name in names)}办结后开始",
                f"starts after {', '.join(name.en for name in names)}",
            )

    def _limit(self, item: Item) -> Iterator[Text]:
        limits = (item.time_limit,) if item.time_limit else self._service.time_limit
        yield from (promised(limit) for limit in limits if limit.in_force(self._case.service.day))

    def _whole(self, due: Due) -> Fact:
        return Fact(Text("全部办结", "All done"), _by(due))

    def _delivery(self) -> Text:
        field = self._form.fields.get(PICKUP_FIELD)
        chosen = self._answers.get(PICKUP_FIELD)
        if field is None or chosen is None:
            return self._service.guide.delivery or NOT_PUBLISHED
        kind = kind_of(field)
        return Text(kind.show(chosen, field, Language.ZH), kind.show(chosen, field, Language.EN))

    def _materials(self) -> Iterator[Entry]:
        case = self._case
        scope = Scope(answers=self._answers, items=case.items, today=case.service.day)
        for material in materials(self._service, scope):
            photographed = any(_shows(ref, material) for ref in case.attachments)
            yield listed(material, PHOTOGRAPHED if photographed else STATES[material.source])

    def _version(self) -> Text:
        service, day = self._service, self._case.service.day
        return Text(
            f"{service.key} 第 {service.version} 版（{day} 适用）",
            f"{service.key}, version {service.version} (as of {day})",
        )


def _shows(ref: AttachmentRef, material: Material) -> bool:
    """Tell whether a file is a page of a material: `household_books-1.jpg`."""
    return PurePath(ref.name).stem.partition("-")[0] == material.id


def listed(material: Material, state: Text, note: Text | None = None) -> Entry:
    """List a material; what people carry has a box to tick and says in which shape."""
    if material.source not in CARRIED:
        return Entry(material.title, joined([state, *([note] if note else [])]))
    shape = [FORMS[material.form].fill(n=material.copies)]
    if material.whose == "both":
        shape.append(BOTH)
    return Entry(material.title, joined([*shape, state, *([note] if note else [])]), box=True)


def promised(limit: TimeLimit) -> Text:
    """Say how long the hall promises to take."""
    if limit.working_days is not None:
        days = limit.working_days
        return Text(f"承诺 {days} 个工作日", f"promised within {days} working days")
    days = limit.calendar_days or 0
    return Text(f"承诺 {days} 日", f"promised within {days} days")


def _by(due: Due) -> Text:
    day, guess = due.due, ESTIMATED if due.estimated else Text("", "")
    return Text(
        f"预计 {day.year} 年 {day.month} 月 {day.day} 日前办结{guess.zh}",
        f"expected by {day}{guess.en}",
    )


def joined(texts: Sequence[Text]) -> Text:
    """Put texts after one another, each language with its own comma."""
    return Text(
        "，".join(text.zh for text in texts if text.zh), "; ".join(text.en for text in texts)
    )
