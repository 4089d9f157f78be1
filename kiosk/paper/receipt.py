"""The receipt (申请提交回执): what is taken home, with nothing on it that gives anybody away.

It says that the application was handed in, not that it was accepted: a kiosk has no seal, and
acceptance (行政许可法, article 32) is told by the window. Names and numbers are masked; the
bars hold the case number only, the QR code its proof as well: `wire.proof`.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import PurePath
from typing import cast

from kiosk.cases.case import AttachmentRef, Case, Due
from kiosk.cases.deadlines import LastDay
from kiosk.cases.given import is_given
from kiosk.cases.materials import materials
from kiosk.cases.number import grouped
from kiosk.cases.shown import resolved
from kiosk.catalogue.conditions import Scope
from kiosk.catalogue.kinds import Json, kind_of
from kiosk.catalogue.kinds.capture import AT_WINDOW
from kiosk.catalogue.schema import (
    NOT_PUBLISHED,
    FormField,
    JointService,
    KindName,
    Material,
    MaterialSource,
    Paper,
    Unpublished,
)
from kiosk.paper.slip import Entry, Fact, Heading, Note, Part, Slip
from kiosk.paper.values import Form
from kiosk.paper.wording import STATES, joined, listed, name_of, promised, titled
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
PORTRAIT = Text("已在本机拍照，不用带", "taken here")
PHOTOGRAPHED = Text("已在本机拍照，原件请带到窗口核对", "photographed; bring the original")
PICKUP_FIELD = "delivery"
WISHED = Text("{what}（预约意愿，待确认）", "{what} (your wish; it still has to be confirmed)")
CONFIRMED = Text("{what}（已确认）", "{what} (confirmed)")
MOVED = Text("{what}（已调整，以此为准）", "{what} (moved to this; it is what counts)")
CANCELLED = Text("{what}（已取消）", "{what} (cancelled)")
NOT_TO_BRING = Text("{what}（不用带）", "{what} (need not be brought)")


@dataclass(frozen=True, slots=True)
class Booked:
    """An appointment as central gave it: an answer of its kind, and what became of it."""

    value: Json
    moved: bool = False
    cancelled: bool = False

    @property
    def state(self) -> Text:
        """How it is told."""
        return CANCELLED if self.cancelled else MOVED if self.moved else CONFIRMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """What the receipt needs to know besides the case: where, until when, whether delivered.

    `window` is where people are sent; `days` are what has to be done by when; `booked` is what
    central made of the wish for an appointment; `zone` is the hall's; `again` marks a second
    print; `proof` is what its QR code says, the number if there is none.
    """

    machine: Text
    window: Text
    dues: Sequence[Due]
    days: Sequence[LastDay] = ()
    booked: Booked | None = None
    delivered: bool
    zone: tzinfo
    again: bool = False
    proof: str | None = None


def receipt(case: Case, service: JointService, handed: Handed) -> Slip:
    """Write the receipt of a case; `service` is the form it was filled under."""
    return Slip(
        kind="receipt",
        title=TITLE,
        about=name_of(service),
        code=case.number,
        spoken=grouped(case.number),
        proof=handed.proof,
        mark=AGAIN if handed.again else None,
        at=case.submitted_at,
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
        yield from self._applicants()
        at = f"{case.submitted_at.astimezone(handed.zone):%Y-%m-%d %H:%M}"
        yield Fact(Text("提交时间", "Submitted"), Text(at, at))
        yield Fact(Text("提交地点", "Where"), self._where())
        yield Fact(Text("数据状态", "Data"), SENT if handed.delivered else NOT_SENT)
        yield Heading(Text("联办事项", "Items"))
        yield from (self._due(due) for due in handed.dues if due.item_id is not None)
        yield from (self._whole(due) for due in handed.dues if due.item_id is None)
        yield from self._appointments()
        yield Fact(Text("领取方式", "Collection"), self._delivery())
        days = [one for one in handed.days if one.deadline.kind != "apply"]
        if days:
            yield Heading(Text("请记住日期", "Days to keep"))
            yield from (Entry(one.deadline.title, one.say) for one in days)
        yield from self._documents()
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
        told = list(self._waiting(due))
        if item.time_limit is not None:
            told = [promised(item.time_limit), *told, _by(due)]
        return Entry(titled(item, self._service), joined(told) if told else None, beside=True)

    def _waiting(self, due: Due) -> Iterator[Text]:
        if due.waits_for:
            waited = [self._items[name] for name in due.waits_for]
            names = [item.short or item.title for item in waited]
            yield Text(
                f"等{'、'.join(name.zh for name in names)}办结后开始",
                f"starts after {', '.join(name.en for name in names)}",
            )

    def _whole(self, due: Due) -> Fact:
        service, day = self._service, self._case.service.day
        limits = [promised(one) for one in service.time_limit if one.in_force(day)]
        hidden = Unpublished.TIME_LIMIT in service.unpublished
        told = NOT_PUBLISHED if hidden else joined([*limits, _by(due)])
        return Fact(Text("全部办结", "All done"), told)

    def _appointments(self) -> Iterator[Fact]:
        for field in self._service.fields:
            wish, booked = self._answers.get(field.id), self._handed.booked
            if field.kind is not KindName.APPOINTMENT or not is_given(wish):
                continue
            state = WISHED if booked is None else booked.state
            when = self._shown(field, wish if booked is None else booked.value)
            yield Fact(Text("预约", "Booking"), _filled(state, when))

    def _delivery(self) -> Text:
        field = self._form.fields.get(PICKUP_FIELD)
        chosen = self._answers.get(PICKUP_FIELD)
        if field is None or chosen is None:
            return self._service.guide.delivery or NOT_PUBLISHED
        return self._shown(field, chosen)

    def _shown(self, field: FormField, value: Json) -> Text:
        kind, field = kind_of(field), resolved(field, self._service, self._answers)
        return Text(kind.show(value, field, Language.ZH), kind.show(value, field, Language.EN))

    def _documents(self) -> Iterator[Part]:
        """Say which papers were made, then what the items need."""
        case = self._case
        values = self._form.values(case.service.day, case.items, self._answers)
        made = [self._made(paper) for paper in values.papers]
        yield Heading(Text("材料", "Documents"))
        titles = Text("、".join(one.zh for one in made), ", ".join(one.en for one in made))
        yield Fact(Text("本机打印", "Printed here"), _filled(NOT_TO_BRING, titles))
        if Unpublished.MATERIALS in self._service.unpublished:
            yield Fact(Text("申请材料", "To bring"), NOT_PUBLISHED)
        yield from self._materials({one.zh for one in made})

    def _made(self, paper: Paper) -> Text:
        """Give an official paper its English name, from the list of materials if it is there."""
        title, first = paper.title, paper.id == self._service.papers[0].id
        named = (one.title for one in self._service.materials if one.title.zh == title)
        return next(named, Text(title, "The application form" if first else title))

    def _materials(self, made: Collection[str]) -> Iterator[Entry]:
        """List what the items need, but for the papers that were made here."""
        case = self._case
        scope = Scope(answers=self._answers, items=case.items, today=case.service.day)
        for material in materials(self._service, scope):
            if material.source is MaterialSource.KIOSK and material.title.zh in made:
                continue
            photographed = any(_shows(ref, material) for ref in case.attachments)
            state = PHOTOGRAPHED if photographed else STATES[material.source]
            asked, given = self._form.fields.get(material.id), self._answers.get(material.id)
            portrait = _portrait(material, asked, given)
            yield portrait or listed(material, self._service, state)

    def _version(self) -> Text:
        service, day = self._service, self._case.service.day
        return Text(
            f"{service.key} 第 {service.version} 版（{day} 适用）",
            f"{service.key}, version {service.version} (as of {day})",
        )


def _portrait(material: Material, asked: FormField | None, given: object) -> Entry | None:
    """List what the question of the same name takes: it was taken, or there is the other way."""
    if material.source is not MaterialSource.PHOTOGRAPH or asked is None:
        return None
    left = given == AT_WINDOW
    return Entry(material.title, asked.instead if left else PORTRAIT, box=left, beside=True)


def _shows(ref: AttachmentRef, material: Material) -> bool:
    """Tell whether a file is a page of a material: `household_books-1.jpg`."""
    return PurePath(ref.name).stem.partition("-")[0] == material.id


def _filled(state: Text, what: Text) -> Text:
    return Text(state.zh.format(what=what.zh), state.en.format(what=what.en))


def _by(due: Due) -> Text:
    day, guess = due.due, ESTIMATED if due.estimated else Text("", "")
    return Text(
        f"预计 {day.year} 年 {day.month} 月 {day.day} 日前办结{guess.zh}",
        f"expected by {day}{guess.en}",
    )
